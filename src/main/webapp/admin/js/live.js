/**
 * The stream of snapshots, by server-sent events. Connects again by itself, at first soon and then every ten seconds,
 * and says how it stands. A browser's own retry is not used: it neither tells when the next try is nor why one failed.
 */
import { Refused, read } from './api.js';

const WAITS_MS = [1000, 2000, 3000, 5000, 10_000];
/** The hub sends a snapshot each second; after this long without one the connection counts as lost. */
const SILENT_MS = 6000;
const LOOK_MS = 1000;

export class Live {
  #take;
  #source = null;
  #lastAt = Date.now();
  #failures = 0;
  /** When the next try is, or null while connected or connecting. */
  nextTryAt = null;
  /** Since when there is no connection, or null. */
  lostAt = null;

  /** `take(snapshot)` gets each snapshot; it must not throw. */
  constructor(take) {
    this.#take = take;
  }

  start() {
    this.#connect();
    setInterval(() => this.#look(), LOOK_MS);
    addEventListener('online', () => this.#soon());
  }

  /** Tries at once. */
  #soon() {
    if (this.nextTryAt !== null) {
      this.nextTryAt = Date.now();
      this.#look();
    }
  }

  #connect() {
    this.nextTryAt = null;
    this.#lastAt = Date.now();
    const source = new EventSource('api/events');
    this.#source = source;
    source.addEventListener('snapshot', (event) => {
      this.#lastAt = Date.now();
      this.#failures = 0;
      this.lostAt = null;
      this.#take(JSON.parse(event.data));
    });
    source.addEventListener('error', () => this.#lose());
  }

  #lose() {
    this.#source?.close();
    this.#source = null;
    this.lostAt ??= Date.now();
    this.nextTryAt = Date.now() + WAITS_MS[Math.min(this.#failures++, WAITS_MS.length - 1)];
    // A session that ran out looks like a lost connection; the API tells them apart and leads to the login.
    read('api/session').catch((failed) => failed instanceof Refused || undefined);
  }

  #look() {
    if (this.#source !== null && Date.now() - this.#lastAt > SILENT_MS) {
      this.#lose();
    } else if (this.nextTryAt !== null && Date.now() >= this.nextTryAt) {
      this.#connect();
    }
  }
}
