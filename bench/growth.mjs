// What many services, many connections and a burst of them cost, beside NATS: medians to print into docs/PERFORMANCE.md.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { closed, generate, hub, load, median, nats, node } from "./peers.mjs";

const IDLE = 5_000;
const BURST = 1_000;
const ROUNDS = 5;
const row = closed(8, 8, 16, 100);
const warmUp = (peer, seconds) => load(peer, row, seconds, 0);

/** Bytes that live on after a collection. */
function liveHeap(pid) {
  const histogram = execFileSync("jcmd", [pid, "GC.class_histogram"], { encoding: "utf8", maxBuffer: 1 << 26 });
  return Number(/^Total\s+\d+\s+(\d+)/m.exec(histogram)[1]);
}

const residentKb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);

/** Holds idle connections while `look` looks. */
async function holding(peer, look) {
  const args = ["--proto", peer.proto, "--port", peer.port, "--pid", peer.pid, "--mode", "idle", "-N", IDLE, "--hold", 20];
  const child = spawn("target/bench/hubload", [...args, "--connect-timeout", 60].map(String), { stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  const seen = look();
  const code = await ended;
  if (code !== 0) throw new Error(`${peer.name}: ${IDLE} idle connections ended with ${code}`);
  return seen;
}

const peers = [await nats(), await hub("auto", "hub")];
peers.forEach((peer) => warmUp(peer, 20));

console.log("| services | " + peers.map((peer) => peer.name).join(" | ") + " |");
for (const extra of [0, 4_984]) {
  const runs = peers.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    const grown = { ...row, args: [...row.args, "--extra", extra] };
    peers.forEach((peer, i) => runs[i].push(load(peer, grown, 2, 0.5)));
  }
  const cells = runs.map(
    (each) =>
      `${Math.round(median(each.map((run) => run.rps)))}/s ` +
      `${(median(each.map((run) => run.srv_cpu_s_per_1000)) * 1000).toFixed(1)} µs`,
  );
  console.log(`| ${16 + extra} | ${cells.join(" | ")} |`);
}

for (const peer of peers) {
  const isHub = peer.proto === "sio";
  const look = () => ({ heap: isHub ? liveHeap(peer.pid) : 0, rss: residentKb(peer.pid) });
  const before = look();
  const held = await holding(peer, look);
  const heap = isHub ? `${((held.heap - before.heap) / IDLE / 1000).toFixed(1)} kB of live heap, ` : "";
  console.log(`${peer.name}: an idle connection of ${IDLE} costs ${heap}${((held.rss - before.rss) / IDLE).toFixed(1)} kB RSS`);
}

peers.push(await node());
warmUp(peers[2], 5);
for (const peer of peers) {
  const burst = () => generate(peer, "burst", "hubload", ["--mode", "idle", "-N", BURST, "--burst", "--hold", 1]);
  burst();
  const runs = Array.from({ length: ROUNDS }, burst);
  console.log(
    `${peer.name}: a burst of ${BURST} connections, median of medians ${median(runs.map((run) => run.connect_p50_ms))} ms, ` +
      `all connected after ${median(runs.map((run) => run.connect_s))} s`,
  );
}
process.exit(0);
