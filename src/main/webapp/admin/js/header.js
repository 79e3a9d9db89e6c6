/** The top bar: which hub, how it is, how current the page is; pause, theme, and what concerns the hub as a whole. */
import { act, logOut } from './api.js';
import { attr, el, glyph, say, setGlyph, show, text } from './dom.js';
import { age, clock, plural } from './format.js';
import { toggleTheme } from './theme.js';

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];
const GLYPH = { RUNNING: 'ok', DRAINING: 'warn', DEGRADED: 'warn' };
const seconds = (ms) => `${Math.max(0, Math.ceil(ms / 1000))} s`;

class HubHeader extends HTMLElement {
  #glyph = glyph('todo', 'quiet');
  #state = el('span', { class: 'state' }, '–');
  #reason = el('span', { class: 'reason support' });
  #version = el('span', { class: 'quiet wide' });
  #uptime = el('span', { class: 'quiet wide' });
  #url = el('span', { class: 'quiet wide cut' });
  #lost = el('span', { class: 'lost', role: 'status' });
  #clock = el('span', { class: 'clock support' }, '–');
  #pauseWord = el('span', {}, 'Pause');
  #pause = el(
    'button',
    { class: 'button', type: 'button', id: 'pause', 'aria-pressed': 'false', onclick: () => say(this, 'pause-live') },
    this.#pauseWord,
    el('span', { class: 'wide' }, ' live'),
  );
  #theme = el('button', { class: 'icon', type: 'button', 'aria-label': 'Light or dark', title: 'Light or dark', onclick: toggleTheme }, glyph('theme'));
  #user = el('button', { class: 'user', type: 'button', 'aria-haspopup': 'dialog', onclick: () => this.#menu.showModal() }, '–');
  #menu = new HubMenu();

  connectedCallback() {
    const name = el('h1', {}, el('img', { src: 'icon.svg', width: 20, height: 20, alt: '' }), el('span', { class: 'title' }, el('span', { class: 'wide' }, 'MicroStream '), 'Hub'));
    this.append(
      name,
      this.#version,
      el('span', { class: 'rule wide' }),
      el('span', { class: 'condition' }, this.#glyph, this.#state),
      this.#reason,
      this.#uptime,
      this.#url,
      el('span', { class: 'grow' }),
      this.#lost,
      this.#clock,
      this.#pause,
      this.#theme,
      this.#user,
      this.#menu.node,
    );
  }

  update(picture, page) {
    const hub = picture.hub;
    text(this.#version, hub.version);
    setGlyph(this.#glyph, GLYPH[hub.state] ?? 'warn', GLYPH[hub.state] ?? 'warn');
    text(this.#state, hub.state);
    text(this.#reason, this.#reasonWords(picture));
    text(this.#uptime, `up ${age(picture.at - hub.startedAt)}`);
    text(this.#url, location.host);
    this.updateConnection(picture, page);
    text(this.#user, page.session?.user ?? '–');
    this.#menu.update(hub, page);
  }

  /** How current the page is; also called between snapshots. */
  updateConnection(picture, page) {
    const now = Date.now();
    const from = picture === null ? '' : `; what you see is from ${clock(picture.at)}`;
    if (page.lostAt !== null) {
      const next = page.nextTryAt === null ? 'trying now' : `next try in ${seconds(page.nextTryAt - now)}`;
      text(this.#lost, `▲ Not connected for ${age(now - page.lostAt)}, ${next}${from}`);
    } else {
      text(this.#lost, page.isPaused ? `Paused${from}` : '');
    }
    this.#lost.classList.toggle('warn', page.lostAt !== null);
    text(this.#clock, picture === null ? '–' : clock(picture.at));
    show(this.#clock, page.lostAt === null && !page.isPaused);
    text(this.#pauseWord, page.isPaused ? 'Resume' : 'Pause');
    attr(this.#pause, 'aria-pressed', String(page.isPaused));
  }

  #reasonWords({ hub, tiles, at }) {
    if (hub.state === 'DRAINING') {
      const ends = hub.drainEndsAt === null ? '' : `, closes in ${seconds(hub.drainEndsAt - at)}`;
      return `${tiles.inFlight.value ?? 0} in flight${ends}`;
    }
    return (hub.reasons ?? []).join('; ');
  }
}

/** What concerns the hub as a whole. */
class HubMenu {
  #who = el('p', { class: 'support' });
  #level = el('select', { onchange: () => this.#setLevel() }, ...LEVELS.map((level) => el('option', {}, level)));
  #steer = el('div', { class: 'steer' });
  #drain = el('button', { class: 'button danger', type: 'button', onclick: () => this.#askDrain() }, 'Drain the hub…');
  #note = el('p', { class: 'support', role: 'status' });
  #isSure = false;
  #inFlight = 0;

  constructor() {
    this.#steer.append(el('label', {}, 'Log level', this.#level), this.#drain);
    const close = el('button', { class: 'button', type: 'button', onclick: () => this.node.close() }, 'Close');
    const leave = el('button', { class: 'button', type: 'button', onclick: logOut }, 'Log out');
    this.node = el(
      'dialog',
      { class: 'menu', 'aria-labelledby': 'menu-title' },
      el('h2', { id: 'menu-title' }, 'Hub and session'),
      this.#who,
      this.#steer,
      this.#note,
      el('div', { class: 'buttons' }, leave, el('span', { class: 'grow' }), close),
    );
    this.node.addEventListener('close', () => this.#calm());
  }

  showModal() {
    this.node.showModal();
  }

  update(hub, page) {
    const rights = page.maySteer ? 'may look and steer' : 'may look; steering needs the user admin';
    text(this.#who, `${page.session?.user ?? '–'} ${rights}. Lane: ${hub.lane}.`);
    show(this.#steer, page.maySteer);
    this.#inFlight = page.inFlight ?? 0;
    if (document.activeElement !== this.#level && this.#level.value !== hub.logLevel) {
      this.#level.value = hub.logLevel;
    }
    this.#drain.disabled = hub.state === 'DRAINING' || !page.isConnected;
    this.#level.disabled = !page.isConnected;
  }

  async #setLevel() {
    await this.#do('api/log-level', { level: this.#level.value }, `The log is at ${this.#level.value} now.`);
  }

  async #askDrain() {
    if (!this.#isSure) {
      this.#isSure = true;
      text(this.#drain, `Drain: takes nobody in any more, then stops (${plural(this.#inFlight, 'call')} in flight)`);
      return;
    }
    this.#calm();
    await this.#do('api/drain', undefined, 'The hub drains.');
  }

  #calm() {
    this.#isSure = false;
    text(this.#drain, 'Drain the hub…');
    text(this.#note, '');
  }

  async #do(path, body, done) {
    try {
      await act('POST', path, body);
      text(this.#note, done);
    } catch (failed) {
      text(this.#note, failed.message);
    }
  }
}

customElements.define('hub-header', HubHeader);
