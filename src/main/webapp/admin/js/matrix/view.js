/** Callers down, callees across: takes the map's place above sixty services. Heads stick, arrow keys move, Enter opens. */
import { Children, attr, el, say, svg } from '../dom.js';
import { nameWords, shorten } from '../words.js';
import { groupsOf, heatOf } from './groups.js';

const CELL = 13;
const SIDE = 116;
const TOP = 96;
const LONGEST_NAME = 16;
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const keyOf = (call) => JSON.stringify([call.caller, call.callee]);

class Cell {
  #shape = svg('path');
  #level = '';

  constructor() {
    this.node = this.#shape;
  }

  update(call, level, x, y) {
    const kind = `${level} ${x} ${y}`;
    attr(this.#shape, 'class', level === 'ok' ? `cell heat-${heatOf(call.rate)}` : `cell ${level}`);
    if (kind !== this.#level) {
      this.#level = kind;
      const square = 'h12v12h-12z';
      const triangle = 'm6 .5 6 11h-12z';
      const cross = 'm2.5 2.5 7 7m0-7-7 7';
      attr(this.#shape, 'd', `M${x} ${y}${level === 'bad' ? cross : level === 'warn' ? triangle : square}`);
    }
  }
}

class CallMatrix extends HTMLElement {
  #heads = svg('svg', { class: 'callees', 'aria-hidden': 'true' });
  #names = svg('svg', { class: 'callers', 'aria-hidden': 'true' });
  #grid = svg('path', { class: 'grid' });
  #rowBand = svg('rect', { class: 'band', height: CELL - 1 });
  #columnBand = svg('rect', { class: 'band', width: CELL - 1 });
  #cells = svg('g');
  #cursor = svg('rect', { class: 'cursor', width: CELL + 1, height: CELL + 1 });
  #body = svg('svg', { class: 'cells', 'aria-hidden': 'true' }, this.#grid, this.#rowBand, this.#columnBand, this.#cells, this.#cursor);
  #marks = new Children(this.#cells);
  #headMarks = new Children(this.#heads);
  #nameMarks = new Children(this.#names);
  #scroll = el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'application', 'aria-roledescription': 'matrix of calls', 'aria-label': 'Who calls whom; arrow keys move, Enter opens the callee' },
    el('div', { class: 'corner' }, 'caller ↓ callee →'),
    this.#heads,
    this.#names,
    this.#body,
  );
  #rows = [];
  #columns = [];
  #at = [0, 0];
  #byPair = new Map();
  #order = '';
  #groups = [];
  #picture = null;

  connectedCallback() {
    this.append(this.#scroll);
    this.#scroll.addEventListener('keydown', (event) => this.#key(event));
    this.#body.addEventListener('pointermove', (event) => this.#point(event));
    this.#body.addEventListener('click', () => this.#open());
  }

  update(picture, page) {
    this.#picture = picture;
    this.#byPair = new Map(picture.calls.map((call) => [keyOf(call), call]));
    this.#arrange(picture);
    const row = new Map(this.#rows.map((name, index) => [name, index]));
    const column = new Map(this.#columns.map((name, index) => [name, index]));
    this.#marks.update(
      picture.calls,
      keyOf,
      () => new Cell(),
      (cell, call) => {
        cell.update(call, picture.callLevel(call), column.get(call.callee) * CELL, row.get(call.caller) * CELL);
        const wanted = page.tile === null || [call.caller, call.callee].some((name) => page.wants(picture, name));
        cell.node.classList.toggle('aside', !wanted);
      },
    );
    this.#heading(this.#headMarks, this.#columns, (index) => `translate(${index * CELL + 10} ${TOP - 5}) rotate(-90)`, 'start');
    this.#heading(this.#nameMarks, this.#rows, (index) => `translate(${SIDE - 6} ${index * CELL + 10})`, 'end');
    this.#aim();
  }

  /** What is under the cursor, for the read-out in the panel's head. */
  get call() {
    return this.#byPair.get(JSON.stringify([this.#rows[this.#at[0]], this.#columns[this.#at[1]]]));
  }

  /** How many rows and columns there are. */
  get extent() {
    return { rows: this.#rows.length, columns: this.#columns.length };
  }

  /** The order changes only when somebody comes or goes. */
  #arrange(picture) {
    const pairs = [...this.#byPair.keys()].sort().join();
    if (pairs === this.#order) {
      return;
    }
    this.#order = pairs;
    const callers = new Set(picture.calls.map((call) => call.caller));
    const callees = new Set(picture.calls.map((call) => call.callee));
    const names = new Set([...this.#groups.flat(), ...callers, ...callees]);
    const isNew = [...names].some((name) => !this.#groups.flat().includes(name));
    if (isNew) {
      this.#groups = groupsOf([...callers, ...callees].filter((name, index, all) => all.indexOf(name) === index), picture.calls);
    }
    const [caller, callee] = [this.#rows[this.#at[0]], this.#columns[this.#at[1]]];
    this.#rows = this.#groups.flat().filter((name) => callers.has(name));
    this.#columns = this.#groups.flat().filter((name) => callees.has(name));
    this.#at = [Math.max(0, this.#rows.indexOf(caller)), Math.max(0, this.#columns.indexOf(callee))];
    if (caller === undefined) {
      this.#aimAtWorst(picture);
    }
    this.#size();
    if (caller === undefined) {
      this.#centre();
    }
  }

  #aimAtWorst(picture) {
    const troubled = picture.calls.find((call) => picture.callLevel(call) === 'bad') ?? picture.calls.find((call) => picture.callLevel(call) === 'warn');
    if (troubled) {
      this.#at = [this.#rows.indexOf(troubled.caller), this.#columns.indexOf(troubled.callee)];
    }
  }

  #size() {
    const width = this.#columns.length * CELL + 4;
    const height = this.#rows.length * CELL + 4;
    for (const [node, w, h] of [[this.#heads, width, TOP], [this.#names, SIDE, height], [this.#body, width, height]]) {
      attr(node, 'width', w);
      attr(node, 'height', h);
    }
    attr(this.#rowBand, 'width', width);
    attr(this.#columnBand, 'height', height);
    const group = new Map(this.#groups.flatMap((list, index) => list.map((name) => [name, index])));
    const breaks = (list) => list.map((name, index) => index).filter((index) => index > 0 && group.get(list[index]) !== group.get(list[index - 1]));
    attr(
      this.#grid,
      'd',
      breaks(this.#rows).map((index) => `M0 ${index * CELL - 0.5}H${width}`).join('') +
        breaks(this.#columns).map((index) => `M${index * CELL - 0.5} 0V${height}`).join(''),
    );
  }

  #heading(marks, names, place, anchor) {
    const [row, column] = [this.#rows[this.#at[0]], this.#columns[this.#at[1]]];
    const current = anchor === 'end' ? row : column;
    marks.update(
      names.map((name, index) => ({ name, index })),
      (item) => item.name,
      (item) => ({ node: svg('text', { 'text-anchor': anchor }, shorten(nameWords(item.name), LONGEST_NAME)) }),
      ({ node }, item) => {
        const level = this.#picture.service(item.name) ? this.#picture.level(item.name) : 'left';
        attr(node, 'transform', place(item.index));
        attr(node, 'class', `${level} ${item.name === current ? 'current' : ''}`.trim());
      },
    );
  }

  #aim() {
    const [row, column] = this.#at;
    attr(this.#rowBand, 'y', row * CELL);
    attr(this.#columnBand, 'x', column * CELL);
    attr(this.#cursor, 'x', column * CELL - 1);
    attr(this.#cursor, 'y', row * CELL - 1);
  }

  #move(row, column) {
    this.#at = [Math.max(0, Math.min(this.#rows.length - 1, row)), Math.max(0, Math.min(this.#columns.length - 1, column))];
    this.#aim();
    this.#heading(this.#headMarks, this.#columns, (index) => `translate(${index * CELL + 10} ${TOP - 5}) rotate(-90)`, 'start');
    this.#heading(this.#nameMarks, this.#rows, (index) => `translate(${SIDE - 6} ${index * CELL + 10})`, 'end');
    say(this, 'read-out');
  }

  #point(event) {
    const box = this.#body.getBoundingClientRect();
    this.#move(Math.floor((event.clientY - box.top) / CELL), Math.floor((event.clientX - box.left) / CELL));
  }

  #key(event) {
    const step = MOVES[event.key];
    if (step) {
      event.preventDefault();
      this.#move(this.#at[0] + step[0], this.#at[1] + step[1]);
      this.#follow();
    } else if (event.key === 'Enter') {
      this.#open();
    }
  }

  /** The cursor stays in sight, beside the heads that stick. */
  #follow() {
    const [top, left] = [this.#at[0] * CELL, this.#at[1] * CELL];
    const [height, width] = [this.#scroll.clientHeight - TOP, this.#scroll.clientWidth - SIDE];
    const [y, x] = [this.#scroll.scrollTop, this.#scroll.scrollLeft];
    this.#scroll.scrollTop = top < y ? top : top + CELL > y + height ? top + CELL - height : y;
    this.#scroll.scrollLeft = left < x ? left : left + CELL > x + width ? left + CELL - width : x;
  }

  /** What is worst is what one sees first. */
  #centre() {
    this.#scroll.scrollTop = this.#at[0] * CELL - (this.#scroll.clientHeight - TOP) / 2;
    this.#scroll.scrollLeft = this.#at[1] * CELL - (this.#scroll.clientWidth - SIDE) / 2;
  }

  #open() {
    const call = this.call;
    const callee = this.#columns[this.#at[1]];
    say(this, 'open-service', { name: callee, peer: call ? call.caller : null });
  }
}

customElements.define('call-matrix', CallMatrix);
