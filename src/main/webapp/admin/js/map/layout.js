/**
 * Where each service stands on the map: layers by call depth from left to right, order by barycentre, heights drawn
 * towards the neighbours. Positions are shares of the area, from 0 to 1, so that they keep when it grows. Pure.
 */
import { edgesOf, layersOf } from './graph.js';
import { barycentre, chains, ordered } from './order.js';

const PASSES = 16;
/** Distances in a column, in units of that between two services. */
const BETWEEN_LINES = 0.3;
const LINE_TO_SERVICE = 0.65;
/** px: never farther apart, however large the area is; never more in a column than have this height each. */
const WIDEST_COLUMN = 260;
const HIGHEST_ROW = 110;
const LOWEST_ROW = 50;
/** A newcomer needs this much room around it. */
const ROOM = { x: 84, y: 46 };

/**
 * Everybody anew.
 *
 * @param {string[]} names
 * @param {{caller: string, callee: string, rate: number}[]} calls
 * @param {{width: number, height: number}} area in px; width is along the layers
 * @returns {Map<string, {x: number, y: number}>}
 */
export function arrange(names, calls, area) {
  const sorted = [...names].sort();
  const edges = edgesOf(sorted, calls);
  const partners = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const linked = sorted.filter((name) => partners.has(name));
  const alone = sorted.filter((name) => !partners.has(name));
  const { rows, links } = chains(linked, edges, layersOf(linked, edges));
  const columns = split(withLoners(ordered(rows, links), alone, area), area);
  return positions(columns, heights(columns, links), area);
}

/** Services without a call stand below the others, in the columns that have room. */
function withLoners(rows, alone, area) {
  const result = rows.map((row) => [...row]);
  const least = Math.min(alone.length, Math.max(1, Math.floor(area.width / WIDEST_COLUMN)));
  while (result.length < least) {
    result.push([]);
  }
  const load = (row) => row.reduce((sum, spot) => sum + (spot.name ? 1 : BETWEEN_LINES), 0);
  for (const name of alone) {
    result.reduce((best, row) => (load(row) < load(best) ? row : best)).push({ key: name, name });
  }
  return result;
}

/** A layer that is too full for one column becomes several, in turn, so that the order from top to bottom stays. */
function split(rows, area) {
  const most = Math.max(3, Math.floor(area.height / LOWEST_ROW));
  return rows.map((row) => {
    const services = row.filter((spot) => spot.name);
    const beside = Math.ceil(services.length / most);
    return { row, beside, offset: new Map(services.map((spot, index) => [spot.key, index % beside])) };
  });
}

/** Heights in units: each spot as near to its neighbours as the order and the distances allow. */
function heights(columns, links) {
  const y = new Map();
  const own = new Map();
  for (const link of links) {
    for (const key of [link.from, link.to]) {
      own.set(key, [...(own.get(key) ?? []), link]);
    }
  }
  for (const column of columns) {
    const gaps = gapsOf(column);
    let at = -gaps.reduce((sum, gap) => sum + gap, 0) / 2;
    column.row.forEach((spot, index) => y.set(spot.key, (at += gaps[index])));
  }
  for (let round = 0; round < PASSES; round++) {
    for (const column of round % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = column.row.map((spot) => barycentre(spot, own.get(spot.key) ?? [], y) ?? y.get(spot.key));
      apart(wanted, gapsOf(column)).forEach((value, index) => y.set(column.row[index].key, value));
    }
  }
  return y;
}

/** The least distance of each spot from the one before it; 0 for the first. */
function gapsOf({ row, beside }) {
  return row.map((spot, index) => {
    if (index === 0) {
      return 0;
    }
    const services = (spot.name ? 1 : 0) + (row[index - 1].name ? 1 : 0);
    return services === 2 ? 1 / beside : services === 1 ? LINE_TO_SERVICE / beside : BETWEEN_LINES / beside;
  });
}

/**
 * The values nearest to the wanted ones (least squares) that keep their order and their distances: pool adjacent
 * violators.
 */
export function apart(wanted, gaps) {
  const shift = [];
  gaps.reduce((sum, gap, index) => (shift[index] = sum + gap), 0);
  const pools = [];
  wanted.forEach((value, index) => {
    pools.push({ sum: value - shift[index], size: 1 });
    while (pools.length > 1 && mean(pools.at(-2)) > mean(pools.at(-1))) {
      const last = pools.pop();
      pools.at(-1).sum += last.sum;
      pools.at(-1).size += last.size;
    }
  });
  return pools.flatMap((pool) => Array(pool.size).fill(mean(pool))).map((value, index) => value + shift[index]);
}

const mean = (pool) => pool.sum / pool.size;

function positions(columns, y, area) {
  const number = columns.reduce((sum, column) => sum + Math.max(1, column.beside), 0);
  const width = number > 1 ? Math.min(1 / (number - 1), WIDEST_COLUMN / area.width) : 0;
  const services = columns.flatMap((column) => column.row.filter((spot) => spot.name));
  const all = services.map((spot) => y.get(spot.key));
  const top = Math.min(...all);
  const extent = Math.max(...all) - top;
  const height = extent > 0 ? Math.min(1 / extent, HIGHEST_ROW / area.height) : 0;
  const found = new Map();
  let x = 0.5 - (width * (number - 1)) / 2;
  for (const column of columns) {
    for (const spot of column.row.filter((one) => one.name)) {
      found.set(spot.name, {
        x: x + column.offset.get(spot.key) * width,
        y: 0.5 + (y.get(spot.key) - top - extent / 2) * height,
      });
    }
    x += Math.max(1, column.beside) * width;
  }
  return found;
}

/**
 * A place for one newcomer, beside its first partner if it has one; nobody else moves.
 *
 * @param {Map<string, {x: number, y: number}>} kept
 * @returns {{x: number, y: number}}
 */
export function placeBeside(name, calls, kept, area) {
  const call = calls.find(
    ({ caller, callee }) => (caller === name && kept.has(callee)) || (callee === name && kept.has(caller)),
  );
  const wanted = call === undefined ? { x: 0, y: 1 } : beside(call, name, kept, area);
  const columns = Math.max(2, Math.round(area.width / ROOM.x));
  const rows = Math.max(2, Math.round(area.height / (ROOM.y / 2)));
  let best = wanted;
  let least = Infinity;
  for (let column = 0; column <= columns; column++) {
    for (let row = 0; row <= rows; row++) {
      const spot = { x: column / columns, y: row / rows };
      const cost = distance(spot, wanted, area) + 1000 * crowd(spot, kept, area);
      if (cost < least) {
        best = spot;
        least = cost;
      }
    }
  }
  return best;
}

function beside(call, name, kept, area) {
  const isCallee = call.callee === name;
  const partner = kept.get(isCallee ? call.caller : call.callee);
  const step = (isCallee ? 2 : -2) * (ROOM.x / area.width);
  return { x: Math.min(1, Math.max(0, partner.x + step)), y: partner.y };
}

function distance(a, b, area) {
  return Math.hypot((a.x - b.x) * area.width, (a.y - b.y) * area.height);
}

/** How many stand too near. */
function crowd(spot, kept, area) {
  let number = 0;
  for (const other of kept.values()) {
    const near = Math.abs(spot.x - other.x) * area.width < ROOM.x && Math.abs(spot.y - other.y) * area.height < ROOM.y;
    number += near ? 1 : 0;
  }
  return number;
}
