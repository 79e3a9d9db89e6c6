/**
 * Building and changing the page. Everything that comes from outside goes in as text, never as markup; everything that
 * is written once a second is compared first, so that nothing flickers and no selection is lost.
 */
const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element. `class` and all other attributes by name; a property as `.name`; a listener as `onname`. */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(name.slice(2), value);
    } else if (name.startsWith('.')) {
      node[name.slice(1)] = value;
    } else {
      attr(node, name, value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Writes an attribute if it differs; null and false take it away, true leaves it empty. */
export function attr(node, name, value) {
  if (value === null || value === undefined || value === false) {
    if (node.hasAttribute(name)) {
      node.removeAttribute(name);
    }
    return;
  }
  const text = value === true ? '' : String(value);
  if (node.getAttribute(name) !== text) {
    node.setAttribute(name, text);
  }
}

/** Writes the text of a node that holds nothing else, if it differs. */
export function text(node, value) {
  const words = String(value);
  const held = node.firstChild;
  if (held === null) {
    node.append(words);
  } else if (held.data !== words) {
    held.data = words;
  }
}

/** Writes a row of pieces, each a text or an element's `[tag, class, text]`; rebuilt only if something differs. */
export function pieces(node, parts) {
  const seen = JSON.stringify(parts);
  if (node.pieces === seen) {
    return;
  }
  node.pieces = seen;
  node.replaceChildren(...parts.map((part) => (Array.isArray(part) ? el(part[0], { class: part[1] }, part[2]) : part)));
}

export function show(node, visible) {
  if (node.hidden === visible) {
    node.hidden = !visible;
  }
}

/** A custom property, which the stylesheet turns into a length or a share. */
export function property(node, name, value) {
  const words = String(value);
  if (node.style.getPropertyValue(name) !== words) {
    node.style.setProperty(name, words);
  }
}

/** One of the page's symbols, hidden from those who listen: what it means stands beside it in words. */
export function glyph(name, className = '') {
  const use = svg('use', { href: `#i-${name}` });
  return svg('svg', { class: `glyph ${className}`.trim(), 'aria-hidden': 'true' }, use);
}

/** Makes a glyph show another symbol in another colour. */
export function setGlyph(node, name, className = '') {
  attr(node, 'class', `glyph ${className}`.trim());
  attr(node.firstChild, 'href', `#i-${name}`);
}

/**
 * Keeps one child for each item, in the items' order, under keys that stay. What is there is updated and moved only if
 * it has to be; what has no item goes.
 */
export class Children {
  #parent;
  #byKey = new Map();

  constructor(parent) {
    this.#parent = parent;
  }

  get(key) {
    return this.#byKey.get(key);
  }

  /** `create(item)` returns something with a `node`; `update(part, item)` writes into it. */
  update(items, key, create, update) {
    const wanted = new Set(items.map(key));
    for (const [name, part] of this.#byKey) {
      if (!wanted.has(name)) {
        part.node.remove();
        this.#byKey.delete(name);
      }
    }
    let place = this.#parent.firstChild;
    for (const item of items) {
      const name = key(item);
      let part = this.#byKey.get(name);
      if (!part) {
        part = create(item);
        this.#byKey.set(name, part);
      }
      if (part.node === place) {
        place = place.nextSibling;
      } else {
        this.#parent.insertBefore(part.node, place);
      }
      update(part, item);
    }
  }
}

/** Tells the page what its reader wants; the page listens at the document. */
export function say(node, type, detail = {}) {
  node.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
}
