#!/usr/bin/env node
// Composition: warm in process, as a whole process, with and without the check, beside native wac; memory; many components.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixtures } from '../fixtures/list.mjs';
import * as python from '../fixtures/python.mjs';
import { chain, chainDocument } from './chain.mjs';
import { median, processTime, report, table } from './measure.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const cli = path.join(root, 'packages/cli/dist/main.js');
const peakHook = path.join(root, 'scripts/bench/peak.cjs');
const components = path.join(root, 'test/fixtures/components');

const work = mkdtempSync(path.join(os.tmpdir(), 'wit-ts-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const has = (program) => spawnSync(program, ['--version']).status === 0;
const hasWac = has('wac');
const hasProgram = has('wasm-tools');

/** The component that componentize-py makes: as it was built by `npm run fixtures`, or built now; undefined without Python. */
async function pythonProcessor() {
  const built = path.join(components, 'wasm/processor-python.wasm');
  if (existsSync(built)) return built;
  const toolchain = await python.find();
  if (toolchain === undefined) return undefined;
  const source = fixtures.find(({ name }) => name === 'processor-python');
  const file = path.join(work, 'processor-python.wasm');
  writeFileSync(
    file,
    await python.build({
      ...source,
      source: path.join(components, source.source),
      wit: path.join(components, 'wit', source.wit),
      scratch: path.join(work, 'python'),
      toolchain,
    }),
  );
  return file;
}

const TELEMETRY = `package edge:app;
let scorer = new edge:scorer { ... };
let processor = new edge:processor { ... };
let ingest = new edge:ingest {
  "edge:telemetry/processor@1.0.0": processor["edge:telemetry/processor@1.0.0"],
  "edge:telemetry/scorer@1.0.0": scorer["edge:telemetry/scorer@1.0.0"],
  ...
};
export ingest...;
`;

/** A case: inputs on the disk, with the same composition as arguments of `wac`. */
function makeCase(title, files, document, packageOf) {
  const folder = mkdtempSync(path.join(work, 'case-'));
  const wac = path.join(folder, 'app.wac');
  writeFileSync(wac, document);
  const dependencies = files.flatMap(({ name, file }) => ['--dep', `${packageOf(name)}=${file}`]);
  return {
    title,
    size: files.reduce((sum, { file }) => sum + statSync(file).size, 0),
    arguments: files.map(({ name, file }) =>
      path.basename(file, '.wasm') === name ? file : `${name}=${file}`,
    ),
    wac: ['compose', wac, ...dependencies, '-o', path.join(folder, 'wac.wasm')],
    output: path.join(folder, 'ours.wasm'),
  };
}

async function tiny(count) {
  const folder = path.join(work, `tiny-${count}`);
  mkdirSync(folder);
  const files = (await chain(count)).map(({ name, bytes }) => {
    const file = path.join(folder, `${name}.wasm`);
    writeFileSync(file, bytes);
    return { name, file };
  });
  return makeCase(`${count} tiny`, files, chainDocument(count), (name) => `bench:${name}`);
}

function fixture(name) {
  return { name, file: path.join(components, 'wasm', `${name}.wasm`) };
}

function telemetry(title, processor) {
  const files = [fixture('ingest'), { name: 'processor', file: processor }, fixture('scorer')];
  return makeCase(title, files, TELEMETRY, (name) => `edge:${name}`);
}

/**
 * Milliseconds of processor time of one run of a program: its own and the system's for it, over some runs. The shell that
 * counts them adds the start of a process.
 */
function cpuTime(command, args, runs) {
  const words = [command, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const line = `TIMEFORMAT='%3U %3S'; time for ((i = 0; i < ${runs}; i++)); do ${words} >/dev/null 2>&1 || exit 1; done`;
  const { status, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const [user, system] = stderr.trim().split(' ').map(Number);
  return ((user + system) * 1000) / runs;
}

const milliseconds = (value) =>
  value === undefined
    ? '–'
    : `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** A figure and the bar that it is held against. */
const verdict = (holds) => (holds ? 'holds' : '**missed**');

function partOfLimit(value) {
  return value === undefined ? '–' : `${value.toFixed(2)} ${verdict(value <= 1)}`;
}

/** Ours warm and wac's processes in turn: medians, and the median of the ratios. */
function warmBeside(entry) {
  const runs = entry.size > 1e6 ? 5 : 10;
  const figures = { ours: [], wac: [], ratio: [] };
  for (let round = 0; round < 5; round++) {
    const { time: ours } = warmElsewhere(entry, 3);
    const wac = hasWac ? cpuTime('wac', [...entry.wac, '--no-validate'], runs) : undefined;
    figures.ours.push(ours);
    if (wac === undefined) continue;
    figures.wac.push(wac);
    figures.ratio.push(wac / ours);
  }
  return { ours: median(figures.ours), wac: median(figures.wac), ratio: median(figures.ratio) };
}

/**
 * Composing warm, in a process of its own, which has done it for some seconds before: the milliseconds of processor time, and the
 * bytes of the result.
 */
function warmElsewhere({ arguments: files }, seconds) {
  const script = path.join(root, 'scripts/bench/warm-compose.mjs');
  const line = [script, String(seconds), ...files];
  const run = spawnSync(process.execPath, line, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** Whole processes, each once a round: medians, and the medians of what the bars are ratios of. */
function processes(entry, rounds) {
  const ours = [cli, 'compose', ...entry.arguments, '-o', entry.output];
  const off = { env: { ...process.env, WIT_TS_WASM_TOOLS: 'off' } };
  const commands = {
    node: () => processTime(process.execPath, ['-e', '0']),
    unchecked: () => processTime(process.execPath, [...ours, '--no-validate']),
    module: () => processTime(process.execPath, ours, off),
    ...(hasProgram ? { program: () => processTime(process.execPath, ours) } : {}),
    ...(hasWac
      ? {
          wacUnchecked: () => processTime('wac', [...entry.wac, '--no-validate']),
          wac: () => processTime('wac', entry.wac),
        }
      : {}),
  };
  const figures = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (const run of Object.values(commands)) run();
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(commands)) figures[name].push(run());
  }
  const of = (formula) =>
    median(figures.node.map((_, round) => formula((name) => figures[name][round])));
  return {
    ...Object.fromEntries(Object.entries(figures).map(([name, list]) => [name, median(list)])),
    of,
  };
}

/** Peak memory of a process, in bytes. */
function peak(entry, args, env) {
  const file = path.join(work, 'peak');
  const figures = [];
  for (let i = 0; i < 3; i++) {
    const line = ['-r', peakHook, cli, 'compose', ...entry.arguments, '-o', entry.output, ...args];
    processTime(process.execPath, line, { env: { ...process.env, ...env, PEAK_FILE: file } });
    figures.push(Number(readFileSync(file, 'utf8')) * 1024);
  }
  return median(figures);
}

const processor = await pythonProcessor();
const small = [await tiny(2), await tiny(200)];
const large = [telemetry('Rust + Go + QuickJS', path.join(components, 'wasm/processor.wasm'))];
if (processor !== undefined) large.push(telemetry('Rust + Python + QuickJS', processor));
const cases = [...small, ...large];

const warmRows = cases.map((entry, index) => {
  const { ours, wac, ratio } = warmBeside(entry);
  const bar = index === 0 ? 10 : 4;
  const row = [entry.title, megabytes(entry.size), milliseconds(ours)];
  return hasWac
    ? [...row, milliseconds(wac), ratio.toFixed(1), `≥ ${bar}: ${verdict(ratio >= bar)}`]
    : row;
});

const processRows = cases.map((entry) => {
  const figures = processes(entry, entry.size > 1e7 ? 15 : 25);
  const isSmall = small.includes(entry);
  const row = [
    entry.title,
    milliseconds(figures.node),
    milliseconds(figures.unchecked),
    milliseconds(figures.module),
    milliseconds(figures.program),
  ];
  const relative = isSmall
    ? figures.of((of) => of('unchecked') / (1.5 * of('node')))
    : hasWac
      ? figures.of((of) => of('unchecked') / (of('node') + of('wacUnchecked')))
      : undefined;
  const checkOf = (name) =>
    hasWac && figures[name] !== undefined
      ? figures.of((of) => of(name) / (of('node') + 250 + of('wac')))
      : undefined;
  return [
    ...row,
    milliseconds(figures.wacUnchecked),
    milliseconds(figures.wac),
    partOfLimit(relative),
    partOfLimit(checkOf('module')),
    partOfLimit(checkOf('program')),
  ];
});

const memoryRows = cases.map((entry) => {
  const limit = entry.size + 80e6;
  const figures = [
    peak(entry, ['--no-validate'], {}),
    peak(entry, [], { WIT_TS_WASM_TOOLS: 'off' }),
    ...(hasProgram ? [peak(entry, [], {})] : []),
  ];
  return [
    entry.title,
    megabytes(limit),
    ...figures.map((bytes) => `${megabytes(bytes)} ${verdict(bytes <= limit)}`),
  ];
});

/**
 * Milliseconds that a process of `compose --no-validate` takes beyond one of `node -e 0`, started in turn. Certificates, which
 * Node may read for longer than all of this takes, are in neither.
 */
function beyondNode(entry) {
  const line = [cli, 'compose', ...entry.arguments, '-o', entry.output, '--no-validate'];
  const options = { env: { ...process.env, NODE_EXTRA_CA_CERTS: '' } };
  processTime(process.execPath, line, options);
  const times = [];
  for (let round = 0; round < 15; round++) {
    const node = processTime(process.execPath, ['-e', '0'], options);
    times.push(processTime(process.execPath, line, options) - node);
  }
  return median(times);
}

const chains = new Map([
  [2, small[0]],
  [20, await tiny(20)],
  [200, small[1]],
  [1000, await tiny(1000)],
]);
const scaleRows = [];
let before;
for (const [count, entry] of chains) {
  // V8 optimizes by the number of calls: where much is done in one, it takes some seconds until it has.
  const { time: ours, size } = warmElsewhere(entry, 6);
  const alone = beyondNode(entry);
  // Of a few more the difference is lost among those of processes from one another.
  const further =
    before && count >= 100 ? (alone - before.alone) / (count - before.count) : undefined;
  if (further !== undefined || before === undefined) before = { count, alone };
  scaleRows.push([
    String(count),
    milliseconds(ours),
    `${((ours * 1000) / count).toFixed(1)} µs`,
    milliseconds(alone),
    further === undefined ? '–' : `${(further * 1000).toFixed(0)} µs`,
    megabytes(peak(entry, ['--no-validate'], {})),
    megabytes(size),
  ]);
}

const notes = [
  ...(hasWac ? [] : ['No `wac` on the PATH: its columns are left out.']),
  ...(hasProgram ? [] : ['No `wasm-tools` on the PATH: only the check without it is shown.']),
  ...(processor === undefined
    ? [`The case with the component in Python is left out: it needs ${python.howToGet}.`]
    : []),
];

const warmHead = ['components', 'inputs', 'wit-ts, warm'];
if (hasWac) warmHead.push('`wac compose --no-validate`', 'times less', 'bar');

report(
  'compose',
  'npm run bench:compose',
  `Warm in process: from the bytes of the inputs to the bytes of the result in one array, types and resources checked, in a process
that does nothing else; processor time of both.

${table(warmHead, warmRows)}

Whole processes in turn, medians. The last three columns are parts of what each may take: \`--no-validate\` 1.5 times \`node -e 0\`
for tiny components, and \`node -e 0\` plus \`wac compose --no-validate\` for large ones; with the check \`node -e 0\` plus 250 ms plus
\`wac compose\`, which is asked of the largest. The check is made with the module of wasm-tools that comes along, or with a
\`wasm-tools\` of the machine.

${table(
  [
    'components',
    '`node -e 0`',
    '`--no-validate`',
    'checked by module',
    'checked by program',
    '`wac --no-validate`',
    '`wac`',
    '`--no-validate` / limit',
    'module / limit',
    'program / limit',
  ],
  processRows,
)}

Peak memory of the process (all of Node.js included) beside the size of the inputs plus 80 MB:

${table(
  [
    'components',
    'limit',
    '`--no-validate`',
    'checked by module',
    ...(hasProgram ? ['checked by program'] : []),
  ],
  memoryRows,
)}

Chains of tiny components: warm, processor time, and as a process with \`--no-validate\`. More than 1,000 instances in one component are
not accepted by implementations, so that the longest is nested; \`wac\` makes an invalid component of it.

${table(
  [
    'components',
    'warm',
    'per component',
    'process beyond `node -e 0`',
    'each further component',
    'peak memory',
    'result',
  ],
  scaleRows,
)}

${notes.join('\n')}`,
);
