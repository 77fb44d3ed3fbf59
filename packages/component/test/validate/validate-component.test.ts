import { describe, expect, it } from 'vitest';
import { ComponentBuilder, externName, readComponent, validateComponent } from '../../src/index.js';
import { assemble, componentOf, read } from '../support/assemble.js';

/** The one mistake of a component. */
function mistake(text: string): { code: string; message: string; help: string | undefined } {
  const [first, ...more] = validateComponent(componentOf(text));
  expect(more).toEqual([]);
  if (first === undefined) throw new Error('the component is valid');
  return { code: first.code, message: first.message, help: first.help };
}

/** The codes that an import with a suffix of its version is refused with. */
const named = (name: string, value: string): string[] => {
  const builder = new ComponentBuilder();
  const index = builder.type({ kind: 'instance', decls: [] });
  const attributes = [{ kind: 'version-suffix', value }] as const;
  builder.import(externName(name, attributes), { kind: 'instance', index });
  return validateComponent(read(builder.finish())).map(({ code }) => code);
};

describe('validateComponent', () => {
  it('gives the place in the component', () => {
    const bytes = assemble(`(component
      (component (type (component (import "Bad" (func))))))`);
    const { component } = readComponent(bytes, { name: 'x.wasm' });
    if (component === undefined) throw new Error('not read');
    const [first] = validateComponent(component);
    expect(first?.message).toBe(
      'nested component 0 › type section › `Bad`: import name `Bad` is not a valid extern name: `Bad` is not in kebab case',
    );
    const at = Buffer.from(bytes).indexOf('Bad');
    expect(first?.span?.file).toBe('x.wasm');
    expect(Math.abs((first?.span?.start ?? 0) - at)).toBeLessThan(6);
  });

  it('calls definitions by the names that the file gives them', () => {
    expect(
      mistake(`(component
        (import "i" (instance $shop (export "f" (func))))
        (alias export $shop "g" (func)))`).message,
    ).toBe('alias section: instance 0 (`shop`) has no export named `g`');
    expect(
      mistake(`(component
        (component $cart (import "pay" (func)))
        (instance (instantiate $cart)))`).message,
    ).toBe(
      'instance section: the instantiation of component 0 (`cart`) has no argument for its import `pay`',
    );
  });

  it('says which type has no name, and what to do', () => {
    const found = mistake(`(component
      (type $r (record (field "x" u32)))
      (type $l (list $r))
      (export "t" (type $l)))`);
    expect(found).toEqual({
      code: 'CMP0017',
      message:
        'export section › `t`: the type `t` is not valid to be used as export: it uses record { x: u32 }, which is not exported under a name before',
      help: 'Export the type before what uses it.',
    });
  });

  it('explains a core function that does not fit', () => {
    expect(
      mistake(`(component
        (core module $m (func (export "f") (param i32)))
        (core instance $i (instantiate $m))
        (func $f (param "a" u64) (canon lift (core func $i "f"))))`).message,
    ).toBe(
      'canon section: the parameter types of core function 0 do not match the function type that it is lifted to: (func (param i64)) ≠ (func (param i32))',
    );
  });

  it.each([
    ['(type $k (map (list u8) u8))', 'CMP0012', 'the key of a map'],
    ['(import "r" (type $r (sub resource))) (type (stream (borrow $r)))', 'CMP0012', 'borrowed'],
    ['(type (list u8 0))', 'CMP0012', 'length 0'],
    ['(type (record (field "a" u8) (field "A" u8)))', 'CMP0014', 'conflicts with the previous'],
    ['(type (flags "a_b"))', 'CMP0013', 'kebab case'],
    ['(import "f" (func (type 4)))', 'CMP0010', 'type 4 is not defined yet'],
    ['(type $t u8) (import "f" (func (type $t)))', 'CMP0011', 'type 0 is a value type'],
  ])('refuses %s', (body, code, part) => {
    const found = mistake(`(component ${body})`);
    expect(found.code).toBe(code);
    expect(found.message).toContain(part);
  });

  it('checks the suffixes of versions', () => {
    expect(named('a:b/c@1', '.2.3')).toEqual([]);
    expect(named('a:b/c@0.2', '.6-rc.1')).toEqual([]);
    expect(named('a:b/c@0.0.1', '-alpha')).toEqual([]);
    expect(named('a:b/c@1', '.2')).toEqual(['CMP0013']);
    expect(named('a:b/c@1.2', '.3')).toEqual(['CMP0016']);
    expect(named('a:b/c', '.3')).toEqual(['CMP0016']);
    expect(named('a', '.3')).toEqual(['CMP0016']);
  });

  it('refuses more instances than implementations accept', () => {
    const body = '(instance)'.repeat(1001);
    expect(mistake(`(component ${body})`).code).toBe('CMP0024');
  });

  it('accepts built-ins for async and threads', () => {
    const component = componentOf(`(component
      (core module $libc (memory (export "mem") 1) (table (export "t") 1 funcref)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
      (core instance $libc (instantiate $libc))
      (alias core export $libc "mem" (core memory $mem))
      (alias core export $libc "t" (core table $t))
      (alias core export $libc "realloc" (core func $realloc))
      (type $s (stream string))
      (type $f (future u8))
      (core type $start (func (param i32)))
      (core func (canon task.return (result string) (memory $mem)))
      (core func (canon task.cancel))
      (core func (canon context.get i32 0))
      (core func (canon subtask.cancel async))
      (core func (canon stream.read $s async (memory $mem) (realloc $realloc)))
      (core func (canon stream.write $s async (memory $mem)))
      (core func (canon future.read $f async (memory $mem)))
      (core func (canon stream.drop-readable $s))
      (core func (canon waitable-set.wait (memory $mem)))
      (core func (canon thread.new-indirect $start (table $t)))
      (core func (canon thread.yield cancellable)))`);
    expect(validateComponent(component)).toEqual([]);
  });

  it.each([
    ['(type $f (future u8)) (core func (canon stream.new $f))', 'requires a stream type'],
    ['(type $s (stream u8)) (core func (canon stream.read $s async))', '`memory` is required'],
    ['(core func (canon context.get i32 0)) (core func (canon context.set i64 0))', 'must match'],
    ['(type $r (resource (rep f32)))', 'i32 or i64'],
  ])('refuses %s', (body, part) => {
    expect(mistake(`(component ${body})`).message).toContain(part);
  });
});

const group = (name: string): string =>
  `(core rec (type $${name} (func (param (ref null $${name})))))`;

describe('core types of components', () => {
  it('are the same if they are built the same, rec groups included', () => {
    const component = componentOf(`(component
      ${group('a')} ${group('b')}
      (core type $wants (module (alias outer 1 $a (type $t)) (import "" "f" (func (type $t)))))
      (core type $gives (module (alias outer 1 $b (type $t)) (import "" "f" (func (type $t)))))
      (import "m" (core module $m (type $gives)))
      (component $c
        (alias outer 1 $wants (core type $w))
        (import "m" (core module (type $w))))
      (instance (instantiate $c (with "m" (core module $m)))))`);
    expect(validateComponent(component)).toEqual([]);
  });

  it.each([
    ['(core type $a (func)) (core rec (type (sub $a (func))))', 'final'],
    ['(core type $a (sub (func))) (core rec (type (sub $a (struct))))', 'no struct type'],
  ])('refuses %s', (body, part) => {
    expect(mistake(`(component ${body})`).message).toContain(part);
  });
});
