/** The keys of the page, and the list of them. */
import { el, say } from './dom.js';

const KEYS = [
  ['/', 'filter the services'],
  ['p', 'pause and resume'],
  ['Esc', 'close, and back to where you were'],
  ['↑ ↓ ← →', 'move in table and matrix'],
  ['Home End', 'first and last row'],
  ['Enter', 'open the service'],
  ['?', 'this list'],
];

const help = el(
  'dialog',
  { class: 'menu', 'aria-labelledby': 'keys-title' },
  el('h2', { id: 'keys-title' }, 'Keys'),
  el('dl', {}, ...KEYS.map(([key, words]) => el('div', {}, el('dt', {}, el('kbd', {}, key)), el('dd', {}, words)))),
  el('div', { class: 'buttons' }, el('span', { class: 'grow' }), el('button', { class: 'button', type: 'button', onclick: () => help.close() }, 'Close')),
);

/** Listens to the whole page; `table` gets the focus of its filter. */
export function listenToKeys(table) {
  document.body.append(help);
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.matches?.('input, textarea, select');
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === 'Escape') {
      if (isTyping && event.target.closest('service-table')) {
        event.target.blur();
      } else {
        say(document, 'close-service');
      }
    } else if (isTyping) {
      return;
    } else if (event.key === '/') {
      event.preventDefault();
      table.focusFilter();
    } else if (event.key === 'p') {
      say(document, 'pause-live');
    } else if (event.key === '?') {
      help.showModal();
    }
  });
}
