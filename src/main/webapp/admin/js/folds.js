/** Lists below Attention that stay folded until somebody wants them: blocked names, refused handshakes. */
import { Children, el, say, show, text } from './dom.js';
import { clock, plural } from './format.js';
import { refusalWords } from './words.js';

class Fold {
  #title = el('summary');
  #list = el('ul');
  #rows = new Children(this.#list);
  #make;

  constructor({ make, note }) {
    this.#make = make;
    this.node = el('details', {}, this.#title, this.#list, note ? el('p', { class: 'quiet' }, note) : null);
  }

  update({ title, rows }, page) {
    text(this.#title, title);
    this.#rows.update(rows, (row) => row.key, this.#make, (made) => {
      if (made.steer) {
        show(made.steer, page.maySteer);
      }
    });
  }
}

function blockedRow(row) {
  const steer = el(
    'button',
    { class: 'link', type: 'button', onclick: () => say(steer, 'unblock', { name: row.name }) },
    'Unblock',
    el('span', { class: 'aloud' }, ` ${row.name}`),
  );
  const words = el('span', {}, el('b', {}, row.name), ` by ${row.by ?? 'admin'}`);
  return { steer, node: el('li', {}, el('time', {}, clock(row.since)), words, steer) };
}

function refusedRow(row) {
  const words = el('span', {}, el('b', {}, row.name || '(no name)'), ` from ${row.address}: ${refusalWords(row.reason)}`);
  return { node: el('li', {}, el('time', {}, clock(row.at)), words) };
}

const keyed = (rows, key) => rows.map((row, index) => ({ ...row, key: `${key(row)} ${index}` }));

const KINDS = {
  blocked: {
    make: blockedRow,
    note: 'A client that was refused for good stays mute until its process restarts, also after the block is lifted.',
  },
  refused: { make: refusedRow },
};

/** Owns the foot of Attention. */
export class Folds {
  node = el('div', { class: 'folds' });
  #folds = new Children(this.node);

  update(picture, page) {
    const { blocked, refused } = picture;
    const lists = [
      { kind: 'blocked', title: plural(blocked.length, 'blocked name'), rows: keyed(blocked, (row) => row.name) },
      { kind: 'refused', title: plural(refused.length, 'refused handshake'), rows: keyed(refused, (row) => row.at) },
    ];
    this.#folds.update(
      lists.filter((list) => list.rows.length > 0),
      (list) => list.kind,
      (list) => new Fold(KINDS[list.kind]),
      (fold, list) => fold.update(list, page),
    );
  }
}
