// node life.js NAME URL [HEARTBEAT_MS]: a service that reacts to its connection as the original client does, is told
// what to do (a command a line) and tells what happens (a line each, with the time in front).
//
//   ask TARGET COUNT TIMEOUT_MS   sends requests; each tells its outcome
//   load TARGET EVERY_MS TIMEOUT_MS / rest   sends a request again and again
//   delay MS / hold / answer      answers after a while / does not answer / answers what was held
//   leave                         says goodbye
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client-4';

const [name, url, heartbeatMs = '1000'] = process.argv.slice(2);
const open = new Map();
const done = new Set();
const held = [];
let asked = 0;
let delay = 0;
let holding = false;
let loading;

const say = (...words) => console.log(Date.now(), ...words);

say('connecting');
const socket = io(url, { query: { serviceName: name } });
setInterval(() => socket.volatile.emit('heartbeat', { serviceName: name }), Number(heartbeatMs));

socket.on('connect', () => {
  say('connected');
  const { engine } = socket.io;
  if (engine.transport.name === 'websocket') {
    say('upgraded');
  } else {
    engine.once('upgrade', () => say('upgraded'));
  }
});
socket.on('disconnect', (reason) => say('disconnected', reason));
socket.io.on('reconnect_attempt', () => say('attempt'));
socket.on('connect_error', (e) => {
  say('refused', e.message);
  // What the original client does.
  if (e.data?.code === 'DUPLICATE_SERVICE_REGISTRATION') {
    process.exit(1);
  }
});

function respond(id) {
  socket.emit('response', { id, response: { by: process.pid } });
}

socket.on('request', ({ id }) => {
  say('request', id);
  if (holding) {
    held.push(id);
  } else {
    setTimeout(() => respond(id), delay);
  }
});

function settle(id, outcome) {
  clearTimeout(open.get(id));
  open.delete(id);
  done.add(id);
  say('outcome', id, outcome);
}

socket.on('response', ({ id, response }) => {
  if (open.has(id)) {
    settle(id, response?.error?.code ?? `answer ${response.by}`);
  } else {
    // After the client's own time-out an answer is late; after an outcome of the hub's it is one too many.
    say(done.delete(`timeout ${id}`) ? 'late' : 'twice', id);
  }
});

function ask(target, timeoutMs) {
  const id = `${name}-${asked++}`;
  open.set(
    id,
    setTimeout(() => {
      done.add(`timeout ${id}`);
      settle(id, 'timeout');
    }, timeoutMs),
  );
  say('ask', id);
  socket.emit('request', { targetService: target, payload: { id, event: 'test', data: {} } });
}

const commands = {
  ask(target, count, timeoutMs) {
    for (let i = 0; i < Number(count); i++) {
      ask(target, Number(timeoutMs));
    }
  },
  load(target, everyMs, timeoutMs) {
    loading = setInterval(() => ask(target, Number(timeoutMs)), Number(everyMs));
  },
  rest() {
    clearInterval(loading);
    say('rests');
  },
  delay(ms) {
    delay = Number(ms);
  },
  hold() {
    holding = true;
  },
  answer() {
    holding = false;
    held.splice(0).forEach(respond);
  },
  leave() {
    socket.disconnect();
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [command, ...rest] = line.split(' ');
    commands[command](...rest);
  })
  .on('close', () => process.exit(0));
