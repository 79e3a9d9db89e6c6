/** The drawn things of the map: a service's circle with its words, and the line of a pair. */
import { attr, glyph, say, setGlyph, svg, text } from '../dom.js';
import { duration, rate, share } from '../format.js';
import { headPath, linePath } from './curves.js';

/** Smallest arc of errors, as a share of the circle: 12°. */
const LEAST_ARC = 12 / 360;
const LEAST_ERRORS = 0.0005;

/** A service. It is a button: it takes the focus and opens the drawer. */
export class NodeMark {
  #focus = svg('circle', { class: 'focus' });
  #body = svg('circle', { class: 'body' });
  #track = svg('circle', { class: 'track' });
  #errors = svg('circle', { class: 'errors' });
  #glyph = glyph('warn');
  #name = svg('tspan');
  #rate = svg('tspan', { class: 'rate' });
  #label = svg('text', { class: 'name' }, this.#name, ' ', this.#rate);
  #trouble = svg('text', { class: 'trouble' });

  constructor(name) {
    this.name = name;
    attr(this.#glyph, 'width', 12);
    attr(this.#glyph, 'height', 12);
    this.node = svg(
      'g',
      { class: 'node', tabindex: '0', role: 'button', 'data-name': name },
      this.#focus,
      this.#body,
      this.#track,
      this.#errors,
      this.#glyph,
      this.#label,
      ' ',
      this.#trouble,
    );
    this.node.addEventListener('click', () => say(this.node, 'open-service', { name }));
    this.node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        say(this.node, 'open-service', { name });
      }
    });
  }

  /** What it says, and how it fares. */
  update({ label, rateWords, errorShare, level, isGone, trouble, description }) {
    text(this.#name, label);
    text(this.#rate, rateWords);
    text(this.#trouble, trouble ?? '');
    attr(this.node, 'aria-label', description);
    this.node.classList.toggle('gone', isGone);
    for (const one of ['ok', 'warn', 'bad', 'left']) {
      this.node.classList.toggle(one, one === level);
    }
    setGlyph(this.#glyph, level, '');
    attr(this.#glyph, 'visibility', level === 'ok' ? 'hidden' : null);
    this.#errorShare = isGone || errorShare === null || errorShare <= LEAST_ERRORS ? 0 : errorShare;
  }

  #errorShare = 0;

  /** Where it stands. */
  place({ x, y, r }, side) {
    for (const [circle, more] of [[this.#focus, 6], [this.#body, 0], [this.#track, 0], [this.#errors, 0]]) {
      attr(circle, 'cx', x.toFixed(1));
      attr(circle, 'cy', y.toFixed(1));
      attr(circle, 'r', (r + more).toFixed(1));
    }
    attr(this.#glyph, 'x', (x - 6).toFixed(1));
    attr(this.#glyph, 'y', (y - 6.5).toFixed(1));
    attr(this.#errors, 'transform', `rotate(-90 ${x.toFixed(1)} ${y.toFixed(1)})`);
    this.#radius = r;
    this.drawErrors();
    for (const [line, lower] of [[this.#label, 0], [this.#trouble, 14]]) {
      attr(line, 'x', side.x.toFixed(1));
      attr(line, 'y', (side.y + lower).toFixed(1));
      attr(line, 'text-anchor', side.anchor);
    }
  }

  #radius = 0;

  /** The arc from 12 o'clock. */
  drawErrors() {
    const round = 2 * Math.PI * this.#radius;
    const arc = Math.max(LEAST_ARC, this.#errorShare) * round;
    attr(this.#errors, 'stroke-dasharray', `${arc.toFixed(1)} ${round.toFixed(1)}`);
    attr(this.#errors, 'visibility', this.#errorShare === 0 ? 'hidden' : null);
  }
}

/** The line of a pair, with its time on a patch so that no line crosses the words. */
export class EdgeMark {
  #line = svg('path', { class: 'line' });
  #head = svg('path', { class: 'head' });
  #hit = svg('path', { class: 'hit' });
  #patch = svg('rect', { class: 'patch', height: 16, rx: 3 });
  #label = svg('text');
  #title = svg('title');

  constructor(call) {
    this.caller = call.caller;
    this.callee = call.callee;
    this.node = svg('g', { class: 'edge' }, this.#title, this.#line, this.#head, this.#hit, this.#patch, this.#label);
    attr(this.node, 'data-caller', call.caller);
    attr(this.node, 'data-callee', call.callee);
    this.node.addEventListener('click', () => say(this.node, 'open-service', { name: this.callee, peer: this.caller }));
  }

  update(call, level, label) {
    text(this.#label, label);
    text(
      this.#title,
      `${call.caller} → ${call.callee}: ${rate(call.rate)}/s, p99 ${duration(call.p99Ms)}, errors ${share(call.errorShare)}`,
    );
    for (const one of ['ok', 'warn', 'bad']) {
      this.node.classList.toggle(one, one === level);
    }
    this.node.classList.toggle('idle', call.rate === 0 && call.inFlight === 0);
    this.#fit();
  }

  place(path, width, spot, quiet) {
    const line = linePath(path);
    attr(this.#line, 'd', line);
    attr(this.#line, 'stroke-width', width);
    attr(this.#hit, 'd', line);
    attr(this.#head, 'd', headPath(path));
    this.node.classList.toggle('unlabelled', quiet);
    attr(this.#label, 'x', spot.x.toFixed(1));
    attr(this.#label, 'y', (spot.y + 4).toFixed(1));
    this.#spot = spot;
    this.#fit();
  }

  #spot = null;
  #measured = '';

  /** The patch is as wide as the words really are. */
  #fit() {
    const key = `${this.#label.textContent} ${this.#spot?.x} ${this.#spot?.y}`;
    if (this.#spot === null || key === this.#measured || !this.node.isConnected) {
      return;
    }
    const width = this.#label.getComputedTextLength() + 8;
    if (width > 8) {
      this.#measured = key;
      attr(this.#patch, 'x', (this.#spot.x - width / 2).toFixed(1));
      attr(this.#patch, 'y', (this.#spot.y - 8).toFixed(1));
      attr(this.#patch, 'width', width.toFixed(1));
    }
  }
}
