// Starts the hub and its peers one after the other, measures them in turn, round by round, and writes medians: a table,
// a picture and the single figures, to target/bench, and with --write into docs/ as well.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { closed, hub, load, median, nats, node, only } from "./peers.mjs";
import { picture } from "./picture.mjs";

const smoke = process.argv.includes("--smoke");
const rounds = smoke ? 1 : 5;
const latencyRounds = 9; // a kernel thread or a slice of the scheduler is in the p99 of some
const seconds = smoke ? 1 : 2;
const warmUpSeconds = smoke ? 1 : 30;
const rowWarmUpSeconds = 5; // each row takes other ways through the code
const pollingWarmUpSeconds = 60; // so long until the server's whole HTTP is compiled
const lanes = smoke ? ["auto"] : ["auto", "frames", "endpoint"];

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

/** Long-polling is the same whatever the lane, and NATS has none. The endpoint lane cannot keep up with a fixed rate. */
const measures = (peer, row) =>
  row === polling ? peer.polls : !(row.latency && peer.name.includes("endpoint"));

const peers = [await nats(), await node()];
for (const lane of lanes) peers.push(await hub(lane));
peers[1].polls = peers[2].polls = true;

function run(peer, row, duration, warmUp) {
  only(peer, peers);
  return load(peer, row, duration, warmUp);
}

for (const peer of peers) run(peer, rows[0], warmUpSeconds, 0);

const results = [];
for (const row of rows) {
  const now = peers.filter((peer) => measures(peer, row));
  if (!smoke) for (const peer of now) run(peer, row, row === polling ? pollingWarmUpSeconds : rowWarmUpSeconds, 0);
  const runs = new Map(peers.map((peer) => [peer, []]));
  for (let round = 0; round < (row.latency ? latencyRounds : rounds); round++) {
    for (const peer of now) runs.get(peer).push(run(peer, row, seconds, 0.5));
  }
  const cells = [...runs.values()].map((each) =>
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
  `${cpus().length} × ${cpus()[0].model}, Node.js ${process.version}; medians of ${rounds} interleaved rounds of ${seconds} s (${latencyRounds} at a fixed rate).`,
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
