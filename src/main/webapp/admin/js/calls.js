/** The panel of who calls whom: a map, above sixty services a matrix (on a phone a list), before the first the snippet. */
import { el, pieces, show, svg, text } from './dom.js';
import { duration, plural, rate, share } from './format.js';
import { nameWords } from './words.js';

const MOST_ON_MAP = 60;
const NARROW = matchMedia('(max-width: 720px)');

function legendOfMap() {
  const circle = svg(
    'svg',
    { width: 14, height: 14, viewBox: '0 0 14 14', 'aria-hidden': 'true' },
    svg('circle', { class: 'track', cx: 7, cy: 7, r: 5.5 }),
    svg('path', { class: 'errors', d: 'M7 1.5A5.5 5.5 0 0 1 12.5 7' }),
  );
  const arrow = svg(
    'svg',
    { width: 22, height: 8, viewBox: '0 0 22 8', 'aria-hidden': 'true' },
    svg('path', { class: 'shaft', d: 'M0 4h14' }),
    svg('path', { class: 'head', d: 'M22 4 14 0v8Z' }),
  );
  return el(
    'span',
    { class: 'legend' },
    el('span', {}, circle, 'size requests/s, arc errors'),
    el('span', {}, arrow, 'caller → callee, width calls/s, p99'),
    el('span', {}, 'last minute'),
  );
}

function legendOfMatrix() {
  const heat = (step, words) => el('span', {}, el('i', { class: `swatch heat-${step}` }), words);
  return el(
    'footer',
    { class: 'legend' },
    el('span', {}, 'calls/s'),
    heat(1, '< 1'),
    heat(2, '1–8'),
    heat(3, '8–40'),
    heat(4, '> 40'),
    el('span', {}, el('b', { class: 'warn' }, '▲'), 'slow or failing'),
    el('span', {}, el('b', { class: 'bad' }, '✕'), 'most or all fail'),
    el('span', { class: 'grow' }),
    el('span', {}, 'arrow keys move, Enter opens'),
  );
}

class HubCalls extends HTMLElement {
  #title = el('h2', { id: 'calls-title' }, 'Call map');
  #about = el('span', { class: 'support' });
  #readOut = el('span', { class: 'read-out', 'aria-live': 'polite' });
  #legend = legendOfMap();
  #arrange = el('button', { class: 'link small', type: 'button', onclick: () => this.#map.arrange() }, 'Arrange anew');
  #map = el('call-map', { hidden: true });
  #matrix = el('call-matrix', { hidden: true });
  #matrixLegend = legendOfMatrix();
  #pairs = el('call-pairs', { hidden: true });
  #first = el('first-service', { hidden: true });
  #picture = null;

  connectedCallback() {
    this.append(
      el('header', {}, this.#title, this.#about, el('span', { class: 'grow' }), this.#legend, this.#readOut, this.#arrange),
      this.#map,
      this.#matrix,
      this.#pairs,
      this.#first,
      this.#matrixLegend,
    );
    for (const part of [this.#legend, this.#arrange, this.#matrixLegend, this.#readOut]) {
      show(part, false);
    }
    this.addEventListener('read-out', () => this.#read());
  }

  update(picture, page) {
    this.#picture = picture;
    const isMany = picture.services.length > MOST_ON_MAP;
    const part = picture.services.length === 0 ? this.#first : !isMany ? this.#map : NARROW.matches ? this.#pairs : this.#matrix;
    for (const one of [this.#map, this.#matrix, this.#pairs, this.#first]) {
      show(one, one === part);
    }
    show(this.#legend, part === this.#map);
    show(this.#arrange, part === this.#map && picture.services.length > 1);
    show(this.#matrixLegend, part === this.#matrix);
    show(this.#readOut, part === this.#matrix);
    text(this.#title, part === this.#map || part === this.#first ? 'Call map' : 'Calls');
    part.update(picture, page);
    text(this.#about, this.#aboutWords(picture, part));
    document.documentElement.classList.toggle('many', isMany);
    this.classList.toggle('first', part === this.#first);
    if (part === this.#matrix) {
      this.#read();
    }
  }

  #aboutWords(picture, part) {
    if (part === this.#matrix) {
      const { rows, columns } = this.#matrix.extent;
      return `${plural(rows, 'caller')} × ${plural(columns, 'callee')}, ${plural(picture.calls.length, 'pair')}`;
    }
    return part === this.#pairs ? `${plural(picture.calls.length, 'pair')}, worst first` : '';
  }

  #read() {
    const call = this.#matrix.call;
    if (!call) {
      pieces(this.#readOut, ['no calls']);
      return;
    }
    const picture = this.#picture;
    const hot = (words, isHot) => (isHot ? ['b', picture.callLevel(call), words] : words);
    pieces(this.#readOut, [
      ['b', 'pair', `${nameWords(call.caller)} → ${nameWords(call.callee)}`],
      ` ${rate(call.rate)}/s, `,
      hot(`p99 ${duration(call.p99Ms)}`, picture.isSlow(call.p99Ms)),
      ', ',
      hot(`errors ${share(call.errorShare)}`, picture.isFailing(call.errorShare)),
    ]);
  }
}

customElements.define('hub-calls', HubCalls);
