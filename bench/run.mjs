// Starts the hub and its peers one after the other, measures them in turn, round by round, and prints medians.
import { spawn, execFileSync } from "node:child_process";
import { createServer } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

const smoke = process.argv.includes("--smoke");
const rounds = smoke ? 1 : 5;
const seconds = smoke ? 1 : 3;
const warmUpSeconds = smoke ? 1 : 30;
const lanes = smoke ? ["auto"] : ["auto", "endpoint"];

const closed = (R, S, W, B) => ({ title: `${R}, ${S}, ${W} · ${B} B`, args: ["-R", R, "-S", S, "-W", W, "-B", B] });
const open = (rate) => ({
  title: `open loop ${rate}/s · 100 B`,
  args: ["--mode", "latency", "--rate", rate, "-R", 8, "-S", 8, "-B", 100],
  latency: true,
});
const rows = smoke
  ? [closed(8, 8, 16, 100)]
  : [
      closed(8, 8, 16, 100),
      closed(8, 8, 1, 100),
      closed(64, 64, 4, 100),
      closed(8, 8, 16, 10_000),
      closed(8, 8, 1, 500_000),
      open(8_700),
      open(20_000),
    ];

const children = [];
process.on("exit", () => children.forEach((child) => child.kill("SIGKILL")));
["SIGINT", "SIGTERM"].forEach((signal) => process.on(signal, () => process.exit(1)));

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function start(name, proto, command, args, env, isReady) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "microstream-bench-"));
  const child = spawn(command, args(port, folder), { env: { ...process.env, ...env(port) }, stdio: "ignore", detached: false });
  children.push(child);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const deadline = Date.now() + 120_000;
  while (!(await isReady(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${name} has not started`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { name, proto, port, pid: child.pid };
}

async function answers(url) {
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

function load(peer, args, duration, warmup) {
  const all = ["--proto", peer.proto, "--port", peer.port, "--pid", peer.pid, "-D", duration, "--warmup", warmup, ...args];
  try {
    return JSON.parse(execFileSync("target/bench/hubload", all.map(String), { encoding: "utf8" }));
  } catch (failure) {
    throw new Error(`${peer.name}: ${failure.stdout || failure.message}`);
  }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
const hub = (lane) =>
  start(
    `hub (${lane})`,
    "sio",
    java,
    (_, folder) => [`-Djava.io.tmpdir=${folder}`, "-jar", "target/microstream-hub.jar"],
    (port) => ({ PORT: port, MICROSTREAM_HOST: "127.0.0.1", MICROSTREAM_WEBSOCKET: lane, LOG_LEVEL: "warn" }),
    (port) => answers(`http://127.0.0.1:${port}/admin/health/ready`),
  );

const peers = [
  await start(
    "NATS",
    "nats",
    "nats-server",
    (port) => ["-a", "127.0.0.1", "-p", port],
    () => ({}),
    accepts,
  ),
  await start(
    "Socket.IO on Node",
    "sio",
    "node",
    () => ["target/bench/node-hub.mjs"],
    (port) => ({ PORT: port }),
    accepts,
  ),
];
for (const lane of lanes) peers.push(await hub(lane));

for (const peer of peers) load(peer, rows[0].args, warmUpSeconds, 0);

console.log(`${cpus().length} × ${cpus()[0].model}, Node.js ${process.version}; medians of ${rounds} interleaved rounds of ${seconds} s`);
console.log(`| requesters, responders, in flight · bytes | ${peers.map((peer) => peer.name).join(" | ")} |`);
console.log(`|---|${peers.map(() => "---").join("|")}|`);
for (const row of rows) {
  const results = peers.map(() => []);
  for (let round = 0; round < rounds; round++) {
    peers.forEach((peer, i) => results[i].push(load(peer, row.args, seconds, 0.5)));
  }
  const cells = results.map((runs) =>
    row.latency
      ? `${median(runs.map((run) => run.p50_us))} / ${median(runs.map((run) => run.p99_us))} µs`
      : `${Math.round(median(runs.map((run) => run.rps))).toLocaleString("en")} (${(median(runs.map((run) => run.srv_cpu_s_per_1000)) * 1000).toFixed(1)} µs)`,
  );
  console.log(`| ${row.title} | ${cells.join(" | ")} |`);
}
process.exit(0);
