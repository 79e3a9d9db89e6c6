// Starts the hub and its peers one after the other, measures them in turn, round by round, and writes medians: a table,
// a picture and the single figures, to target/bench, and with --write into docs/ as well.
import { spawn, execFileSync } from "node:child_process";
import { createServer } from "node:net";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { picture } from "./picture.mjs";

const smoke = process.argv.includes("--smoke");
const rounds = smoke ? 1 : 5;
const seconds = smoke ? 1 : 2;
const warmUpSeconds = smoke ? 1 : 30;
const lanes = smoke ? ["auto"] : ["auto", "frames", "endpoint"];

const size = (bytes) => (bytes < 1000 ? `${bytes} B` : `${bytes / 1000} kB`);
const closed = (R, S, W, B) => ({ title: `${R}, ${S}, ${W} · ${size(B)}`, args: ["-R", R, "-S", S, "-W", W, "-B", B] });
const open = (rate) => ({
  title: `open loop ${rate.toLocaleString("en")}/s · 100 B`,
  args: ["--mode", "latency", "--rate", rate, "-R", 8, "-S", 8, "-B", 100],
  latency: true,
});
const polling = { title: "long-polling, 8, 8, 1 · 100 B", args: ["-R", 8, "-S", 8, "-B", 100], program: "pollload" };
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
      polling,
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

function load(peer, row, duration, warmup) {
  const all = ["--proto", peer.proto, "--port", peer.port, "--pid", peer.pid, "-D", duration, "--warmup", warmup, ...row.args];
  const program = join("target/bench", row.program ?? "hubload");
  try {
    return JSON.parse(execFileSync(program, all.map(String), { encoding: "utf8" }));
  } catch (failure) {
    throw new Error(`${peer.name}, ${row.title}: ${failure.stdout || failure.message}`);
  }
}

/** Long-polling is the same whatever the lane, and NATS has none. The endpoint lane cannot keep up with a fixed rate. */
const measures = (peer, row) =>
  row === polling ? peer.polls : !(row.latency && peer.name.includes("endpoint"));

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
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
peers[1].polls = peers[2].polls = true;

for (const row of [rows[0], polling]) {
  for (const peer of peers.filter((each) => measures(each, row))) load(peer, row, warmUpSeconds, 0);
}

const results = [];
for (const row of rows) {
  const runs = peers.map(() => []);
  for (let round = 0; round < rounds; round++) {
    peers.forEach((peer, i) => measures(peer, row) && runs[i].push(load(peer, row, seconds, 0.5)));
  }
  const cells = runs.map((each) =>
    each.length === 0
      ? null
      : {
          perSecond: median(each.map((run) => run.rps)),
          cpuMicros: median(each.map((run) => run.srv_cpu_s_per_1000)) * 1000,
          p50Micros: median(each.map((run) => run.p50_us)),
          p99Micros: median(each.map((run) => run.p99_us)),
        },
  );
  results.push({ title: row.title, latency: row.latency ?? false, cells });
}

const text = (cell, latency) => {
  if (cell === null) return "–";
  return latency
    ? `${cell.p50Micros.toLocaleString("en")} / ${cell.p99Micros.toLocaleString("en")} µs`
    : `${Math.round(cell.perSecond).toLocaleString("en")} (${cell.cpuMicros.toFixed(1)} µs)`;
};
const names = peers.map((peer) => peer.name);
const table = [
  `${cpus().length} × ${cpus()[0].model}, Node.js ${process.version}; medians of ${rounds} interleaved rounds of ${seconds} s.`,
  "",
  `| requesters, responders, in flight · bytes | ${names.join(" | ")} |`,
  `| --- |${names.map(() => " ---: |").join("")}`,
  ...results.map((row) => `| ${row.title} | ${row.cells.map((cell) => text(cell, row.latency)).join(" | ")} |`),
].join("\n");
console.log(table);
writeFileSync("target/bench/results.json", JSON.stringify({ names, results }, null, 1));
writeFileSync("target/bench/performance.svg", picture(names, results));
if (process.argv.includes("--write")) {
  const page = readFileSync("docs/PERFORMANCE.md", "utf8");
  const marked = /(<!-- table -->\n)[^]*?(\n<!-- end of table -->)/;
  writeFileSync("docs/PERFORMANCE.md", page.replace(marked, (_, begin, end) => begin + table + "\n\n![The table as bars](performance.svg)" + end));
  writeFileSync("docs/performance.svg", picture(names, results));
}
process.exit(0);
