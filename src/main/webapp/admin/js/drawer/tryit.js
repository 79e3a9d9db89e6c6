/** Sends a request to the service and shows its answer. It comes from a connection of the hub's own. */
import { act } from '../api.js';
import { attr, el, glyph, setGlyph, show, text } from '../dom.js';
import { duration } from '../format.js';

const DEFAULT_SECONDS = 5;
const MOST_SECONDS = 60;
const EXAMPLE = '{}';

/** JSON in lines that one can read; pure. */
export function pretty(value) {
  return typeof value === 'string' ? JSON.stringify(value) : JSON.stringify(value, null, 2);
}

export class TryIt {
  #service = '';
  #events = el('datalist', { id: 'try-events' });
  #event = el('input', { list: 'try-events', required: true, maxlength: 256, autocomplete: 'off', spellcheck: 'false', placeholder: 'event' });
  #seconds = el('input', { type: 'number', min: 1, max: MOST_SECONDS, value: DEFAULT_SECONDS, title: 'seconds' });
  #data = el('textarea', { spellcheck: 'false', rows: 3, 'aria-describedby': 'try-wrong' });
  #wrong = el('span', { id: 'try-wrong', class: 'bad' });
  #send = el('button', { class: 'button primary' }, 'Send');
  #glyph = glyph('todo', 'quiet');
  #outcome = el('span', {}, 'The answer stands here.');
  #answer = el('pre', { hidden: true, tabindex: '0', 'aria-label': 'Answer' });

  constructor() {
    this.#data.value = EXAMPLE;
    const label = (words, field, ...more) => el('label', {}, words, ...more, field);
    const form = el(
      'form',
      { novalidate: true },
      el('div', { class: 'pair' }, label('Event', this.#event), label('Time-out', this.#seconds), this.#send),
      label('Data, JSON ', this.#data, this.#wrong),
      this.#events,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.node = el(
      'section',
      { class: 'try' },
      el('h3', {}, 'Try it ', el('span', {}, 'sends a real request from a connection of the hub’s own')),
      el('div', { class: 'sides' }, form, el('div', { class: 'answer', 'aria-live': 'polite' }, el('p', {}, this.#glyph, ' ', this.#outcome), this.#answer)),
    );
  }

  /** Another service: nothing of the one before stays. */
  open(name) {
    this.#service = name;
    this.#event.value = '';
    this.#data.value = EXAMPLE;
    text(this.#wrong, '');
    text(this.#send, 'Send');
    this.#say('todo', 'quiet', 'The answer stands here.');
    this.#show(null);
  }

  update(events) {
    const names = events.map((one) => one.event);
    if (this.#event.value === '' && document.activeElement !== this.#event && names.length > 0) {
      this.#event.value = names[0];
    }
    const listed = names.join('\n');
    if (this.#events.dataset.names !== listed) {
      this.#events.dataset.names = listed;
      this.#events.replaceChildren(...names.map((name) => el('option', { value: name })));
    }
  }

  async #submit() {
    const request = this.#read();
    if (request === null) {
      return;
    }
    const service = this.#service;
    attr(this.#send, 'disabled', true);
    this.#say('todo', 'quiet', `Waiting for ${service}…`);
    this.#show(null);
    try {
      const result = await act('POST', 'api/requests', request);
      if (service === this.#service) {
        this.#take(result);
      }
    } catch (failed) {
      if (service === this.#service) {
        this.#say('bad', 'bad', failed.message);
      }
    } finally {
      attr(this.#send, 'disabled', false);
    }
  }

  #read() {
    text(this.#wrong, '');
    if (this.#event.value === '') {
      this.#event.focus();
      return null;
    }
    try {
      const words = this.#data.value.trim();
      const data = words === '' ? null : JSON.parse(words);
      const seconds = Math.min(MOST_SECONDS, Math.max(1, Number(this.#seconds.value) || DEFAULT_SECONDS));
      return { target: this.#service, event: this.#event.value, data, timeoutMs: seconds * 1000 };
    } catch (notJson) {
      text(this.#wrong, `is not JSON: ${notJson.message}`);
      this.#data.focus();
      return null;
    }
  }

  #take({ outcome, ms, answer, error }) {
    if (outcome === 'answered') {
      this.#say('ok', 'ok', `Answered in ${duration(ms)}`);
      this.#show(pretty(answer));
    } else {
      this.#say('bad', 'bad', `${error?.code ?? outcome} after ${duration(ms)}`);
      this.#show(error?.message ?? null);
    }
  }

  #say(symbol, className, words) {
    setGlyph(this.#glyph, symbol, className);
    text(this.#outcome, words);
  }

  #show(words) {
    show(this.#answer, words !== null);
    text(this.#answer, words ?? '');
  }
}
