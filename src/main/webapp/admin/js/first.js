/** Before the first service: a snippet to copy with this hub's real address, and four steps that tick themselves off. */
import { attr, el, glyph, setGlyph, text } from './dom.js';
import { clock } from './format.js';
import { SNIPPETS } from './snippets.js';
import { refusalWords } from './words.js';

const COPIED_MS = 2000;

class Step {
  #glyph = glyph('todo', 'quiet');
  #title = el('span');
  #note = el('small');

  constructor(title) {
    this.#title.append(title);
    this.node = el('li', {}, this.#glyph, el('span', {}, this.#title, this.#note));
  }

  update(isDone, note, level = 'ok') {
    setGlyph(this.#glyph, isDone ? 'ok' : level === 'warn' ? 'warn' : 'todo', isDone ? 'ok' : level === 'warn' ? 'warn' : 'quiet');
    text(this.#note, note);
    attr(this.node, 'data-done', isDone);
  }
}

class FirstService extends HTMLElement {
  #chosen = SNIPPETS[0];
  #url = '';
  #code = el('pre', { tabindex: '0', 'aria-label': 'Snippet' });
  #copy = el('button', { class: 'link small', type: 'button', onclick: () => this.#toClipboard() }, 'Copy');
  #tabs = SNIPPETS.map((snippet) =>
    el('button', { type: 'button', 'aria-pressed': 'false', onclick: () => this.#choose(snippet) }, snippet.language),
  );
  #steps = {
    listens: new Step('The hub listens'),
    handshake: new Step('A first handshake'),
    service: new Step('A first service under its name'),
    request: new Step('A first request and its answer'),
  };

  connectedCallback() {
    this.append(
      el(
        'div',
        { class: 'snippet' },
        el('h3', {}, 'No service is connected yet'),
        el('p', { class: 'support' }, 'Run this anywhere that reaches the hub; the page fills by itself.'),
        el(
          'div',
          { class: 'code' },
          el('div', { class: 'head' }, el('span', { class: 'choice', role: 'group', 'aria-label': 'Language' }, ...this.#tabs), this.#copy),
          this.#code,
        ),
      ),
      el('ul', { class: 'steps' }, ...Object.values(this.#steps).map((step) => step.node)),
    );
  }

  update(picture) {
    this.#url = location.origin;
    this.#choose(this.#chosen);
    const refused = picture.refused.at(0);
    const isSeen = picture.services.length > 0;
    const isAsked = picture.calls.some((call) => call.total > call.errors);
    this.#steps.listens.update(true, '/socket.io/, polling and WebSocket');
    if (refused && !isSeen) {
      const who = refused.name ? `“${refused.name}”` : 'one without a name';
      this.#steps.handshake.update(false, `${clock(refused.at)} refused ${who} from ${refused.address}: ${refusalWords(refused.reason)}`, 'warn');
    } else {
      this.#steps.handshake.update(isSeen, isSeen ? '' : 'none seen; a refused one would stand here with its reason');
    }
    this.#steps.service.update(isSeen, '');
    this.#steps.request.update(isAsked, 'open the service and use Try it');
  }

  #choose(snippet) {
    this.#chosen = snippet;
    text(this.#code, snippet.write(this.#url));
    this.#tabs.forEach((tab, index) => attr(tab, 'aria-pressed', String(SNIPPETS[index] === snippet)));
  }

  async #toClipboard() {
    try {
      await navigator.clipboard.writeText(this.#code.textContent);
      text(this.#copy, 'Copied');
    } catch {
      // Without TLS browsers give no clipboard: the text is selected instead.
      getSelection().selectAllChildren(this.#code);
      text(this.#copy, 'Selected');
    }
    setTimeout(() => text(this.#copy, 'Copy'), COPIED_MS);
  }
}

customElements.define('first-service', FirstService);
