#!/usr/bin/env node
// Composes the components that are named, for so many seconds first; prints the milliseconds of processor time of doing it once,
// and the size of the result in bytes.
//
//   node warm-compose.mjs 3 a.wasm b=other.wasm
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compose } from '../../packages/compose/dist/index.js';
import { warmCpuTime } from './measure.mjs';

const [seconds, ...components] = process.argv.slice(2);
const inputs = components.map((text) => {
  const [file, name = path.basename(file, '.wasm')] = text.split('=').toReversed();
  return { name, path: file, bytes: new Uint8Array(readFileSync(file)) };
});

/** From bytes to bytes. */
function composed() {
  const { bytes, diagnostics } = compose(inputs);
  if (bytes === undefined) throw new Error(diagnostics[0]?.message);
  return bytes.length;
}

const time = warmCpuTime(composed, { seconds: Number(seconds), runs: 15 });
console.log(JSON.stringify({ time, size: composed() }));
