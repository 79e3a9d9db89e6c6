/** The order of a matrix: those who call each other stand side by side, so that what belongs together forms blocks. */

const ROUNDS = 8;
/** Who has this many times the partners that others have belongs to everybody and joins no group. */
const EVERYBODY = 3;
const LEAST_EVERYBODY = 8;

/**
 * Groups of names, each in an order of its own; pure and the same for the same calls.
 *
 * @returns {string[][]}
 */
export function groupsOf(names, calls) {
  const sorted = [...names].sort();
  const partners = new Map(sorted.map((name) => [name, new Map()]));
  for (const { caller, callee } of calls) {
    if (caller !== callee && partners.has(caller) && partners.has(callee)) {
      partners.get(caller).set(callee, 1 + (partners.get(caller).get(callee) ?? 0));
      partners.get(callee).set(caller, 1 + (partners.get(callee).get(caller) ?? 0));
    }
  }
  const sizes = sorted.map((name) => partners.get(name).size).sort((a, b) => a - b);
  const most = Math.max(LEAST_EVERYBODY, EVERYBODY * (sizes[Math.floor(sizes.length / 2)] ?? 0));
  const hubs = new Set(sorted.filter((name) => partners.get(name).size > most));
  const labels = spread(sorted, partners, hubs);
  const groups = new Map();
  for (const name of sorted) {
    const label = hubs.has(name) ? '' : labels.get(name);
    groups.set(label, [...(groups.get(label) ?? []), name]);
  }
  const small = [...groups].filter(([label, list]) => label !== '' && list.length < 3).flatMap(([, list]) => list);
  const large = [...groups].filter(([label, list]) => label !== '' && list.length >= 3).map(([, list]) => list);
  large.sort((a, b) => b.length - a.length || (a[0] < b[0] ? -1 : 1));
  return [[...hubs], ...large, small].filter((list) => list.length > 0);
}

/** Everybody takes the label that most of its partners have, some rounds long. */
function spread(names, partners, hubs) {
  const labels = new Map(names.map((name) => [name, name]));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (const name of names) {
      const votes = new Map();
      for (const [partner, weight] of partners.get(name)) {
        if (!hubs.has(partner)) {
          const label = labels.get(partner);
          votes.set(label, (votes.get(label) ?? 0) + weight);
        }
      }
      const winner = [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
      if (winner !== undefined && winner !== labels.get(name)) {
        labels.set(name, winner);
        moved = true;
      }
    }
    if (!moved) {
      break;
    }
  }
  return labels;
}

/** Step of blue for calls per second: 1 to 4. */
export function heatOf(rate) {
  return rate < 1 ? 1 : rate < 8 ? 2 : rate < 40 ? 3 : 4;
}
