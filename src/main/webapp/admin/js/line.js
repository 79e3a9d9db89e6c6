/** The small line of a figure's last minutes: from zero, oldest left, with gaps where nothing is known. */
import { attr, svg } from './dom.js';

const ROOM = 1.08;

/** A line of `width` × `height` px. `steps` for counts that stay until they change. */
export class Line {
  #width;
  #height;
  #steps;
  #area = svg('path', { class: 'area' });
  #threshold = svg('path', { class: 'threshold' });
  #stroke = svg('path', { class: 'stroke' });
  #end = svg('circle', { class: 'end', r: 1.9 });

  constructor(width, height, { steps = false } = {}) {
    this.#width = width;
    this.#height = height;
    this.#steps = steps;
    this.node = svg(
      'svg',
      { class: 'line', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      this.#area,
      this.#threshold,
      this.#stroke,
      this.#end,
    );
  }

  /** Samples from the oldest to the newest; null where there is none. */
  update(samples, { warnAt = null, level = 'ok' } = {}) {
    const shape = trace(samples, this.#width, this.#height, { warnAt, steps: this.#steps });
    attr(this.node, 'class', `line ${level}`);
    attr(this.#stroke, 'd', shape.stroke);
    attr(this.#area, 'd', shape.area);
    attr(this.#threshold, 'd', shape.threshold);
    attr(this.#end, 'cx', shape.end?.x ?? null);
    attr(this.#end, 'cy', shape.end?.y ?? null);
    attr(this.#end, 'visibility', shape.end ? null : 'hidden');
  }
}

/** The paths of a line; pure. */
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
    threshold: warnAt === null ? '' : `M0 ${y(warnAt)}H${width}`,
    end: last === null ? null : { x: x(samples.length - 1), y: y(last) },
  };
}

function closed(begin, end, height) {
  return begin === null ? '' : `L${end} ${height}H${begin}Z`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}
