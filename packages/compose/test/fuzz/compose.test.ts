/**
 * Compositions of damaged components are refused with clear errors, or give a valid component: never an exception, never a
 * hang, never an invalid component.
 *
 * `FUZZ_CASES` sets how many are tried (`npm run fuzz` tries 50,000) and `FUZZ_SEED` which. With `FUZZ_WASM_TOOLS`, the
 * path of a `wasm-tools` program, every result is held against it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ComponentNode,
  type Definition,
  readComponent,
  validateComponent,
} from '@wit-ts/component';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { describe, expect, it } from 'vitest';
import {
  interestingRanges,
  mutate,
  Random,
  type Sample,
} from '../../../component/test/fuzz/mutate.js';
import { type ComposeInput, type ComposeOptions, compose } from '../../src/index.js';

const cases = Number(process.env['FUZZ_CASES'] ?? 500);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const oracle = process.env['FUZZ_WASM_TOOLS'];
/** Much longer than any of these small files can take the processor, in microseconds. */
const SLOW = 3_000_000;

/** Components that go together. */
interface Composable {
  name: string;
  inputs: (ComposeInput & { sample: Sample })[];
  options: ComposeOptions;
}

const folder = fileURLToPath(new URL('../cases', import.meta.url));

function bytesOf(tools: WasmTools, file: string, text: string): Uint8Array | undefined {
  if (file.endsWith('.package.wit')) return undefined;
  if (file.endsWith('.wit')) {
    return tools.componentNew(tools.componentEmbed({ wit: { text } }));
  }
  return file.endsWith('.wat') ? tools.parse(text) : undefined;
}

function composable(tools: WasmTools, name: string): Composable {
  const inputs: Composable['inputs'] = [];
  for (const file of readdirSync(path.join(folder, name)).toSorted()) {
    const text = readFileSync(path.join(folder, name, file), 'utf8');
    const bytes = bytesOf(tools, file, text);
    const component = bytes && readComponent(bytes, { name: file }).component;
    if (bytes === undefined || component === undefined) continue;
    const [own = ''] = file.split('.');
    const sample = { name: file, bytes, interesting: interestingRanges(component) };
    inputs.push({ name: own, path: `${own}.wasm`, bytes, sample });
  }
  const options = path.join(folder, name, 'options.json');
  return {
    name,
    inputs,
    options: existsSync(options)
      ? (JSON.parse(readFileSync(options, 'utf8')) as ComposeOptions)
      : {},
  };
}

/** Damages one of the components, or several, all of them now and then. */
function damaged({ inputs }: Composable, random: Random): ComposeInput[] {
  const chosen = random.below(inputs.length);
  const all = random.below(10) === 0;
  return inputs.map(({ name, path: file, bytes, sample }, index) => {
    const hit = all || index === chosen || random.below(8) === 0;
    const usable = sample.interesting.some(({ start, end }) => end > start);
    return { name, path: file, bytes: hit && usable ? mutate(sample, random) : bytes };
  });
}

/** Core modules are the engine's business: whether it accepts all of them. */
function coreModulesAreValid(node: ComponentNode): boolean {
  return node.definitions.every((definition: Definition) => {
    if (definition.kind === 'component') return coreModulesAreValid(definition.component);
    if (definition.kind !== 'core-module') return true;
    return WebAssembly.validate(node.bytes.slice(definition.start, definition.end));
  });
}

/** What is wrong with what compose says of these inputs. */
function complaints(
  inputs: ComposeInput[],
  options: ComposeOptions,
  tools: WasmTools | undefined,
): { found: string[]; composed: boolean } {
  const found: string[] = [];
  const started = process.cpuUsage();
  const { bytes, diagnostics } = compose(inputs, { ...options, validate: true });
  // Without the check as well it must not break down.
  compose(inputs, options);
  const { user, system } = process.cpuUsage(started);
  if (user + system > SLOW) found.push('slow');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  for (const { code, message, help } of diagnostics) {
    const text = `${message} ${help ?? ''}`;
    if (!/^(?:CMP|LNK)\d{4}$/.test(code) || /undefined|NaN|\[object/.test(text)) {
      found.push(`not clear: ${code} ${text}`);
    }
    if (code === 'LNK0009') found.push(message);
  }
  if (bytes === undefined) {
    if (errors.length === 0) found.push('neither a component nor an error');
    return { found, composed: false };
  }
  if (errors.length > 0) found.push(`a component, and an error: ${errors[0]?.message}`);
  const { component } = readComponent(bytes, { name: 'app.wasm' });
  if (component === undefined) found.push('the result cannot be read');
  else {
    for (const { message } of validateComponent(component)) found.push(`invalid: ${message}`);
    if (tools !== undefined && coreModulesAreValid(component)) {
      const { ok, message } = tools.validate(bytes);
      if (!ok) found.push(`wasm-tools refuses it: ${message}`);
    }
  }
  return { found, composed: true };
}

describe('compositions of damaged components', () => {
  it(`are refused clearly or are valid (${cases} of them)`, { timeout: 0 }, async () => {
    const module = await loadWasmTools({ use: 'off' });
    const corpus = readdirSync(folder)
      .map((name) => composable(module, name))
      .filter(({ inputs }) => inputs.length > 1);
    const tools = oracle === undefined ? undefined : await loadWasmTools({ use: oracle });
    const wrong: string[] = [];
    let composed = 0;
    for (let i = 0; i < cases; i++) {
      const random = new Random(seed * 1_000_003 + i);
      const set = random.pick(corpus);
      const inputs = damaged(set, random);
      const label = `case ${i} of seed ${seed}, from ${set.name}`;
      try {
        const result = complaints(inputs, set.options, tools);
        if (result.composed) composed++;
        for (const complaint of result.found) wrong.push(`${label}: ${complaint}`);
      } catch (error) {
        wrong.push(`${label}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
      }
    }
    expect(wrong).toEqual([]);
    // Small changes often leave components valid, so both answers must occur.
    expect(composed).toBeGreaterThan(cases / 100);
    expect(composed).toBeLessThan(cases * 0.8);
  });
});
