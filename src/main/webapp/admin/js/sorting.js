/** The order of the table. A row changes place when its state changes or somebody sorts, never because of a number. */
import { LEVELS } from './picture.js';

const byText = (read) => (a, b) => read(a).localeCompare(read(b));
const byNumber = (read) => (a, b) => (read(b) ?? -1) - (read(a) ?? -1);

/** The columns by which the table can be sorted, and the order that a first click on each gives. */
export const ORDERS = {
  name: byText((service) => service.name),
  address: byText((service) => service.address ?? ''),
  transport: byText((service) => service.transport ?? ''),
  connected: byNumber((service) => service.connectedAt),
  life: byNumber((service) => service.lastSignAgoMs),
  in: byNumber((service) => service.in.rate),
  out: byNumber((service) => service.out.rate),
  p50: byNumber((service) => service.p50Ms),
  p99: byNumber((service) => service.p99Ms),
  errors: byNumber((service) => service.errorShare),
  inFlight: byNumber((service) => service.inFlight),
  waiting: byNumber((service) => service.bytesWaiting),
};

export class Sorting {
  #column = null;
  #reversed = false;
  #names = [];
  #levels = new Map();
  #isFresh = false;

  /** The column, or null for worst first. */
  get column() {
    return this.#column;
  }

  get isReversed() {
    return this.#reversed;
  }

  /** First the column's own order, then the other way round, then worst first again. */
  by(column) {
    if (this.#column !== column) {
      this.#column = column;
      this.#reversed = false;
    } else if (!this.#reversed) {
      this.#reversed = true;
    } else {
      this.#column = null;
      this.#reversed = false;
    }
    this.#isFresh = false;
  }

  /**
   * The services in the order of the rows.
   *
   * @param {boolean} still whether nobody may change place, since somebody points at the rows
   */
  order(picture, still) {
    if (still && this.#isFresh) {
      return this.#keep(picture);
    }
    const changed = picture.services.filter((service) => picture.level(service.name) !== this.#levels.get(service.name));
    if (!this.#isFresh) {
      this.#names = [...picture.services].sort(this.#compare(picture)).map((service) => service.name);
    } else if (changed.length > 0 || picture.services.length !== this.#names.length) {
      this.#insert(picture, changed);
    }
    this.#levels = new Map(picture.services.map((service) => [service.name, picture.level(service.name)]));
    this.#isFresh = true;
    return this.#keep(picture);
  }

  /** Those who are there in the order that was; newcomers below. */
  #keep(picture) {
    const known = new Set(this.#names);
    const there = this.#names.map((name) => picture.service(name)).filter((service) => service !== undefined);
    return [...there, ...picture.services.filter((service) => !known.has(service.name))];
  }

  #insert(picture, changed) {
    const compare = this.#compare(picture);
    const moving = new Set(changed.map((service) => service.name));
    const list = this.#names
      .filter((name) => !moving.has(name))
      .map((name) => picture.service(name))
      .filter((service) => service !== undefined);
    for (const service of [...changed].sort(compare)) {
      const at = list.findIndex((other) => compare(service, other) < 0);
      list.splice(at < 0 ? list.length : at, 0, service);
    }
    this.#names = list.map((service) => service.name);
  }

  #compare(picture) {
    const byName = (a, b) => (a.name < b.name ? -1 : 1);
    if (this.#column === null) {
      const rank = (service) => LEVELS.indexOf(picture.level(service.name));
      return (a, b) => rank(a) - rank(b) || byName(a, b);
    }
    const chosen = ORDERS[this.#column];
    return (a, b) => (this.#reversed ? chosen(b, a) : chosen(a, b)) || byName(a, b);
  }
}
