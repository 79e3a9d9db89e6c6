/** How long a request took, as a line on a logarithmic scale from 0.1 ms to 10 s. */
import { attr, svg } from '../dom.js';

const WIDTH = 76;
const BEGIN = 4;
const DECADES = 5;
/** Marks of the scale in ms. */
const MARKS = [1, 10, 100, 1000];

/** Where a duration in ms stands, in px; pure. */
export function placeOf(ms) {
  const decade = Math.log10(Math.max(ms, 0.1)) + 1;
  return BEGIN + Math.min(1, decade / DECADES) * (WIDTH - 9);
}

export class Timeline {
  #line = svg('path', { class: 'took' });
  #end = svg('path', { class: 'end' });

  constructor() {
    this.node = svg(
      'svg',
      { class: 'timeline', width: WIDTH, height: 16, 'aria-hidden': 'true' },
      svg('path', { class: 'mark', d: MARKS.map((ms) => `M${placeOf(ms)} 0V16`).join('') }),
      this.#line,
      svg('circle', { class: 'received', cx: BEGIN, cy: 8, r: 2.5 }),
      this.#end,
    );
  }

  /** `kind` is `answered`, `waiting` or `failed`; `ms` null when it is not known. */
  update(ms, kind, level) {
    const x = placeOf(ms ?? 0);
    const ends = {
      answered: `M${x - 3} 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0`,
      waiting: `M${x - 3} 4l4 4-4 4`,
      failed: `M${x - 3} 5l6 6m0-6l-6 6`,
    };
    attr(this.node, 'class', `timeline ${kind} ${level}`);
    attr(this.#line, 'd', `M${BEGIN} 8H${x}`);
    attr(this.#end, 'd', ends[kind]);
  }
}

/** The head of the column. */
export function scale() {
  const word = (ms, words) => svg('text', { x: placeOf(ms), y: 10 }, words);
  return svg('svg', { class: 'scale', width: WIDTH, height: 12, 'aria-hidden': 'true' }, word(1, '1 ms'), word(1000, '1 s'));
}
