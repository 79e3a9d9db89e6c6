/** What needs somebody: one sentence of fact, one of next step, one link. */
import { Children, attr, el, glyph, pieces, say, setGlyph, show, text } from './dom.js';
import { Folds } from './folds.js';
import { age, clock } from './format.js';
import { entryLevel } from './picture.js';
import { emphasize } from './words.js';

const RANK = { broken: 0, risk: 1, know: 2 };
const ALOUD = { broken: 'Broken: ', risk: 'At risk: ', know: 'To know: ' };
const EMPTY = 'Nothing needs you. Refused connections, silent and slow services will stand here, each with a next step.';

/** Broken before at risk before to know, then the newest. */
const byLevel = (a, b) => RANK[a.level] - RANK[b.level] || b.since - a.since;

class Entry {
  #glyph = glyph('info');
  #aloud = el('span', { class: 'aloud' });
  #fact = el('span');
  #age = el('time');
  #next = el('span');
  #link = el('button', { class: 'link', type: 'button', onclick: () => say(this.node, 'open-service', { name: this.#service }) });
  #service = null;

  constructor() {
    this.node = el(
      'li',
      {},
      this.#glyph,
      el('p', {}, this.#aloud, this.#fact),
      this.#age,
      el('p', { class: 'next' }, this.#next, ' ', this.#link),
    );
  }

  update(entry, picture) {
    const isOver = entry.overAt !== null && entry.overAt !== undefined;
    const level = isOver ? 'ok' : entryLevel(entry);
    setGlyph(this.#glyph, level === 'know' ? 'info' : level, level === 'know' || isOver ? 'quiet' : level);
    text(this.#aloud, isOver ? 'Over: ' : ALOUD[entry.level]);
    pieces(this.#fact, emphasize(entry.text, entry.service));
    text(this.#age, age(picture.at - (isOver ? entry.overAt : entry.since)));
    attr(this.#age, 'title', `since ${clock(entry.since)}${isOver ? `, over at ${clock(entry.overAt)}` : ''}`);
    pieces(this.#next, emphasize(entry.next ?? '', entry.service));
    this.node.classList.toggle('over', isOver);
    this.#service = entry.service;
    const about = entry.service === null ? undefined : picture.service(entry.service);
    show(this.#link, about !== undefined);
    pieces(this.#link, [about?.state === 'gone' ? 'Who called it' : 'Open', ['span', 'aloud', ` ${entry.service}`]]);
  }
}

class HubAttention extends HTMLElement {
  #summary = el('span', { class: 'support' });
  #earlier = el('button', { class: 'link small', type: 'button', hidden: true, onclick: () => this.#toggle() });
  #calm = el('p', { class: 'calm' });
  #list = el('ol');
  #entries = new Children(this.#list);
  #folds = new Folds();
  #showsEarlier = false;
  #heard = null;
  #last = null;

  connectedCallback() {
    const title = el('h2', { id: 'attention-title' }, 'Attention');
    this.append(
      el('header', {}, title, this.#summary, el('span', { class: 'grow' }), this.#earlier),
      el(
        'div',
        { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'attention-title' },
        this.#calm,
        this.#list,
        this.#folds.node,
      ),
    );
  }

  update(picture, page) {
    this.#last = [picture, page];
    const concerns = (entry) => page.tile === null || entry.service === null || page.wants(picture, entry.service);
    const open = picture.open.filter(concerns).sort(this.#order());
    const over = [...picture.over].sort((a, b) => b.overAt - a.overAt);
    text(this.#summary, picture.summary());
    text(this.#earlier, this.#showsEarlier ? 'Hide earlier' : `${over.length} earlier`);
    attr(this.#earlier, 'aria-expanded', String(this.#showsEarlier));
    show(this.#earlier, over.length > 0);
    text(this.#calm, this.#calmWords(picture, open));
    show(this.#calm, open.length === 0);
    this.#entries.update(
      this.#showsEarlier ? [...open, ...over] : open,
      (entry) => entry.id,
      () => new Entry(),
      (part, entry) => part.update(entry, picture),
    );
    this.#folds.update(picture, page);
    this.#announce(picture);
  }

  #calmWords(picture, open) {
    if (picture.services.length === 0) {
      return EMPTY;
    }
    return open.length < picture.open.length ? 'Nothing here about what the tile filters.' : 'Nothing needs you.';
  }

  /** Nothing moves under the pointer or the focus: what is there keeps its place, newcomers come below. */
  #order() {
    if (!this.matches(':hover') && !this.contains(document.activeElement)) {
      return byLevel;
    }
    const places = [...this.#list.children];
    const place = (entry) => {
      const at = places.indexOf(this.#entries.get(entry.id)?.node);
      return at < 0 ? places.length : at;
    };
    return (a, b) => place(a) - place(b) || byLevel(a, b);
  }

  #toggle() {
    this.#showsEarlier = !this.#showsEarlier;
    this.update(...this.#last);
  }

  /** New broken entries are read aloud, politely; those of the first snapshot are not new. */
  #announce(picture) {
    const broken = picture.open.filter((entry) => entry.level === 'broken');
    const fresh = broken.filter((entry) => this.#heard !== null && !this.#heard.has(entry.id));
    this.#heard = new Set(broken.map((entry) => entry.id));
    if (fresh.length > 0) {
      say(this, 'announce', { words: fresh.map((entry) => entry.text).join(' ') });
    }
  }
}

customElements.define('hub-attention', HubAttention);
