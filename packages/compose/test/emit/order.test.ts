/** What has to stand before what in a result, and which names it cannot hold together. */
import { readComponent, typeOfComponent, validateComponent } from '@wit-ts/component';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { compose, composeWac } from '../../src/index.js';

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

/** The names of imports and exports of a result that is valid. */
function namesOf(bytes: Uint8Array | undefined): { imports: string[]; exports: string[] } {
  if (bytes === undefined) throw new Error('no component');
  const { component } = readComponent(bytes, { name: 'app.wasm' });
  if (component === undefined) throw new Error('no component');
  expect(validateComponent(component)).toEqual([]);
  expect(tools.validate(bytes).message).toBeUndefined();
  const type = typeOfComponent(component).type;
  return { imports: [...(type?.imports.keys() ?? [])], exports: [...(type?.exports.keys() ?? [])] };
}

function composed(...texts: string[]): ReturnType<typeof compose> {
  return compose(
    texts.map((text, index) => ({
      name: `c${index}`,
      path: `c${index}.wasm`,
      bytes: tools.parse(text),
    })),
  );
}

function errorsOf({ diagnostics }: ReturnType<typeof compose>): string[] {
  return diagnostics.flatMap(({ code, severity, message }) =>
    severity === 'error' ? [`${code} ${message}`] : [],
  );
}

/** A core function for everything. */
const CORE = `(core module $m (func (export "f") (result i32) unreachable))
  (core instance $i (instantiate $m))`;

describe('resources of a world', () => {
  const WIT = `package a:b;
    world w {
      resource r { make: static func() -> u32; }
      export run: func();
    }`;

  it('are imported before their functions, though these do not use them', () => {
    const bytes = tools.componentNew(tools.componentEmbed({ wit: { text: WIT } }));
    const names = { imports: ['r', '[static]r.make'], exports: ['run'] };
    expect(namesOf(compose([{ name: 'a', path: 'a.wasm', bytes }]).bytes)).toEqual(names);
    const document = 'package x:y;\nlet a = new a:b { ... };\nexport a.run;';
    const loadDependency = () => ({ path: 'a.wasm', bytes });
    expect(namesOf(composeWac(document, 'app.wac', { loadDependency }).bytes)).toEqual(names);
  });

  it('are exported before their functions, and before types that use them', () => {
    const { bytes } = composed(`(component
      ${CORE}
      (type $r (resource (rep i32)))
      (export $named "s" (type $r))
      (type $record (record (field "r" (own $named))))
      (export $record-named "rec" (type $record))
      (func $f (result $record-named) (canon lift (core func $i "f")))
      (func $make (result u32) (canon lift (core func $i "f")))
      (export "f" (func $f))
      (export "[static]s.make" (func $make)))`);
    expect(namesOf(bytes).exports).toEqual(['s', '[static]s.make', 'rec', 'f']);
  });

  it('are those of another import for all where one component says so', () => {
    const { bytes } = composed(
      '(component (import "t1" (type $t1 (sub resource))) (import "t2" (type (sub resource))))',
      '(component (import "t1" (type $t1 (sub resource))) (import "t2" (type (eq $t1))))',
    );
    expect(namesOf(bytes).imports).toEqual(['t1', 't2']);
  });
});

/** Imports a resource and a function of it. */
function user(kind: 'method' | 'static'): string {
  return `(component
    (import "a" (type $a (sub resource)))
    (import "[${kind}]a.b" (func ${kind === 'method' ? '(param "self" (borrow $a))' : ''})))`;
}

function giver(name: string): string {
  return `(component
    ${CORE}
    (func $f (result u32) (canon lift (core func $i "f")))
    (export "${name}" (func $f)))`;
}

describe('names that count as one', () => {
  it('are not imported together', () => {
    expect(errorsOf(composed(user('method'), user('static')))).toEqual([
      'LNK0020 the result would import both `[method]a.b` and `[static]a.b`, which count as one name',
    ]);
  });

  it('are not exported together', () => {
    expect(errorsOf(composed(giver('go-on'), giver('GO-ON')))).toEqual([
      'LNK0020 the result would export both `GO-ON` and `go-on`, which differ in case only',
    ]);
  });
});
