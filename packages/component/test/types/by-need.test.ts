/** Types of components without a check evaluate as little as they can: they must be the types that a full check finds. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ComponentTy,
  firstDifference,
  readComponent,
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

function expectSame(bytes: Uint8Array, name: string): void {
  const { component } = readComponent(bytes, { name });
  const checked = component && validatedType(component).type;
  if (checked === undefined) throw new Error(`${name} is not valid`);
  const full = { kind: 'component', type: checked } as const;
  const lean = { kind: 'component', type: byNeed(bytes, name) } as const;
  expect(firstDifference(lean, full), name).toBeUndefined();
  expect(firstDifference(full, lean), name).toBeUndefined();
  expect([...lean.type.imports.keys()]).toEqual([...checked.imports.keys()]);
  expect([...lean.type.exports.keys()]).toEqual([...checked.exports.keys()]);
  expect(lean.type.definedResources.size).toBe(checked.definedResources.size);
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
