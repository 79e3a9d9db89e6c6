// Measures each lane of the hub in each server, with NATS beside them, and prints a table. Both servers have to lie in
// target/servers, where the profiles wildfly and payara-server put them, and the tests have to be compiled: their classes
// start the servers.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { closed, load, median, nats } from "./peers.mjs";

const rounds = 3;
const seconds = 2;
const warmUpSeconds = 10;
const rows = [closed(8, 8, 16, 100), closed(8, 8, 1, 100)];

async function hubs() {
  const child = spawn("java", ["-cp", "target/test-classes", "bench/Servers.java"], {
    stdio: ["pipe", "pipe", "inherit"], // it ends its hubs when its input ends, with us at the latest
  });
  const found = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "all") return found;
    const [name, lane, port, pid] = line.split(" ");
    found.push({ name: `${name} | ${lane}`, proto: "sio", port, pid });
  }
  throw new Error("not all hubs have started");
}

const peers = [await nats(), ...(await hubs())];
for (const row of rows) for (const peer of peers) load(peer, row, warmUpSeconds, 0);

const runs = peers.map(() => rows.map(() => []));
for (let round = 0; round < rounds; round++) {
  rows.forEach((row, r) => peers.forEach((peer, p) => runs[p][r].push(load(peer, row, seconds, 0.5))));
}

console.log(`| server | lane | ${rows.map((row) => row.title).join(" | ")} |`);
console.log(`| --- | --- |${rows.map(() => " ---: |").join("")}`);
peers.forEach((peer, p) => {
  const cells = runs[p].map((each) => {
    const perSecond = Math.round(median(each.map((run) => run.rps))).toLocaleString("en");
    const micros = median(each.map((run) => run.srv_cpu_s_per_1000)) * 1000;
    return `${perSecond} (${micros.toFixed(1)} µs)`;
  });
  console.log(`| ${peer.proto === "nats" ? "NATS | " : peer.name} | ${cells.join(" | ")} |`);
});
process.exit(0);
