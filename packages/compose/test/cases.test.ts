import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { componentToWit, encodeWit } from '@wit-ts/component';
import { type WasmTools, loadWasmTools } from '@wit-ts/wasm-tools';
import { printWit, renderDiagnostics, resolveSources, SourceSet } from '@wit-ts/wit-parser';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ComposeInput,
  type ComposeOptions,
  compose,
  planText,
  sizeReport,
} from '../src/index.js';

/**
 * Each case is a folder: `x.wit` is the world of a component `x`, which is made with a body that traps; `x.wat` is a component
 * or core module as it stands; `x.package.wit` a WIT package in binary form; `x.bin` any bytes. `options.json` are the
 * options, `expected.txt` says what composing all of them gives.
 */
const folder = fileURLToPath(new URL('./cases', import.meta.url));
let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

function bytesOf(file: string, text: string): Uint8Array | undefined {
  if (file.endsWith('.package.wit')) {
    const { resolve, package: id } = resolveSources([{ path: file, text }]);
    if (id === undefined) throw new Error(`${file} is no package`);
    return encodeWit(resolve, id);
  }
  if (file.endsWith('.wit')) {
    return tools.componentNew(tools.componentEmbed({ wit: { text } }));
  }
  if (file.endsWith('.wat')) return tools.parse(text);
  return undefined;
}

function load(dir: string): { inputs: ComposeInput[]; options: ComposeOptions } {
  const inputs: ComposeInput[] = [];
  const options = path.join(dir, 'options.json');
  for (const file of readdirSync(dir).toSorted()) {
    const [name = ''] = file.split('.');
    const content = readFileSync(path.join(dir, file));
    const bytes = file.endsWith('.bin') ? content : bytesOf(file, content.toString('utf8'));
    if (bytes !== undefined) inputs.push({ name, path: `${name}.wasm`, bytes });
  }
  return {
    inputs,
    options: existsSync(options)
      ? (JSON.parse(readFileSync(options, 'utf8')) as ComposeOptions)
      : {},
  };
}

/** As the command prints it. */
function describeResult(result: ReturnType<typeof compose>): string {
  const { bytes, plan, components = [], diagnostics } = result;
  const parts = [renderDiagnostics(diagnostics, new SourceSet())];
  if (plan !== undefined) parts.push(planText(plan).trimEnd());
  if (bytes !== undefined) {
    const checked = tools.validate(bytes);
    expect(checked.message ?? 'valid').toBe('valid');
    const report = sizeReport(bytes, components);
    const counted = [...report.inputs, ...report.added].reduce((sum, one) => sum + one.bytes, 0);
    expect({ counted, size: report.size }).toEqual({ counted: bytes.length, size: bytes.length });
    expect(report.inputs.flatMap((input) => input.components).toSorted()).toEqual(
      components.map(({ name }) => name).toSorted(),
    );
    const decoded = componentToWit(bytes, { name: 'app.wasm' });
    if (decoded.ok) parts.push(printWit(decoded.resolve, decoded.package).trimEnd());
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((first, index) =>
    permutations(list.toSpliced(index, 1)).map((rest) => [first, ...rest]),
  );
}

describe('compositions', () => {
  for (const name of readdirSync(folder)) {
    it(name, () => {
      const dir = path.join(folder, name);
      const { inputs, options } = load(dir);
      const result = compose(inputs, options);
      const actual = describeResult(result);
      const expectedFile = path.join(dir, 'expected.txt');
      if (process.env['UPDATE_GOLDEN'] === '1') {
        writeFileSync(expectedFile, actual);
      }
      expect(actual).toBe(readFileSync(expectedFile, 'utf8'));

      // What is checked, and when it is evaluated, makes no difference for what is written.
      const checked = compose(inputs, { ...options, validate: true });
      if (checked.bytes !== undefined && result.bytes !== undefined) {
        expect(Buffer.compare(checked.bytes, result.bytes)).toBe(0);
      }

      const sameInAnyOrder = (order: ComposeInput[]): void => {
        const other = compose(order, options);
        expect(Buffer.compare(other.bytes ?? NONE, result.bytes ?? NONE)).toBe(0);
        expect(other.plan).toEqual(result.plan);
        expect(other.diagnostics).toEqual(result.diagnostics);
      };
      if (inputs.length <= 4) permutations(inputs).forEach(sameInAnyOrder);
      else {
        const orders = fc.shuffledSubarray(inputs, { minLength: inputs.length });
        fc.assert(fc.property(orders, sameInAnyOrder), { numRuns: 20 });
      }
    });
  }
});

const NONE = new Uint8Array();
