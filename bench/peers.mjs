// What the benchmarks share: servers on free ports that end with this program, and the load generators.
import { spawn, execFileSync } from "node:child_process";
import { createServer } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const children = [];
process.on("exit", () => children.forEach((child) => child.kill("SIGKILL")));
["SIGINT", "SIGTERM"].forEach((signal) => process.on(signal, () => process.exit(1)));

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export async function start(name, proto, command, args, env, isReady) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "microstream-bench-"));
  const child = spawn(command, args(port, folder), { env: { ...process.env, ...env(port, folder) }, stdio: "ignore", detached: false });
  children.push(child);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const deadline = Date.now() + 120_000;
  while (!(await isReady(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${name} has not started`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { name, proto, port, pid: child.pid };
}

export async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function accepts(port) {
  try {
    execFileSync("bash", ["-c", `exec 3<>/dev/tcp/127.0.0.1/${port}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Lets this server run and stops the others, so that none at rest takes a time slice from the one that is measured. */
export function only(peer, peers) {
  for (const each of peers) process.kill(each.pid, each === peer ? "SIGCONT" : "SIGSTOP");
}

/** One run of a load generator; throws when anything was lost or wrong. */
export function load(peer, row, duration, warmup) {
  return generate(peer, row.title, row.program ?? "hubload", ["-D", duration, "--warmup", warmup, ...row.args]);
}

export function generate(peer, title, program, args) {
  const all = ["--proto", peer.proto, "--port", peer.port, "--pid", peer.pid, ...args];
  try {
    return JSON.parse(execFileSync(join("target/bench", program), all.map(String), { encoding: "utf8" }));
  } catch (failure) {
    throw new Error(`${peer.name}, ${title}: ${failure.stdout || failure.message}`);
  }
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

export const size = (bytes) => (bytes < 1000 ? `${bytes} B` : `${bytes / 1000} kB`);

/** A closed loop: R requesters with W requests in flight each, S responders, B bytes. */
export const closed = (R, S, W, B) => ({
  title: `${R}, ${S}, ${W} · ${size(B)}`,
  args: ["-R", R, "-S", S, "-W", W, "-B", B],
});

/** As the start script starts it, with its options for the JVM. */
export const hub = (lane, name = `hub (${lane})`) =>
  start(
    name,
    "sio",
    "bin/microstream-hub",
    () => [],
    (port, folder) => ({
      ...hubSettings(port, lane),
      MICROSTREAM_CACHE: "none", // it is of use to the start only
      MICROSTREAM_JAVA_OPTIONS: `-Djava.io.tmpdir=${folder}`,
    }),
    ready,
  );

export const hubSettings = (port, lane = "auto") => ({
  PORT: port,
  MICROSTREAM_HOST: "127.0.0.1",
  MICROSTREAM_WEBSOCKET: lane,
  LOG_LEVEL: "warn",
});

export const ready = (port) => answers(`http://127.0.0.1:${port}/admin/health/ready`);

export const nats = () => start("NATS", "nats", "nats-server", (port) => ["-a", "127.0.0.1", "-p", port], () => ({}), accepts);

export const node = () =>
  start("Socket.IO on Node", "sio", "node", () => ["target/bench/node-hub.mjs"], (port) => ({ PORT: port }), accepts);
