/** The drawer: one service from near. The page beside it stays usable; Escape closes it and gives the focus back. */
import { Refused, read, servicePath } from '../api.js';
import { attr, el, glyph, say, setGlyph, show, text } from '../dom.js';
import { Actions } from './actions.js';
import { Events, Figures, Handshake, Problems, whereabouts } from './details.js';
import { Requests } from './requests.js';
import { TryIt } from './tryit.js';

class ServiceDrawer extends HTMLElement {
  #glyph = glyph('ok');
  #title = el('h2', { id: 'drawer-title', tabindex: '-1' });
  #where = el('p');
  #close = el('button', { class: 'icon', type: 'button', 'aria-label': 'Close', title: 'Close (Esc)', onclick: () => say(this, 'close-service') }, glyph('x'));
  #problems = new Problems();
  #figures = new Figures();
  #handshake = new Handshake();
  #events = new Events();
  #requests = new Requests();
  #try = new TryIt();
  #actions = new Actions();
  #body = el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Details, scrolls' });
  #name = null;
  #details = null;
  #last = null;
  #isAsking = false;
  #giveBack = null;

  connectedCallback() {
    attr(this, 'role', 'dialog');
    attr(this, 'aria-labelledby', 'drawer-title');
    this.hidden = true;
    this.#body.append(...[this.#problems, this.#figures, this.#handshake, this.#events, this.#requests, this.#try].map((part) => part.node));
    this.append(
      el('div', { class: 'head' }, el('div', {}, el('div', { class: 'title' }, this.#glyph, this.#title), this.#where), this.#close),
      this.#body,
      this.#actions.node,
    );
  }

  /** Whether Escape was for something in the drawer. */
  cancel() {
    return this.#actions.cancel();
  }

  update(picture, page) {
    this.#last = [picture, page];
    if (page.selected !== this.#name) {
      this.#turnTo(page.selected);
    }
    if (this.#name === null) {
      return;
    }
    this.#write();
    this.#fetch();
  }

  #turnTo(name) {
    if (this.#name === null && name !== null) {
      this.#giveBack = document.activeElement;
    }
    this.#name = name;
    this.#details = null;
    show(this, name !== null);
    document.documentElement.classList.toggle('with-drawer', name !== null);
    if (name === null) {
      this.#giveFocusBack();
      return;
    }
    text(this.#title, name);
    attr(this.#title, 'title', name);
    this.#requests.clear();
    this.#try.open(name);
    this.#actions.open(name);
    this.#body.scrollTop = 0;
    this.#close.focus();
  }

  #giveFocusBack() {
    const target = this.#giveBack?.isConnected ? this.#giveBack : document.querySelector('service-table .scroll');
    target?.focus({ preventScroll: true });
  }

  #write() {
    const [picture, page] = this.#last;
    const service = picture.service(this.#name) ?? this.#details;
    const level = picture.service(this.#name) ? picture.level(this.#name) : 'left';
    setGlyph(this.#glyph, level, level === 'left' ? 'quiet' : level);
    const isBlocked = picture.blocked.some((one) => one.name === this.#name);
    this.#actions.update(service ?? null, page, isBlocked);
    show(this.#try.node, page.maySteer);
    this.#problems.update(picture.entriesOf(this.#name));
    for (const part of [this.#figures, this.#handshake, this.#events, this.#requests]) {
      show(part.node, service !== null && service !== undefined);
    }
    if (!service) {
      text(this.#where, 'not connected');
      return;
    }
    text(this.#where, whereabouts(service, picture));
    this.#figures.update(service, picture);
    this.#handshake.update(this.#details?.handshake, service, picture);
    this.#events.update(this.#details?.events ?? [], picture);
    this.#requests.update(this.#details?.requests ?? [], picture, page.peer);
    this.#try.update(this.#details?.events ?? []);
  }

  /** Asks for what the snapshot does not hold; never twice at a time. */
  async #fetch() {
    if (this.#isAsking || !this.#last[1].isConnected) {
      return;
    }
    this.#isAsking = true;
    const name = this.#name;
    try {
      const details = await read(servicePath(name));
      if (name === this.#name) {
        this.#details = details;
        this.#write();
      }
    } catch (failed) {
      if (!(failed instanceof Refused || failed instanceof TypeError)) {
        throw failed;
      }
      // Gone for longer than an hour, or no connection, which the head of the page says already.
    } finally {
      this.#isAsking = false;
      if (this.#name !== null && this.#name !== name) {
        this.#fetch();
      }
    }
  }
}

customElements.define('service-drawer', ServiceDrawer);
