/** Who calls whom as a list, worst first: in place of the map on a phone with many services. */
import { Children, el, glyph, say, setGlyph, text } from './dom.js';
import { rate } from './format.js';
import { nameWords } from './words.js';

const MOST = 40;
const RANK = { bad: 0, warn: 1, ok: 2 };

class Pair {
  #glyph = glyph('ok');
  #names = el('span', { class: 'names' });
  #rate = el('span', { class: 'figure' });
  #label = el('span', { class: 'figure' });

  constructor(call) {
    const open = () => say(this.node, 'open-service', { name: call.callee, peer: call.caller });
    this.node = el('li', {}, el('button', { type: 'button', onclick: open }, this.#glyph, this.#names, this.#rate, this.#label));
  }

  update(call, picture) {
    const level = picture.callLevel(call);
    setGlyph(this.#glyph, level, level === 'ok' ? 'quiet' : level);
    text(this.#names, `${nameWords(call.caller)} → ${nameWords(call.callee)}`);
    text(this.#rate, `${rate(call.rate)}/s`);
    text(this.#label, picture.callLabel(call));
    this.#label.className = `figure ${level === 'ok' ? '' : `${level} hot`}`.trim();
  }
}

class CallPairs extends HTMLElement {
  #list = el('ol');
  #pairs = new Children(this.#list);

  connectedCallback() {
    this.append(this.#list);
  }

  update(picture) {
    const sorted = [...picture.calls].sort(
      (a, b) => RANK[picture.callLevel(a)] - RANK[picture.callLevel(b)] || b.rate - a.rate,
    );
    this.#pairs.update(
      sorted.slice(0, MOST),
      (call) => JSON.stringify([call.caller, call.callee]),
      (call) => new Pair(call),
      (pair, call) => pair.update(call, picture),
    );
  }
}

customElements.define('call-pairs', CallPairs);
