/** The last requests of a service, those that wait first. They stand still while somebody points at them. */
import { attr, el, say, show, text } from '../dom.js';
import { bytes, duration, tenths } from '../format.js';
import { inOrder, kindOf, outcomeWords } from './outcomes.js';
import { nameWords } from '../words.js';
import { Timeline, scale } from './timeline.js';

class RequestRow {
  #at = el('td', { class: 'support' });
  #peer = el('td', { class: 'peer cut' });
  #event = el('td', { class: 'mono cut' });
  #timeline = new Timeline();
  #outcome = el('td', { class: 'outcome cut' });
  #took = el('td', { class: 'right' });
  #bytes = el('td', { class: 'right support' });

  constructor() {
    this.node = el('tr', {}, this.#at, this.#peer, this.#event, el('td', {}, this.#timeline.node), this.#outcome, this.#took, this.#bytes);
  }

  update(request, picture) {
    const kind = kindOf(request.outcome);
    const took = kind === 'waiting' ? picture.at - request.at : request.ms;
    const isSlow = picture.isSlow(took);
    const level = kind === 'failed' ? 'bad' : isSlow ? 'warn' : '';
    text(this.#at, tenths(request.at));
    text(this.#peer, `${request.direction === 'in' ? '←' : '→'} ${nameWords(request.peer ?? '')}`);
    attr(this.#peer, 'title', request.peer);
    text(this.#event, request.event ?? '');
    attr(this.#event, 'title', request.event);
    this.#timeline.update(took, kind, level);
    text(this.#outcome, outcomeWords(request.outcome));
    attr(this.#outcome, 'class', `outcome cut ${kind === 'waiting' ? (isSlow ? 'warn' : '') : level}`.trim());
    attr(this.#outcome, 'title', request.outcome);
    text(this.#took, duration(took));
    attr(this.#took, 'class', `right ${isSlow ? 'warn hot' : ''}`.trim());
    text(this.#bytes, bytes(request.bytes));
  }
}

export class Requests {
  #rows = [];
  #body = el('tbody');
  #heldWords = el('span', {}, 'waiting first');
  #peer = el('button', { class: 'chip', type: 'button', hidden: true, onclick: () => say(this.node, 'filter-peer', { peer: null }) });
  #all = el('button', { type: 'button', onclick: () => this.#choose(false) }, 'All');
  #worst = el('button', { type: 'button', onclick: () => this.#choose(true) }, 'Slow or failed');
  #none = el('p', { class: 'quiet' });
  #table;
  #onlyWorst = false;
  #last = null;

  constructor() {
    const head = (words, className = '') => el('th', { scope: 'col', class: className }, words);
    this.#table = el(
      'table',
      {},
      el(
        'thead',
        {},
        el('tr', {}, head('Received'), head('Peer'), head('Event'), el('th', { scope: 'col' }, el('span', { class: 'aloud' }, 'Timeline'), scale()), head('Outcome'), head('Took', 'right'), head('Bytes', 'right')),
      ),
      this.#body,
    );
    this.node = el(
      'section',
      { class: 'requests' },
      el(
        'div',
        { class: 'heading' },
        el('h3', {}, 'Last 50 requests ', this.#heldWords),
        this.#peer,
        el('span', { class: 'grow' }),
        el('div', { class: 'choice', role: 'group', 'aria-label': 'Show' }, this.#all, this.#worst),
      ),
      el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Last requests, scrolls' }, this.#table),
      this.#none,
      el('p', { class: 'key quiet' }, '○ received, ● answered, ✕ failed, › waiting; logarithmic'),
    );
  }

  /** Forgets what was held, for another service. */
  clear() {
    this.#onlyWorst = false;
    this.#last = null;
    this.#rows.forEach((row) => row.node.remove());
    this.#rows = [];
  }

  update(requests, picture, peer) {
    const isHeld = this.#last !== null && this.#last[2] === peer && this.#body.matches(':hover');
    text(this.#heldWords, isHeld ? 'held while you point at them' : 'waiting first');
    if (!isHeld) {
      this.#write(requests, picture, peer);
    }
  }

  #write(requests, picture, peer) {
    this.#last = [requests, picture, peer];
    const isWanted = (request) =>
      (peer === null || request.peer === peer) &&
      (!this.#onlyWorst || kindOf(request.outcome) !== 'answered' || picture.isSlow(request.ms));
    const list = inOrder(requests).filter(isWanted);
    while (this.#rows.length < list.length) {
      this.#rows.push(new RequestRow());
      this.#body.append(this.#rows.at(-1).node);
    }
    while (this.#rows.length > list.length) {
      this.#rows.pop().node.remove();
    }
    list.forEach((request, index) => this.#rows[index].update(request, picture));
    attr(this.#all, 'aria-pressed', String(!this.#onlyWorst));
    attr(this.#worst, 'aria-pressed', String(this.#onlyWorst));
    text(this.#peer, `with ${nameWords(peer ?? '')} ✕`);
    attr(this.#peer, 'aria-label', `Only with ${peer}; show all`);
    show(this.#peer, peer !== null);
    show(this.#table, list.length > 0);
    text(this.#none, requests.length === 0 ? 'No requests yet.' : 'None of the last 50.');
    show(this.#none, list.length === 0);
  }

  #choose(onlyWorst) {
    this.#onlyWorst = onlyWorst;
    if (this.#last) {
      this.#write(...this.#last);
    }
  }
}
