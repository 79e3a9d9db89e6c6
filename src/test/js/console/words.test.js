import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder, kindOf, outcomeWords } from '../../../main/webapp/admin/js/drawer/outcomes.js';
import { trace } from '../../../main/webapp/admin/js/trace.js';
import { groupsOf, heatOf } from '../../../main/webapp/admin/js/matrix/groups.js';
import { Picture } from '../../../main/webapp/admin/js/picture.js';
import { Page } from '../../../main/webapp/admin/js/page.js';
import { Sorting } from '../../../main/webapp/admin/js/sorting.js';
import { emphasize, nameWords, refusalWords, shorten } from '../../../main/webapp/admin/js/words.js';

const AT = 1_000_000;
const service = (name, more = {}) => ({
  name, state: 'up', address: '10.0.0.1:4000', transport: 'websocket', connectedAt: 0, goneAt: null, lastSignAgoMs: 1000,
  in: { rate: 1, line: [] }, out: { rate: 0 }, p50Ms: 4, p99Ms: 9, errorShare: 0, inFlight: 0, bytesWaiting: 0, ...more,
});
const entry = (service, level, more = {}) => ({ id: `${level}-${service}`, service, level, text: '', next: '', since: AT, overAt: null, ...more });
const picture = (services, attention = [], calls = []) =>
  new Picture({ at: AT, hub: { heartbeatTimeoutMs: 15_000 }, tiles: { p99Ms: { warnAt: 500 } }, services, calls, attention, blocked: [], refused: [] });
const names = (list) => list.map((one) => one.name);

test('a name is set off only where it is a word of its own', () => {
  assert.deepEqual(emphasize('mail left; mail-eu and email stay.', 'mail'), [['b', '', 'mail'], ' left; mail-eu and email stay.']);
  assert.deepEqual(emphasize('Nobody.', null), ['Nobody.']);
  assert.deepEqual(emphasize('ask mail', 'mail'), ['ask ', ['b', '', 'mail']]);
});

test('a refused handshake says why, whatever the hub calls it', () => {
  assert.equal(refusalWords('SERVICE_NAME_BLOCKED'), 'the name is blocked');
  assert.equal(refusalWords('SOME_NEW_CODE'), 'some new code');
  assert.equal(refusalWords('Unsupported protocol version'), 'its Engine.IO is not version 4');
  assert.equal(refusalWords('MICROSTREAM_MAX_CONNECTIONS=2'), 'no room, MICROSTREAM_MAX_CONNECTIONS=2');
  assert.equal(refusalWords('to try again: the name was free'), 'to try again: the name was free');
});

test('who is no service has words for a name', () => {
  assert.deepEqual(['_OTHER', '_CONSOLE', 'mail'].map(nameWords), ['unknown names', 'the console', 'mail']);
});

test('what is too long ends in an ellipsis', () => {
  assert.equal(shorten('billing', 7), 'billing');
  assert.equal(shorten('billing-eu', 7), 'billin…');
});

test('a service that left is broken only while something is broken by it', () => {
  const gone = service('mail', { state: 'gone', goneAt: AT - 38_000 });

  assert.equal(picture([gone]).level('mail'), 'left');
  assert.equal(picture([gone], [entry('mail', 'broken')]).level('mail'), 'bad');
  assert.equal(picture([gone], [entry('mail', 'broken', { overAt: AT })]).level('mail'), 'left');
  assert.equal(picture([gone]).trouble(gone), 'left 38\u202fs ago');
});

test('the worst open entry decides how a service fares', () => {
  const well = picture([service('a'), service('b'), service('c', { state: 'risk' })], [entry('a', 'know'), entry('b', 'risk')]);

  assert.deepEqual(['a', 'b', 'c'].map((name) => well.level(name)), ['ok', 'warn', 'warn']);
  assert.equal(well.summary(), '1 at risk, 1 to know');
});

test('a pair says that all fail only when all do', () => {
  const label = (more) => picture([]).callLabel({ errorShare: 0, p99Ms: 9, inFlight: 0, ...more }).replaceAll('\u202f', ' ');

  assert.equal(label({}), '9 ms');
  assert.equal(label({ p99Ms: 2410 }), '▲ 2.41 s');
  assert.equal(label({ errorShare: 0.06 }), '▲ 6.0 % fail');
  assert.equal(label({ errorShare: 0.62 }), '✕ 62 % fail');
  assert.equal(label({ errorShare: 1 }), '✕ all fail');
  assert.equal(label({ p99Ms: null }), '–');
  assert.equal(label({ p99Ms: null, inFlight: 3 }), 'no answer');
});

test('the table is worst first, and a number moves no row', () => {
  const sorting = new Sorting();
  const rows = (...list) => names(sorting.order(list[0], list[1] ?? false));

  assert.deepEqual(rows(picture([service('b'), service('a'), service('z', { state: 'risk' })])), ['z', 'a', 'b']);

  sorting.by('inFlight');
  assert.deepEqual(rows(picture([service('a', { inFlight: 2 }), service('b', { inFlight: 9 })])), ['b', 'a']);
  assert.deepEqual(rows(picture([service('a', { inFlight: 99 }), service('b', { inFlight: 9 })])), ['b', 'a']);
});

test('a row changes place when its state does, but not under the pointer', () => {
  const sorting = new Sorting();
  sorting.order(picture([service('a'), service('b')]), false);
  const worse = picture([service('a'), service('b', { state: 'risk' }), service('c', { state: 'risk' })]);

  assert.deepEqual(names(sorting.order(worse, true)), ['a', 'b', 'c']);
  assert.deepEqual(names(sorting.order(worse, false)), ['b', 'c', 'a']);
});

test('a click sorts, the second turns around, the third is worst first again', () => {
  const sorting = new Sorting();
  const three = picture([service('a', { inFlight: 1 }), service('b', { inFlight: 7 }), service('c', { state: 'risk' })]);

  sorting.by('inFlight');
  assert.deepEqual(names(sorting.order(three, false)), ['b', 'a', 'c']);
  sorting.by('inFlight');
  assert.deepEqual(names(sorting.order(three, true)), ['c', 'a', 'b']);
  sorting.by('inFlight');
  assert.deepEqual(names(sorting.order(three, false)), ['c', 'a', 'b']);
});

test('tile, choice and words filter together', () => {
  const page = Object.assign(new Page(), { tile: 'inFlight', query: 'BILL' });
  const three = picture([service('billing', { inFlight: 2 }), service('billing-eu'), service('orders', { inFlight: 2 })]);

  assert.deepEqual(names(three.services.filter((one) => page.shows(three, one))), ['billing']);
});

test('those who wait come first, the oldest of them at the top', () => {
  const at = (time, outcome) => ({ at: time, outcome });

  const order = inOrder([at(5, 'answered'), at(4, 'waiting'), at(3, 'waiting'), at(9, 'REQUEST_EXPIRED')]);

  assert.deepEqual(order.map((one) => one.at), [3, 4, 9, 5]);
  assert.deepEqual(order.map((one) => kindOf(one.outcome)), ['waiting', 'waiting', 'failed', 'answered']);
  assert.deepEqual(['late', 'one-way', 'given-up', 'TARGET_SERVICE_LOST'].map(kindOf), ['answered', 'answered', 'failed', 'failed']);
  assert.equal(outcomeWords('SOME_NEW_CODE'), '✕ some new code');
});

test('those who call each other stand side by side in the matrix', () => {
  const calls = [['a', 'c'], ['c', 'e'], ['e', 'a'], ['b', 'd'], ['d', 'f'], ['f', 'b']].map(([caller, callee]) => ({ caller, callee }));

  assert.deepEqual(groupsOf(['f', 'e', 'd', 'c', 'b', 'a'], calls), [['a', 'c', 'e'], ['b', 'd', 'f']]);
  assert.deepEqual([0.9, 1, 7.9, 8, 40].map(heatOf), [1, 2, 2, 3, 4]);
});

test('a line begins at zero and has a gap where nothing is known', () => {
  const shape = trace([0, 10, null, 10], 63, 13);

  assert.equal(shape.stroke, 'M0.5 12L20.5 2.7M60.5 2.7');
  assert.equal(shape.end.x, 60.5);
  assert.equal(trace([null, null], 63, 13).stroke, '');
  assert.equal(trace([1, null], 63, 13).end, null);
});
