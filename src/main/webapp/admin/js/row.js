/** One service in the table. */
import { attr, el, glyph, property, setGlyph, text } from './dom.js';
import { UNKNOWN, age, bytes, clock, count, duration, rate, share, silence } from './format.js';
import { Line } from './line.js';
import { LIFE, MOST } from './picture.js';

/** The columns: key, head, class. */
export const COLUMNS = [
  ['name', 'Name', ''],
  ['address', 'Address', 'c-address'],
  ['transport', 'Transport', 'c-transport'],
  ['connected', 'Connected', 'c-connected right'],
  ['life', 'Sign of life', 'c-life'],
  ['in', 'In/s', 'c-in right'],
  ['out', 'Out/s', 'c-out right'],
  ['p50', 'p50', 'c-p50 right'],
  ['p99', 'p99', 'c-p99 right'],
  ['errors', 'Errors', 'c-errors right'],
  ['inFlight', 'In flight', 'c-flight right'],
  ['waiting', 'Waiting', 'c-waiting right'],
];

export class Row {
  #glyph = glyph('ok');
  #level = el('span', { class: 'aloud' });
  #name = el('span', { class: 'cut' });
  #cells;
  #bar = el('i');
  #frame = el('span', { class: 'bar' }, this.#bar);
  #silence = el('span');
  #life = el('span', { class: 'life' }, this.#frame, this.#silence);
  #line = new Line(64, 14);
  #inRate = { node: el('span'), base: 'figure' };

  constructor(name) {
    this.name = name;
    text(this.#name, name);
    attr(this.#name, 'title', name);
    this.#cells = Object.fromEntries(
      COLUMNS.map(([key, , base]) => [key, { node: el('td', { class: base }), base }]),
    );
    this.#cells.name.node.append(el('span', { class: 'name' }, this.#glyph, this.#level, this.#name));
    this.#cells.life.node.append(this.#life);
    this.#cells.in.node.append(el('span', { class: 'with-line' }, this.#line.node, this.#inRate.node));
    this.node = el('tr', { 'data-name': name, tabindex: '-1' }, ...Object.values(this.#cells).map((cell) => cell.node));
  }

  update(service, picture, { index, isSelected }) {
    const isGone = service.state === 'gone';
    const level = picture.level(service.name);
    setGlyph(this.#glyph, picture.glyphOf(service.name), level === 'left' ? 'quiet' : level);
    text(this.#level, `${picture.levelWord(service.name)} `);
    this.node.classList.toggle('gone', isGone);
    this.node.classList.toggle('selected', isSelected);
    attr(this.node, 'aria-rowindex', index + 2);
    const { address, transport, connected, out, p50, p99, errors, inFlight, waiting } = this.#cells;
    figure(address, service.address ?? UNKNOWN, service.address ? 'support' : 'quiet');
    figure(transport, isGone ? UNKNOWN : (service.transport ?? UNKNOWN), isGone ? 'quiet' : 'support');
    figure(connected, isGone ? UNKNOWN : age(picture.at - service.connectedAt), isGone ? 'quiet' : 'support');
    attr(connected.node, 'title', isGone ? null : `since ${clock(service.connectedAt)}`);
    this.#showLife(service, picture, level);
    attr(this.#line.node, 'visibility', (service.in.line ?? []).some((value) => value > 0) ? null : 'hidden');
    this.#line.update(service.in.line ?? []);
    figure(this.#inRate, rate(service.in.rate), quietIf(service.in.rate === 0));
    figure(out, rate(service.out.rate), quietIf(service.out.rate === 0));
    figure(p50, duration(service.p50Ms), quietIf(!service.p50Ms));
    figure(p99, duration(service.p99Ms), hotIf(picture.isSlow(service.p99Ms), !service.p99Ms));
    const mostFail = service.errorShare >= MOST;
    const failing = hotIf(picture.isFailing(service.errorShare), !service.errorShare);
    figure(errors, share(service.errorShare), mostFail ? 'bad hot' : failing);
    figure(inFlight, count(service.inFlight), quietIf(!service.inFlight));
    figure(waiting, bytes(service.bytesWaiting), hotIf(picture.isFull(service), !service.bytesWaiting));
  }

  #showLife(service, picture, level) {
    const isGone = service.state === 'gone';
    const left = picture.lifeLeft(service);
    const color = isGone ? (level === 'bad' ? 'bad' : 'quiet') : left < LIFE.bad ? 'bad' : left < LIFE.warn ? 'warn' : '';
    attr(this.#frame, 'hidden', isGone);
    attr(this.#frame, 'class', `bar ${color}`.trim());
    property(this.#bar, '--left', left.toFixed(3));
    attr(this.#silence, 'class', isGone ? color : color && `${color} hot`);
    text(this.#silence, isGone ? picture.trouble(service) : silence(service.lastSignAgoMs));
  }
}

const quietIf = (isQuiet) => (isQuiet ? 'quiet' : '');
const hotIf = (isHot, isQuiet) => (isHot ? 'warn hot' : quietIf(isQuiet));

/** A cell keeps the class of its column; the state's joins it. */
function figure({ node, base }, words, state) {
  text(node, words);
  attr(node, 'class', `${base} ${state}`.trim());
}
