#!/usr/bin/env node
// Guest bindings for the WASI 0.2.12 command + proxy world: as a process and warm in process, beside jco.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateGuestTypes } from '@bytecodealliance/jco-transpile';
import { generateGuest } from '../../packages/bindgen-ts/dist/index.js';
import { resolveSources } from '../../packages/wit-parser/dist/index.js';
import { callPairs, pairs, report, table } from './measure.mjs';
import { readFileSync } from 'node:fs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const wasi = path.join(root, 'node_modules/@bytecodealliance/jco/lib/wit/builtin/0.2.12');
const cli = path.join(root, 'packages/cli/dist/main.js');
const jco = path.join(root, 'node_modules/@bytecodealliance/jco/dist/jco.js');

const work = mkdtempSync(path.join(os.tmpdir(), 'wit-ts-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const tree = path.join(work, 'wasi');
mkdirSync(path.join(tree, 'deps'), { recursive: true });
for (const name of readdirSync(wasi)) {
  cpSync(path.join(wasi, name), path.join(tree, 'deps', name), { recursive: true });
}
writeFileSync(
  path.join(tree, 'app.wit'),
  'package bench:app;\n\nworld app {\n  include wasi:cli/command@0.2.12;\n  include wasi:http/proxy@0.2.12;\n}\n',
);
const texts = readdirSync(tree, { recursive: true })
  .filter((name) => name.endsWith('.wit'))
  .toSorted()
  .map((name) => ({
    path: path.join(tree, name),
    text: readFileSync(path.join(tree, name), 'utf8'),
  }));

/** From text to files. */
async function generate(lang) {
  const { resolve } = resolveSources(texts);
  const world = resolve.worlds.findIndex(({ name }) => name === 'app');
  await generateGuest({ resolve, world, lang });
}

const types = path.join(work, 'types');
const theirs = [process.execPath, [jco, 'guest-types', tree, '-n', 'app', '-o', types, '--quiet']];
const rows = [];
for (const lang of ['ts', 'js']) {
  // A new folder each time: writing what is there already would be no work.
  const folder = path.join(work, lang);
  const command = `rm -rf "${folder}"; "${process.execPath}" "${cli}" bindgen guest "${tree}" -o "${folder}" --lang ${lang}`;
  const whole = pairs(['sh', ['-c', command]], theirs, 9);
  const inProcess = await callPairs(
    () => generate(lang),
    () => generateGuestTypes(tree, { worldName: 'app' }),
    { warmUp: 40, runs: 25 },
  );
  for (const [what, figures] of [
    ['process', whole],
    ['warm', inProcess],
  ]) {
    rows.push([
      `\`--lang ${lang}\``,
      what,
      `${figures.a.toFixed(0)} ms`,
      `${figures.b.toFixed(0)} ms`,
      figures.ratio.toFixed(2),
    ]);
  }
}

report(
  'Guest bindings of WASI 0.2.12, command and proxy',
  'npm run bench:guest',
  `${table(['ours', '', 'wit-ts', 'jco guest-types', 'ratio'], rows)}

With \`--lang ts\` the files go through ts-morph, whose loading is most of the process; V8's code cache keeps that down.`,
);
