/** The hub in six numbers. Each is a switch that filters map, Attention and table to what it counts. */
import { attr, el, glyph, pieces, say, setGlyph, text } from './dom.js';
import { SPACE, UNKNOWN, count, duration, plural, rate, share } from './format.js';
import { Line } from './line.js';

/** A tile calms down only after this long below its threshold, so that it does not blink. */
const CALM_MS = 10_000;
const RANK = { ok: 0, warn: 1, bad: 2 };

/** The number apart from its unit, which is drawn smaller: `2.41`, `s`. */
function apart(written) {
  const at = written.lastIndexOf(SPACE);
  return at > 0 && /\D$/.test(written) ? [written.slice(0, at), written.slice(at + 1)] : [written, ''];
}

const bold = (words, level) => ['b', level, words];
const over = (words, tile) => (tile.state === 'ok' ? `warn at ${words}` : bold(`over ${words}`, tile.state));

/** The largest of a list by a figure, or undefined where that figure is zero everywhere. */
function largest(list, figure) {
  return list.reduce((best, item) => (figure(item) > (best ? figure(best) : 0) ? item : best), undefined);
}

const TILES = [
  {
    key: 'services',
    label: 'Services',
    steps: true,
    value: (tile) => [count(tile.value), ''],
    why(picture, tile) {
      const live = picture.live;
      const silent = live.filter((service) => picture.isSilent(service)).length;
      const full = live.filter((service) => picture.isFull(service)).length;
      const parts = [];
      if (tile.gone > 0) {
        parts.push(tile.state === 'ok' ? `${tile.gone} left` : bold(`${tile.gone} left`, tile.state));
      }
      if (silent > 0) {
        parts.push(`${silent} silent`);
      }
      if (full > 0) {
        parts.push(`${full} not reading`);
      }
      if (parts.length > 0) {
        return parts.flatMap((part, index) => (index === 0 ? [part] : [' · ', part]));
      }
      return [tile.value === 0 ? 'none yet' : 'all heard in time'];
    },
  },
  {
    key: 'requestRate',
    label: 'Requests',
    value: (tile) => [rate(tile.value), '/s'],
    why(picture, tile) {
      const peak = Math.max(...tile.line.filter((value) => value !== null), 0);
      return peak > 0 ? [`up to ${rate(peak)}/s in 5 min`] : [''];
    },
  },
  {
    key: 'p99Ms',
    label: 'p99',
    value: (tile) => apart(duration(tile.value)),
    why(picture, tile) {
      const slowest = largest(picture.live, (service) => service.p99Ms ?? 0);
      const where = slowest && tile.state !== 'ok' ? ` · ${duration(slowest.p99Ms)} at ${slowest.name}` : '';
      return [over(duration(tile.warnAt), tile), where];
    },
  },
  {
    key: 'errorShare',
    label: 'Errors',
    value: (tile) => apart(share(tile.value)),
    why(picture, tile) {
      const failed = (call) => call.rate * (call.errorShare ?? 0);
      const all = picture.calls.reduce((sum, call) => sum + failed(call), 0);
      const perCallee = new Map();
      for (const call of picture.calls) {
        perCallee.set(call.callee, (perCallee.get(call.callee) ?? 0) + failed(call));
      }
      const worst = largest([...perCallee], ([, value]) => value);
      const where = all > 0 && worst ? ` · ${rate(all)}/s, most to ${worst[0]}` : '';
      return [over(share(tile.warnAt), tile), tile.state === 'ok' ? '' : where];
    },
  },
  {
    key: 'inFlight',
    label: 'In flight',
    value: (tile) => [count(tile.value), ''],
    why(picture, tile) {
      const most = largest(picture.live, (service) => service.inFlight);
      const where = most && tile.value > 1 ? ` · ${count(most.inFlight)} to ${most.name}` : '';
      return tile.warnAt === null ? [where.slice(3)] : [over(count(tile.warnAt), tile), where];
    },
  },
  {
    key: 'removals',
    label: 'Evictions, take-overs',
    steps: true,
    value: (tile) => [count(tile.value), 'in 1 h'],
    why(picture, tile) {
      return [
        tile.value > 0
          ? `${plural(tile.evictions ?? 0, 'eviction')} · ${plural(tile.takeOvers ?? 0, 'take-over')}`
          : 'none in the last hour',
      ];
    },
  },
];

class Tile {
  #part;
  #badge = glyph('warn', 'badge');
  #value = el('span', { class: 'number' }, UNKNOWN);
  #unit = el('small');
  #why = el('span', { class: 'why' });
  #line;
  #held = { level: 'ok', at: 0 };

  constructor(part) {
    this.#part = part;
    this.#line = new Line(104, 34, { steps: part.steps });
    this.node = el(
      'button',
      { class: 'tile', type: 'button', 'aria-pressed': 'false', 'data-tile': part.key },
      el('span', { class: 'label' }, part.label, this.#badge),
      el('span', { class: 'value' }, this.#value, this.#unit),
      this.#line.node,
      this.#why,
    );
  }

  update(picture, pressed) {
    const given = picture.tiles[this.#part.key];
    const tile = { ...given, state: this.#hold(given.state, picture.at) };
    const [value, unit] = this.#part.value(tile);
    text(this.#value, value);
    text(this.#unit, unit);
    pieces(this.#why, this.#part.why(picture, tile));
    this.#line.update(tile.line, { warnAt: tile.warnAt, level: tile.state });
    setGlyph(this.#badge, tile.state === 'bad' ? 'bad' : 'warn', `badge ${tile.state}`);
    attr(this.node, 'class', `tile ${tile.state}`);
    attr(this.node, 'aria-pressed', String(pressed));
  }

  #hold(state, at) {
    if (RANK[state] >= RANK[this.#held.level] || at - this.#held.at > CALM_MS) {
      this.#held = { level: state, at };
    }
    return this.#held.level;
  }
}

/** The label of a tile, for the chip that says what is filtered. */
export function tileLabel(key) {
  return TILES.find((part) => part.key === key).label;
}

customElements.define(
  'hub-tiles',
  class extends HTMLElement {
    #tiles = new Map(TILES.map((part) => [part.key, new Tile(part)]));

    connectedCallback() {
      for (const [key, tile] of this.#tiles) {
        tile.node.addEventListener('click', () => say(this, 'filter-tile', { tile: key }));
        this.append(tile.node);
      }
    }

    update(picture, page) {
      for (const [key, tile] of this.#tiles) {
        tile.update(picture, page.tile === key);
      }
    }
  },
);
