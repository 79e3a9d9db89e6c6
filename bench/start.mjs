// Time, CPU and memory of a start, from the launch to the first answered handshake, each variant in turn: medians.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, hubSettings, median } from "./peers.mjs";

const ROUNDS = 5;
const REST_MILLIS = 15_000;
const variants = [
  { name: "java -jar", command: "java", args: (folder) => [`-Djava.io.tmpdir=${folder}`, "-jar", "target/microstream-hub.jar"] },
  { name: "bin/microstream-hub", command: "bin/microstream-hub", args: () => [] },
];

/** User and system time of a process, in seconds. */
function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const residentMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function answersHandshake(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`)).ok;
  } catch {
    return false;
  }
}

async function once(variant) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "microstream-start-"));
  const began = performance.now();
  const child = spawn(variant.command, variant.args(folder), { env: { ...process.env, ...hubSettings(port) }, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  while (!(await answersHandshake(port))) {
    if (child.exitCode !== null || performance.now() - began > 120_000) throw new Error(`${variant.name} has not started`);
    await pause(20);
  }
  const seconds = (performance.now() - began) / 1000;
  const used = cpu(child.pid);
  await pause(REST_MILLIS);
  const figures = { seconds, used, rest: residentMb(child.pid) };
  child.kill("SIGTERM");
  await ended;
  rmSync(folder, { recursive: true, force: true });
  return figures;
}

execFileSync("bin/microstream-hub", ["--prepare"], { stdio: "ignore" });
const runs = variants.map(() => []);
for (let round = 0; round < ROUNDS; round++) {
  for (let i = 0; i < variants.length; i++) runs[i].push(await once(variants[i]));
}
console.log("| | s to the first handshake | CPU s until then | MB at rest |\n| --- | ---: | ---: | ---: |");
variants.forEach((variant, i) => {
  const of = (key) => median(runs[i].map((run) => run[key])).toFixed(1);
  console.log(`| \`${variant.name}\` | ${of("seconds")} | ${of("used")} | ${of("rest")} |`);
});
