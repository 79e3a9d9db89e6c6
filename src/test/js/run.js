// node run.js CLIENT TRANSPORT URL: runs every scenario, prints a line for each, exits with 1 if one failed.
import { scenarios } from './scenarios.js';
import { Service, TRANSPORTS } from './service.js';

const SCENARIO_LIMIT_MS = 30_000;

const [client, transport, hub] = process.argv.slice(2);
if (!hub || !(transport in TRANSPORTS)) {
  console.error(`usage: node run.js CLIENT ${Object.keys(TRANSPORTS).join('|')} URL`);
  process.exit(2);
}
const { io } = await import(client);

let names = 0;

/** Everything a scenario needs; what it opened is closed by `close`. */
function stage() {
  const services = [];
  return {
    transport,
    connect(role, options = {}) {
      const name = options.name ?? `${role}-${client}-${transport}-${process.pid}-${names++}`;
      const service = new Service(io, hub, name, options.transport ?? transport, options.handler);
      services.push(service);
      return service;
    },
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    close: () => services.forEach((service) => service.close()),
  };
}

async function run(title, scenario) {
  const scene = stage();
  const started = Date.now();
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${SCENARIO_LIMIT_MS} ms`)), SCENARIO_LIMIT_MS);
  });
  try {
    await Promise.race([scenario(scene), limit]);
    console.log(`ok ${title} (${Date.now() - started} ms)`);
    return true;
  } catch (e) {
    console.log(`not ok ${title}: ${e.stack}`);
    return false;
  } finally {
    clearTimeout(timer);
    scene.close();
  }
}

// A request that nobody waits for any more may still fail when its scenario is taken down.
process.on('unhandledRejection', (reason) => console.log(`# unhandled: ${reason}`));

let failed = 0;
for (const [title, scenario] of Object.entries(scenarios)) {
  failed += (await run(title, scenario)) ? 0 : 1;
}
console.log(`${Object.keys(scenarios).length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
