#!/usr/bin/env node
// Composes the components that are named, again and again in this process; prints the milliseconds of processor time of once.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compose } from '../../packages/compose/dist/index.js';
import { warmCpuTime } from './measure.mjs';

const inputs = process.argv.slice(2).map((file) => ({
  name: path.basename(file, '.wasm'),
  path: file,
  bytes: new Uint8Array(readFileSync(file)),
}));

// V8 optimizes by the number of calls: where much is done in one, it takes some seconds until it has.
console.log(warmCpuTime(() => compose(inputs).bytes.length, { seconds: 6, runs: 25 }));
