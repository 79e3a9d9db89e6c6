import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgesOf, layersOf, withoutCircles } from '../../../main/webapp/admin/js/map/graph.js';
import { apart, arrange, placeBeside } from '../../../main/webapp/admin/js/map/layout.js';
import { chains, crossings, ordered } from '../../../main/webapp/admin/js/map/order.js';
import { curve, pointAt, samples } from '../../../main/webapp/admin/js/map/curves.js';
import { placeNames, placeTimes } from '../../../main/webapp/admin/js/map/labels.js';
import { Steady, radiiOf, widthsOf } from '../../../main/webapp/admin/js/map/scene.js';

const AREA = { width: 770, height: 260 };
const call = (caller, callee, rate = 1) => ({ caller, callee, rate });
const SHOP = [
  ['gateway', 'auth'], ['gateway', 'catalog'], ['gateway', 'search'], ['gateway', 'cart'], ['gateway', 'users'],
  ['gateway', 'checkout'], ['gateway', 'report'], ['auth', 'users'], ['search', 'catalog'], ['cart', 'catalog'],
  ['cart', 'inventory'], ['catalog', 'inventory'], ['checkout', 'cart'], ['checkout', 'inventory'],
  ['checkout', 'payment'], ['checkout', 'mail'], ['payment', 'billing'], ['billing', 'mail'],
].map(([caller, callee]) => call(caller, callee, 10));
const NAMES = [...new Set(SHOP.flatMap((one) => [one.caller, one.callee]))];

/** The least distance of two services in px, along the more distant axis. */
function leastDistance(places) {
  const all = [...places.values()];
  return Math.min(...all.flatMap((a, index) => all.slice(index + 1).map((b) =>
    Math.max(Math.abs(a.x - b.x) * AREA.width, Math.abs(a.y - b.y) * AREA.height))));
}

test('a callee stands right of its caller', () => {
  const places = arrange(NAMES, SHOP, AREA);

  for (const { caller, callee } of SHOP) {
    assert.ok(places.get(caller).x < places.get(callee).x, `${caller} is left of ${callee}`);
  }
});

test('everybody stands inside the area, and apart', () => {
  const places = arrange(NAMES, SHOP, AREA);

  assert.equal(places.size, NAMES.length);
  for (const [name, { x, y }] of places) {
    assert.ok(x >= 0 && x <= 1 && y >= 0 && y <= 1, `${name} at ${x}, ${y}`);
  }
  assert.ok(leastDistance(places) >= 30, `${leastDistance(places)} px`);
});

test('the same calls give the same map, in whatever order they come', () => {
  const calls = [...SHOP, call('x', 'y'), call('y', 'z'), call('z', 'x')];
  const names = [...NAMES, 'x', 'y', 'z'];
  const again = arrange([...names].reverse(), [...calls].reverse(), AREA);

  const byName = ([a], [b]) => (a < b ? -1 : 1);
  assert.deepEqual([...again].sort(byName), [...arrange(names, calls, AREA)].sort(byName));
});

test('sixty services, one of which calls all others, still stand apart', () => {
  const names = Array.from({ length: 60 }, (_, index) => `service-${index}`);
  const places = arrange(names, names.slice(1).map((name) => call(names[0], name)), AREA);

  assert.equal(places.size, 60);
  assert.ok(leastDistance(places) >= 20, `${leastDistance(places)} px`);
});

test('services without calls, a single one and none have a place too', () => {
  assert.equal(arrange([], [], AREA).size, 0);
  assert.deepEqual([...arrange(['orders'], [], AREA)], [['orders', { x: 0.5, y: 0.5 }]]);
  const five = arrange(['a', 'b', 'c', 'd', 'e'], [], AREA);
  assert.ok(leastDistance(five) >= 50);
  assert.ok(new Set([...five.values()].map((place) => place.x)).size > 1, 'beside each other as well');
});

test('a circle of calls is cut at its lightest call, and calls to oneself do not matter', () => {
  const calls = [call('a', 'b', 900), call('b', 'c', 900), call('c', 'a', 0), call('a', 'a', 5)];
  const edges = edgesOf(['a', 'b', 'c'], calls);

  assert.equal(edges.length, 3);
  assert.deepEqual([...layersOf(['a', 'b', 'c'], edges)], [['a', 0], ['b', 1], ['c', 2]]);
  assert.ok(withoutCircles(['a', 'b', 'c'], edges).some((edge) => edge.from === 'a' && edge.to === 'c'));
});

test('a caller that nobody calls stands right before its nearest callee', () => {
  const edges = edgesOf(['a', 'b', 'c', 'cron'], [call('a', 'b'), call('b', 'c'), call('cron', 'c')]);

  assert.equal(layersOf(['a', 'b', 'c', 'cron'], edges).get('cron'), 1);
});

test('the order by barycentre leaves no crossing that need not be', () => {
  const names = ['a', 'b', 'x', 'y'];
  const edges = edgesOf(names, [call('a', 'y'), call('b', 'x')]);
  const { rows, links } = chains(names, edges, layersOf(names, edges));

  assert.equal(crossings(rows, links), 1);
  assert.equal(crossings(ordered(rows, links), links), 0);
});

test('values are moved as little as their order and distances demand', () => {
  assert.deepEqual(apart([0, 5, 9], [0, 1, 1]), [0, 5, 9]);
  assert.deepEqual(apart([4, 4, 4], [0, 1, 1]), [3, 4, 5]);
  assert.deepEqual(apart([5, 1], [0, 2]), [2, 4]);
});

test('a newcomer stands beside its first partner, where there is room', () => {
  const kept = new Map([['orders', { x: 0.2, y: 0.5 }], ['billing', { x: 0.42, y: 0.5 }]]);

  const spot = placeBeside('mail', [call('orders', 'mail')], kept, AREA);

  assert.ok(spot.x > 0.2, 'right of its caller');
  kept.set('mail', spot);
  assert.ok(leastDistance(kept) >= 40, `${leastDistance(kept)} px`);
});

test('a newcomer without a partner takes no place that is taken', () => {
  const kept = new Map();
  for (let index = 0; index < 20; index++) {
    kept.set(`service-${index}`, placeBeside(`service-${index}`, [], kept, AREA));
  }
  assert.ok(leastDistance(kept) >= 40, `${leastDistance(kept)} px`);
});

test('a line bends around the circle between its ends', () => {
  const between = { x: 200, y: 100, r: 20 };
  const style = { width: 2, down: false, opposed: false, area: { width: 400, height: 200 } };
  const path = curve({ x: 40, y: 100, r: 15 }, { x: 360, y: 100, r: 15 }, [between], style);

  for (let t = 0; t <= 1; t += 0.02) {
    const { x, y } = pointAt(path, t);
    assert.ok(Math.hypot(x - between.x, y - between.y) > between.r + 4, `at ${t}`);
  }
});

test('a name gives way to its neighbour', () => {
  const node = (name, x, y) => ({ name, x, y, r: 12, w: 60, lines: 1 });
  const sides = placeNames([node('left', 100, 100), node('right', 140, 100)], [], { width: 300, height: 200 });

  const [a, b] = [sides.get('left').box, sides.get('right').box];
  assert.ok(a.y + a.h <= b.y || b.y + b.h <= a.y || a.x + a.w <= b.x || b.x + b.w <= a.x);
});

test('radius and width follow only changes of more than a tenth', () => {
  const steady = new Steady();
  const radius = (calls) => radiiOf([{ name: 'a', calls }, { name: 'b', calls: 100 }], steady, false).get('a');
  const first = radius(50);

  assert.equal(radius(54), first);
  assert.ok(radius(56) > first);
  const widths = widthsOf([{ rate: 100 }, { rate: 3 }], (one) => String(one.rate), new Steady());
  assert.equal(widths.get('100'), 5.5);
  assert.equal((widths.get('3') * 2) % 1, 0);
});

test('a time stands where no other line runs below it', () => {
  const area = { width: 600, height: 400 };
  const style = { width: 2, down: false, opposed: false, area };
  const path = (y, toY) => curve({ x: 60, y, r: 10 }, { x: 540, y: toY, r: 10 }, [], style);
  const line = (key, from, to) => ({ key, path: path(from, to), w: 34, important: false });
  const lines = [line('down', 40, 360), line('up', 360, 40)];

  const times = placeTimes(lines, [], [], area);

  for (const [one, other] of [lines, [...lines].reverse()]) {
    const { x, y } = times.get(one.key);
    const below = samples(other.path).filter((dot) => Math.abs(dot.x - x) < 20 && Math.abs(dot.y - y) < 8);
    assert.deepEqual(below, [], one.key);
  }
});
