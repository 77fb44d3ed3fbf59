#!/usr/bin/env node
// The language service: from a keystroke to new diagnostics, completion, hover; in a workspace with WASI 0.2.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLanguageService } from '../../packages/language-service/dist/index.js';
import { parse } from '../../packages/wit-parser/dist/index.js';
import { generate } from '../../packages/wit-parser/bench/generate.mjs';
import { serverTable } from './editor-server.mjs';
import { median, report, table } from './measure.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const wasi = path.join(root, 'node_modules/@bytecodealliance/jco/lib/wit/builtin/0.2.12');

const LINES = 5000;
const WORLD = `
interface editor-jobs {
  use wasi:io/poll@0.2.12.{pollable};
  use wasi:http/types@0.2.12.{fields, method};
  wait: func(on: list<borrow<pollable>>, headers: fields) -> list<method>;
}

world editor-app {
  include wasi:cli/command@0.2.12;
  include wasi:http/proxy@0.2.12;
  export editor-jobs;
}
`;

/** A package in one file of \`LINES\` lines that uses WASI. */
function largeFile() {
  let size = 100_000;
  let text = generate(size);
  while (text.split('\n').length < LINES) text = generate((size *= 1.1));
  const lines = text.split('\n');
  // Whole interfaces only: the last line that ends one before the limit.
  const room = LINES - WORLD.split('\n').length;
  let end = Math.min(room, lines.length);
  while (end > 0 && lines[end - 1] !== '}') end--;
  return lines.slice(0, end).join('\n') + '\n' + WORLD;
}

const files = new Map();
const FILE = 'app/app.wit';
files.set(FILE, largeFile());
for (const name of readdirSync(wasi)) {
  for (const file of readdirSync(path.join(wasi, name))) {
    files.set(`app/deps/${name}/${file}`, readFileSync(path.join(wasi, name, file), 'utf8'));
  }
}

/** The workspace in memory: what is measured is the service. */
const fs = {
  readFile: (name) => (files.has(name) ? new TextEncoder().encode(files.get(name)) : undefined),
  readDirectory: (folder) => {
    const entries = new Map();
    for (const name of files.keys()) {
      if (!name.startsWith(`${folder}/`)) continue;
      const [head, ...rest] = name.slice(folder.length + 1).split('/');
      entries.set(head, { name: head, kind: rest.length > 0 ? 'directory' : 'file' });
    }
    return entries.size > 0 ? [...entries.values()] : undefined;
  },
  kindOf: (name) =>
    files.has(name)
      ? 'file'
      : [...files.keys()].some((file) => file.startsWith(`${name}/`))
        ? 'directory'
        : undefined,
};

/** Small and seeded: mulberry32. */
function random(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

function percentile(figures, part) {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/** Types letters at random places of a document and takes them back; calls back after each. */
function typing(service, file, rounds, seed, after) {
  const next = random(seed);
  for (let i = 0; i < rounds; i++) {
    const { length } = service.text(file);
    const at = next(length);
    for (const [range, text] of [
      [{ start: at, end: at }, 'x'],
      [{ start: at, end: at + 1 }, ''],
    ]) {
      after(() => service.change(file, [{ range, text }]), at);
    }
  }
}

function timed(call) {
  const started = performance.now();
  call();
  return performance.now() - started;
}

/** From a keystroke to diagnostics, beside parsing the same text alone, in turn. */
function keystrokes(file, rounds) {
  const service = createLanguageService(fs, { folders: ['app'] });
  service.open(file, files.get(file));
  const first = timed(() => service.changedDiagnostics());
  const times = { service: [], parse: [], ratio: [] };
  const run = (keep) =>
    typing(service, file, rounds, 1, (change) => {
      const own = timed(() => {
        change();
        service.changedDiagnostics();
      });
      const text = service.text(file);
      const alone = timed(() => parse(text, file));
      if (!keep) return;
      times.service.push(own);
      times.parse.push(alone);
    });
  run(false);
  run(true);
  return { first, service: times.service, parse: times.parse };
}

/**
 * Requests right after a keystroke and its diagnostics, as a client sends them: half of them anywhere, half where a type is being
 * written, which offers most.
 */
function requests(file, rounds) {
  const service = createLanguageService(fs, { folders: ['app'] });
  service.open(file, files.get(file));
  const next = random(2);
  const types = [...files.get(file).matchAll(/: (?=[a-z])/g)].map(({ index }) => index + 2);
  const times = new Map();
  for (let round = 0; round < 2 * rounds; round++) {
    const at = round % 2 === 0 ? next(files.get(file).length) : types[next(types.length)];
    for (const [name, call] of [
      ['completion', () => service.completion(file, at + 1)],
      ['hover', () => service.hover(file, at + 1)],
      ['definition', () => service.definition(file, at + 1)],
      ['references', () => service.references(file, at + 1)],
      ['semantic tokens of the file', () => service.semanticTokens(file)],
    ]) {
      service.change(file, [{ range: { start: at, end: at }, text: 'x' }]);
      service.changedDiagnostics();
      const time = timed(call);
      if (round >= rounds) times.set(name, [...(times.get(name) ?? []), time]);
      service.change(file, [{ range: { start: at, end: at + 1 }, text: '' }]);
    }
  }
  return times;
}

const large = keystrokes(FILE, 60);
const deep = keystrokes('app/deps/wasi-io/package.wit', 40);
const asked = requests(FILE, 60);

const ms = (time) => `${time.toFixed(1)} ms`;
const row = (name, { service, parse: alone, first }, bar) => [
  name,
  ms(median(service)),
  ms(percentile(service, 0.95)),
  ms(median(alone)),
  bar === undefined ? '–' : ms(bar),
  bar === undefined ? '–' : median(service) <= bar ? 'yes' : 'no',
  ms(first),
];
const kept = (times) => (percentile(times, 0.95) <= 10 ? 'yes' : 'no');
const lines = files.get(FILE).split('\n').length;
report(
  'WIT in the editor',
  'npm run bench:editor',
  `${table(
    [
      'keystroke to diagnostics, medians',
      'service',
      '95th percentile',
      'parsing the file alone',
      'at most (1.5 × + 5 ms)',
      'kept',
      'first time, all packages',
    ],
    [
      row(`${lines} lines that use WASI 0.2.12`, large, 1.5 * median(large.parse) + 5),
      row('`wasi:io` in `deps`: all that depends on it is resolved again', deep),
    ],
  )}

${table(
  ['first request after a keystroke', 'median', '95th percentile', 'at most', 'kept'],
  [...asked].map(([name, times]) => [
    name,
    ms(median(times)),
    ms(percentile(times, 0.95)),
    ...(name === 'completion' || name === 'hover' ? ['10 ms', kept(times)] : ['–', '–']),
  ]),
)}

${await serverTable()}`,
);
