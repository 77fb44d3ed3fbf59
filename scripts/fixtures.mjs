/**
 * Builds the components of test/fixtures/components for which the toolchain is there, and says what it
 * skipped and how to get it.
 *
 *   npm run fixtures                      build all, replace the committed files
 *   npm run fixtures -- scorer hello-ts   build these only
 *   npm run fixtures -- --check           build all, leave the committed files alone, and run the tests of
 *                                         their behaviour over what was built
 *   npm run fixtures -- --record          write down anew what the committed components answer in Wasmtime
 */
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as c from './fixtures/c.mjs';
import * as cpp from './fixtures/cpp.mjs';
import * as go from './fixtures/go.mjs';
import { fixtures } from './fixtures/list.mjs';
import * as python from './fixtures/python.mjs';
import * as recording from './fixtures/record.mjs';
import { run } from './fixtures/run.mjs';
import * as rust from './fixtures/rust.mjs';
import * as typescript from './fixtures/typescript.mjs';

const languages = { c, cpp, go, rust, typescript, python };
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test/fixtures/components');
const committed = join(folder, 'wasm');
const built = join(folder, '.build/wasm');

async function main(args) {
  if (args.length === 1 && args[0] === '--record') return record();
  const check = args.includes('--check');
  const names = args.filter((arg) => arg !== '--check');
  const unknown = names.filter((name) => !fixtures.some((fixture) => fixture.name === name));
  if (unknown.length > 0) {
    const known = fixtures.map((fixture) => fixture.name).join(', ');
    console.error(`no fixture is called ${unknown.join(', ')}; there are ${known}`);
    return 2;
  }
  const wanted = fixtures.filter(({ name }) => names.length === 0 || names.includes(name));
  await rm(built, { recursive: true, force: true });
  await mkdir(built, { recursive: true });
  const tools = await import('../packages/wasm-tools/dist/index.js').then(
    ({ loadWasmTools }) => loadWasmTools(),
    () => undefined,
  );
  if (tools === undefined) {
    console.error('the packages are not built: run `npm run build` first');
    return 1;
  }
  const { failed, skipped } = await buildAll(wanted, tools);
  for (const [language, skippedNames] of skipped) {
    console.log(`skipped ${skippedNames.join(', ')}: needs ${languages[language].howToGet}`);
  }
  if (failed > 0) return 1;
  if (!check) {
    for (const { name } of wanted.filter((fixture) => !skipped.get(fixture.language))) {
      await rename(join(built, `${name}.wasm`), join(committed, `${name}.wasm`));
    }
    return 0;
  }
  // What was not rebuilt is tested as it is committed.
  for (const file of (await readdir(committed)).filter((name) => name.endsWith('.wasm'))) {
    await copyFile(join(committed, file), join(built, file), constants.COPYFILE_EXCL).catch(
      () => {},
    );
  }
  process.stdout.write(
    await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'test/components'], {
      cwd: root,
      env: { WIT_TS_FIXTURES: built },
    }),
  );
  return 0;
}

async function record() {
  const found = await recording.find();
  if (found === undefined) {
    console.error(`recording needs ${recording.howToGet}`);
    return 1;
  }
  const scratch = join(folder, '.build');
  await mkdir(scratch, { recursive: true });
  const caller = join(root, 'test/components/wasmtime-call.py');
  const files = await recording.record({ folder, scratch, caller, ...found });
  console.log(`recorded ${files.join(', ')}`);
  return 0;
}

/** Builds fixture after fixture into the folder of built ones. */
async function buildAll(wanted, tools) {
  const toolchains = new Map();
  const skipped = new Map();
  let failed = 0;
  for (const fixture of wanted) {
    const { name, language, source, wit } = fixture;
    if (!toolchains.has(language)) toolchains.set(language, await languages[language].find());
    const toolchain = toolchains.get(language);
    if (toolchain === undefined) {
      skipped.set(language, [...(skipped.get(language) ?? []), name]);
      continue;
    }
    const started = performance.now();
    try {
      const component = await languages[language].build({
        ...fixture,
        folder,
        source: join(folder, source),
        wit: join(folder, 'wit', wit),
        scratch: join(folder, '.build', name),
        toolchain,
        tools,
      });
      await writeFile(join(built, `${name}.wasm`), component);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`built ${name}.wasm: ${component.length} bytes in ${seconds} s`);
    } catch (error) {
      failed++;
      console.error(`failed ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { failed, skipped };
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
