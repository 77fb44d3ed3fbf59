/**
 * Damaged components are refused with one clear error, or are valid: never an exception, never a hang.
 *
 * `FUZZ_CASES` sets how many are tried (`npm run fuzz` tries 50,000) and `FUZZ_SEED` which. With `FUZZ_WASM_TOOLS`, the
 * path of a `wasm-tools` program, what is called valid is held against it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { describe, expect, it } from 'vitest';
import {
  type ComponentNode,
  type Definition,
  readComponent,
  typeOfComponent,
  validateComponent,
  writeComponent,
} from '../../src/index.js';
import { suiteComponents, suiteScripts } from '../support/suite.js';
import { interestingRanges, mutate, Random, type Sample } from './mutate.js';

const cases = Number(process.env['FUZZ_CASES'] ?? 1500);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const oracle = process.env['FUZZ_WASM_TOOLS'];
/** Much longer than any of these small files can take the processor, in microseconds. */
const SLOW = 2_000_000;

function samples(): Sample[] {
  const golden = fileURLToPath(new URL('../wit/golden', import.meta.url));
  const files = readdirSync(golden).map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(`${golden}/${name}/input.wasm`)),
  }));
  const suite = suiteScripts()
    .flatMap(suiteComponents)
    .flatMap(({ place, bytes }) => (bytes === undefined ? [] : [{ name: place, bytes }]));
  return [...files, ...suite].flatMap(({ name, bytes }) => {
    if (bytes.length > 20_000) return [];
    const { component } = readComponent(bytes, { name });
    if (component === undefined) return [];
    const interesting = interestingRanges(component);
    return interesting.length === 0 ? [] : [{ name, bytes, interesting }];
  });
}

/** Core modules are the engine's business: whether it accepts all of them. */
function coreModulesAreValid(node: ComponentNode): boolean {
  const valid = (definition: Definition): boolean => {
    if (definition.kind === 'component') return coreModulesAreValid(definition.component);
    if (definition.kind !== 'core-module') return true;
    return WebAssembly.validate(node.bytes.slice(definition.start, definition.end));
  };
  return node.definitions.every(valid);
}

describe('damaged components', () => {
  it(`are refused clearly or are valid (${cases} of them)`, { timeout: 0 }, async () => {
    const corpus = samples();
    const tools = oracle === undefined ? undefined : await loadWasmTools({ use: oracle });
    let valid = 0;
    const wrong: string[] = [];
    for (let i = 0; i < cases; i++) {
      const random = new Random(seed * 1_000_003 + i);
      const sample = random.pick(corpus);
      const bytes = mutate(sample, random);
      const label = `case ${i} of seed ${seed}, from ${sample.name}`;
      const started = process.cpuUsage();
      const { component, diagnostics } = readComponent(bytes, { name: 'fuzz.wasm' });
      const mistakes = component === undefined ? diagnostics : validateComponent(component);
      if (component !== undefined) {
        const again = readComponent(writeComponent(component), { name: 'fuzz.wasm' }).component;
        if (again === undefined) wrong.push(`${label}: not read after writing`);
        const { type } = typeOfComponent(component);
        if (mistakes.length === 0 && type === undefined) wrong.push(`${label}: valid, but no type`);
      }
      const { user, system } = process.cpuUsage(started);
      if (user + system > SLOW) wrong.push(`${label}: slow`);
      if (mistakes.length > 0) {
        if (!isClear(mistakes[0]?.message)) wrong.push(`${label}: ${mistakes[0]?.message}`);
        continue;
      }
      valid++;
      if (tools === undefined || component === undefined || !coreModulesAreValid(component))
        continue;
      const result = tools.validate(bytes);
      if (!result.ok) wrong.push(`${label}: wasm-tools refuses it: ${result.message}`);
    }
    expect(wrong).toEqual([]);
    // Small changes often leave a component valid, so both answers must occur.
    expect(valid).toBeGreaterThan(cases / 100);
    expect(valid).toBeLessThan(cases / 2);
  });
});

/** A sentence without words that only programmers know. */
function isClear(message: string | undefined): boolean {
  return message !== undefined && message.length > 10 && !/undefined|NaN|\[object/.test(message);
}
