import { resolveSources } from '@wit-ts/wit-parser';
import { describe, expect, it } from 'vitest';
import { applyPackageDocs } from '../../../src/wit/metadata/apply-package-docs.js';
import { encodePackageDocs } from '../../../src/wit/metadata/encode-package-docs.js';
import { parsePackageDocs } from '../../../src/wit/metadata/parse-package-docs.js';

function section(version: number, json: string): Uint8Array {
  return Uint8Array.of(version, ...new TextEncoder().encode(json));
}

function packageOf(text: string) {
  const result = resolveSources([{ path: 'x.wit', text }], { allFeatures: true });
  if (result.package === undefined) throw new Error('nothing was resolved');
  return { resolve: result.resolve, id: result.package };
}

const BARE = `package a:b@1.0.0;
interface i { f: func(); record r { x: u8 } }
world w { import i; import g: func(); export g: func(); export j: interface { h: func(); } }
`;

describe('package-docs', () => {
  it('is written as compact JSON after one byte of version', () => {
    const { resolve, id } = packageOf(`/// P
package a:b@1.0.0;
/// I
@since(version = 0.1.0)
@deprecated(version = 0.2.0)
interface i {
  /// F
  @unstable(feature = x)
  f: func();
}
`);
    const data = encodePackageDocs(resolve, id);
    expect(data[0]).toBe(1);
    expect(new TextDecoder().decode(data.subarray(1))).toBe(
      '{"docs":"P","interfaces":{"i":{"docs":"I","stability":{"stable":{"since":"0.1.0","deprecated":"0.2.0"}},' +
        '"funcs":{"f":{"docs":"F","stability":{"unstable":{"feature":"x"}}}}}}}',
    );
  });

  it('is an empty object where there is nothing to say', () => {
    const { resolve, id } = packageOf('package a:b; interface i {}');
    expect(new TextDecoder().decode(encodePackageDocs(resolve, id).subarray(1))).toBe('{}');
  });

  it('tells imports from exports of one name', () => {
    const { resolve, id } = packageOf(BARE);
    const json = {
      worlds: {
        w: {
          docs: 'W',
          funcs: { g: { docs: 'imported' } },
          func_exports: { g: { docs: 'exported' } },
          interfaces: { j: { docs: 'J', funcs: { h: 'of old writers' } } },
          interface_import_docs: { 'a:b/i@1.0.0': 'by path' },
          interface_import_stability: { 'a:b/i@1.0.0': { stable: { since: '1.0.0' } } },
        },
      },
    };
    applyPackageDocs(resolve, id, parsePackageDocs(section(1, JSON.stringify(json))));
    const world = resolve.worlds[0];
    const docs = [world?.imports.get('g'), world?.exports.get('g')].map((item) =>
      item?.kind === 'function' ? item.function.docs : undefined,
    );
    expect(docs).toEqual(['imported', 'exported']);
    expect(resolve.interfaces[1]?.docs).toBe('J');
    expect(resolve.interfaces[1]?.functions.get('h')?.docs).toBe('of old writers');
    expect([...(world?.imports.values() ?? [])][0]).toMatchObject({
      docs: 'by path',
      stability: { kind: 'stable', since: '1.0.0' },
    });
  });

  it('accepts gates of old writers, which name a feature beside the version', () => {
    const docs = parsePackageDocs(
      section(1, '{"interfaces":{"i":{"stability":{"stable":{"since":"1.0.0","feature":"x"}}}}}'),
    );
    expect(docs.interfaces.get('i')?.stability).toEqual({ kind: 'stable', since: '1.0.0' });
  });

  it.each([
    ['', /is empty/],
    ['\u0002{}', /has version 2/],
    ['\u0001', /does not hold JSON/],
    ['\u0001[]', /something else than an object for the package/],
    ['\u0001{"docs":1}', /no text for `docs`/],
    ['\u0001{"dogs":"x"}', /says `dogs` of the package, which is not known/],
    ['\u0001{"__proto__":{}}', /says `__proto__` of the package/],
    ['\u0001{"worlds":{"w":{"interfaces":[]}}}', /something else than an object/],
    ['\u0001{"interfaces":{"i":{"stability":{"stable":{}}}}}', /no version for `i`/],
    ['\u0001{"interfaces":{"i":{"stability":{"stable":{"since":"1"}}}}}', /is wrong about `i`/],
    ['\u0001{"interfaces":{"i":{"stability":{"unstable":{}}}}}', /without a feature/],
    ['\u0001{"interfaces":{"i":{"stability":{}}}}', /neither stable nor unstable/],
    ['\u0001{"interfaces":{"i":{"types":{"r":{"items":{"x":1}}}}}}', /no text for `x`/],
  ])('refuses %j', (text, message) => {
    expect(() => parsePackageDocs(new TextEncoder().encode(text))).toThrow(message);
  });

  it.each([
    ['{"worlds":{"x":{}}}', /world `x`/],
    ['{"interfaces":{"x":{}}}', /interface `x`/],
    ['{"interfaces":{"i":{"types":{"x":{}}}}}', /type `x`/],
    ['{"interfaces":{"i":{"types":{"r":{"items":{"y":"Y"}}}}}}', /`y` of type `r`/],
    ['{"worlds":{"w":{"types":{"x":{}}}}}', /type `x`/],
    ['{"worlds":{"w":{"funcs":{"x":{}}}}}', /function `x`/],
    ['{"worlds":{"w":{"func_exports":{"j":{}}}}}', /function `j`/],
    ['{"worlds":{"w":{"interfaces":{"g":{}}}}}', /interface `g`/],
    ['{"worlds":{"w":{"interface_export_docs":{"a:b/i@1.0.0":"x"}}}}', /interface `a:b\/i@1.0.0`/],
  ])('refuses docs of what is not there: %s', (json, message) => {
    const { resolve, id } = packageOf(BARE);
    expect(() => applyPackageDocs(resolve, id, parsePackageDocs(section(1, json)))).toThrow(
      message,
    );
  });
});
