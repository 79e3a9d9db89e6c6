/**
 * One snapshot of the hub, with what the page concludes from it: how each service fares, and in which words. Every
 * part of the page asks here, so that the same fact has the same glyph, colour and wording everywhere.
 */
import { age, bytes, duration, share, silence } from './format.js';

/** From here on all calls count as failing; below it "all" would be a lie. */
const ALL = 0.995;
/** A service or pair is drawn as failing from this share on; the hub's own threshold is for the sum of all. */
const FAILING = 0.05;
/** From this share of errors on it is broken rather than at risk. */
export const MOST = 0.5;
/** Shares of the heartbeat time-out that are left when the bar of life changes colour. */
export const LIFE = { warn: 0.45, bad: 0.2 };
/** Share of the send buffer from which on a service does not keep up. */
const FULL = 0.1;
const CONSOLE = '_CONSOLE';

/** Worst first. `left` is gone without anything being broken by it. */
export const LEVELS = ['bad', 'warn', 'ok', 'left'];
const WORDS = { bad: 'broken', warn: 'at risk', ok: 'well', left: 'left' };
const GLYPHS = { bad: 'bad', warn: 'warn', ok: 'ok', left: 'left' };
const OF_ENTRY = { broken: 'bad', risk: 'warn', know: 'know' };

export class Picture {
  #byName;
  #levels = new Map();

  constructor(snapshot) {
    Object.assign(this, snapshot);
    // Requests of Try it come from the hub itself: they are no call between services.
    this.calls = snapshot.calls.filter((call) => call.caller !== CONSOLE);
    this.#byName = new Map(this.services.map((service) => [service.name, service]));
    this.open = this.attention.filter((entry) => entry.overAt === null || entry.overAt === undefined);
    this.over = this.attention.filter((entry) => !this.open.includes(entry));
    this.slowMs = this.tiles.p99Ms.warnAt ?? 500;
    for (const service of this.services) {
      this.#levels.set(service.name, this.#judge(service));
    }
  }

  service(name) {
    return this.#byName.get(name);
  }

  /** Callers and callees that stand in the table of pairs. */
  get live() {
    return this.services.filter((service) => service.state !== 'gone');
  }

  level(name) {
    return this.#levels.get(name) ?? 'ok';
  }

  levelWord(name) {
    return WORDS[this.level(name)];
  }

  glyphOf(name) {
    return GLYPHS[this.level(name)];
  }

  /** Open entries about a service, worst first. */
  entriesOf(name) {
    const rank = ['broken', 'risk', 'know'];
    return this.open
      .filter((entry) => entry.service === name)
      .sort((a, b) => rank.indexOf(a.level) - rank.indexOf(b.level));
  }

  #judge(service) {
    const worst = this.entriesOf(service.name)[0]?.level;
    if (worst === 'broken') {
      return 'bad';
    }
    if (service.state === 'gone') {
      return 'left';
    }
    const isTroubled = this.isSlow(service.p99Ms) || this.isFailing(service.errorShare) || this.isFull(service);
    return service.state === 'risk' || worst === 'risk' || isTroubled ? 'warn' : 'ok';
  }

  /** The one thing that is wrong with a service, in two or three words, or null. */
  trouble(service) {
    if (service.state === 'gone') {
      return `left ${age(this.at - service.goneAt)} ago`;
    }
    if (this.level(service.name) === 'ok') {
      return service.blocked ? 'blocked' : null;
    }
    if (this.isSilent(service)) {
      return `silent ${silence(service.lastSignAgoMs)}`;
    }
    if (this.isFull(service)) {
      return `${bytes(service.bytesWaiting)} waiting`;
    }
    const isFailing = this.isFailing(service.errorShare);
    if (this.isSlow(service.p99Ms) && !(isFailing && this.level(service.name) === 'bad')) {
      return `p99 ${duration(service.p99Ms)}`;
    }
    return isFailing ? `${share(service.errorShare)} fail` : null;
  }

  isSlow(p99Ms) {
    return p99Ms !== null && p99Ms > this.slowMs;
  }

  isFailing(errorShare) {
    return errorShare !== null && errorShare >= FAILING;
  }

  isSilent(service) {
    return this.lifeLeft(service) < LIFE.warn;
  }

  isFull(service) {
    return service.bytesWaiting > FULL * (this.hub.sendBufferBytes ?? 16e6);
  }

  /** Share of the heartbeat time-out that is left, 0 to 1. */
  lifeLeft(service) {
    return Math.max(0, Math.min(1, 1 - (service.lastSignAgoMs ?? 0) / this.hub.heartbeatTimeoutMs));
  }

  /** How a pair fares: `bad` when most or all calls fail, `warn` when slow or failing, otherwise `ok`. */
  callLevel(call) {
    if (call.errorShare >= MOST) {
      return 'bad';
    }
    return this.isSlow(call.p99Ms) || this.isFailing(call.errorShare) ? 'warn' : 'ok';
  }

  /** What stands on the line of a pair. */
  callLabel(call) {
    if (call.errorShare >= ALL) {
      return '✕ all fail';
    }
    if (call.errorShare >= MOST) {
      return `✕ ${share(call.errorShare)} fail`;
    }
    if (this.isSlow(call.p99Ms)) {
      return `▲ ${duration(call.p99Ms)}`;
    }
    if (this.isFailing(call.errorShare)) {
      return `▲ ${share(call.errorShare)} fail`;
    }
    return call.p99Ms === null || call.p99Ms === undefined
      ? (call.inFlight > 0 ? 'no answer' : '–')
      : duration(call.p99Ms);
  }

  /** Whether a service belongs to what a tile counts. */
  concerns(tile, service) {
    switch (tile) {
      case 'services':
        return this.level(service.name) !== 'ok';
      case 'requestRate':
        return service.in.rate > 0 || service.out.rate > 0;
      case 'p99Ms':
        return this.isSlow(service.p99Ms);
      case 'errorShare':
        return service.errorShare > 0;
      case 'inFlight':
        return service.inFlight > 0;
      case 'removals':
        return service.state === 'gone' || this.open.some((entry) => entry.service === service.name);
      default:
        return true;
    }
  }

  /** `1 broken, 3 at risk`, or the empty text when nothing is open. */
  summary() {
    const number = (level) => this.open.filter((entry) => entry.level === level).length;
    return [[number('broken'), 'broken'], [number('risk'), 'at risk'], [number('know'), 'to know']]
      .filter(([n]) => n > 0)
      .map(([n, words]) => `${n} ${words}`)
      .join(', ');
  }
}

/** The glyph and colour of an entry of Attention. */
export function entryLevel(entry) {
  return OF_ENTRY[entry.level] ?? 'know';
}
