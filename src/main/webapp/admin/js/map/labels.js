/** Where the words of the map stand: names beside their circles, times on their lines, none over another. Pure. */
import { pointAt, samples } from './curves.js';

const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const GAP = 7;
const LINE = 14;
/** Mean width of a letter in px: of a bold name, of the small words. */
const BOLD = 6.9;
const SMALL = 5.9;
const LABEL_HEIGHT = 16;
/** What a line under a time costs, in steps away from the middle. */
const CROSSED = 8;

/** The width of some words on the map, near enough. */
export const widthOf = (words, isBold = false) => words.length * (isBold ? BOLD : SMALL);

const overlap = (a, b) =>
  Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));
const within = (spot, box) => spot.x > box.x && spot.x < box.x + box.w && spot.y > box.y && spot.y < box.y + box.h;
const square = ({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });
const outside = (box, area) => box.x < 2 || box.y < 0 || box.x + box.w > area.width - 2 || box.y + box.h > area.height;

/**
 * A side for each name: below, above, right or left of its circle.
 *
 * @param {{name: string, x: number, y: number, r: number, w: number, lines: number}[]} nodes the more important first
 * @returns {Map<string, {x: number, y: number, anchor: string, box: object}>} where the first line's baseline begins
 */
export function placeNames(nodes, curves, area) {
  const dots = curves.flatMap(samples);
  const taken = [];
  const found = new Map();
  for (const node of nodes) {
    const others = nodes.filter((other) => other !== node).map(square);
    const sides = sidesOf(node).map((side, index) => {
      const cost =
        index * 0.5 +
        dots.filter((dot) => within(dot, side.box)).length * 1.2 +
        others.filter((other) => overlap(other, side.box) > 0).length * 40 +
        taken.filter((other) => overlap(other, side.box) > 0).length * 40 +
        (outside(side.box, area) ? 80 : 0);
      return { ...side, cost };
    });
    const best = sides.reduce((least, side) => (side.cost < least.cost ? side : least));
    taken.push(best.box);
    found.set(node.name, best);
  }
  return found;
}

function sidesOf({ x, y, r, w, lines }) {
  const h = lines * LINE + 2;
  const middle = y - (lines * LINE) / 2 + 11;
  const box = (left, top) => ({ x: left, y: top, w, h });
  return [
    { x, y: y + r + GAP + 9, anchor: 'middle', box: box(x - w / 2, y + r + GAP - 2) },
    { x, y: y - r - GAP - (lines - 1) * LINE, anchor: 'middle', box: box(x - w / 2, y - r - GAP - h + 2) },
    { x: x + r + GAP + 2, y: middle, anchor: 'start', box: box(x + r + GAP + 2, y - h / 2) },
    { x: x - r - GAP - 2, y: middle, anchor: 'end', box: box(x - r - GAP - 2 - w, y - h / 2) },
  ];
}

/**
 * A place on its line for each time, where few other lines run, or null where there is none that would not hide
 * something else.
 *
 * @param {{key: string, path: object, w: number, important: boolean}[]} lines the more important first
 * @param {object[]} names boxes of the names
 * @returns {Map<string, ?{x: number, y: number}>}
 */
export function placeTimes(lines, nodes, names, area) {
  const taken = [...names];
  const circles = nodes.map(square);
  const dots = lines.map((line) => ({ key: line.key, dots: samples(line.path) }));
  const crossings = (key, box) =>
    dots.filter((line) => line.key !== key && line.dots.some((dot) => within(dot, box))).length;
  const found = new Map();
  for (const line of lines) {
    const spots = ALONG.map((t, index) => {
      const spot = pointAt(line.path, t);
      const box = { x: spot.x - line.w / 2 - 3, y: spot.y - LABEL_HEIGHT / 2, w: line.w + 6, h: LABEL_HEIGHT };
      const hidden = [...taken, ...circles].reduce((sum, other) => sum + overlap(box, other), 0);
      const cost = index + crossings(line.key, box) * CROSSED + hidden + (outside(box, area) ? 500 : 0);
      return { spot, box, cost, hidden };
    });
    const best = spots.reduce((least, spot) => (spot.cost < least.cost ? spot : least));
    const isFree = best.hidden < 24 || line.important;
    if (isFree) {
      taken.push(best.box);
    }
    found.set(line.key, isFree ? best.spot : null);
  }
  return found;
}
