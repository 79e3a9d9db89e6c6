/**
 * Where everybody stands, by name, kept in this browser. Nobody moves but on request, with one exception: a map that
 * was drawn while few pairs were known is drawn anew when there are twice as many, unless somebody looks at it closely.
 */
import { arrange, placeBeside } from './layout.js';

const GROWN = 2;
/** Names that are kept at most, the newest; the rest is forgotten. */
const MOST = 400;

export class Positions {
  #key;
  #kept = new Map();
  #pairs = 0;

  /** `orientation` tells desk and phone apart, which have different maps. */
  constructor(orientation) {
    this.#key = `microstream.map.${orientation}`;
    this.#recall();
  }

  /**
   * A position for each name.
   *
   * @param {boolean} still whether nobody may move now
   * @returns {Map<string, {x: number, y: number}>}
   */
  of(names, calls, area, still) {
    const pairs = calls.filter((call) => call.caller !== call.callee).length;
    const known = names.filter((name) => this.#kept.has(name)).length;
    const isNew = known * 2 < names.length;
    if (isNew || (!still && pairs >= Math.max(2, GROWN * this.#pairs))) {
      return this.arrange(names, calls, area);
    }
    const here = new Map(names.filter((name) => this.#kept.has(name)).map((name) => [name, this.#kept.get(name)]));
    for (const name of names.filter((one) => !here.has(one))) {
      const spot = placeBeside(name, calls, here, area);
      here.set(name, spot);
      this.#kept.set(name, spot);
    }
    if (known < names.length) {
      this.#remember();
    }
    return here;
  }

  /** Everybody anew. */
  arrange(names, calls, area) {
    this.#pairs = calls.filter((call) => call.caller !== call.callee).length;
    const found = arrange(names, calls, area);
    found.forEach((spot, name) => {
      this.#kept.delete(name);
      this.#kept.set(name, spot);
    });
    this.#remember();
    return found;
  }

  #remember() {
    this.#kept = new Map([...this.#kept].slice(-MOST));
    try {
      localStorage.setItem(this.#key, JSON.stringify({ pairs: this.#pairs, kept: [...this.#kept] }));
    } catch {
      // A browser that keeps nothing has a stable map until the page goes.
    }
  }

  #recall() {
    try {
      const { pairs, kept } = JSON.parse(localStorage.getItem(this.#key) ?? '{"pairs":0,"kept":[]}');
      this.#kept = new Map(kept.filter(([, spot]) => spot.x >= 0 && spot.x <= 1 && spot.y >= 0 && spot.y <= 1));
      this.#pairs = pairs;
    } catch {
      this.#kept = new Map();
    }
  }
}
