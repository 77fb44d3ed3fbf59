/** What all benchmarks share: medians, pairs of processes, and the page they write. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));

/** The middle one of the figures. */
export function median(figures) {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Milliseconds of a process from its start to its end; ends the benchmark where it fails. */
export function processTime(command, args, options = {}) {
  const started = performance.now();
  const run = spawnSync(command, args, { stdio: 'ignore', ...options });
  const time = performance.now() - started;
  if (run.status !== 0) {
    console.error(`${command} ${args.join(' ')} ended with ${run.status ?? run.error}`);
    process.exit(1);
  }
  return time;
}

/**
 * Runs two commands in turn, A B A B …, so that both see the same machine.
 *
 * @returns the medians in milliseconds, and the median of the ratios A/B
 */
export function pairs(a, b, count = 15) {
  processTime(...a);
  processTime(...b);
  const times = { a: [], b: [], ratio: [] };
  for (let i = 0; i < count; i++) {
    const first = processTime(...a);
    const second = processTime(...b);
    times.a.push(first);
    times.b.push(second);
    times.ratio.push(first / second);
  }
  return { a: median(times.a), b: median(times.b), ratio: median(times.ratio) };
}

/**
 * Two calls in this process in turn, after a warm-up of so many of each; they may be asynchronous.
 *
 * @returns the medians in milliseconds, and the median of the ratios A/B
 */
export async function callPairs(a, b, { warmUp = 10, runs = 15 } = {}) {
  const times = { a: [], b: [], ratio: [] };
  for (let i = 0; i < warmUp + runs; i++) {
    const [first, second] = [await callTime(a), await callTime(b)];
    if (i < warmUp) continue;
    times.a.push(first);
    times.b.push(second);
    times.ratio.push(first / second);
  }
  return { a: median(times.a), b: median(times.b), ratio: median(times.ratio) };
}

async function callTime(call) {
  const started = performance.now();
  await call();
  return performance.now() - started;
}

/** Median milliseconds of a call in this process, after a warm-up of so many seconds. */
export function warm(call, { seconds = 3, runs = 25 } = {}) {
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) call();
  const times = [];
  for (let i = 0; i < runs; i++) {
    const started = performance.now();
    call();
    times.push(performance.now() - started);
  }
  return median(times);
}

/** Milliseconds that are measured in one: in few calls there is often no collecting of garbage, and the median would be without. */
const WINDOW = 50;

/**
 * Milliseconds of processor time of one call in this process, collecting garbage included: as for the processes beside it, so
 * that other work on the machine counts for neither.
 */
export function warmCpuTime(call, { seconds, runs }) {
  const once = warm(call, { seconds, runs: 3 });
  const calls = Math.max(1, Math.ceil(WINDOW / once));
  const times = [];
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    for (let j = 0; j < calls; j++) call();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000 / calls);
  }
  return median(times);
}

/** The machine and versions that figures belong to. */
export function machine() {
  const cpu = os.cpus()[0]?.model.trim() ?? 'unknown processor';
  // Node reads these certificates whenever it starts, which may take longer than all the rest of its start.
  const certificates = process.env.NODE_EXTRA_CA_CERTS ? ' with NODE_EXTRA_CA_CERTS' : '';
  return `${cpu}, ${os.cpus().length} cores, ${os.type()} ${os.release().split('-')[0]}, Node ${process.version}${certificates}`;
}

function tableRow(cells) {
  return `| ${cells.join(' | ')} |`;
}

/** A Markdown table. */
export function table(head, rows) {
  return [tableRow(head), tableRow(head.map(() => '---')), ...rows.map(tableRow)].join('\n');
}

/** Prints a section and, with `--write`, puts it into docs/benchmarks.md in place of the one of the same title. */
export function report(title, command, body) {
  const date = new Date().toISOString().slice(0, 10);
  const text = `## ${title}\n\n\`${command}\`, ${date}, ${machine()}.\n\n${body.trim()}\n`;
  console.log(text);
  if (!process.argv.includes('--write')) return;
  const head =
    '# Benchmarks\n\nEvery section is written by the command that it names, with `--write`. Figures of different machines\ncannot be compared; ratios can, since both sides ran in turn on the same one.\n';
  const old = existsSync(page) ? readFileSync(page, 'utf8') : head;
  const sections = old.split(/^(?=## )/m);
  const at = sections.findIndex((section) => section.startsWith(`## ${title}\n`));
  if (at < 0) sections.push(`\n${text}`);
  else sections[at] = `${text}${at === sections.length - 1 ? '' : '\n'}`;
  writeFileSync(
    page,
    `${sections
      .join('')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trimEnd()}\n`,
  );
}
