// Measures the lanes of the hub on each server, with NATS beside them, and prints a table. Needs target/bench/hubload
// (bench/run makes it), nats-server, and both servers in target/servers (the profiles wildfly and payara-server put them
// there). Says when it begins to measure, and waits for a line on its input if it is called with --wait.
import { spawn, execFileSync } from "node:child_process";
import { createInterface } from "node:readline";
import { createServer } from "node:net";

const rounds = 3;
const seconds = 2;
const warmUpSeconds = 8;
const rows = [
  { title: "8, 8, 16 · 100 B", args: ["-R", 8, "-S", 8, "-W", 16, "-B", 100] },
  { title: "8, 8, 1 · 100 B", args: ["-R", 8, "-S", 8, "-W", 1, "-B", 100] },
];

const children = [];
process.on("exit", () => children.forEach((child) => child.kill()));
["SIGINT", "SIGTERM"].forEach((signal) => process.on(signal, () => process.exit(1)));

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function nats() {
  const port = await freePort();
  const child = spawn("nats-server", ["-a", "127.0.0.1", "-p", port], { stdio: "ignore" });
  children.push(child);
  return { server: "NATS", lane: "", proto: "nats", port, pid: child.pid };
}

async function hubs() {
  const child = spawn("java", ["-cp", "target/test-classes", "bench/Servers.java"], { stdio: ["pipe", "pipe", "inherit"] });
  const found = []; // it ends its hubs when its input ends, with us at the latest
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "all") return found;
    console.error(line);
    const [server, lane, port, pid] = line.split(" ");
    found.push({ server, lane, proto: "sio", port, pid });
  }
  throw new Error("not all hubs have started");
}

function load(peer, row, duration, warmUp) {
  const all = ["--proto", peer.proto, "--port", peer.port, "--pid", peer.pid, "-D", duration, "--warmup", warmUp, ...row.args];
  try {
    return JSON.parse(execFileSync("target/bench/hubload", all.map(String), { encoding: "utf8" }));
  } catch (failure) {
    throw new Error(`${peer.server} ${peer.lane}, ${row.title}: ${failure.stdout || failure.message}`);
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const peers = [await nats(), ...(await hubs())];
for (const row of rows) for (const peer of peers) load(peer, row, warmUpSeconds, 0);
console.error("warm");
if (process.argv.includes("--wait")) for await (const go of createInterface({ input: process.stdin })) break;

console.log(`| | ${rows.map((row) => row.title).join(" | ")} |\n| --- |${rows.map(() => " ---: |").join("")}`);
const runs = peers.map(() => rows.map(() => []));
for (let round = 0; round < rounds; round++) {
  rows.forEach((row, r) => peers.forEach((peer, p) => runs[p][r].push(load(peer, row, seconds, 0.5))));
}
peers.forEach((peer, p) => {
  const cells = runs[p].map((each) => {
    const perSecond = Math.round(median(each.map((run) => run.rps))).toLocaleString("en");
    const micros = median(each.map((run) => run.srv_cpu_s_per_1000)) * 1000;
    return `${perSecond} (${micros.toFixed(1)} µs)`;
  });
  console.log(`| ${peer.server} ${peer.lane} | ${cells.join(" | ")} |`);
});
process.exit(0);
