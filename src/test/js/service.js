// A small service on a JavaScript Socket.IO client, as existing services are.

export const TRANSPORTS = {
  default: undefined,
  websocket: ['websocket'],
  polling: ['polling'],
};

const HEARTBEAT_MS = 5000;

/** What the hub answered to a request instead of a result; `error` is the object from the wire. */
export class ErrorAnswer extends Error {
  constructor(error) {
    super(`answered with an error: ${JSON.stringify(error)}`);
    this.error = error;
  }
}

export class Service {
  /** Starts to connect at once; requests wait for the connection. */
  constructor(io, hub, name, transport, handler) {
    this.name = name;
    this.open = new Map();
    this.unexpected = [];
    this.nextId = 0;
    this.socket = io(hub, {
      query: { serviceName: name },
      forceNew: true,
      reconnection: false,
      ...(TRANSPORTS[transport] && { transports: TRANSPORTS[transport] }),
    });
    this.socket.on('response', (message) => this.#onResponse(message));
    this.socket.on('disconnect', (reason) => this.#failOpen(reason));
    if (handler) {
      this.socket.on('request', ({ id, data }) => {
        this.socket.emit('response', { id, response: handler(data) });
      });
    }
    this.heartbeat = setInterval(() => {
      this.socket.emit('heartbeat', { serviceName: name });
    }, HEARTBEAT_MS);
  }

  /** Resolves to the service itself; rejects with the client's own error. */
  connected() {
    if (this.socket.connected) {
      return Promise.resolve(this);
    }
    return new Promise((resolve, reject) => {
      this.socket.once('connect', () => resolve(this));
      this.socket.once('connect_error', reject);
    });
  }

  /** Resolves to the client's error when the hub does not let it in. */
  refused() {
    return new Promise((resolve, reject) => {
      this.socket.once('connect_error', resolve);
      this.socket.once('connect', () => reject(new Error('connected, but should have been refused')));
    });
  }

  /** Resolves once the connection has moved to WebSocket. */
  upgraded() {
    const engine = this.socket.io.engine;
    if (engine.transport.name === 'websocket') {
      return Promise.resolve();
    }
    return new Promise((resolve) => engine.once('upgrade', () => resolve()));
  }

  /** Sends a request; resolves to the result, rejects with an ErrorAnswer. */
  request(target, data, ...ack) {
    const id = `${this.name}/${this.nextId++}`;
    return new Promise((resolve, reject) => {
      this.open.set(id, { resolve, reject });
      this.socket.emit('request', { targetService: target, payload: { id, event: 'test', data } }, ...ack);
    });
  }

  close() {
    clearInterval(this.heartbeat);
    this.socket.disconnect();
  }

  #onResponse(message) {
    const waiting = this.open.get(message.id);
    if (!waiting) {
      this.unexpected.push(message);
      return;
    }
    this.open.delete(message.id);
    if (message.response?.error) {
      waiting.reject(new ErrorAnswer(message.response.error));
      return;
    }
    waiting.resolve(message.response);
  }

  #failOpen(reason) {
    for (const { reject } of this.open.values()) {
      reject(new Error(`disconnected: ${reason}`));
    }
    this.open.clear();
  }
}
