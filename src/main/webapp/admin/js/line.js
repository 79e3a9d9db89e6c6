/** The small line of a figure's last minutes: from zero, oldest left, with gaps where nothing is known. */
import { attr, svg } from './dom.js';
import { trace } from './trace.js';

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
