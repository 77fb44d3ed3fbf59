import { describe, expect, it } from 'vitest';
import { definedSort, readComponent, recognise, typeOfComponent } from '../../src/index.js';
import { assemble, componentOf, read } from '../support/assemble.js';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function refusal(bytes: Uint8Array): { code: string; message: string; offset: number | undefined } {
  const { component, diagnostics } = readComponent(bytes, { name: 'a.wasm' });
  expect(component).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  const [first] = diagnostics;
  if (first === undefined) throw new Error('there is no diagnostic');
  expect(first.span?.file).toBe('a.wasm');
  return { code: first.code, message: first.message, offset: first.span?.start };
}

/** The names of custom sections with these names. */
function sectionNames(names: readonly string[]): string[] {
  const { definitions } = read(
    Uint8Array.from([
      ...withSection(0, [0]).subarray(0, 8),
      ...names.flatMap((name) => [0, text(name).length + 1, text(name).length, ...text(name)]),
    ]),
  );
  return definitions.map((item) => (item.kind === 'custom' ? item.name : item.kind));
}

/** A component of one section. */
function withSection(id: number, content: readonly number[]): Uint8Array {
  return Uint8Array.from([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, id, content.length, ...content]);
}

describe('names', () => {
  it('are read alike, however many were read before', () => {
    const names = ['plain', 'ünïcode', '', '日本', 'plain', 'plaim', '\u007f', '😀'];
    for (let round = 0; round < 500; round++) expect(sectionNames(names)).toEqual(names);
  });
});

describe('recognise', () => {
  it.each([
    ['core-module', assemble('(module)')],
    ['component', assemble('(component)')],
    ['wat', text(';; a comment\n(component)')],
    ['wit', text('// a comment\npackage a:b;')],
    ['text', text('hello')],
    ['empty', new Uint8Array()],
    ['other', Uint8Array.from([0x1f, 0x8b, 0x08])],
    ['other-wasm', assemble('(component)').subarray(0, 6)],
  ])('tells %s apart', (kind, bytes) => {
    expect(recognise(bytes)).toBe(kind);
  });
});

describe('readComponent', () => {
  it('names what is given in place of a component', () => {
    expect(refusal(assemble('(module)')).message).toBe(
      'this is a core WebAssembly module, not a component',
    );
    expect(refusal(text('(component)')).message).toContain('WebAssembly text');
    expect(refusal(text('package a:b;')).message).toContain('WIT text');
    expect(refusal(new Uint8Array()).message).toBe('the file is empty');
  });

  it('says how much of a file is missing', () => {
    const bytes = assemble('(component (core module (func (export "f"))))');
    const { code, message } = refusal(bytes.subarray(0, bytes.length - 3));
    expect(code).toBe('CMP0003');
    expect(message).toMatch(/^core module section: the file ends \d+ bytes before the end/);
  });

  it('gives the place in words and in bytes', () => {
    const bytes = assemble(
      '(component (component) (component (import "wasi:io/streams" (instance))))',
    );
    const at = Buffer.from(bytes).indexOf('streams') + 'streams'.length;
    const broken = Uint8Array.from(bytes);
    expect(broken[at]).toBe(0x05);
    broken[at] = 0x07;
    const { message, offset } = refusal(broken);
    expect(message).toBe(
      'nested component 1 › import section › `wasi:io/streams`: 0x07 does not begin a type of an import or export',
    );
    expect(offset).toBe(at);
  });

  it('refuses integers that are too long, counts that cannot be and names that are no UTF-8', () => {
    expect(refusal(withSection(7, [1, 0x68, 0x80, 0x80, 0x80, 0x80, 0x10])).message).toContain(
      'an integer is too large',
    );
    expect(refusal(withSection(7, [0xff, 0xff, 0x03])).message).toContain(
      'the file ends in the middle of an item',
    );
    expect(refusal(withSection(7, [1, 0x6e, 1, 2, 0xc3, 0x28])).message).toContain('UTF-8');
  });

  it('refuses what is nested too deep', () => {
    const preamble = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];
    let component = preamble;
    for (let i = 0; i < 102; i++) {
      const size = [(component.length & 0x7f) | 0x80, component.length >> 7];
      component = [...preamble, 4, ...size, ...component];
    }
    expect(refusal(Uint8Array.from(component)).code).toBe('CMP0005');
    const type = [1, ...Array.from({ length: 101 }, () => [0x41, 1, 1]).flat(), 0x41, 0];
    const size = [(type.length & 0x7f) | 0x80, type.length >> 7];
    expect(refusal(Uint8Array.from([...preamble, 7, ...size, ...type])).code).toBe('CMP0005');
  });

  it('keeps the order of definitions, from which index spaces can be rebuilt', () => {
    const node = componentOf(`(component
      (import "f" (func $f))
      (core module $m (func (export "g")))
      (core instance $i (instantiate $m))
      (alias core export $i "g" (core func $g))
      (func $h (canon lift (core func $g)))
      (export "h" (func $h)))`);
    expect(node.definitions.map(definedSort)).toEqual([
      'type',
      'func',
      'core-module',
      'core-instance',
      'core-func',
      'type',
      'func',
      'func',
      undefined,
    ]);
    expect(node.sections.map((section) => section.kind)).toEqual([
      'type',
      'import',
      'core-module',
      'core-instance',
      'alias',
      'type',
      'canon',
      'export',
      'custom',
    ]);
  });

  it('keeps names that are special in JavaScript', () => {
    const node = componentOf('(component (type (record (field "constructor" u8))))');
    expect(node.definitions).toMatchObject([
      { type: { kind: 'record', fields: [{ label: 'constructor' }] } },
    ]);
  });

  it('reads attributes of names', () => {
    const node = componentOf(
      '(component (import "a" (implements "a:b/c") (external-id "☃") (instance)))',
    );
    expect(node.definitions[1]).toMatchObject({
      kind: 'import',
      name: {
        name: 'a',
        attributes: [
          { kind: 'implements', value: 'a:b/c' },
          { kind: 'external-id', value: '☃' },
        ],
      },
    });
  });
});

describe('without core definitions', () => {
  const bytes = assemble(`(component
    (import "host" (func $host (param "x" u32)))
    (core func $lowered (canon lower (func $host)))
    (core module $m
      (import "a" "b" (func (param i32)))
      (memory (export "memory") 1)
      (func (export "f") (result i32) i32.const 7))
    (core instance $i (instantiate $m
      (with "a" (instance (export "b" (func $lowered))))))
    (alias core export $i "f" (core func $f))
    (alias core export $i "memory" (core memory $memory))
    (type $r (resource (rep i32)))
    (core func $drop (canon resource.drop $r))
    (func $g (result u32) (canon lift (core func $f)))
    (instance $n (export "g" (func $g)) (export "r" (type $r)))
    (alias export $n "g" (func $h))
    (export "n" (instance $n))
    (export "h" (func $h)))`);

  it('gives the same type', () => {
    const { component } = readComponent(bytes, { name: 'a.wasm', core: false });
    if (component === undefined) throw new Error('not read');
    const kinds = new Set(component.definitions.map(({ kind }) => kind));
    expect(kinds).not.toContain('core-instance');
    const canons = component.definitions.filter(({ kind }) => kind === 'canon');
    expect(canons).toMatchObject([{ canon: { kind: 'lift' } }]);
    const whole = typeOfComponent(read(bytes)).type;
    const type = typeOfComponent(component).type;
    if (type === undefined || whole === undefined) throw new Error('no type');
    expect([...type.exports.keys()]).toEqual(['n', 'h']);
    expect(type.exports.get('h')?.entity).toEqual(whole.exports.get('h')?.entity);
    expect(type.imports.get('host')?.entity).toEqual(whole.imports.get('host')?.entity);
  });

  it('still refuses aliases that are none', () => {
    const cut = withSection(6, [1, 0x00, 0x00, 0x01, 0x00, 0x05, 0x61]);
    expect(readComponent(cut, { name: 'a.wasm', core: false }).component).toBeUndefined();
    const wrong = withSection(6, [1, 0x00, 0x05, 0x01, 0x00, 0x01, 0x61]);
    expect(readComponent(wrong, { name: 'a.wasm', core: false }).component).toBeUndefined();
  });
});

const nesting = (exported: string): string => `(component
  (component $c (import "f" (func)) (export "g" (func 0)))
  (import "h" (func $h))
  (instance $i (instantiate $c (with "f" (func $h))))
  ${exported})`;
/** With a first section of the nested component that is none. */
const damaged = (bytes: Uint8Array): Uint8Array => {
  const nested = bytes.findIndex((_, at) => at > 8 && bytes[at] === 0x61 && bytes[at + 1] === 0x73);
  return bytes.with(nested + 7, 0x3f);
};

describe('nested components without core definitions', () => {
  it('are read when a type needs them', () => {
    const unused = damaged(assemble(nesting('')));
    const { component } = readComponent(unused, { name: 'a.wasm', core: false });
    if (component === undefined) throw new Error('not read');
    expect([...(typeOfComponent(component).type?.imports.keys() ?? [])]).toEqual(['h']);
    expect(readComponent(unused, { name: 'a.wasm' }).component).toBeUndefined();

    const used = damaged(
      assemble(nesting('(alias export $i "g" (func $g)) (export "g" (func $g))')),
    );
    const asked = readComponent(used, { name: 'a.wasm', core: false }).component;
    const mistakes = asked === undefined ? [] : typeOfComponent(asked).diagnostics;
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]?.message).toMatch(/0x3f does not begin a section of a component/);
  });
});
