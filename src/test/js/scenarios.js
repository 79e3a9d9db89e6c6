// What an existing service does with the hub. A scenario is a function; it passes when it returns.
import assert from 'node:assert/strict';
import { ErrorAnswer, TRANSPORTS } from './service.js';

const UNICODE = 'grüße 🚀 日本 \u2028 \u2029 \u0000 \u007f "\\/ \t\r\n \ufeff \ufffd é';
const MANY = 2000;
const FEW = 100;
const LARGE_CHARACTERS = 900_000;

const echo = (data) => ({ echo: data });

async function errorOf(request) {
  try {
    await request;
  } catch (e) {
    assert.ok(e instanceof ErrorAnswer, `${e}`);
    return e.error;
  }
  return assert.fail('answered, but should have failed');
}

/** Sends all at once and proves that each came once, in the order sent, and got its own answer. */
async function askMany(asker, target, seen, count) {
  const numbers = Array.from({ length: count }, (_, i) => i);

  const answers = await Promise.all(numbers.map((number) => asker.request(target, { number, asker: asker.name })));

  answers.forEach((answer, i) => assert.deepEqual(answer, { twice: 2 * i, asker: asker.name }));
  assert.deepEqual(seen, numbers);
  assert.deepEqual(asker.unexpected, []);
}

function twice(seen) {
  return ({ number, asker }) => {
    seen.push(number);
    return { twice: 2 * number, asker };
  };
}

function attachments() {
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  const large = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * i * 31 + i) & 255));
  return { everyByte, large };
}

async function askWithAttachments(asker, target) {
  const { everyByte, large } = attachments();

  const { echo: answer } = await asker.request(target, { first: everyByte, nested: [{ second: large }] });

  assert.ok(everyByte.equals(Buffer.from(answer.first)), 'the first attachment changed');
  assert.ok(large.equals(Buffer.from(answer.nested[0].second)), 'the second attachment changed');
}

export const scenarios = {
  async 'connects, and moves to WebSocket unless told not to'({ connect, transport }) {
    const orders = await connect('orders').connected();

    if (transport !== 'polling') {
      await orders.upgraded();
    }

    assert.equal(orders.socket.io.engine.transport.name, transport === 'polling' ? 'polling' : 'websocket');
    assert.equal(orders.socket.connected, true);
  },

  async 'request and answer carry Unicode'({ connect }) {
    const billing = await connect('billing', { handler: echo }).connected();
    const data = { text: UNICODE, [UNICODE]: 'as a key', list: [UNICODE, '\ud800 alone'] };

    const answer = await connect('orders').request(billing.name, data);

    assert.deepEqual(answer, { echo: data });
  },

  async 'values of every kind arrive as they were'({ connect }) {
    const billing = await connect('billing', { handler: echo }).connected();
    const orders = await connect('orders').connected();
    const values = [0, -0.5, 1e300, 9007199254740991, '', false, true, null, [], {}, [[[]]], { a: { b: [1, null] } }];

    const answers = await Promise.all(values.map((value) => orders.request(billing.name, value)));

    answers.forEach((answer, i) => assert.deepEqual(answer, { echo: values[i] }));
  },

  async 'falsy answers are answers'({ connect }) {
    const billing = await connect('billing', { handler: (data) => data }).connected();
    const orders = await connect('orders').connected();

    for (const value of [0, '', false]) {
      assert.equal(await orders.request(billing.name, value), value);
    }
  },

  async 'attachments arrive byte for byte'({ connect }) {
    const billing = await connect('billing', { handler: echo }).connected();

    await askWithAttachments(connect('orders'), billing.name);
  },

  async 'a message just below the limit passes'({ connect }) {
    const billing = await connect('billing', { handler: echo }).connected();
    const text = 'x'.repeat(LARGE_CHARACTERS);

    const answer = await connect('orders').request(billing.name, text);

    assert.equal(answer.echo.length, text.length);
    assert.ok(answer.echo === text, 'the text changed');
  },

  async 'a service may ask itself'({ connect }) {
    const orders = await connect('orders', { handler: echo }).connected();

    assert.deepEqual(await orders.request(orders.name, 7), { echo: 7 });
  },

  async 'an acknowledgement asked for never comes, the answer does'({ connect }) {
    const billing = await connect('billing', { handler: echo }).connected();
    let acknowledged = false;

    const answer = await connect('orders').request(billing.name, 7, () => {
      acknowledged = true;
    });

    assert.deepEqual(answer, { echo: 7 });
    assert.equal(acknowledged, false);
  },

  async 'an unknown target is answered with a code'({ connect }) {
    const error = await errorOf(connect('orders').request('nobody', 7));

    assert.equal(error.code, 'TARGET_SERVICE_NOT_FOUND');
    assert.equal(error.message, 'Service "nobody" not found');
    assert.equal(error.errorData.targetService, 'nobody');
    assert.match(error.errorData.requestID, /^orders.*\/0$/);
  },

  async 'a duplicate name is refused while the first goes on'({ connect }) {
    const first = await connect('billing', { handler: echo }).connected();
    const orders = await connect('orders').connected();
    const second = connect('billing', { name: first.name });

    const refusal = await second.refused();

    assert.equal(refusal.message, 'DUPLICATE_SERVICE_REGISTRATION');
    assert.equal(refusal.data.code, 'DUPLICATE_SERVICE_REGISTRATION');
    assert.deepEqual(refusal.data.errorData, { serviceName: first.name });
    assert.equal(second.socket.connected, false);
    assert.deepEqual(await orders.request(first.name, 7), { echo: 7 });
    assert.equal(first.socket.connected, true);
  },

  async 'a service that has left is unknown, and its name is free'({ connect, pause }) {
    const billing = await connect('billing', { handler: echo }).connected();
    const orders = await connect('orders').connected();

    billing.close();

    // The farewell and the requests travel on different connections: one that still finds the old one is not answered
    // by every hub.
    let code;
    while (code !== 'TARGET_SERVICE_NOT_FOUND') {
      code = await Promise.race([errorOf(orders.request(billing.name, 7)).then((e) => e.code), pause(250)]);
    }
    const successor = await connect('billing', { name: billing.name, handler: echo }).connected();
    assert.deepEqual(await orders.request(successor.name, 8), { echo: 8 });
  },

  async '2,000 parallel requests, sent while connecting, are neither lost nor swapped'({ connect }) {
    const seen = [];
    const billing = await connect('billing', { handler: twice(seen) }).connected();

    await askMany(connect('orders'), billing.name, seen, MANY);
  },

  async '2,000 parallel requests over a settled connection are neither lost nor swapped'({ connect, transport }) {
    const seen = [];
    const billing = await connect('billing', { handler: twice(seen) }).connected();
    const orders = await connect('orders').connected();
    if (transport !== 'polling') {
      await Promise.all([billing.upgraded(), orders.upgraded()]);
    }

    await askMany(orders, billing.name, seen, MANY);
  },

  async 'services on different transports understand each other'({ connect }) {
    for (const other of Object.keys(TRANSPORTS)) {
      const seen = [];
      const billing = await connect('billing', { handler: echo, transport: other }).connected();
      const doubling = await connect('doubling', { handler: twice(seen), transport: other }).connected();
      const orders = connect('orders');

      assert.deepEqual(await orders.request(billing.name, UNICODE), { echo: UNICODE });
      await askWithAttachments(orders, billing.name);
      await askMany(orders, doubling.name, seen, FEW);
    }
  },
};
