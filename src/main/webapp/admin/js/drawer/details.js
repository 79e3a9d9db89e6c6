/** The parts of the drawer that only show: what is wrong, six figures, the handshake, the events. */
import { Children, attr, el, glyph, pieces, setGlyph, show, text } from '../dom.js';
import { UNKNOWN, age, clock, count, duration, rate, share, silence } from '../format.js';
import { MOST, entryLevel } from '../picture.js';
import { emphasize } from '../words.js';

/** Everything open about the service, worst first. */
export class Problems {
  node = el('div', { class: 'problems' });
  #entries = new Children(this.node);

  update(entries) {
    this.#entries.update(
      entries,
      (entry) => entry.id,
      () => {
        const words = el('p');
        const mark = glyph('info');
        return { mark, words, node: el('div', { class: 'problem' }, mark, words) };
      },
      ({ node, mark, words }, entry) => {
        const level = entryLevel(entry);
        attr(node, 'class', `problem ${level}`);
        setGlyph(mark, level === 'know' ? 'info' : level, level === 'know' ? 'quiet' : level);
        pieces(words, [...emphasize(entry.text, entry.service), ['span', 'support', ` ${entry.next ?? ''}`]]);
      },
    );
  }
}

/** A list of terms and their values. */
class Terms {
  #values = new Map();

  constructor(className, names) {
    this.node = el('dl', { class: className });
    for (const name of names) {
      const value = el('dd');
      this.#values.set(name, value);
      this.node.append(el('div', {}, el('dt', {}, name), value));
    }
  }

  set(name, words, className = '') {
    const value = this.#values.get(name);
    text(value, words);
    attr(value, 'class', className);
    attr(value, 'title', words);
  }
}

export class Figures {
  #terms = new Terms('figures', ['In/s', 'Out/s', 'p50', 'p99', 'Errors', 'In flight']);
  node = el('section', {}, this.#terms.node);

  update(service, picture) {
    const failing = service.errorShare >= MOST ? 'bad' : picture.isFailing(service.errorShare) ? 'warn' : '';
    this.#terms.set('In/s', rate(service.in.rate));
    this.#terms.set('Out/s', rate(service.out.rate));
    this.#terms.set('p50', duration(service.p50Ms));
    this.#terms.set('p99', duration(service.p99Ms), picture.isSlow(service.p99Ms) ? 'warn' : '');
    this.#terms.set('Errors', share(service.errorShare), failing);
    this.#terms.set('In flight', count(service.inFlight));
  }
}

export class Handshake {
  #terms = new Terms('terms', ['Transport', 'Client', 'sid', 'Last sign', 'Forwarded', 'Query']);
  node = el('section', {}, el('h3', {}, 'Handshake'), this.#terms.node);

  update(handshake, service, picture) {
    const query = Object.entries(handshake?.query ?? {}).map(([name, value]) => `${name}=${value}`);
    const isGone = service.state === 'gone';
    this.#terms.set('Transport', handshake?.transport ?? service.transport ?? UNKNOWN);
    this.#terms.set('Client', handshake?.userAgent ?? UNKNOWN);
    this.#terms.set('Forwarded', handshake?.forwardedFor ?? 'no');
    this.#terms.set('sid', handshake?.sid ?? service.sid ?? UNKNOWN, 'mono');
    this.#terms.set('Last sign', isGone ? UNKNOWN : `${silence(service.lastSignAgoMs)} ago`);
    this.#terms.set('Query', query.join(' ') || UNKNOWN, 'mono');
  }
}

class EventRow {
  #cells = Array.from({ length: 5 }, (_, index) => el('td', { class: index === 0 ? 'mono cut' : 'right' }));

  constructor() {
    this.node = el('tr', {}, ...this.#cells);
  }

  update(event, picture) {
    const [name, number, p50, p99, errors] = this.#cells;
    const failed = event.count === 0 ? null : event.errors / event.count;
    const slow = picture.isSlow(event.p99Ms) ? 'warn hot' : '';
    const failing = failed >= MOST ? 'bad hot' : picture.isFailing(failed) ? 'warn hot' : failed === 0 ? 'quiet' : '';
    text(name, event.event);
    attr(name, 'title', event.event);
    text(number, count(event.count));
    text(p50, duration(event.p50Ms));
    text(p99, duration(event.p99Ms));
    attr(p99, 'class', `right ${slow}`.trim());
    text(errors, share(failed));
    attr(errors, 'class', `right ${failing}`.trim());
  }
}

export class Events {
  #body = el('tbody');
  #rows = new Children(this.#body);
  #none = el('p', { class: 'quiet' }, 'It has not been asked yet.');
  #table;

  constructor() {
    const head = (words, index) => el('th', { scope: 'col', class: index === 0 ? '' : 'right' }, words);
    this.#table = el('table', {}, el('thead', {}, el('tr', {}, ...['Event', 'Count', 'p50', 'p99', 'Errors'].map(head))), this.#body);
    this.node = el('section', {}, el('h3', {}, 'Events ', el('span', {}, 'that it was asked')), this.#table, this.#none);
  }

  update(events, picture) {
    show(this.#none, events.length === 0);
    show(this.#table, events.length > 0);
    const sorted = [...events].sort((a, b) => b.count - a.count || (a.event < b.event ? -1 : 1));
    this.#rows.update(sorted, (event) => event.event, () => new EventRow(), (row, event) => row.update(event, picture));
  }
}

/** The line below the name. */
export function whereabouts(service, picture) {
  if (service.state === 'gone') {
    return `left ${clock(service.goneAt)}${service.goneReason ? `, ${service.goneReason}` : ''}; was at ${service.address ?? UNKNOWN}`;
  }
  return `${service.address ?? UNKNOWN}, connected ${age(picture.at - service.connectedAt)}`;
}
