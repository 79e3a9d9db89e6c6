/** The order within each layer: by barycentre, sweeping there and back, keeping the order with the fewest crossings. */

const SWEEPS = 12;

/** A place in a layer: a service, or a point at which a long line passes through. */
const pass = (edge, layer) => ({ key: `${edge.from}→${edge.to}@${layer}`, name: null });

/**
 * The layers with what stands and passes in them, and the short links between neighbouring layers.
 *
 * @returns {{rows: {key: string, name: ?string}[][], links: {from: string, to: string, weight: number, layer: number}[]}}
 */
export function chains(names, edges, layers) {
  const depth = Math.max(0, ...layers.values());
  const rows = Array.from({ length: depth + 1 }, () => []);
  names.forEach((name) => rows[layers.get(name)].push({ key: name, name }));
  const links = [];
  for (const edge of edges) {
    const ends = [edge.from, edge.to].sort((a, b) => layers.get(a) - layers.get(b));
    let before = ends[0];
    for (let layer = layers.get(ends[0]) + 1; layer <= layers.get(ends[1]); layer++) {
      const isEnd = layer === layers.get(ends[1]);
      const next = isEnd ? { key: ends[1] } : pass(edge, layer);
      if (!isEnd) {
        rows[layer].push(next);
      }
      links.push({ from: before, to: next.key, weight: edge.weight, layer });
      before = next.key;
    }
  }
  return { rows, links };
}

/** Orders the rows; pure. */
export function ordered(rows, links) {
  let best = rows.map((row) => [...row].sort((a, b) => (a.key < b.key ? -1 : 1)));
  let now = best;
  let fewest = crossings(now, links);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    now = swept(now, links, sweep % 2 === 0);
    const crossing = crossings(now, links);
    if (crossing < fewest) {
      best = now;
      fewest = crossing;
    }
  }
  return best;
}

function swept(rows, links, forward) {
  const result = rows.map((row) => [...row]);
  const indexes = result.map((_, index) => index);
  for (const index of forward ? indexes : indexes.reverse()) {
    const place = new Map();
    (result[forward ? index - 1 : index + 1] ?? []).forEach((spot, at, all) => place.set(spot.key, (at + 0.5) / all.length));
    const centre = new Map(
      result[index].map((spot, at, all) => [spot.key, barycentre(spot, links, place) ?? (at + 0.5) / all.length]),
    );
    result[index].sort((a, b) => centre.get(a.key) - centre.get(b.key));
  }
  return result;
}

/** The weighted mean place of the neighbours of a spot, or null where it has none. */
export function barycentre(spot, links, place) {
  let sum = 0;
  let weight = 0;
  for (const link of links) {
    const other = link.from === spot.key ? link.to : link.to === spot.key ? link.from : null;
    if (other !== null && place.has(other)) {
      sum += place.get(other) * link.weight;
      weight += link.weight;
    }
  }
  return weight === 0 ? null : sum / weight;
}

/** How many pairs of links cross. */
export function crossings(rows, links) {
  const place = new Map(rows.flatMap((row) => row.map((spot, index) => [spot.key, index])));
  let number = 0;
  for (let layer = 1; layer < rows.length; layer++) {
    const here = links.filter((link) => link.layer === layer);
    for (let i = 0; i < here.length; i++) {
      for (let j = i + 1; j < here.length; j++) {
        const from = place.get(here[i].from) - place.get(here[j].from);
        const to = place.get(here[i].to) - place.get(here[j].to);
        number += from * to < 0 ? 1 : 0;
      }
    }
  }
  return number;
}
