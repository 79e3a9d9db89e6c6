/** The shape of the small lines: from zero, oldest left, with gaps where nothing is known. Pure. */

/** Room above the highest value, so that the end's dot is whole. */
const ROOM = 1.08;

/**
 * The paths of a line of `width` × `height` px.
 *
 * @param {?number[]} samples from the oldest to the newest
 */
export function trace(samples, width, height, { warnAt = null, steps = false } = {}) {
  const known = samples.filter((value) => value !== null);
  const top = Math.max(0, ...known, warnAt === null ? 0 : warnAt * 1.15) * ROOM || 1;
  const x = (index) => round((index * (width - 3)) / Math.max(1, samples.length - 1) + 0.5);
  const y = (value) => round(height - 1 - (value / top) * (height - 3));
  let stroke = '';
  let area = '';
  let begin = null;
  samples.forEach((value, index) => {
    if (value === null) {
      area += closed(begin, x(index - 1), height);
      begin = null;
      return;
    }
    const step = begin === null ? `M${x(index)} ${y(value)}` : steps ? `H${x(index)}V${y(value)}` : `L${x(index)} ${y(value)}`;
    begin ??= x(index);
    stroke += step;
    area += step;
  });
  area += closed(begin, x(samples.length - 1), height);
  const last = samples.at(-1) ?? null;
  return {
    stroke,
    area,
    threshold: warnAt === null || known.length === 0 ? '' : `M0 ${y(warnAt)}H${width}`,
    end: last === null ? null : { x: x(samples.length - 1), y: y(last) },
  };
}

function closed(begin, end, height) {
  return begin === null ? '' : `L${end} ${height}H${begin}Z`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}
