/** Who calls whom as layers: callers left, callees right of them, as long as nobody calls in a circle. */

/**
 * The pairs without those to oneself, in an order that is always the same.
 *
 * @returns {{from: string, to: string, weight: number}[]}
 */
export function edgesOf(names, calls) {
  const known = new Set(names);
  return calls
    .filter((call) => call.caller !== call.callee && known.has(call.caller) && known.has(call.callee))
    .map((call) => ({ from: call.caller, to: call.callee, weight: 1 + Math.log10(1 + (call.rate ?? 0)) }))
    .sort((a, b) => (a.from === b.from ? byText(a.to, b.to) : byText(a.from, b.from)));
}

const byText = (a, b) => (a < b ? -1 : 1);

/**
 * Turns as few and as light edges around as a greedy choice can, so that no circle is left (Eades, Lin and Smyth, "A
 * fast and effective heuristic for the feedback arc set problem").
 */
export function withoutCircles(names, edges) {
  const left = new Set(names);
  const first = [];
  const last = [];
  const sum = (list) => list.reduce((total, edge) => total + edge.weight, 0);
  const out = (name) => edges.filter((edge) => edge.from === name && left.has(edge.to));
  const into = (name) => edges.filter((edge) => edge.to === name && left.has(edge.from));
  const take = (name, list) => {
    left.delete(name);
    list.push(name);
  };
  while (left.size > 0) {
    const sink = [...left].find((name) => out(name).length === 0);
    const source = sink === undefined ? [...left].find((name) => into(name).length === 0) : undefined;
    if (sink !== undefined) {
      take(sink, last);
    } else if (source !== undefined) {
      take(source, first);
    } else {
      const gain = (name) => sum(out(name)) - sum(into(name));
      take([...left].reduce((best, name) => (gain(name) > gain(best) ? name : best)), first);
    }
  }
  const place = new Map([...first, ...last.reverse()].map((name, index) => [name, index]));
  return edges.map((edge) =>
    place.get(edge.from) < place.get(edge.to) ? edge : { from: edge.to, to: edge.from, weight: edge.weight },
  );
}

/**
 * The layer of each name, from 0: one more than its deepest caller's. A caller that nobody calls stands right before
 * its nearest callee, so that its line is short.
 *
 * @returns {Map<string, number>}
 */
export function layersOf(names, edges) {
  const down = withoutCircles(names, edges);
  const layers = new Map();
  const callers = group(down, (edge) => edge.to);
  const depth = (name) => {
    if (!layers.has(name)) {
      layers.set(name, 1 + Math.max(-1, ...(callers.get(name) ?? []).map((edge) => depth(edge.from))));
    }
    return layers.get(name);
  };
  names.forEach(depth);
  const callees = group(down, (edge) => edge.from);
  for (const name of names) {
    if (!callers.has(name) && callees.has(name)) {
      layers.set(name, Math.min(...callees.get(name).map((edge) => layers.get(edge.to))) - 1);
    }
  }
  return layers;
}

function group(edges, key) {
  const groups = new Map();
  for (const edge of edges) {
    groups.set(key(edge), [...(groups.get(key(edge)) ?? []), edge]);
  }
  return groups;
}
