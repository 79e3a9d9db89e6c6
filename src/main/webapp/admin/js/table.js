/** The table of services. Only the rows in sight are in the document, so that 500 cost no more than 20. */
import { Children, attr, el, property, say, show, text } from './dom.js';
import { plural } from './format.js';
import { COLUMNS, Row } from './row.js';
import { Sorting } from './sorting.js';
import { tileLabel } from './tiles.js';

/** Rows above and below what is in sight. */
const MARGIN = 6;
const SHOWS = [
  ['all', 'All'],
  ['problems', 'Problems'],
  ['polling', 'Polling'],
];

/** Room for rows that are not in the document. */
function gap() {
  return el('tbody', { class: 'gap', 'aria-hidden': 'true' }, el('tr', {}, el('td')));
}

class ServiceTable extends HTMLElement {
  #about = el('span', { class: 'support wide' });
  #choices = new Map(SHOWS.map(([key, label]) => [key, el('button', { type: 'button', 'data-show': key }, label)]));
  #chip = el('button', { class: 'chip', type: 'button', hidden: true, onclick: () => say(this, 'filter-tile', { tile: null }) });
  #filter = el('input', {
    class: 'filter',
    type: 'search',
    placeholder: 'Filter by name or address   /',
    'aria-label': 'Filter services',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  #sorting = new Sorting();
  #heads = new Map();
  #above = gap();
  #below = gap();
  #body = el('tbody');
  #none = el('p', { class: 'none quiet' });
  #rows = new Children(this.#body);
  #table = el('table', {}, el('thead', {}, el('tr', {}, ...COLUMNS.map((column) => this.#head(column)))), this.#above, this.#body, this.#below);
  #scroll = el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Services, scrolls' }, this.#table, this.#none);
  #list = [];
  #current = null;
  #last = null;

  connectedCallback() {
    const choice = el('span', { class: 'choice', role: 'group', 'aria-label': 'Show' }, ...this.#choices.values());
    this.append(
      el('header', {}, el('h2', { id: 'services-title' }, 'Services'), this.#about, this.#chip, el('span', { class: 'grow' }), choice, this.#filter),
      this.#scroll,
    );
    attr(this.#table, 'aria-labelledby', 'services-title');
    this.#choices.forEach((button, key) => button.addEventListener('click', () => say(this, 'show-services', { show: key })));
    this.#filter.addEventListener('input', () => say(this, 'filter-services', { query: this.#filter.value }));
    this.#body.addEventListener('click', (event) => this.#open(event.target.closest('tr')));
    this.#body.addEventListener('keydown', (event) => this.#key(event));
    this.#body.addEventListener('focusin', (event) => (this.#current = event.target.closest('tr').dataset.name));
    addEventListener('scroll', () => this.#draw(), { capture: true, passive: true });
    addEventListener('resize', () => this.#draw());
  }

  focusFilter() {
    this.#filter.focus();
    this.#filter.select();
  }

  update(picture, page) {
    this.#last = [picture, page];
    const still = this.#body.matches(':hover, :focus-within');
    const ordered = this.#sorting.order(picture, still);
    this.#list = ordered.filter((service) => page.shows(picture, service));
    this.#writeHead(picture, page);
    text(this.#none, picture.services.length === 0 ? 'A service appears here in the second in which it connects.' : 'No service fits the filter.');
    show(this.#none, this.#list.length === 0);
    attr(this.#table, 'aria-rowcount', this.#list.length + 1);
    this.#draw();
  }

  #head([key, label, className]) {
    const button = el('button', { type: 'button', onclick: () => this.#sort(key) }, label);
    const head = el('th', { scope: 'col', class: className }, button);
    this.#heads.set(key, head);
    return head;
  }

  #sort(column) {
    this.#sorting.by(column);
    if (this.#last) {
      this.update(...this.#last);
    }
  }

  #writeHead(picture, page) {
    const gone = picture.services.length - picture.live.length;
    const problems = picture.services.filter((service) => ['bad', 'warn'].includes(picture.level(service.name))).length;
    const polling = picture.live.filter((service) => service.transport === 'polling').length;
    const order = this.#sorting.column === null ? '; worst first' : '';
    text(this.#about, picture.services.length === 0 ? '' : `${picture.live.length} connected${gone ? `, ${gone} left` : ''}${order}`);
    const words = { all: 'All', problems: `Problems ${problems}`, polling: `Polling ${polling}` };
    this.#choices.forEach((button, key) => {
      text(button, words[key]);
      attr(button, 'aria-pressed', String(page.show === key));
    });
    show(this.#chip, page.tile !== null);
    text(this.#chip, page.tile === null ? '' : `${tileLabel(page.tile)}: ${plural(this.#list.length, 'service')} ✕`);
    attr(this.#chip, 'aria-label', page.tile === null ? null : `Filtered by ${tileLabel(page.tile)}; clear`);
    this.#heads.forEach((head, key) => {
      const isSorted = this.#sorting.column === key;
      const ascending = ['name', 'address', 'transport'].includes(key) !== this.#sorting.isReversed;
      attr(head, 'aria-sort', isSorted ? (ascending ? 'ascending' : 'descending') : null);
    });
    if (this.#filter.value !== page.query && document.activeElement !== this.#filter) {
      this.#filter.value = page.query;
    }
  }

  /** Writes the rows that are in sight; the others are room above and below. */
  #draw() {
    if (this.#last === null || document.hidden) {
      return;
    }
    const [picture, page] = this.#last;
    const height = this.#rowHeight();
    const [first, last] = this.#inSight(height);
    const indexes = new Map(this.#list.map((service, index) => [service.name, index]));
    const focused = this.#body.contains(document.activeElement) ? indexes.get(this.#current) : undefined;
    const shown = this.#list.slice(first, last);
    property(this.#above, '--rows', first);
    property(this.#below, '--rows', Math.max(0, this.#list.length - last));
    if (focused !== undefined && (focused < first || focused >= last)) {
      shown[focused < first ? 'unshift' : 'push'](this.#list[focused]);
    }
    this.#rows.update(shown, (service) => service.name, (service) => new Row(service.name), (row, service) =>
      row.update(service, picture, { index: indexes.get(service.name), isSelected: page.selected === service.name }),
    );
    this.#rove(shown);
  }

  #rowHeight() {
    return matchMedia('(max-width: 720px)').matches ? 40 : 24;
  }

  #inSight(height) {
    const frame = this.#scroll.getBoundingClientRect();
    const top = this.#above.getBoundingClientRect().top;
    const from = Math.max(frame.top, 0) - top;
    const to = Math.min(frame.bottom, innerHeight) - top;
    // While the panel grows to its rows, its height says nothing yet.
    const first = Math.max(0, Math.min(this.#list.length - 1, Math.floor(from / height) - MARGIN));
    return [first, Math.max(first + 16, Math.ceil(to / height) + MARGIN)];
  }

  /** One row takes the focus of the whole table. */
  #rove(shown) {
    const names = shown.map((service) => service.name);
    const entry = names.includes(this.#current) ? this.#current : names[0];
    for (const row of this.#body.children) {
      attr(row, 'tabindex', row.dataset.name === entry ? '0' : '-1');
    }
  }

  #open(row) {
    if (row) {
      say(this, 'open-service', { name: row.dataset.name });
    }
  }

  #key(event) {
    const row = event.target.closest('tr');
    const at = this.#list.findIndex((service) => service.name === row.dataset.name);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.#list.length - 1, PageDown: at + 10, PageUp: at - 10 };
    if (event.key === 'Enter') {
      this.#open(row);
    } else if (event.key in steps) {
      event.preventDefault();
      this.#focus(Math.max(0, Math.min(this.#list.length - 1, steps[event.key])));
    }
  }

  #focus(index) {
    const height = this.#rowHeight();
    const box = this.#scroll;
    if (box.scrollHeight > box.clientHeight) {
      const top = index * height;
      const room = box.clientHeight - 2 * height;
      box.scrollTop = top < box.scrollTop ? top : top > box.scrollTop + room ? top - room : box.scrollTop;
    }
    this.#current = this.#list[index].name;
    this.#draw();
    this.#rows.get(this.#current)?.node.focus({ preventScroll: box.scrollHeight > box.clientHeight });
  }
}

customElements.define('service-table', ServiceTable);
