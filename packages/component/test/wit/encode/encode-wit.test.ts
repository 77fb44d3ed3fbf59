import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printWit, resolveSources } from '@wit-ts/wit-parser';
import { describe, expect, it } from 'vitest';
import { readProducers } from '../../../src/binary/names.js';
import { readComponent } from '../../../src/binary/read-component.js';
import { decodeWit, encodeWit, WitBinaryError } from '../../../src/wit/index.js';
import { readBytes, repositoryRoot } from '../fixtures.js';

const golden = fileURLToPath(new URL('./golden', import.meta.url));

function packageOf(text: string) {
  const result = resolveSources([{ path: 'input.wit', text }], { allFeatures: true });
  expect(result.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  if (result.package === undefined) throw new Error('nothing was resolved');
  return { resolve: result.resolve, id: result.package };
}

function customSections(bytes: Uint8Array): string[] {
  const { component } = readComponent(bytes, { name: 'x' });
  return (component?.definitions ?? []).flatMap((d) => (d.kind === 'custom' ? [d.name] : []));
}

/** A package with a type of that many lists within each other; made by hand, as a resolver has limits of its own. */
function nested(depth: number): Uint8Array {
  const { resolve, id } = packageOf('package a:b; interface i { type t = list<u8>; }');
  let inner = resolve.types.length;
  resolve.types.push({ name: null, owner: null, kind: { kind: 'option', type: 'u8' } });
  for (let i = 0; i < depth; i += 1) {
    resolve.types.push({ name: null, owner: null, kind: { kind: 'list', type: inner } });
    inner = resolve.types.length - 1;
  }
  const named = resolve.types[0];
  if (named !== undefined) named.kind = { kind: 'list', type: inner };
  return encodeWit(resolve, id);
}

function encodedSize(text: string): number {
  const { resolve, id } = packageOf(text);
  return encodeWit(resolve, id, { producer: null }).length;
}

describe('encodeWit', () => {
  // expected.wasm was made by `wasm-tools component wit --all-features --wasm input.wit` (1.257.1).
  it.each(['everything', 'gates'])('writes the bytes of wasm-tools: %s', (name) => {
    const { resolve, id } = packageOf(readFileSync(join(golden, name, 'input.wit'), 'utf8'));
    const producer = { name: 'wit-component', version: '0.257.1' };
    const bytes = encodeWit(resolve, id, { producer });
    const expected = readBytes(join(golden, name, 'expected.wasm'));
    expect(Buffer.compare(bytes, expected), 'the bytes differ').toBe(0);
    const decoded = decodeWit(expected, name);
    expect(printWit(decoded.resolve, decoded.package)).toBe(printWit(resolve, id));
  });

  it('names itself as the producer, another tool, or none', () => {
    const { resolve, id } = packageOf('package a:b; interface i {}');
    const manifest = readFileSync(join(repositoryRoot, 'packages/component/package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    const { component } = readComponent(encodeWit(resolve, id), { name: 'x' });
    if (component === undefined) throw new Error('it cannot be read');
    expect(readProducers(component)).toEqual(
      new Map([['processed-by', new Map([['wit-ts', version]])]]),
    );
    expect(customSections(encodeWit(resolve, id))).toEqual(['package-docs', 'producers']);
    expect(customSections(encodeWit(resolve, id, { producer: null }))).toEqual(['package-docs']);
  });

  it('shares a type and a function type within an interface, not beyond it', () => {
    const one = 'list<tuple<u8, string>>';
    const once = encodedSize(`package a:b; interface i { f: func(x: ${one}); }`);
    const twice = encodedSize(
      `package a:b; interface i { f: func(x: ${one}); g: func(x: ${one}); }`,
    );
    // An export of a function is its name, a sort and an index.
    expect(twice - once).toBe(6);
  });

  it('refuses types that nest deeper than a component binary allows', () => {
    expect(decodeWit(nested(90), 'x').resolve.types.length).toBe(92);
    expect(() => nested(120)).toThrow(WitBinaryError);
    expect(() => nested(50_000)).toThrow('types nest more than 100 levels deep');
  });

  it('refuses a world that does not import what it uses', () => {
    const text =
      'package a:b; interface t { type x = u8; } interface i { use t.{x}; } world w { import i; }';
    const { resolve, id } = packageOf(text);
    const world = resolve.worlds[0];
    const [first = ''] = world?.imports.keys() ?? [];
    world?.imports.delete(first);
    expect(() => encodeWit(resolve, id)).toThrow(
      'the world uses types of interface `a:b/t` but does not import it before',
    );
  });

  it('keeps names that are words of JavaScript, and docs that JSON has to escape', () => {
    const text = [
      'package a:b;',
      'interface to-string {',
      '  /// "quoted" \\ \u2028 \u{1F600}',
      '  %constructor: func(value-of: u8);',
      '  record has-own-property {',
      '    /// The field.',
      '    %constructor: u8,',
      '  }',
      '}',
      '',
    ].join('\n');
    const { resolve, id } = packageOf(text);
    const decoded = decodeWit(encodeWit(resolve, id), 'x');
    expect(printWit(decoded.resolve, decoded.package)).toBe(printWit(resolve, id));
    const names = [...(decoded.resolve.interfaces[0]?.functions.keys() ?? [])];
    expect(names).toEqual(['constructor']);
  });
});
