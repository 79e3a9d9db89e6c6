/** What an administrator can do to a service. Each asks once more in place and says what it costs. */
import { act, servicePath } from '../api.js';
import { el, pieces, show, text } from '../dom.js';
import { plural } from '../format.js';

const VIEWER = 'You are logged in to look: disconnecting, blocking and Try it need the user admin.';

export class Actions {
  #name = '';
  #service = null;
  #maySteer = false;
  #isAsking = false;
  #note = el('span', { class: 'quiet' });
  #disconnect = el('button', { class: 'button danger', type: 'button', onclick: () => this.#askDisconnect() }, 'Disconnect…');
  #block = el('button', { class: 'button danger', type: 'button', onclick: () => this.#askBlock() }, 'Block the name…');
  #unblock = el('button', { class: 'button', type: 'button', onclick: () => this.#do('DELETE', '/block', 'Lifted. The name is free again.') }, 'Unblock the name');
  #offer = el('div', { class: 'offer' }, this.#disconnect, this.#block, this.#unblock, el('span', { class: 'grow' }), this.#note);
  #question = el('p');
  #yes = el('button', { class: 'button danger', type: 'button' });
  #no = el('button', { class: 'button', type: 'button', onclick: () => this.#settle() }, 'Keep');
  #ask = el('div', { class: 'ask', role: 'group', hidden: true }, this.#question, this.#yes, this.#no);
  #confirmed = null;
  node = el('div', { class: 'foot' }, this.#offer, this.#ask);

  constructor() {
    this.#yes.addEventListener('click', () => this.#confirmed());
  }

  open(name) {
    this.#name = name;
    this.#isAsking = false;
    text(this.#note, '');
  }

  update(service, page, isBlocked) {
    this.#service = service;
    this.#maySteer = page.maySteer && page.isConnected;
    const isHere = service !== null && service.state !== 'gone';
    show(this.#offer, !this.#isAsking);
    show(this.#ask, this.#isAsking);
    show(this.#disconnect, page.maySteer && isHere);
    show(this.#block, page.maySteer && !isBlocked);
    show(this.#unblock, page.maySteer && isBlocked);
    for (const button of [this.#disconnect, this.#block, this.#unblock, this.#yes]) {
      button.disabled = !this.#maySteer;
    }
    if (!page.maySteer) {
      text(this.#note, VIEWER);
    }
  }

  /** Whether Escape was for the question. */
  cancel() {
    const wasAsking = this.#isAsking;
    if (wasAsking) {
      this.#settle();
    }
    return wasAsking;
  }

  #askDisconnect() {
    const cost = this.#service.inFlight > 0 ? `${plural(this.#service.inFlight, 'call')} in flight may fail. ` : '';
    this.#askFor(
      ['Disconnect ', ['b', '', this.#name], `? ${cost}An ordinary client is back in about a second.`],
      'Disconnect',
      () => this.#do('POST', '/disconnect', 'Disconnected. An ordinary client is back in about a second.'),
    );
  }

  #askBlock() {
    const cost = this.#service?.inFlight > 0 ? `${plural(this.#service.inFlight, 'call')} in flight fail. ` : '';
    const words = `? ${cost}It is refused for good, until you lift the block or the hub restarts. An unmodified client then stays mute until its process restarts.`;
    this.#askFor(['Block ', ['b', '', this.#name], words], 'Block', () =>
      this.#do('POST', '/block', 'Blocked. It can be lifted here and below Attention.'),
    );
  }

  #askFor(question, verb, then) {
    pieces(this.#question, question);
    text(this.#yes, verb);
    this.#confirmed = then;
    this.#isAsking = true;
    show(this.#offer, false);
    show(this.#ask, true);
    this.#no.focus();
  }

  #settle() {
    this.#isAsking = false;
    show(this.#offer, true);
    show(this.#ask, false);
    (this.#disconnect.hidden ? this.#block : this.#disconnect).focus();
  }

  async #do(method, below, done) {
    const name = this.#name;
    this.#isAsking = false;
    show(this.#offer, true);
    show(this.#ask, false);
    this.#note.setAttribute('role', 'status');
    try {
      await act(method, servicePath(name, below));
      this.#say(name, done);
    } catch (failed) {
      this.#say(name, failed.message);
    }
  }

  #say(name, words) {
    if (name === this.#name) {
      text(this.#note, words);
    }
  }
}
