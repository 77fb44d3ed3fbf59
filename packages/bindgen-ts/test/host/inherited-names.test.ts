/** Names that every object inherits something of: fields, flags and functions called `constructor`, `to-string`, `value-of`. */
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { describe, expect, test } from 'vitest';
import { bindingsOf } from '../../../../test/reference/bindings.js';

const tools = await loadWasmTools({ use: 'off' });

interface Names {
  constructor?: number;
  toString?: number;
  valueOf?: boolean;
}

interface Marks {
  constructor?: boolean;
  toString?: boolean;
  plain?: boolean;
}

/** TypeScript takes what every object inherits for a member. */
const nothing = {} as unknown as Names & Marks;

interface Api {
  /** The core values of a record as they arrive. */
  take(names: Names): number[];
  /** The first bytes of a list of such records in memory. */
  takeAll(list: Names[]): Uint8Array;
  bits(marks: Marks): number;
  flags(bits: number): Marks;
  give(): Names;
  /** Of a variant whose payload is an option: whether it is there. */
  hasPayload(value: { tag: 'constructor'; val?: number } | { tag: 'other' }): number;
}

const component = tools.parse(`(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 1024)
    (func (export "take") (param i32 i32 i32 i32 i32) (result i32)
      (i32.store (i32.const 0) (local.get 0))
      (i32.store (i32.const 4) (local.get 1))
      (i32.store (i32.const 8) (local.get 2))
      (i32.store (i32.const 12) (local.get 3))
      (i32.store (i32.const 16) (local.get 4))
      i32.const 0)
    (func (export "take-all") (param i32 i32) (result i32)
      (i32.store (i32.const 0) (local.get 0))
      (i32.store (i32.const 4) (i32.mul (local.get 1) (i32.const 20)))
      i32.const 0)
    (func (export "same") (param i32) (result i32) local.get 0)
    (func (export "has-payload") (param i32 i32 i32) (result i32) local.get 1)
    (func (export "give") (result i32)
      (i64.store (i32.const 64) (i64.const 0))
      (i64.store (i32.const 72) (i64.const 1))
      (i32.store (i32.const 76) (i32.const 7))
      (i32.store (i32.const 80) (i32.const 0))
      i32.const 64))
  (core instance $m (instantiate $m))
  (type $names' (record
    (field "constructor" (option u32)) (field "to-string" (option u32)) (field "value-of" bool)))
  (export $names "names" (type $names'))
  (type $marks' (flags "constructor" "to-string" "plain"))
  (export $marks "marks" (type $marks'))
  (type $choice' (variant (case "constructor" (option u32)) (case "other")))
  (export $choice "choice" (type $choice'))
  (func (export "take") (param "names" $names) (result (tuple u32 u32 u32 u32 u32))
    (canon lift (core func $m "take") (memory $m "memory")))
  (func (export "take-all") (param "list" (list $names)) (result (list u8))
    (canon lift (core func $m "take-all") (memory $m "memory") (realloc (func $m "realloc"))))
  (func (export "bits") (param "marks" $marks) (result u32) (canon lift (core func $m "same")))
  (func (export "flags") (param "bits" u32) (result $marks) (canon lift (core func $m "same")))
  (func (export "has-payload") (param "value" $choice) (result u32)
    (canon lift (core func $m "has-payload")))
  (func (export "give") (result $names)
    (canon lift (core func $m "give") (memory $m "memory"))))`);

async function api(): Promise<Api> {
  const bindings = await bindingsOf(component, 'names');
  return bindings.instantiate() as unknown as Api;
}

describe('fields with names that every object inherits', () => {
  test('are none where they are left out', async () => {
    const { take } = await api();
    expect(take(nothing)).toEqual([0, 0, 0, 0, 0]);
    expect(take(Object.create(null) as Names)).toEqual([0, 0, 0, 0, 0]);
    expect(take(Object.create({}) as Names)).toEqual([0, 0, 0, 0, 0]);
  });

  test('are passed where they are given', async () => {
    const { take } = await api();
    const given = { constructor: 3, toString: 4, valueOf: true };
    expect(take(given as unknown as Names)).toEqual([1, 3, 1, 4, 1]);
    expect(take({ toString: 0 } as unknown as Names)).toEqual([0, 0, 1, 0, 0]);
  });

  test('are the same in memory', async () => {
    const { takeAll } = await api();
    const bytes = takeAll([nothing, { toString: 4 } as unknown as Names]).slice();
    expect([...new Uint32Array(bytes.buffer)]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 4, 0]);
  });

  test('are own properties of what a component gives', async () => {
    const { give } = await api();
    expect(Object.entries(give())).toEqual([
      ['constructor', undefined],
      ['toString', 7],
      ['valueOf', false],
    ]);
  });
});

test('flags with such names are off where they are left out', async () => {
  const { bits, flags } = await api();
  expect(bits(nothing)).toBe(0);
  expect(bits({ plain: true } as unknown as Marks)).toBe(4);
  expect(bits({ constructor: true, toString: false } as unknown as Marks)).toBe(1);
  expect(Object.entries(flags(2))).toEqual([
    ['constructor', false],
    ['toString', true],
    ['plain', false],
  ]);
});

test('cases with such names have a payload only where it is given', async () => {
  const { hasPayload } = await api();
  expect(hasPayload({ tag: 'constructor' })).toBe(0);
  expect(hasPayload({ tag: 'constructor', val: 1 })).toBe(1);
  expect(hasPayload({ tag: 'other' })).toBe(0);
  expect(() => hasPayload({ tag: 'toString' } as never)).toThrow(/expected an object with tag/);
});

test('functions with such names have to be given by the host', async () => {
  const bytes = tools.parse(`(component
    (import "a:b/c" (instance $c
      (export "to-string" (func (result u32))) (export "constructor" (func (result u32)))))
    (core func $a (canon lower (func $c "to-string")))
    (core func $b (canon lower (func $c "constructor")))
    (core module $m
      (import "" "a" (func (result i32))) (import "" "b" (func (result i32)))
      (func (export "sum") (result i32) (i32.add (call 0) (call 1))))
    (core instance $m (instantiate $m (with "" (instance
      (export "a" (func $a)) (export "b" (func $b))))))
    (func (export "sum") (result u32) (canon lift (core func $m "sum"))))`);
  const bindings = await bindingsOf(bytes, 'host');
  const make = (given: object): unknown => bindings.instantiate({ 'a:b/c': given });
  expect(() => make({})).toThrow('import "a:b/c": expected a function "toString", got undefined');
  expect(() => make({ toString: () => 1 })).toThrow('expected a function "constructor"');
  expect(() => make(Object.create({}) as object)).toThrow('expected a function "toString"');
  const { sum } = make({ toString: () => 1, constructor: () => 2 }) as { sum(): number };
  expect(sum()).toBe(3);
});

test('core modules may import and export `__proto__`', async () => {
  const bytes = tools.parse(`(component
    (core module $a (func (export "__proto__") (result i32) i32.const 7))
    (core instance $a (instantiate $a))
    (core module $b
      (import "__proto__" "__proto__" (func (result i32)))
      (func (export "constructor") (result i32) (call 0)))
    (core instance $b (instantiate $b (with "__proto__" (instance
      (export "__proto__" (func $a "__proto__"))))))
    (func (export "seven") (result u32) (canon lift (core func $b "constructor"))))`);
  const { seven } = (await bindingsOf(bytes, 'proto')).instantiate() as { seven(): number };
  expect(seven()).toBe(7);
});

test('exports may be called what the parameters of built-ins are called', async () => {
  const bytes = tools.parse(`(component
    (type $r (resource (rep i32)))
    (core func $new (canon resource.new $r))
    (core func $rep (canon resource.rep $r))
    (core func $drop (canon resource.drop $r))
    (core module $m
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "f") (param i32) (result i32)
        (local $handle i32)
        (local.set $handle (call $new (local.get 0)))
        (local.set 0 (call $rep (local.get $handle)))
        (call $drop (local.get $handle))
        (local.get 0)))
    (core instance $m (instantiate $m (with "" (instance
      (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))))))
    (func $f (param "x" u32) (result u32) (canon lift (core func $m "f")))
    (export "rep" (func $f))
    (export "handle" (func $f))
    (export "value" (func $f)))`);
  const exports = (await bindingsOf(bytes, 'built-ins')).instantiate();
  for (const name of ['rep', 'handle', 'value'])
    expect((exports[name] as (x: number) => number)(7)).toBe(7);
});
