// node service.js CLIENT_FOLDER HUB_URL NAME: a service on the original client, told what to ask by its own handlers.
const [clientFolder, hubUrl, name] = process.argv.slice(2);
const { MicrostreamClient } = require(`${clientFolder}/dist/cjs/index.js`);

const client = new MicrostreamClient({ hubUrl, serviceName: name, timeout: 300, logLevel: 'silent' });

client.onRequest('echo', (data) => data);
client.onRequest('boom', () => {
  throw new Error('kaput');
});

// The original does not await promises, so what it is asked to ask comes back by a second request.
const outcomes = {};
let next = 0;
client.onRequest('ask', ({ target, event, data, late }) => {
  const key = `k${next++}`;
  const onLate = (error, late) => (outcomes[key].late = error ? { failure: error } : { value: late.response });
  outcomes[key] = {};
  client.sendRequest(target, event, data, late === true, onLate).then(
    (value) => (outcomes[key].value = value),
    (error) => (outcomes[key].failure = { code: error.code, message: error.message }),
  );
  return key;
});
client.onRequest('outcome', (key) => outcomes[key]);
