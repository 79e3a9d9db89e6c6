/** What the map shows of a snapshot, in px: circles, lines and words. Sizes follow the figures only by leaps. Pure. */
import { curve } from './curves.js';
import { placeNames, placeTimes, widthOf } from './labels.js';

/** A size follows its figure only when that changed by more than this share. */
const LEAP = 0.1;
const LEAST_RADIUS = 9;
/** Most px above the least radius, by the number of services. */
const ROOM = [
  [16, 20],
  [32, 13],
  [Infinity, 8],
];
const MOST_WIDTH = 4.5;
/** With more lines than this, quiet ones get no time; hovering shows it. */
const MOST_LABELS = 26;

/** Remembers the figure behind a size until it has changed enough. */
export class Steady {
  #held = new Map();

  of(key, value) {
    const held = this.#held.get(key);
    if (held === undefined || Math.abs(value - held) > LEAP * Math.max(held, Number.EPSILON)) {
      this.#held.set(key, value);
      return value;
    }
    return held;
  }
}

/** Radii by requests per second in and out: the area is the figure. */
export function radiiOf(nodes, steady, isSmall) {
  const room = ROOM.find(([most]) => nodes.length <= most)[1] * (isSmall ? 0.6 : 1);
  const largest = steady.of('largest', Math.max(0, ...nodes.map((node) => node.calls)));
  return new Map(
    nodes.map((node) => {
      const part = largest === 0 ? 0 : Math.min(1, steady.of(`node ${node.name}`, node.calls) / largest);
      return [node.name, LEAST_RADIUS + room * Math.sqrt(part)];
    }),
  );
}

/** Widths by calls per second, in half px. */
export function widthsOf(calls, keyOf, steady) {
  const most = steady.of('most', Math.max(0, ...calls.map((call) => call.rate)));
  return new Map(
    calls.map((call) => {
      const part = most === 0 ? 0 : Math.min(1, steady.of(`edge ${keyOf(call)}`, call.rate) / most);
      return [keyOf(call), Math.round((1 + MOST_WIDTH * Math.sqrt(part)) * 2) / 2];
    }),
  );
}

/** Room for words at the rim of the area, in px. */
export function marginOf(down) {
  return down ? { x: 52, y: 40 } : { x: 72, y: 48 };
}

/** From shares of the area to px; top-down on the phone. */
export function spotOf({ x, y }, area, down) {
  const margin = marginOf(down);
  const inner = { width: area.width - 2 * margin.x, height: area.height - 2 * margin.y };
  const [across, along] = down ? [y, x] : [x, y];
  return { x: margin.x + across * inner.width, y: margin.y + along * inner.height };
}

/**
 * Circles, curves and words.
 *
 * @param {{name, label, x, y, r, rateWords, trouble, rank}[]} nodes
 * @param {{key, caller, callee, width, label, isTroubled, rate}[]} edges
 */
export function compose(nodes, edges, area, down) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const pairs = new Set(edges.map((edge) => edge.key));
  const paths = new Map();
  for (const edge of edges) {
    const from = byName.get(edge.caller);
    const to = byName.get(edge.callee);
    const others = nodes.filter((node) => node !== from && node !== to);
    const opposed = pairs.has(JSON.stringify([edge.callee, edge.caller]));
    paths.set(edge.key, curve(from, to, others, { width: edge.width, down, opposed, area }));
  }
  const words = nodes
    .map((node) => ({ ...node, ...measure(node) }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  const sides = placeNames(words, [...paths.values()], area);
  const lines = edges
    .map((edge) => ({ key: edge.key, path: paths.get(edge.key), w: Math.max(34, widthOf(edge.label)), important: edge.isTroubled, rate: edge.rate }))
    .sort((a, b) => b.important - a.important || b.rate - a.rate);
  const boxes = words.map((node) => sides.get(node.name).box);
  const times = placeTimes(lines, nodes, boxes, area);
  const loud = new Set(lines.filter((line, index) => line.important || (!down && index < MOST_LABELS)).map((line) => line.key));
  return { paths, sides, times, loud };
}

function measure({ label, rateWords, trouble }) {
  const first = widthOf(label, true) + (rateWords ? widthOf(rateWords) + 4 : 0);
  return { w: Math.max(first, trouble ? widthOf(trouble, true) : 0), lines: trouble ? 2 : 1 };
}
