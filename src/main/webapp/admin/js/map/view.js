/** The call map: services as circles, calls as lines. Drawn once and then only written into; nothing moves by itself. */
import { Children, svg } from '../dom.js';
import { duration, rate, share } from '../format.js';
import { nameWords, shorten } from '../words.js';
import { pointAt } from './curves.js';
import { EdgeMark, NodeMark } from './marks.js';
import { Positions } from './positions.js';
import { Steady, compose, marginOf, radiiOf, spotOf, widthsOf } from './scene.js';

const LONGEST_NAME = 22;
const RANK = { bad: 0, warn: 1, ok: 2, left: 3 };
const keyOf = (call) => JSON.stringify([call.caller, call.callee]);

class CallMap extends HTMLElement {
  #root = svg('svg', { class: 'graph', role: 'group', 'aria-label': 'Call map' });
  #edgeLayer = svg('g');
  #nodeLayer = svg('g');
  #edges = new Children(this.#edgeLayer);
  #nodes = new Children(this.#nodeLayer);
  #steady = new Steady();
  #positions = new Map();
  #drawn = '';
  #selected = null;
  #last = null;

  connectedCallback() {
    this.#root.append(this.#edgeLayer, this.#nodeLayer);
    this.append(this.#root);
    for (const type of ['mouseover', 'focusin']) {
      this.addEventListener(type, (event) => this.#light(event.target));
    }
    for (const type of ['mouseleave', 'focusout']) {
      this.addEventListener(type, () => this.#mark(this.#selected));
    }
    new ResizeObserver(() => this.#last && this.update(...this.#last)).observe(this);
  }

  /** Everybody gets a new place. */
  arrange() {
    const [picture] = this.#last;
    const { names, calls, area, down } = this.#frame(picture);
    this.#placesFor(down).arrange(names, calls, inner(area, down));
    this.#drawn = '';
    this.update(...this.#last);
  }

  update(picture, page) {
    this.#last = [picture, page];
    const { names, calls, area, down } = this.#frame(picture);
    if (area.width === 0 || area.height === 0) {
      return;
    }
    const still = this.matches(':hover, :focus-within') || page.selected !== null;
    const places = this.#placesFor(down).of(names, calls, inner(area, down), still);
    const nodes = this.#describe(names, calls, picture);
    const radii = radiiOf(nodes, this.#steady, down);
    const widths = widthsOf(calls, keyOf, this.#steady);
    for (const node of nodes) {
      Object.assign(node, spotOf(places.get(node.name), area, down), { r: radii.get(node.name) });
    }
    const edges = calls.map((call) => ({
      ...call,
      key: keyOf(call),
      width: widths.get(keyOf(call)),
      label: picture.callLabel(call),
      level: picture.callLevel(call),
      isTroubled: picture.callLevel(call) !== 'ok',
    }));
    this.#write(nodes, edges);
    this.#draw(nodes, edges, area, down);
    this.#setAside(picture, page);
    this.#select(page.selected);
  }

  #frame(picture) {
    const box = this.getBoundingClientRect();
    const down = matchMedia('(max-width: 720px)').matches;
    const calls = picture.calls.filter((call) => call.caller !== call.callee);
    const names = new Set(picture.services.map((service) => service.name));
    calls.forEach((call) => names.add(call.caller).add(call.callee));
    return { names: [...names], calls, area: { width: Math.floor(box.width), height: Math.floor(box.height) }, down };
  }

  #placesFor(down) {
    const key = down ? 'down' : 'across';
    if (!this.#positions.has(key)) {
      this.#positions.set(key, new Positions(key));
    }
    return this.#positions.get(key);
  }

  #describe(names, calls, picture) {
    return names.map((name) => {
      const service = picture.service(name);
      const touching = calls.filter((call) => call.caller === name || call.callee === name);
      const sum = service
        ? service.in.rate + service.out.rate
        : touching.reduce((total, call) => total + call.rate, 0);
      const isGone = service === undefined || service.state === 'gone';
      const level = service === undefined ? 'left' : picture.level(name);
      const trouble = service === undefined ? 'never here' : picture.trouble(service);
      const rateWords = isGone ? '' : `${rate(sum)}/s`;
      return {
        name,
        label: labelOf(name),
        calls: sum,
        rateWords,
        errorShare: service?.errorShare ?? null,
        level,
        isGone,
        trouble,
        rank: RANK[level],
        description: spoken(name, service, picture, rateWords, trouble),
      };
    });
  }

  #write(nodes, edges) {
    this.#edges.update(edges, (edge) => edge.key, (edge) => new EdgeMark(edge), (mark, edge) => mark.update(edge, edge.level, edge.label));
    this.#nodes.update(nodes, (node) => node.name, (node) => new NodeMark(node.name), (mark, node) => mark.update(node));
  }

  /** Only when something has another place or size: otherwise the figures alone were written. */
  #draw(nodes, edges, area, down) {
    const shape = JSON.stringify([
      area,
      nodes.map((node) => [node.name, node.x, node.y, node.r, Boolean(node.trouble), node.rateWords.length]),
      edges.map((edge) => [edge.key, edge.width, edge.isTroubled]),
    ]);
    if (shape === this.#drawn) {
      nodes.forEach((node) => this.#nodes.get(node.name).drawErrors());
      return;
    }
    this.#drawn = shape;
    this.#root.setAttribute('viewBox', `0 0 ${area.width} ${area.height}`);
    const { paths, sides, times, loud } = compose(nodes, edges, area, down);
    for (const edge of edges) {
      const path = paths.get(edge.key);
      const spot = times.get(edge.key);
      this.#edges.get(edge.key).place(path, edge.width, spot ?? pointAt(path, 0.5), spot === null || !loud.has(edge.key));
    }
    nodes.forEach((node) => this.#nodes.get(node.name).place(node, sides.get(node.name)));
  }

  /** What a tile or the filter does not mean stands back. */
  #setAside(picture, page) {
    const wants = (name) => page.tile === null || picture.service(name) === undefined || page.wants(picture, name);
    for (const node of this.#nodeLayer.children) {
      node.classList.toggle('aside', !wants(node.dataset.name));
    }
    for (const edge of this.#edgeLayer.children) {
      edge.classList.toggle('aside', !wants(edge.dataset.caller) && !wants(edge.dataset.callee));
    }
  }

  #select(name) {
    if (name !== this.#selected || name !== null) {
      const before = this.#selected;
      this.#selected = name;
      for (const node of this.#nodeLayer.children) {
        node.classList.toggle('selected', node.dataset.name === name);
      }
      if (before !== name || !this.matches(':hover, :focus-within')) {
        this.#mark(name);
      }
    }
  }

  #light(target) {
    const node = target.closest?.('.node');
    const edge = target.closest?.('.edge');
    if (node) {
      this.#mark(node.dataset.name);
    } else if (edge) {
      this.#markPair(edge);
    } else {
      this.#mark(this.#selected);
    }
  }

  /** A service, its lines and its partners stay lit, the rest goes back. */
  #mark(name) {
    const lit = new Set([name]);
    for (const edge of this.#edgeLayer.children) {
      const isOwn = edge.dataset.caller === name || edge.dataset.callee === name;
      edge.classList.toggle('lit', isOwn);
      if (isOwn) {
        lit.add(edge.dataset.caller).add(edge.dataset.callee);
      }
    }
    this.#dim(name !== null && this.#nodes.get(name) !== undefined, lit);
  }

  #markPair(pair) {
    for (const edge of this.#edgeLayer.children) {
      edge.classList.toggle('lit', edge === pair);
    }
    this.#dim(true, new Set([pair.dataset.caller, pair.dataset.callee]));
  }

  #dim(on, lit) {
    this.#root.classList.toggle('dim', on);
    for (const node of this.#nodeLayer.children) {
      node.classList.toggle('lit', lit.has(node.dataset.name));
    }
  }
}

/** The area along and across the layers, without the rim. */
function inner(area, down) {
  const margin = marginOf(down);
  const width = Math.max(1, area.width - 2 * margin.x);
  const height = Math.max(1, area.height - 2 * margin.y);
  return down ? { width: height, height: width } : { width, height };
}

function labelOf(name) {
  return shorten(nameWords(name), LONGEST_NAME);
}

/** First what is drawn, so that those who say what they see find it; then the rest. */
function spoken(name, service, picture, rateWords, trouble) {
  const seen = [labelOf(name), rateWords, trouble].filter(Boolean).join(' ');
  if (service === undefined) {
    return seen;
  }
  const more = [
    picture.levelWord(name),
    `${rate(service.in.rate)} requests/s in`,
    `${rate(service.out.rate)} out`,
    `p99 ${duration(service.p99Ms)}`,
    `errors ${share(service.errorShare)}`,
  ];
  return `${seen}; ${more.join(', ')}`;
}

customElements.define('call-map', CallMap);
