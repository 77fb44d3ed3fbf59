/** Whole bindings compile: of components for the worlds of the reference's suite, and of the fixtures. */
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { componentToWit } from '@wit-ts/component';
import { loadWasmTools, WasmToolsError } from '@wit-ts/wasm-tools';
import { qualifiedName, type Resolve } from '@wit-ts/wit-parser';
import { describe, expect, test } from 'vitest';
import { built, read } from '../../../../test/components/fixtures.js';
import { generateHost } from '../../src/host/index.js';
import type { GeneratedFile } from '../../src/index.js';
import { compile, inTemporaryFolder, suiteCases, writeTree } from '../guest/suite.js';
import { writeRuntime } from './runtime.js';

const tools = await loadWasmTools({ use: 'off' });

async function bindings(component: Uint8Array, folder: string): Promise<GeneratedFile[]> {
  const wit = componentToWit(component, { name: folder });
  if (!wit.ok || wit.world === undefined) throw new Error(`${folder} has no WIT`);
  const { files, diagnostics } = await generateHost({
    resolve: wit.resolve,
    world: wit.world,
    component,
    name: 'app',
  });
  // Asynchronous exports are refused; everything else has bindings.
  if (files.length === 0) expect(diagnostics.map(({ code }) => code)).toEqual(['HOST0004']);
  return files
    .filter(({ content }) => typeof content === 'string')
    .map(({ path, content }) => ({ path: `${folder}/${path}`, content }));
}

function errorsIn(files: readonly GeneratedFile[]): string[] {
  return inTemporaryFolder((folder) => {
    writeTree(folder, files);
    writeRuntime(folder);
    // Generated code stands among that of its users, whose settings may ask for more.
    return compile(folder, {
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      noImplicitReturns: true,
      noFallthroughCasesInSwitch: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
    });
  });
}

const suite = fileURLToPath(new URL('../../../../../shared/wit-conformance/ui', import.meta.url));
const cases = suiteCases();
const title = cases === undefined ? ' (skipped: ../shared/wit-conformance is absent)' : '';

/** wasm-tools does not come to an end with the type of a component for this one. */
const ENDLESS = 'stress-export-elaborate';

/** Components that have the type of each world and nothing in it, as far as wasm-tools makes them. */
function components(name: string, resolve: Resolve): [folder: string, bytes: Uint8Array][] {
  const folder = join(suite, name);
  const path = existsSync(folder) ? folder : `${folder}.wit`;
  return resolve.worlds.flatMap((world, index): [string, Uint8Array][] => {
    const owner = resolve.packages[world.package]?.name;
    const full = owner === undefined ? world.name : qualifiedName(owner, world.name);
    try {
      const embedded = tools.componentEmbed({ wit: { path }, world: full });
      return [[`${name}-${index}`, tools.componentNew(embedded)]];
    } catch (error) {
      // Features that have to be named, and what cannot be written as a component.
      if (error instanceof WasmToolsError) return [];
      throw error;
    }
  });
}

describe.skipIf(cases === undefined)(`bindings of the suite's worlds${title}`, () => {
  test('compile under --strict', async () => {
    const made = (cases ?? [])
      .filter(({ name }) => name !== ENDLESS)
      .flatMap(({ name, resolve }) => components(name, resolve));
    expect(made.length).toBeGreaterThan(70);
    const files: GeneratedFile[] = [];
    for (const [folder, bytes] of made) files.push(...(await bindings(bytes, folder)));
    expect(errorsIn(files)).toEqual([]);
  }, 120_000);
});

test('bindings of the fixtures compile under --strict', async () => {
  const files: GeneratedFile[] = [];
  for (const name of built) files.push(...(await bindings(read(name), name)));
  // Some fixtures are built where their language is at hand only.
  expect(files.length).toBeGreaterThan(80);
  expect(errorsIn(files)).toEqual([]);
}, 120_000);

test('preview2-shim is what components ask for, and something else is not', async () => {
  const use = `import { WASIShim } from '@bytecodealliance/preview2-shim/instantiation';
import { instantiate as processor, type Imports } from './processor/app.js';
import { instantiate as python } from './python/app.js';
declare const load: (path: string) => Promise<WebAssembly.Module>;
const wasi = new WASIShim().getImportObject();
await processor(load, wasi);
export const imports: Imports = { ...wasi };
await python(load, wasi);
// @ts-expect-error poll gives numbers
await processor(load, { ...wasi, 'wasi:io/poll': { ...wasi['wasi:io/poll'], poll: () => 'none' } });
// @ts-expect-error there is no such class
await processor(load, { ...wasi, 'wasi:io/poll': { poll: wasi['wasi:io/poll'].poll } });
// @ts-expect-error WASI is missing
await processor(load, {});
`;
  const names = built.includes('processor-python')
    ? ['processor', 'processor-python']
    : ['processor'];
  const files: GeneratedFile[] = [];
  for (const name of names)
    files.push(...(await bindings(read(name), name.replace('processor-', ''))));
  const script = names.length === 2 ? use : use.replaceAll(/^.*python.*$/gm, '');
  inTemporaryFolder((folder) => {
    writeTree(folder, [...files, { path: 'use.ts', content: script }]);
    writeRuntime(folder);
    const shim = new URL('../../..', import.meta.resolve('@bytecodealliance/preview2-shim'));
    symlinkSync(fileURLToPath(shim), join(folder, 'node_modules', '@bytecodealliance'));
    expect(compile(folder, { skipLibCheck: true })).toEqual([]);
  });
});
