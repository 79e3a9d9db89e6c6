import assert from 'node:assert/strict';
import { test } from 'node:test';
import { age, bytes, clock, count, duration, plural, rate, share, silence, tenths } from '../../../main/webapp/admin/js/format.js';

/** Each number as it is written; a narrow no-break space stands in the table as an underscore. */
function writes(write, table) {
  for (const [value, words] of table) {
    assert.equal(write(value).replaceAll('\u202f', '_'), words, `${write.name} of ${value}`);
  }
}

test('unknown is a dash, never a zero', () => {
  for (const write of [duration, rate, share, bytes, age, silence, count, clock, tenths]) {
    assert.equal(write(null), '–');
    assert.equal(write(undefined), '–');
  }
});

test('a duration has one decimal under 1 ms and is whole to 999 ms', () => {
  writes(duration, [[0, '0'], [0.04, '<0.1_ms'], [0.05, '0.1_ms'], [0.44, '0.4_ms'], [0.949, '0.9_ms'], [0.95, '1_ms'], [1, '1_ms'], [411.6, '412_ms'], [999.4, '999_ms']]);
});

test('a duration from 1 s on is in seconds, from two minutes on an age', () => {
  writes(duration, [[999.5, '1.00_s'], [2414, '2.41_s'], [9994, '9.99_s'], [9995, '10.0_s'], [12_400, '12.4_s'], [119_900, '119.9_s'], [120_000, '2_min']]);
});

test('a rate has one decimal under 10, and thousands apart', () => {
  writes(rate, [[0, '0'], [0.049, '<0.1'], [0.05, '0.1'], [9.44, '9.4'], [9.949, '9.9'], [9.95, '10'], [892.4, '892'], [4316, '4_316'], [1_234_567, '1_234_567']]);
});

test('a share has one decimal under 10 %, and 100 % is all', () => {
  writes(share, [[0, '0'], [0.0004, '<0.1_%'], [0.0005, '0.1_%'], [0.0624, '6.2_%'], [0.0994, '9.9_%'], [0.0995, '10_%'], [0.62, '62_%'], [0.9949, '99_%'], [0.995, '>99_%'], [0.9999, '>99_%'], [1, '100_%']]);
});

test('bytes are decimal', () => {
  writes(bytes, [[0, '0'], [840, '840_B'], [999, '999_B'], [1000, '1.0_kB'], [9949, '9.9_kB'], [61_400, '61_kB'], [999_499, '999_kB'], [999_500, '1.0_MB'], [8_100_000, '8.1_MB'], [1_500_000_000, '1.5_GB']]);
});

test('an age has at most two units and leaves out a second one of zero', () => {
  const minute = 60_000;
  const hour = 60 * minute;
  const day = 24 * hour;
  writes(age, [[-5, '0_s'], [38_999, '38_s'], [59_999, '59_s'], [minute, '1_min'], [hour - 1, '59_min'], [hour, '1_h'], [3 * hour + 12 * minute, '3_h 12_min'], [day - 1, '23_h 59_min'], [day, '1_d'], [12 * day + 4 * hour, '12_d 4_h']]);
});

test('silence is told by tenths under ten seconds', () => {
  writes(silence, [[0, '0.0_s'], [1440, '1.4_s'], [9949, '9.9_s'], [9950, '10_s'], [11_200, '11_s'], [59_500, '59_s'], [60_000, '1_min']]);
});

test('times of day are on the 24-hour clock', () => {
  const midnight = new Date(2026, 10, 24, 0, 4, 7, 350).getTime();

  assert.equal(clock(midnight), '00:04:07');
  assert.equal(tenths(midnight), '00:04:07.3');
});

test('one is singular', () => {
  assert.equal(plural(1, 'call'), '1 call');
  assert.equal(plural(0, 'call'), '0 calls');
  assert.equal(plural(2, 'eviction'), '2 evictions');
});
