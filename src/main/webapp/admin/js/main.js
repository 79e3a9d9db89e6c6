/** The console: takes snapshots in, hands them to the parts once a frame, and carries out what the parts ask for. */
import './attention.js';
import './calls.js';
import './drawer/drawer.js';
import './first.js';
import './header.js';
import './map/view.js';
import './matrix/view.js';
import './pairs.js';
import './table.js';
import './tiles.js';
import { act, read, servicePath } from './api.js';
import { text } from './dom.js';
import { listenToKeys } from './keys.js';
import { Live } from './live.js';
import { Page } from './page.js';
import { Picture } from './picture.js';
import { applyTheme } from './theme.js';

applyTheme();

const find = (selector) => document.querySelector(selector);
const header = find('hub-header');
const drawer = find('service-drawer');
const parts = [header, find('hub-tiles'), find('hub-calls'), find('hub-attention'), find('service-table'), drawer];
const page = new Page();
/** The newest snapshot, and the one that is shown: they differ while paused. */
let newest = null;
let shown = null;
let isDue = false;

const live = new Live((snapshot) => {
  newest = new Picture(snapshot);
  if (!page.isPaused || shown === null) {
    shown = newest;
  }
  document.title = titleOf(newest);
  draw();
});

/** A hidden tab keeps its title fresh and draws nothing. */
function draw() {
  if (!isDue && !document.hidden) {
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      write();
    });
  }
}

function write() {
  page.lostAt = live.lostAt;
  page.nextTryAt = live.nextTryAt;
  document.documentElement.classList.toggle('offline', !page.isConnected);
  if (shown === null) {
    header.updateConnection(null, page);
    return;
  }
  page.inFlight = shown.tiles.inFlight.value;
  for (const part of parts) {
    part.update(shown, page);
  }
}

function titleOf(picture) {
  if (picture.services.length === 0) {
    return 'No service yet · MicroStream Hub';
  }
  const worst = picture.summary().split(', ').filter((words) => !words.endsWith('to know'));
  const state = picture.hub.state === 'RUNNING' ? [] : [picture.hub.state];
  return [[...state, ...worst].join(', ') || 'All well', 'MicroStream Hub'].join(' · ');
}

function announce(words) {
  text(find('#announcer'), words);
}

const wishes = {
  'open-service': ({ name, peer = null }) => Object.assign(page, { selected: name, peer }),
  'close-service': () => drawer.cancel() || Object.assign(page, { selected: null, peer: null }),
  'filter-peer': ({ peer }) => Object.assign(page, { peer }),
  'filter-tile': ({ tile }) => Object.assign(page, { tile: page.tile === tile ? null : tile }),
  'filter-services': ({ query }) => Object.assign(page, { query: query.trim() }),
  'show-services': ({ show }) => Object.assign(page, { show }),
  'pause-live': () => {
    page.isPaused = !page.isPaused;
    shown = newest;
  },
  announce: ({ words }) => announce(words),
  unblock: async ({ name }) => {
    try {
      await act('DELETE', servicePath(name, '/block'));
      announce(`${name} is not blocked any more.`);
    } catch (failed) {
      announce(failed.message);
    }
  },
};
for (const [type, fulfil] of Object.entries(wishes)) {
  document.addEventListener(type, (event) => {
    fulfil(event.detail);
    draw();
  });
}
document.addEventListener('visibilitychange', draw);
// Between snapshots only the words about the connection go on.
setInterval(() => live.lostAt !== null && draw(), 1000);
listenToKeys(find('service-table'));
live.start();
page.session = await read('api/session');
draw();
