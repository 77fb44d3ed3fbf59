/** The component model's own tests as a scoreboard: every figure is exact, so that nothing can get lost unseen. */
import { describe, expect, it } from 'vitest';
import {
  type ComponentNode,
  readComponent,
  typeOfComponent,
  validateComponent,
  writeComponent,
} from '../src/index.js';
import { hasSuite, suiteComponents, suiteNote, suiteScripts } from './support/suite.js';

/** Whose mistakes are in the bodies of core functions, which V8 and wasm-tools check. */
const NOT_OURS = new Set(['validation/core-modules.wast:24']);

/** Groups in which all components that the suite calls invalid must be refused: 243 in all. */
const MUST_REFUSE = {
  'validation/instantiation.wast': 73,
  'validation/resources.wast': 46,
  'validation/external-visibility.wast': 40,
  'validation/kebab.wast': 30,
  'validation/outer-alias.wast': 22,
  'validation/attributes.wast': 21,
  'validation/extern-names.wast': 11,
};

/** The first mistake that is found, in reading or in checking. */
function verdict(bytes: Uint8Array): string | undefined {
  const { component, diagnostics } = readComponent(bytes, { name: 'suite.wasm' });
  if (component === undefined) return diagnostics[0]?.message ?? 'no reason is given';
  return validateComponent(component)[0]?.message;
}

/** A component without its places in the file. */
function shape(node: ComponentNode): string {
  const places = ['start', 'end', 'dataStart', 'dataEnd', 'contentStart', 'bytes', 'parent'];
  return JSON.stringify(node, (key, value: unknown) => {
    if (places.includes(key)) return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
}

describe.skipIf(!hasSuite)(`the component model's tests${suiteNote}`, () => {
  const components = suiteScripts().flatMap(suiteComponents);

  it('accepts every component that is valid', () => {
    const valid = components.filter((item) => item.valid && item.bytes !== undefined);
    const refused = valid.flatMap((item) => {
      const message = verdict(item.bytes ?? new Uint8Array());
      return message === undefined ? [] : [`${item.place}: ${message}`];
    });
    expect(refused).toEqual([]);
    expect(valid.length).toBeGreaterThanOrEqual(287);
  });

  it('types every component that is valid', () => {
    for (const item of components) {
      if (!item.valid || item.bytes === undefined) continue;
      const { component } = readComponent(item.bytes, { name: item.place });
      if (component === undefined) throw new Error(`${item.place} is not read`);
      expect(typeOfComponent(component).diagnostics, item.place).toEqual([]);
    }
  });

  it('refuses every component that is invalid', () => {
    const invalid = components.filter((item) => !item.valid && item.bytes !== undefined);
    const accepted = invalid.filter(
      (item) => !NOT_OURS.has(item.place) && verdict(item.bytes ?? new Uint8Array()) === undefined,
    );
    expect(accepted.map((item) => `${item.place}: ${item.message}`)).toEqual([]);
    expect(invalid.length - NOT_OURS.size).toBeGreaterThanOrEqual(449);
  });

  it.each(Object.entries(MUST_REFUSE))('refuses the %s invalid components', (script, count) => {
    const refused = suiteComponents(script).filter(
      (item) => !item.valid && item.bytes !== undefined && verdict(item.bytes) !== undefined,
    );
    expect(refused.length).toBe(count);
  });

  it('writes every component as it was read', () => {
    let same = 0;
    for (const item of components) {
      if (item.bytes === undefined) continue;
      const { component } = readComponent(item.bytes, { name: 'suite.wasm' });
      if (component === undefined) continue;
      const written = writeComponent(component);
      if (Buffer.compare(written, item.bytes) === 0) {
        same++;
        continue;
      }
      // Integers can be written in more bytes than they need.
      expect(written.length, item.place).toBeLessThan(item.bytes.length);
      const again = readComponent(written, { name: 'suite.wasm' }).component;
      if (again === undefined) throw new Error(`${item.place} is not read again`);
      expect(shape(again), item.place).toBe(shape(component));
    }
    expect(same).toBeGreaterThanOrEqual(665);
  });
});
