/** Imports that one component alone asks for are said again as it says them; those of several are put together. */
import { readComponent } from '@wit-ts/component';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { compose, type ComposeInput } from '../../src/index.js';

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

/** Interfaces one after the other, each with a resource of its own and one of the interface before. */
const STEPS = ['a', 'b', 'c', 'd', 'e'];

function interfaces(names: readonly string[] = STEPS): string {
  return names
    .map((name, index) => {
      const before = names[index - 1];
      const used =
        before === undefined
          ? ''
          : `(alias outer 1 $${before}-r (type $used)) (export "used" (type $u (eq $used)))
             (export "[method]r.next" (func (param "self" (borrow $r)) (result (own $u))))`;
      return `(type $${name} (instance
          (export "r" (type $r (sub resource)))
          (type $record (record (field "name" string) (field "all" (list u8))))
          (export "info" (type $info (eq $record)))
          (export "[method]r.info" (func (param "self" (borrow $r)) (result $info)))
          ${used}))
        (import "test:chain/${name}@1.0.0" (instance $${name} (type $${name})))
        (alias export $${name} "r" (type $${name}-r))`;
    })
    .join('\n');
}

function input(name: string, text: string): ComposeInput {
  return { name, path: `${name}.wasm`, bytes: tools.parse(`(component ${text})`) };
}

/** The bytes, which are the same whatever is checked, and valid. */
function composed(...inputs: ComposeInput[]): Uint8Array {
  const { bytes, diagnostics } = compose(inputs);
  if (bytes === undefined) throw new Error(diagnostics[0]?.message);
  const checked = compose(inputs, { validate: true });
  expect(checked.diagnostics).toEqual(diagnostics);
  expect(Buffer.compare(checked.bytes ?? new Uint8Array(), bytes)).toBe(0);
  expect(tools.validate(bytes).message ?? 'valid').toBe('valid');
  return bytes;
}

/** How many of the declarations of each imported instance refer outwards, by name. */
function outward(bytes: Uint8Array): Map<string, number> {
  const { component } = readComponent(bytes, { name: 'app.wasm' });
  const found = new Map<string, number>();
  const types = component?.definitions.filter(({ kind }) => kind === 'type') ?? [];
  for (const definition of component?.definitions ?? []) {
    if (definition.kind !== 'import' || definition.type.kind !== 'instance') continue;
    const type = types.shift();
    if (type?.kind !== 'type' || type.type.kind !== 'instance') continue;
    const { decls } = type.type;
    found.set(
      definition.name.name,
      decls.filter((decl) => decl.kind === 'alias' && decl.target.kind === 'outer').length,
    );
  }
  return found;
}

/** How many declarations the instance types of a component have. */
function declared(bytes: Uint8Array): number {
  let sum = 0;
  for (const definition of readComponent(bytes, { name: 'x.wasm' }).component?.definitions ?? []) {
    if (definition.kind === 'type' && definition.type.kind === 'instance') {
      sum += definition.type.decls.length;
    }
  }
  return sum;
}

const EXPORT = '(instance $i) (export "test:other/out" (instance $i))';

describe('imports of one component', () => {
  it('keep their types and what they use of one another', () => {
    const bytes = composed(input('one', interfaces() + EXPORT));
    expect([...outward(bytes)]).toEqual([
      ['test:chain/a@1.0.0', 0],
      ['test:chain/b@1.0.0', 1],
      ['test:chain/c@1.0.0', 1],
      ['test:chain/d@1.0.0', 1],
      ['test:chain/e@1.0.0', 1],
    ]);
    expect(declared(bytes)).toBe(declared(input('one', interfaces()).bytes));
  });

  it('use what was merged of several components', () => {
    const other = input('two', interfaces(['a', 'b']) + EXPORT.replace('out', 'second'));
    const bytes = composed(input('one', interfaces() + EXPORT), other);
    expect([...outward(bytes).keys()]).toEqual(STEPS.map((name) => `test:chain/${name}@1.0.0`));
  });

  it('are written out where another component serves what they use', () => {
    const provider = `(type $r (resource (rep i32)))
      (core module $m (func (export "f") (param i32) (result i32) unreachable)
        (func (export "g") (param i32) (result i32) unreachable)
        (memory (export "memory") 1)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
      (core instance $m (instantiate $m))
      (type $record (record (field "name" string) (field "all" (list u8))))
      (component $shim
        (import "r" (type $r (sub resource)))
        (type $record (record (field "name" string) (field "all" (list u8))))
        (import "info" (type $info (eq $record)))
        (import "f" (func $f (param "self" (borrow $r)) (result $info)))
        (export $er "r" (type $r))
        (export $ei "info" (type $info))
        (export "[method]r.info" (func $f) (func (param "self" (borrow $er)) (result $ei))))
      (func $f (param "self" (borrow $r)) (result $record)
        (canon lift (core func $m "f") (memory (core memory $m "memory"))
          (realloc (core func $m "realloc"))))
      (instance $i (instantiate $shim (with "r" (type $r)) (with "info" (type $record))
        (with "f" (func $f))))
      (export "test:chain/a@1.0.0" (instance $i))`;
    const { diagnostics } = compose([
      input('one', interfaces() + EXPORT),
      input('owner', provider),
    ]);
    // A resource of a component inside has no name outside.
    expect(diagnostics.map(({ code }) => code)).toEqual(['LNK0016']);
  });

  it('may have one type for two of them', () => {
    const shared = `(type $t (instance (type $e (enum "x" "y")) (export "kind" (type (eq $e)))))
      (import "test:same/first" (instance $first (type $t)))
      (import "test:same/second" (instance $second (type $t)))
      (alias export $second "kind" (type $kind))
      (type $u (instance (alias outer 1 $kind (type $k)) (export "kind" (type $own (eq $k)))
        (export "f" (func (result $own)))))
      (import "test:same/user" (instance $user (type $u)))
      (export "test:other/out" (instance $user))`;
    composed(input('one', interfaces(['a', 'b']) + shared));
  });

  it('are reported as ever where something in them is not valid and is needed', () => {
    const broken = (text: string): ComposeInput => {
      const made = input('one', text);
      const at = Buffer.from(made.bytes).indexOf('used') + 5;
      expect(made.bytes[at]).toBe(0);
      return { ...made, bytes: made.bytes.with(at + 1, 0x44) };
    };
    const users = [
      broken(interfaces() + EXPORT),
      input('two', interfaces() + EXPORT.replace('out', 'second')),
    ];
    const messages = compose(users).diagnostics.map(({ code, message }) => ({ code, message }));
    expect(messages).toEqual([
      { code: 'CMP0010', message: expect.stringMatching(/type 68 is not defined yet/) as string },
    ]);
  });
});
