/**
 * How fast the parser is: `node bench/parse.mjs [seconds a text]`, after a build.
 *
 * Prints MB/s of a generated package of 450 KB, one of 5 MB and the WASI tree that jco carries, the time of the first parse,
 * and what the construction of the parser costs.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { generate } from './generate.mjs';

const seconds = Number(process.argv[2] ?? 2);

const loaded = performance.now();
const { parse } = await import('../dist/parser/parse.js');
console.log(`load     ${(performance.now() - loaded).toFixed(1)} ms`);

const constructed = performance.now();
parse('', 'empty.wit');
console.log(`construct ${(performance.now() - constructed).toFixed(1)} ms`);

function witFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return witFiles(path);
    return path.endsWith('.wit') ? [path] : [];
  });
}

function wasiTree() {
  const require = createRequire(import.meta.url);
  for (let folder = dirname(require.resolve('@bytecodealliance/jco')); ;) {
    const tree = join(folder, 'lib/wit/builtin');
    try {
      return witFiles(tree).map((path) => readFileSync(path, 'utf8'));
    } catch (error) {
      const parent = dirname(folder);
      if (parent === folder) throw error;
      folder = parent;
    }
  }
}

function measure(label, texts) {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const times = [];
  const end = performance.now() + seconds * 1000;
  do {
    const start = performance.now();
    for (const text of texts) {
      const { diagnostics } = parse(text, 'bench.wit');
      if (diagnostics.length > 0) throw new Error(`${label}: ${diagnostics[0].message}`);
    }
    times.push(performance.now() - start);
  } while (performance.now() < end || times.length < 5);
  const sorted = times.toSorted((a, b) => a - b);
  const rate = (ms) => (bytes / 1e3 / ms).toFixed(1).padStart(5);
  console.log(
    `${label.padEnd(9)}${(bytes / 1e3).toFixed(0).padStart(6)} KB  first ${times[0].toFixed(0).padStart(4)} ms  ` +
      `median ${rate(sorted[sorted.length >> 1])} MB/s  best ${rate(sorted[0])} MB/s  (${times.length} runs)`,
  );
}

measure('450 KB', [generate(450_000)]);
measure('WASI', wasiTree());
measure('5 MB', [generate(5_000_000)]);
