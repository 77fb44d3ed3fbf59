import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { componentToWit } from '@wit-ts/component';
import { type WasmTools, loadWasmTools } from '@wit-ts/wasm-tools';
import { printWit } from '@wit-ts/wit-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ComposeInput, type ComposeOptions, compose, planText } from '../src/index.js';

/**
 * Each case is a folder: `x.wit` is the world of a component `x`, which is made with a body that traps; `x.wat` is a component
 * as it stands. `expected.txt` says what composing all of them gives.
 */
const folder = fileURLToPath(new URL('./cases', import.meta.url));
let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

function load(dir: string): { inputs: ComposeInput[]; options: ComposeOptions } {
  const inputs: ComposeInput[] = [];
  let options: ComposeOptions = {};
  for (const file of readdirSync(dir).toSorted()) {
    const text = (): string => readFileSync(path.join(dir, file), 'utf8');
    const name = path.basename(file, path.extname(file));
    if (file.endsWith('.wit')) {
      const core = tools.componentEmbed({ wit: { text: text() } });
      inputs.push({ name, path: `${name}.wasm`, bytes: tools.componentNew(core) });
    } else if (file.endsWith('.wat')) {
      inputs.push({ name, path: `${name}.wasm`, bytes: tools.parse(text()) });
    } else if (file === 'options.json') {
      options = JSON.parse(text()) as ComposeOptions;
    }
  }
  return { inputs, options };
}

function describeResult(inputs: ComposeInput[], options: ComposeOptions): string {
  const { bytes, plan, diagnostics } = compose(inputs, options);
  const lines: string[] = [];
  for (const { code, severity, message, help, related } of diagnostics) {
    lines.push(`${severity}[${code}]: ${message}`);
    for (const place of related ?? []) lines.push(`  ${place.span.file}: ${place.message}`);
    if (help !== undefined) lines.push(`  help: ${help}`);
  }
  if (plan !== undefined) lines.push('', planText(plan).trimEnd());
  if (bytes !== undefined) {
    const checked = tools.validate(bytes);
    expect(checked.message ?? 'valid').toBe('valid');
    const decoded = componentToWit(bytes, { name: 'app.wasm' });
    if ('resolve' in decoded && decoded.resolve !== undefined) {
      lines.push('', printWit(decoded.resolve, decoded.package).trimEnd());
    }
  }
  return `${lines.join('\n').trim()}\n`;
}

describe('compositions', () => {
  for (const name of readdirSync(folder)) {
    it(name, () => {
      const dir = path.join(folder, name);
      const { inputs, options } = load(dir);
      const actual = describeResult(inputs, options);
      const expectedFile = path.join(dir, 'expected.txt');
      if (process.env['UPDATE_GOLDEN'] === '1') {
        writeFileSync(expectedFile, actual);
      }
      expect(actual).toBe(readFileSync(expectedFile, 'utf8'));
      const reversed = compose(inputs.toReversed(), options);
      expect(reversed.bytes).toEqual(compose(inputs, options).bytes);
    });
  }
});
