// Draws the table's throughput rows as bars, and its fixed-rate rows as p50 and p99: one SVG that follows the reader's
// light or dark scheme. No library: some forty rectangles.

const colours = ["#8692a0", "#c08a2b", "#0a5fc2", "#3f8fd9", "#7fb4e6"];
const left = 190;
const width = 940;
const bar = 14;

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const label = (x, y, text, extra = "") => `<text x="${x}" y="${y}" ${extra}>${escape(text)}</text>`;
const rectangle = (x, y, w, colour, extra = "") =>
  `<rect x="${x}" y="${y}" width="${Math.max(1, w).toFixed(1)}" height="${bar - 3}" fill="${colour}" ${extra}/>`;

/** One row's bars, each as long as its share of the row's longest, with its value behind it. */
function group(row, y) {
  const most = Math.max(...row.cells.filter(Boolean).map((cell) => (row.latency ? cell.p99Micros : cell.perSecond)));
  const scale = (width - left - 180) / most;
  const parts = [label(left - 10, y + bar, row.title, 'text-anchor="end"')];
  let at = y;
  row.cells.forEach((cell, i) => {
    if (cell === null) return;
    if (row.latency) {
      parts.push(rectangle(left, at, cell.p99Micros * scale, colours[i], 'opacity="0.45"'));
      parts.push(rectangle(left, at, cell.p50Micros * scale, colours[i]));
      parts.push(label(left + cell.p99Micros * scale + 6, at + 10, `p50 ${cell.p50Micros} µs, p99 ${cell.p99Micros} µs`));
    } else {
      const value = Math.round(cell.perSecond).toLocaleString("en");
      parts.push(rectangle(left, at, cell.perSecond * scale, colours[i]));
      parts.push(label(left + cell.perSecond * scale + 6, at + 10, `${value}/s at ${cell.cpuMicros.toFixed(1)} µs of CPU`));
    }
    at += bar;
  });
  return { svg: parts.join("\n"), height: at - y + 14 };
}

/** @returns {string} an SVG document */
export function picture(names, results) {
  let y = 56;
  const groups = results.map((row) => {
    const drawn = group(row, y);
    y += drawn.height;
    return drawn.svg;
  });
  const legend = names.map((name, i) => rectangle(left + i * 150, 20, 11, colours[i]) + label(left + i * 150 + 18, 30, name));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img">
<title>Requests each second, longer is better; in the fixed-rate rows the latency, shorter is better</title>
<style>
text { font: 11px system-ui, sans-serif; fill: #161c24; }
@media (prefers-color-scheme: dark) { text { fill: #e7ecf2; } }
</style>
${legend.join("\n")}
${groups.join("\n")}
</svg>
`;
}
