/** Types of components without a check evaluate as little as they can: they must be the types that a full check finds. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ComponentTy,
  firstDifference,
  isPutOff,
  ReadError,
  readComponent,
  typeByNeed,
  typeOfComponent,
  validatedType,
} from '../../src/index.js';
import { assemble } from '../support/assemble.js';
import { hasSuite, suiteComponents, suiteNote, suiteScripts } from '../support/suite.js';

const FIXTURES = new URL('../../../../test/fixtures/components/wasm/', import.meta.url);

function byNeed(bytes: Uint8Array, name: string): ComponentTy {
  const { component, diagnostics } = readComponent(bytes, { name, core: false });
  if (component === undefined) throw new Error(diagnostics[0]?.message);
  const typed = typeOfComponent(component);
  if (typed.type === undefined) throw new Error(typed.diagnostics[0]?.message);
  return typed.type;
}

/** As far as somebody asks: who compares it asks for all. */
function putOff(bytes: Uint8Array, name: string): ComponentTy {
  const { component } = readComponent(bytes, { name, core: false });
  const type = component && typeByNeed(component).type;
  if (type === undefined) throw new Error(`${name} is not valid`);
  for (const { entity } of type.imports.values()) {
    if (entity.kind === 'instance') expect(entity.type.kind).toBe('instance');
  }
  expect([...type.imports.values()].some(isPutOff)).toBe(false);
  return type;
}

function expectSame(bytes: Uint8Array, name: string): void {
  const { component } = readComponent(bytes, { name });
  const checked = component && validatedType(component).type;
  if (checked === undefined) throw new Error(`${name} is not valid`);
  const full = { kind: 'component', type: checked } as const;
  for (const type of [byNeed(bytes, name), putOff(bytes, name)]) {
    const lean = { kind: 'component', type } as const;
    expect(firstDifference(lean, full), name).toBeUndefined();
    expect(firstDifference(full, lean), name).toBeUndefined();
    expect([...type.imports.keys()]).toEqual([...checked.imports.keys()]);
    expect([...type.exports.keys()]).toEqual([...checked.exports.keys()]);
    expect(type.importedResources.size).toBe(checked.importedResources.size);
    expect(type.definedResources.size).toBe(checked.definedResources.size);
  }
}

describe('types without a check', () => {
  it('are those of a check, for the components of the tests', () => {
    const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.wasm'));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      expectSame(new Uint8Array(readFileSync(new URL(file, FIXTURES))), file);
    }
  });

  it.skipIf(!hasSuite)(`are those of a check, for the component model's tests${suiteNote}`, () => {
    for (const { valid, bytes, place } of suiteScripts().flatMap(suiteComponents)) {
      if (valid && bytes !== undefined) expectSame(bytes, place);
    }
  });

  it('follow types and resources through nested components, arguments and aliases', () => {
    const text = `(component
      (type $io (instance
        (export "stream" (type (sub resource)))
        (type $m (enum "a" "b"))
        (export "mode" (type (eq $m)))))
      (import "io" (instance $io (type $io)))
      (import "other" (instance $other (type $io)))
      (component $inner
        (type $io (instance
          (export "stream" (type (sub resource)))
          (type $m (enum "a" "b"))
          (export "mode" (type (eq $m)))))
        (import "unused" (instance (type $io)))
        (import "io" (instance $i (type $io)))
        (alias export $i "stream" (type $stream))
        (alias export $i "mode" (type $mode))
        (component $shim
          (import "stream" (type $stream (sub resource)))
          (type $m (enum "a" "b"))
          (import "mode" (type $mode (eq $m)))
          (import "f" (func $f (param "s" (own $stream)) (result $mode)))
          (export "stream" (type $stream))
          (export $outMode "mode" (type $mode))
          (export "f" (func $f)))
        (import "f" (func $f (param "s" (own $stream)) (result $mode)))
        (instance $shim (instantiate $shim
          (with "stream" (type $stream)) (with "mode" (type $mode)) (with "f" (func $f))))
        (export "api" (instance $shim)))
      (alias export $io "stream" (type $stream))
      (alias export $io "mode" (type $mode))
      (import "f" (func $f (param "s" (own $stream)) (result $mode)))
      (instance $made (instantiate $inner
        (with "unused" (instance $other)) (with "io" (instance $io)) (with "f" (func $f))))
      (alias export $made "api" (instance $api))
      (export "api" (instance $api)))`;
    const bytes = assemble(text);
    expectSame(bytes, 'nested');
    const type = byNeed(bytes, 'nested');
    const api = type.exports.get('api')?.entity;
    const io = type.imports.get('io')?.entity;
    if (api?.kind !== 'instance' || io?.kind !== 'instance') throw new Error('no instances');
    const [given] = api.type.explicitResources.keys();
    const [imported] = io.type.explicitResources.keys();
    expect(given).toBe(imported);
  });

  it('do not overflow the stack, however many definitions wait for one another', () => {
    const lines = [
      '(type $t0 (instance (export "r" (type (sub resource)))))',
      '(import "i0" (instance $i0 (type $t0)))',
    ];
    for (let i = 1; i < 990; i++) {
      lines.push(`(alias export $i${i - 1} "r" (type $r${i}))
        (type $t${i} (instance (alias outer $in $r${i} (type $o)) (export "r" (type (eq $o)))))
        (import "i${i}" (instance $i${i} (type $t${i})))`);
    }
    const args = Array.from({ length: 990 }, (_, i) => `(with "i${i}" (instance $a${i}))`);
    const imports = lines.join('\n').replaceAll('$i', '$a').replaceAll('$an ', '$out ');
    const bytes = assemble(`(component $out ${imports}
      (component $in ${lines.join('\n')}
        (alias export $i989 "r" (type $last))
        (export "last" (type $last)))
      (instance $made (instantiate $in ${args.join(' ')}))
      (alias export $made "last" (type $last))
      (export "last" (type $last)))`);
    expectSame(bytes, 'chain');
  });

  it('put off what the exports do not need', () => {
    const bytes = assemble(`(component
      (type $a (instance (export "r" (type (sub resource)))))
      (import "a" (instance $a (type $a)))
      (alias export $a "r" (type $r))
      (type $b (instance (alias outer 1 $r (type $o)) (export "r" (type $r (eq $o)))
        (export "f" (func (param "x" (own $r))))))
      (import "b" (instance $b (type $b)))
      (import "c" (instance $c (type $a)))
      (export "b" (instance $b)))`);
    const { component } = readComponent(bytes, { name: 'some.wasm', core: false });
    const type = component && typeByNeed(component).type;
    if (type === undefined) throw new Error('it is valid');
    const putOffOnes = (): string[] =>
      [...type.imports].filter(([, item]) => isPutOff(item)).map(([name]) => name);
    expect(putOffOnes()).toEqual(['c']);
    expect(type.importedResources.size).toBe(1);
    const c = type.imports.get('c')?.entity;
    expect(c?.kind === 'instance' && [...c.type.exports.keys()]).toEqual(['r']);
    expect(putOffOnes()).toEqual([]);
    expect([...type.importedResources.values()]).toEqual([
      ['a', 'r'],
      ['c', 'r'],
    ]);
  });

  it('throw where something asks for an import that is not valid', () => {
    const bytes = assemble(`(component
      (type $t (instance (type $e (enum "first-case" "other")) (export "e" (type (eq $e)))))
      (import "i" (instance (type $t))))`);
    const at = Buffer.from(bytes).lastIndexOf(Buffer.from([0x03, 0x00, 0x00])) + 2;
    const { component } = readComponent(bytes.with(at, 0x05), { name: 'some.wasm', core: false });
    const type = component && typeByNeed(component).type;
    const entity = type?.imports.get('i')?.entity;
    if (entity?.kind !== 'instance') throw new Error('no instance');
    expect(() => entity.type).toThrow(ReadError);
  });

  it('refuse a nested type that is malformed where something needs it', () => {
    const bytes = assemble(`(component
      (component $in
        (type $t (instance (type $e (enum "first-case" "other")) (export "e" (type (eq $e)))))
        (import "i" (instance $i (type $t)))
        (alias export $i "e" (type $e))
        (export "e" (type $e)))
      (type $t (instance (type $e (enum "first-case" "other")) (export "e" (type (eq $e)))))
      (import "i" (instance $i (type $t)))
      (instance $made (instantiate $in (with "i" (instance $i))))
      (alias export $made "e" (type $e))
      (export "e" (type $e)))`);
    const label = Buffer.from(bytes).indexOf('first-case');
    // The declaration becomes one of a form that there is not.
    bytes[label - 4] = 0x3e;
    const { component, diagnostics } = readComponent(bytes, { name: 'broken.wasm', core: false });
    expect(diagnostics).toEqual([]);
    if (component === undefined) throw new Error('it is read when it is needed');
    const typed = typeOfComponent(component);
    expect(typed.type).toBeUndefined();
    expect(typed.diagnostics[0]?.message).toContain('0x3e does not begin a');
    expect(typed.diagnostics[0]?.message).toContain('nested component 0');
  });
});
