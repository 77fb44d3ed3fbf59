import { describe, expect, it } from 'vitest';
import { fromJson, mergeResolve, printWit, toJson, type Resolve } from '../../src/index.js';
import { itemsOf, modelOf, worldId } from '../support/model.js';

const SHARED = `
package my:shared@1.0.0 {
  interface types { record r { a: u8 } resource res { m: func(x: r) -> res; } }
}`;

function packageText(resolve: Resolve, name: string): string {
  const id = resolve.packages.findIndex((pkg) => pkg.name.name === name);
  return printWit(resolve, id, { nested: [] });
}

function merged(into: string, from: string): Resolve {
  const { resolve } = modelOf(into);
  const other = modelOf(from).resolve;
  const before = toJson(other);
  expect(mergeResolve(resolve, other).diagnostics).toEqual([]);
  expect(toJson(other)).toBe(before);
  // All ids lead somewhere, and the model reads as well as before.
  expect(toJson(fromJson(toJson(resolve)))).toBe(toJson(resolve));
  return resolve;
}

function world(items: string): string {
  return `package my:p; interface a {} interface b {} world w { ${items} }`;
}

function iface(items: string): string {
  return `package my:p; interface i { ${items} }`;
}

function since(version: string, item: string): string {
  return `package my:p@2.0.0; @since(version = ${version}) ${item}`;
}

describe('mergeResolve', () => {
  it('adds packages that only one model has, behind those of the other', () => {
    const resolve = merged(
      `package my:a; interface i { f: func(); }${SHARED}`,
      `package my:b; world w { import my:shared/types@1.0.0; }${SHARED}`,
    );
    expect(resolve.packages.map((pkg) => pkg.name.name)).toEqual(['a', 'shared', 'b']);
    expect(itemsOf(resolve, worldId(resolve, 'w')).imports).toEqual(['my:shared/types@1.0.0']);
  });

  it('maps every id of the other model', () => {
    const { resolve } = modelOf(`package my:a; interface i { type x = u8; f: func(); }${SHARED}`);
    const from =
      modelOf(`package my:b; interface j { use my:shared/types@1.0.0.{r}; g: func(x: r); }
      world w { import j; }${SHARED}`).resolve;
    const { remap } = mergeResolve(resolve, from);
    for (const [id, old] of from.interfaces.entries()) {
      expect(resolve.interfaces[remap?.interfaces[id] ?? -1]?.name).toBe(old.name);
    }
    for (const [id, type] of from.types.entries()) {
      expect(resolve.types[remap?.types[id] ?? -1]?.name).toBe(type.name);
    }
    for (const [id, pkg] of from.packages.entries()) {
      expect(resolve.packages[remap?.packages[id] ?? -1]?.name).toEqual(pkg.name);
    }
    expect(remap?.worlds.map((id) => resolve.worlds[id]?.name)).toEqual(['w']);
  });

  it('unites the interfaces of a package, and their types and functions', () => {
    const into = `package my:p;
interface both { type a = u8; f: func(x: a); resource r { m1: func(); } }
interface only-into { f: func(); }`;
    const from = `package my:p;
interface other { type t = u16; }
interface both { use other.{t}; type a = u8; f: func(x: a); g: func() -> list<t>; resource r { m2: func(x: borrow<r>) -> r; } }`;
    expect(packageText(merged(into, from), 'p')).toBe(`package my:p;

interface both {
  use other.{t};

  type a = u8;

  resource r {
    m1: func();
    m2: func(x: borrow<r>) -> r;
  }

  f: func(x: a);

  g: func() -> list<t>;
}

interface only-into {
  f: func();
}

interface other {
  type t = u16;
}

`);
  });

  it('completes worlds that need more than before', () => {
    const resolve = merged(
      'package my:p; interface i { f: func(); } world w { import i; }',
      `package my:p; interface i { use my:dep/d.{t}; } world v { }
       package my:dep { interface d { type t = u8; } }`,
    );
    expect(itemsOf(resolve, worldId(resolve, 'w')).imports).toEqual(['my:dep/d', 'my:p/i']);
  });

  it('takes over gates where one copy has none', () => {
    const gated =
      'package my:p@1.0.0; @since(version = 1.0.0) interface i { @since(version = 1.0.0) type t = u8; } @since(version = 1.0.0) world w { @since(version = 1.0.0) import i; }';
    const plain = gated.replaceAll('@since(version = 1.0.0)', '');
    expect(toJson(merged(plain, gated))).toBe(toJson(modelOf(gated).resolve));
    expect(toJson(merged(gated, plain))).toBe(toJson(modelOf(gated).resolve));
  });

  it('leaves out functions of features that are not wanted', () => {
    const from = modelOf(
      'package my:b; interface j { f: func(); @unstable(feature = x) g: func(); @unstable(feature = y) h: func(); }',
    );
    const { resolve } = modelOf('package my:a;');
    mergeResolve(resolve, from.resolve, { features: new Set(['y']) });
    expect([...(resolve.interfaces[0]?.functions.keys() ?? [])]).toEqual(['f', 'h']);
  });

  it('changes nothing but unused anonymous types when merged with itself', () => {
    const text = `package my:a; interface i { resource r { constructor(); } use my:shared/types@1.0.0.{r as s}; f: func(x: list<r>) -> option<s>; }
      world w { import i; export run: func(); import inner: interface { type t = u8; g: func(x: t); } import label: my:shared/types@1.0.0; }${SHARED}`;
    const { resolve, main } = modelOf(text);
    expect(printWit(merged(text, text), main)).toBe(printWit(resolve, main));
  });

  it.each([
    [world('import a;'), world(''), 'world `w`): their numbers of imports are 1 and 0'],
    [world('export a;'), world(''), 'world `w`): their numbers of exports are 1 and 0'],
    [world('import a;'), world('import b;'), 'import `my:p/b`): only one of them has it'],
    [
      world('import x: func();'),
      world('import x: interface {}'),
      'one is a interface, the other a function',
    ],
    [world('import x: a;'), world('import x: b;'), 'import `x`): they are different interfaces'],
    [
      iface('f: func();'),
      iface('f: async func();'),
      '(interface `i`, function `f`): only one of them is async',
    ],
    [iface('f: func();'), iface('f: func(a: u8);'), 'their numbers of parameters are 0 and 1'],
    [
      iface('f: func(b: u8);'),
      iface('f: func(a: u8);'),
      'a parameter is called `b` in one and `a` in the other',
    ],
    [
      iface('f: func(a: u8);'),
      iface('f: func(a: u16);'),
      'parameter `a`): one is `u8`, the other `u16`',
    ],
    [
      iface('f: func(a: u8);'),
      iface('f: func(a: list<u8>);'),
      'one is `u8`, the other a defined type',
    ],
    [iface('f: func() -> u8;'), iface('f: func();'), 'only one of them has a result'],
    [
      iface('f: func() -> u8;'),
      iface('f: func() -> bool;'),
      'the result): one is `u8`, the other `bool`',
    ],
    [
      iface('resource r { f: static func(self: borrow<r>); }'),
      iface('resource r { f: static func(self: borrow<r>); }').replace('static', 'static async'),
      'only one of them is async',
    ],
    [
      since('1.0.0', 'interface i {}'),
      since('1.1.0', 'interface i {}'),
      'one has @since(version = 1.0.0), the other @since(version = 1.1.0)',
    ],
    [since('1.0.0', 'world w {}'), since('1.1.0', 'world w {}'), 'world `w`): one has @since'],
  ])('refuses copies that do not fit and leaves the model as it was: %s', (into, from, message) => {
    const { resolve } = modelOf(into);
    const before = toJson(resolve);
    const { remap, diagnostics } = mergeResolve(resolve, modelOf(from).resolve);
    expect(remap).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['WIT0811']);
    expect(diagnostics[0]?.message).toContain(message);
    expect(toJson(resolve)).toBe(before);
  });

  it('refuses a union that a world cannot live with', () => {
    const { resolve } = modelOf(
      'package my:p; interface a { type t = u8; } interface b { type t = u8; } interface c { use a.{t}; } world w { export a; export c; }',
    );
    const from = modelOf(
      'package my:p; interface a { type t = u8; } interface b { use a.{t as u}; } interface c { use b.{u}; }',
    );
    const { diagnostics } = mergeResolve(resolve, from.resolve);
    expect(diagnostics.map(({ code }) => code)).toEqual(['WIT0813']);
    expect(diagnostics[0]?.message).toContain('would both export and import `my:p/a`');
    expect(diagnostics[0]?.help).toContain('my:p/b');
  });
});
