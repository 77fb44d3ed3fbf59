import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { componentToWit, readComponent, validateComponent } from '@wit-ts/component';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bindingsOf } from '../../../../test/reference/bindings.js';
import { generateHost, worldOfComponent } from '../../src/host/index.js';
import type { Plan } from '../../src/host/plan/model.js';
import { PlanError } from '../../src/host/plan/plan-error.js';
import { planComponent } from '../../src/host/plan/planner.js';

const tools = await loadWasmTools({ use: 'off' });

function bytesOf(text: string): Uint8Array {
  return tools.parse(text);
}

function planOf(text: string): Plan {
  const { component } = readComponent(bytesOf(text), { name: 'test.wat' });
  if (component === undefined) throw new Error('the component cannot be read');
  return planComponent(component).plan;
}

const benchmark = fileURLToPath(new URL('../../bench/calls.wat', import.meta.url));

describe('the plan of a component', () => {
  test('has equal core modules once', () => {
    const { modules, steps } = planOf(`(component
      (core module (func (export "f")))
      (core module (func (export "f")))
      (core module (func (export "g")))
      (core instance (instantiate 0))
      (core instance (instantiate 1))
      (core instance (instantiate 2)))`);
    expect(modules).toHaveLength(2);
    const made = steps.flatMap((step) => (step.kind === 'instantiate' ? [step.module] : []));
    expect(made).toEqual([0, 0, 1]);
  });

  test('makes a nested component as often as it is instantiated', () => {
    const { instances, steps } = planOf(`(component
      (component $c (core module $m) (core instance (instantiate $m)))
      (component $d
        (component $inner (core module $m) (core instance (instantiate $m)))
        (instance (instantiate $inner))
        (instance (instantiate $inner)))
      (instance (instantiate $c))
      (instance (instantiate $d)))`);
    expect(instances.map(({ parent }) => parent)).toEqual([undefined, 0, 0, 2, 2]);
    expect(steps.filter(({ kind }) => kind === 'instantiate')).toHaveLength(3);
  });

  test('makes equal types one, and resources new ones for each instance', () => {
    const { resources, exports } = planOf(`(component
      (component $c (type $r' (resource (rep i32))) (export $r "r" (type $r')))
      (instance $a (instantiate $c))
      (instance $b (instantiate $c))
      (export "a:b/one" (instance $a))
      (export "a:b/two" (instance $b)))`);
    expect(resources.map(({ kind }) => kind)).toEqual(['guest', 'guest']);
    const found = [...exports.values()].map((item) =>
      item.kind === 'instance' ? item.exports.get('r') : undefined,
    );
    expect(found).toEqual([
      { kind: 'resource', resource: 0 },
      { kind: 'resource', resource: 1 },
    ]);
  });

  test('of components that instantiate each other again and again is refused', () => {
    let text = '(component $c0 (core module $m))';
    for (let level = 1; level <= 12; level += 1)
      text = `(component $c${level} ${text} (instance (instantiate $c${level - 1})) (instance (instantiate $c${level - 1})))`;
    expect(() => planOf(text)).toThrow(PlanError);
    expect(() => planOf(text)).toThrow(/more than 2000 component instances/);
  });

  test('of a component that imports a core module is refused by name', () => {
    expect(() => planOf('(component (import "m" (core module)))')).toThrow(
      'the component imports m, a core-module, which a host written in JavaScript cannot give',
    );
  });
});

/** What is said of a component that bindings cannot be made for. */
async function refusal(text: string): Promise<string[]> {
  const bytes = bytesOf(text);
  const wit = worldOfComponent(bytes, 'test.wat');
  if (!wit.ok) return wit.diagnostics.map(({ code, message }) => `${code}: ${message}`);
  const { resolve, world } = wit;
  const { files, diagnostics } = await generateHost({
    resolve,
    world,
    component: bytes,
    name: 'test',
    lang: 'js',
  });
  expect(files).toEqual([]);
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

/** A component with an export of a type, whose core function has this signature and body. */
const exporting = (core: string, type: string): string => `(component
  (core module $m
    (memory (export "m") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 0)
    (func (export "f") ${core}))
  (core instance $i (instantiate $m))
  (type $f (func ${type}))
  (func (export "take-all") (type $f)
    (canon lift (core func $i "f") (memory $i "m") (realloc (func $i "realloc")))))`;

describe('what cannot be done', () => {
  test('an asynchronous export is refused by name', async () => {
    const text = `(component
      (core func $return (canon task.return (result u32)))
      (core module $m (func (export "f") (result i32) i32.const 0) (func (export "cb") (param i32 i32 i32) (result i32) i32.const 0))
      (core instance $i (instantiate $m))
      (func (export "wait-a-while") async (result u32) (canon lift (core func $i "f") async (callback (core func $i "cb")))))`;
    expect(await refusal(text)).toEqual([
      'HOST0004: the export wait-a-while is asynchronous, which bindings cannot call yet',
    ]);
  });

  test('an export that passes what needs the asynchronous ABI is refused by name', async () => {
    const said = [
      'HOST0004: the export take-all takes or gives a stream, a future or an error-context, which bindings cannot pass yet',
    ];
    const list = exporting('(param i32 i32)', '(param "x" (list error-context))');
    expect(await refusal(list)).toEqual(said);
    expect(await refusal(exporting('(param i32)', '(param "x" (stream u8))'))).toEqual(said);
    expect(await refusal(exporting('(result i32) i32.const 0', '(result (future u8))'))).toEqual(
      said,
    );
  });

  test('a memory with 64-bit addresses is refused by name where functions use it', async () => {
    const lifted = `(component
      (core module $m (memory (export "big") i64 1) (func (export "f") (param i64 i64)))
      (core module $n (import "" "m" (memory i64 1)) (export "again" (memory 0)))
      (core instance $m (instantiate $m))
      (core instance $n (instantiate $n (with "" (instance (export "m" (memory $m "big"))))))
      (func (export "f") (param "text" string)
        (canon lift (core func $m "f") (memory $n "again") (realloc (func $m "r")))))`;
    const text = lifted.replace(
      '(func (export "f")',
      '(func (export "r") (param i64 i64 i64 i64) (result i64) i64.const 0) (func (export "f")',
    );
    expect(await refusal(text)).toEqual([
      'HOST0002: the memory again of a core module has 64-bit addresses, which bindings cannot follow',
    ]);
    const unused = bytesOf(`(component
      (core module $m (memory i64 1) (func (export "f") (result i32) i32.const 1))
      (core instance $m (instantiate $m))
      (func (export "f") (result u32) (canon lift (core func $m "f"))))`);
    await expect(bindingsOf(unused, 'unused')).resolves.toBeDefined();
  });

  test('an import that is exported as it is, is called without the component', async () => {
    const bytes = bytesOf(
      '(component (import "f" (func $f (param "a" u32) (result string))) (export "g" (func $f)))',
    );
    const { instantiate } = await bindingsOf(bytes, 'handed-on');
    const exports = instantiate({ f: (a: number) => `${a}` });
    expect((exports['g'] as (a: number) => string)(7)).toBe('7');
  });

  test('nothing that is valid makes the generator fail', async () => {
    const original = bytesOf(readFileSync(benchmark, 'utf8'));
    let valid = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(original.length - 1),
        fc.integer({ min: 0, max: 255 }),
        async (at, value) => {
          const bytes = original.slice();
          bytes[at] = value;
          const { component } = readComponent(bytes, { name: 'test.wasm' });
          if (component === undefined) return;
          if (validateComponent(component).some(({ severity }) => severity === 'error')) return;
          const wit = componentToWit(bytes, { name: 'test.wasm' });
          if (!wit.ok) return;
          valid += 1;
          const { resolve, world = 0 } = wit;
          await generateHost({ resolve, world, component: bytes, name: 'test', lang: 'js' });
        },
      ),
      { numRuns: 400 },
    );
    expect(valid).toBeGreaterThan(0);
  });
});
