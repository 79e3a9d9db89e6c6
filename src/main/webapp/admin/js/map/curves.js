/** How the lines of the map run: from the rim of one circle to the rim of another, around those in between. Pure. */

/** px by which a line may bend out of the way, in the order in which it is tried. */
const BOWS = [0, 16, -16, 32, -32, 52, -52, 76, -76, 104, -104];
const SAMPLES = 20;
const STEP = 8;
const CLEAR = 9;
const RIM = 4;

const unit = (x, y) => {
  const length = Math.hypot(x, y) || 1;
  return { x: x / length, y: y / length };
};
const mix = (a, b, share) => unit(a.x * (1 - share) + b.x * share, a.y * (1 - share) + b.y * share);

/**
 * The curve of one pair.
 *
 * @param {{x: number, y: number, r: number}} from
 * @param {{x: number, y: number, r: number}} to
 * @param {{x: number, y: number, r: number}[]} others circles to keep clear of
 * @param {{width: number, down: boolean, opposed: boolean, area: {width: number, height: number}}} style `opposed`:
 *     there is a line in the other direction as well
 */
export function curve(from, to, others, style) {
  let best = null;
  for (const bow of BOWS) {
    const tried = bent(from, to, style, bow + (style.opposed ? 12 : 0));
    const cost = Math.abs(bow) * 0.12 + hindrance(tried, others, style.area);
    if (best === null || cost < best.cost) {
      best = { ...tried, cost };
    }
    if (cost === 0) {
      break;
    }
  }
  return best;
}

function bent(from, to, { width, down }, bow) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const straight = unit(dx, dy);
  const normal = { x: -straight.y, y: straight.x };
  const along = down ? { x: 0, y: Math.sign(dy) || 1 } : { x: Math.sign(dx) || 1, y: 0 };
  const isBeside = down ? Math.abs(dy) < 40 : Math.abs(dx) < 60;
  const lean = Math.max(-0.9, Math.min(0.9, bow / (length * 0.5)));
  const base = isBeside ? straight : mix(straight, along, 0.55);
  const out = unit(base.x + normal.x * lean, base.y + normal.y * lean);
  const into = unit(base.x - normal.x * lean, base.y - normal.y * lean);
  const head = 5 + width * 0.9;
  const start = { x: from.x + out.x * (from.r + RIM), y: from.y + out.y * (from.r + RIM) };
  const tip = { x: to.x - into.x * (to.r + RIM), y: to.y - into.y * (to.r + RIM) };
  const end = { x: tip.x - into.x * head, y: tip.y - into.y * head };
  const reach = length * 0.36;
  const push = bow * 0.7;
  return {
    start,
    first: { x: start.x + out.x * reach + normal.x * push, y: start.y + out.y * reach + normal.y * push },
    second: { x: end.x - into.x * reach + normal.x * push, y: end.y - into.y * reach + normal.y * push },
    end,
    tip,
    into,
    head: 3 + width * 0.62,
  };
}

/** What a curve costs because it runs over circles or out of the area. */
function hindrance(path, others, area) {
  let cost = 0;
  for (let step = 1; step < SAMPLES; step++) {
    const spot = pointAt(path, step / SAMPLES);
    for (const other of others) {
      const near = other.r + CLEAR - Math.hypot(spot.x - other.x, spot.y - other.y);
      cost += near > 0 ? 4 + near : 0;
    }
    cost += spot.y < 4 || spot.y > area.height - 4 || spot.x < 4 || spot.x > area.width - 4 ? 12 : 0;
  }
  return cost;
}

/** A point on a curve; `t` from 0 at the caller to 1 at the callee. */
export function pointAt({ start, first, second, end }, t) {
  const s = 1 - t;
  const at = (axis) =>
    s * s * s * start[axis] + 3 * s * s * t * first[axis] + 3 * s * t * t * second[axis] + t * t * t * end[axis];
  return { x: at('x'), y: at('y') };
}

/** Points along a curve, about 8 px apart, to see what lies on it. */
export function samples(path) {
  const number = Math.max(4, Math.ceil(Math.hypot(path.tip.x - path.start.x, path.tip.y - path.start.y) / STEP));
  return Array.from({ length: number + 1 }, (_, index) => pointAt(path, index / number));
}

const n = (value) => value.toFixed(1);

/** The path of the line. */
export function linePath({ start, first, second, end }) {
  return `M${n(start.x)} ${n(start.y)}C${n(first.x)} ${n(first.y)} ${n(second.x)} ${n(second.y)} ${n(end.x)} ${n(end.y)}`;
}

/** The path of its arrow head. */
export function headPath({ tip, end, into, head }) {
  const left = `${n(end.x - into.y * head)} ${n(end.y + into.x * head)}`;
  const right = `${n(end.x + into.y * head)} ${n(end.y - into.x * head)}`;
  return `M${n(tip.x)} ${n(tip.y)}L${left}L${right}Z`;
}
