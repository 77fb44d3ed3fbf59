#!/usr/bin/env node
// Host bindings: how long generating them takes for a QuickJS component, beside jco; their size; how the time grows.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { componentize } from 'componentize-qjs';
import { build } from 'esbuild';
import { generateHost } from '../../packages/bindgen-ts/dist/index.js';
import { componentToWit } from '../../packages/component/dist/index.js';
import { loadWasmTools } from '../../packages/wasm-tools/dist/index.js';
import { callPairs, median, pairs, processTime, report, table } from './measure.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const fixtures = path.join(root, 'test/fixtures/components');
const cli = path.join(root, 'packages/cli/dist/main.js');
const jco = path.join(root, 'node_modules/@bytecodealliance/jco/dist/jco.js');

const work = mkdtempSync(path.join(os.tmpdir(), 'wit-ts-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

/** The image processor on QuickJS with all of WASI that its runtime imports. */
async function quickJs() {
  const bundled = await build({
    entryPoints: [path.join(fixtures, 'image-processor-ts/image-processor.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
  });
  const { component } = await componentize({
    witPath: path.join(fixtures, 'wit/image-processor'),
    jsSource: bundled.outputFiles[0].text,
    sync: true,
  });
  return new Uint8Array(component);
}

async function generate(component, options) {
  const wit = componentToWit(component, { name: 'app.wasm' });
  if (!wit.ok) throw new Error(wit.diagnostics[0]?.message);
  const { files, diagnostics } = await generateHost({
    resolve: wit.resolve,
    world: wit.world ?? 0,
    component,
    name: 'app',
    ...options,
  });
  if (files.length === 0) throw new Error(diagnostics[0]?.message);
  return files;
}

/** Bytes of the files of a folder that are text. */
function textSize(folder, ending) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

const component = await quickJs();
const file = path.join(work, 'app.wasm');
writeFileSync(file, component);
const imports = importsOf(component);

function importsOf(bytes) {
  const wit = componentToWit(bytes, { name: 'app.wasm' });
  return wit.ok ? (wit.resolve.worlds[wit.world ?? 0]?.imports.size ?? 0) : 0;
}

const rows = [];
const theirFolder = path.join(work, 'jco');
const theirs = [process.execPath, [jco, 'transpile', file, '-o', theirFolder, '--quiet']];
for (const lang of ['ts', 'js']) {
  // A new folder each time: writing what is there already would be no work.
  const folder = path.join(work, lang);
  const command = `rm -rf "${folder}"; "${process.execPath}" "${cli}" bindgen host "${file}" -o "${folder}" --lang ${lang}`;
  const whole = pairs(['sh', ['-c', command]], theirs, 9);
  const inProcess = await callPairs(
    () => generate(component, { lang }),
    () => transpileBytes(component, { name: 'app' }),
  );
  for (const [what, figures] of [
    ['process', whole],
    ['warm', inProcess],
  ])
    rows.push([
      `\`--lang ${lang}\``,
      what,
      `${figures.a.toFixed(0)} ms`,
      `${figures.b.toFixed(0)} ms`,
      figures.ratio.toFixed(2),
    ]);
}

/** A component with so many functions, of four signatures in turn. */
function withFunctions(count) {
  const signatures = [
    '(param "a" u32) (param "b" f64) (result u64)',
    '(param "text" string) (result string)',
    '(param "list" (list (tuple string u8))) (result (option string))',
    '(param "a" (option u32)) (result (result u32 (error string)))',
  ];
  const core = [
    '(func (export "f0") (param i32 f64) (result i64) i64.const 0)',
    '(func (export "f1") (param i32 i32) (result i32) i32.const 0)',
    '(func (export "f2") (param i32 i32) (result i32) i32.const 0)',
    '(func (export "f3") (param i32 i32) (result i32) i32.const 0)',
  ];
  const options = '(memory $m "memory") (realloc (func $m "realloc"))';
  const lines = Array.from(
    { length: count },
    (_, index) =>
      `(func (export "function-n${index}") ${signatures[index % 4]} (canon lift (core func $m "f${index % 4}") ${options}))`,
  );
  return `(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 0)
    ${core.join('\n    ')})
  (core instance $m (instantiate $m))
  ${lines.join('\n  ')})`;
}

const tools = await loadWasmTools({ use: 'off' });

/** Bytes of the text of the bindings of a component with three functions: ours, and what jco writes. */
const calculator = tools.parse(`(component
  (core module $m
    (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "sub") (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
    (func (export "half") (param f64) (result f64) (f64.div (local.get 0) (f64.const 2))))
  (core instance $m (instantiate $m))
  (func (export "add") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $m "add")))
  (func (export "sub") (param "a" s32) (param "b" s32) (result s32) (canon lift (core func $m "sub")))
  (func (export "half") (param "a" f64) (result f64) (canon lift (core func $m "half"))))`);
const three = path.join(work, 'three.wasm');
writeFileSync(three, calculator);
processTime(process.execPath, [jco, 'transpile', three, '-o', path.join(work, 'three-jco'), '-q']);
const theirSize = textSize(path.join(work, 'three-jco'), '.js');
const sizes = [];
for (const [what, options] of [
  ['`--lang ts`', { lang: 'ts' }],
  ['`--lang js`', { lang: 'js' }],
  ['`--lang js --standalone`', { lang: 'js', standalone: true }],
]) {
  const files = await generate(calculator, { ...options, instantiation: 'module' });
  const size = files
    .filter((each) => /(?<!\.d)\.[jt]s$/.test(each.path))
    .reduce((sum, { content }) => sum + content.length, 0);
  sizes.push([what, String(size), String(theirSize), (size / theirSize).toFixed(3)]);
}

const counts = [10, 100, 1000];
const many = counts.map((count) => tools.parse(withFunctions(count)));
const growth = [];
for (const lang of ['ts', 'js']) {
  const runs = counts.map(() => []);
  for (let run = 0; run < 16; run++) {
    for (const [index, bytes] of many.entries()) {
      const started = performance.now();
      await generate(bytes, { lang });
      if (run >= 5) runs[index].push(performance.now() - started);
    }
  }
  const cells = runs.map((times, index) => {
    const time = median(times);
    return `${time.toFixed(1)} ms (${((time / counts[index]) * 1000).toFixed(0)} µs each)`;
  });
  growth.push([`\`--lang ${lang}\``, ...cells]);
}

report(
  'Generation of host bindings',
  'npm run bench:bindgen',
  `The image processor on QuickJS (${(component.length / 1e6).toFixed(2)} MB, ${imports} WASI imports), beside \`jco transpile\`:

${table(['ours', '', 'wit-ts', 'jco transpile', 'ratio'], rows)}

Bytes of the code for a component of three functions:

${table(['ours', 'wit-ts', 'jco', 'ratio'], sizes)}

Components of many functions, in process:

${table(['ours', '10 functions', '100 functions', '1,000 functions'], growth)}`,
);
