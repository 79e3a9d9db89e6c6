/** Numbers as the console writes them. Unknown (null, undefined) is always an en dash, never 0. */

/** Narrow no-break space: before a unit and between thousands. */
export const SPACE = '\u202f';
export const UNKNOWN = '–';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const known = (write) => (value) => (value === null || value === undefined ? UNKNOWN : write(value));
const unit = (number, name) => number + SPACE + name;

/** A whole number with its thousands apart: `38 240`. */
export const count = known((value) => Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, SPACE));

/** A duration in ms: `0.4 ms`, `412 ms`, `2.41 s`, `12.4 s`, `3 min`. */
export const duration = known((ms) => {
  if (ms === 0) {
    return '0';
  }
  if (ms < 0.95) {
    return ms < 0.05 ? '<' + unit('0.1', 'ms') : unit(ms.toFixed(1), 'ms');
  }
  if (ms < 999.5) {
    return unit(Math.round(ms), 'ms');
  }
  if (ms >= 2 * MINUTE) {
    return age(ms);
  }
  return unit((ms / SECOND).toFixed(ms < 9995 ? 2 : 1), 's');
});

/** Something per second, without the unit: `9.4`, `892`, `4 316`. */
export const rate = known((value) => {
  if (value === 0) {
    return '0';
  }
  if (value < 0.05) {
    return '<0.1';
  }
  return value < 9.95 ? value.toFixed(1) : count(value);
});

/** A share between 0 and 1: `6.2 %`, `62 %`, `<0.1 %`, `>99 %`; 100 % only when it is all. */
export const share = known((value) => {
  const percent = value * 100;
  if (percent === 0) {
    return '0';
  }
  if (percent < 0.05) {
    return '<' + unit('0.1', '%');
  }
  if (percent >= 99.5 && percent < 100) {
    return '>' + unit('99', '%');
  }
  return unit(percent < 9.95 ? percent.toFixed(1) : Math.round(percent), '%');
});

/** Bytes, decimal: `840 B`, `2.1 kB`, `61 kB`, `8.1 MB`. */
export const bytes = known((value) => {
  if (value === 0) {
    return '0';
  }
  if (value < 1000) {
    return unit(value, 'B');
  }
  if (value < 999_500) {
    return unit((value / 1e3).toFixed(value < 9950 ? 1 : 0), 'kB');
  }
  return value < 999_500_000 ? unit((value / 1e6).toFixed(1), 'MB') : unit((value / 1e9).toFixed(1), 'GB');
});

/** How old something is, in ms: `38 s`, `22 min`, `3 h 12 min`, `12 d 4 h`. */
export const age = known((ms) => {
  const past = Math.max(0, ms);
  if (past < MINUTE) {
    return unit(Math.floor(past / SECOND), 's');
  }
  if (past < HOUR) {
    return unit(Math.floor(past / MINUTE), 'min');
  }
  return past < DAY ? pair(past, HOUR, 'h', MINUTE, 'min') : pair(past, DAY, 'd', HOUR, 'h');
});

function pair(ms, large, largeName, small, smallName) {
  const rest = Math.floor((ms % large) / small);
  const whole = unit(Math.floor(ms / large), largeName);
  return rest === 0 ? whole : `${whole} ${unit(rest, smallName)}`;
}

/** How long a service has been silent, in ms; one decimal under ten seconds: `1.4 s`, `11 s`. */
export const silence = known((ms) => {
  if (ms < 9950) {
    return unit((ms / SECOND).toFixed(1), 's');
  }
  return ms < 59_500 ? unit(Math.round(ms / SECOND), 's') : age(ms);
});

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** A time of day on the reader's clock: `02:14:07`. */
export const clock = known((at) => CLOCK.format(at));

/** The same with tenths: `02:14:07.3`. */
export const tenths = known((at) => `${CLOCK.format(at)}.${Math.floor((at % SECOND) / 100)}`);

/** `1 call`, `3 calls`. */
export function plural(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}
