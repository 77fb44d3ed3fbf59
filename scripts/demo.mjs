#!/usr/bin/env node
// The main job, end to end, on the committed fixtures: check WIT, generate guest bindings, compose components written in
// Rust, Go and JavaScript, generate host bindings, and call the result from TypeScript.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const components = 'test/fixtures/components';
const example = 'examples/telemetry';

/** Runs a program, shows it as a user would type it, and ends the demo where it fails. */
function run(shown, program, args, options = {}) {
  console.log(`\n$ ${shown}`);
  const started = performance.now();
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (status !== 0) {
    console.error(`the demo stops: this step ended with ${status ?? 'a signal'}`);
    process.exit(1);
  }
  console.log(`  (${Math.round(performance.now() - started)} ms)`);
}

/** The arguments of one command, as one line. */
function witTs(line) {
  run(`wit-ts ${line}`, process.execPath, ['packages/cli/dist/main.js', ...line.split(' ')]);
}

function size(file) {
  return `${(statSync(path.join(root, file)).size / 1024).toFixed(0)} KB`;
}

// Only what an earlier demo made.
for (const made of ['generated', 'guest', 'build', 'app.wasm']) {
  rmSync(path.join(root, example, made), { recursive: true, force: true });
}

console.log('Three components of one service, edge:telemetry:');
for (const [name, language] of [
  ['ingest', 'Rust'],
  ['processor', 'Go'],
  ['scorer', 'TypeScript, on QuickJS'],
]) {
  console.log(`  ${name}.wasm  ${language}, ${size(`${components}/wasm/${name}.wasm`)}`);
}

const wit = `${components}/wit/edge-telemetry`;
const files = ['ingest', 'processor', 'scorer'].map((name) => `${components}/wasm/${name}.wasm`);
witTs(`check ${wit}`);
witTs(`bindgen guest ${wit} --world scorer-component -o ${example}/guest`);
witTs(`compose ${files.join(' ')} -o ${example}/app.wasm`);
witTs(`bindgen host ${example}/app.wasm -o ${example}/generated`);

run(`tsc -p ${example}`, process.execPath, ['node_modules/typescript/bin/tsc', '-p', example]);
cpSync(path.join(root, example, 'generated'), path.join(root, example, 'build/generated'), {
  recursive: true,
  filter: (file) => !file.endsWith('.ts'),
});
cpSync(path.join(root, example, 'events.json'), path.join(root, example, 'build/events.json'));
// Components that componentize-qjs makes use extended constant expressions, which Node 20 has only behind a flag.
const flags =
  Number(process.versions.node.split('.')[0]) < 22 ? ['--experimental-wasm-extended-const'] : [];
run(`node ${[...flags, `${example}/build/main.js`].join(' ')}`, process.execPath, [
  ...flags,
  `${example}/build/main.js`,
]);
