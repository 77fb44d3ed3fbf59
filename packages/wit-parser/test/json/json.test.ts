import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson, interfaceKey, toJson, type Resolve } from '../../src/index.js';
import { CONFORMANCE_NOTE, conformanceJson, hasConformance } from '../support/suites.js';

const EMPTY = `{
  "worlds": [],
  "interfaces": [],
  "types": [],
  "packages": []
}`;

function onlyTypes(...types: unknown[]): string {
  return JSON.stringify({ worlds: [], interfaces: [], types, packages: [] });
}

function typeDef(kind: unknown, name: string | null = null): unknown {
  return { name, kind, owner: null };
}

describe('toJson', () => {
  it('writes an empty model', () => {
    expect(toJson({ worlds: [], interfaces: [], types: [], packages: [] })).toBe(EMPTY);
  });

  it('escapes exactly what serde_json escapes', () => {
    const docs = `"\\/\b\f\n\r\t\u0000\u001f\u007f\u0085\u2028é😀</script>`;
    const resolve: Resolve = {
      worlds: [],
      interfaces: [],
      types: [],
      packages: [
        { name: { namespace: 'a', name: 'b' }, docs, interfaces: new Map(), worlds: new Map() },
      ],
    };
    expect(toJson(resolve)).toContain(
      `"contents": "\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u0085\u2028é😀</script>"`,
    );
  });

  it('keeps names that are keys of every JavaScript object', () => {
    const names = ['constructor', '__proto__', 'toString'];
    const text = toJson({
      worlds: [],
      interfaces: names.map((name) => ({
        name,
        types: new Map(),
        functions: new Map(),
        package: 0,
      })),
      types: [],
      packages: [
        {
          name: { namespace: 'a', name: 'b' },
          interfaces: new Map(names.map((name, id) => [name, id])),
          worlds: new Map(),
        },
      ],
    });
    expect([...(fromJson(text).packages[0]?.interfaces.keys() ?? [])]).toEqual(names);
    expect(toJson(fromJson(text))).toBe(text);
  });

  it('lays strings and empty containers out as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (names) => {
        const text = onlyTypes(
          ...names.map((name) => typeDef({ record: { fields: [{ name, type: 'u8' }] } }, name)),
        );
        expect(toJson(fromJson(text))).toBe(JSON.stringify(JSON.parse(text), null, 2));
      }),
    );
  });
});

describe('fromJson', () => {
  it('tells interfaces by path from interfaces with a plain name', () => {
    const item = { interface: { id: 0 } };
    const text = JSON.stringify({
      worlds: [
        { name: 'w', imports: { 'interface-0': item, label: item }, exports: {}, package: 0 },
      ],
      interfaces: [{ name: 'i', types: {}, functions: {}, package: 0 }],
      types: [],
      packages: [{ name: 'a:b@1.0.0-rc.1+x', interfaces: { i: 0 }, worlds: { w: 0 } }],
    });
    const resolve = fromJson(text);
    expect([...(resolve.worlds[0]?.imports.keys() ?? [])]).toEqual([interfaceKey(0), 'label']);
    expect(resolve.packages[0]?.name).toEqual({
      namespace: 'a',
      name: 'b',
      version: '1.0.0-rc.1+x',
    });
    expect(toJson(resolve)).toBe(JSON.stringify(JSON.parse(text), null, 2));
  });

  it.each([
    ['', 'this is not JSON'],
    ['{"worlds":[]', 'this is not JSON'],
    ['[]', 'the top level is not an object'],
    ['{}', 'the top level is not an object with the key "worlds"'],
    [EMPTY.replace('[]', '{}'), 'worlds is not an array'],
    [onlyTypes(typeDef({ list: 1 })), 'types[0].kind.list is not the index of one of the 1 types'],
    [onlyTypes(typeDef({ list: -1 })), 'types[0].kind.list is not the index'],
    [onlyTypes(typeDef({ list: 0.5 })), 'types[0].kind.list is not the index'],
    [onlyTypes(typeDef({ list: 'u7' })), 'types[0].kind.list is not a type'],
    [onlyTypes(typeDef({ list: 'u8', option: 'u8' })), 'an object with exactly one key'],
    [onlyTypes(typeDef({ lists: 'u8' })), 'types[0].kind is not a kind of type'],
    [onlyTypes(typeDef({ map: ['u8'] })), 'types[0].kind.map is not an array of two'],
    [onlyTypes(typeDef({ handle: { lend: 0 } })), 'not an own or borrow handle'],
    [onlyTypes(typeDef({ 'fixed-length-list': ['u8', 2 ** 32] })), 'one of the 4294967296 lengths'],
    [onlyTypes(typeDef({ list: 0 })), 'type 0 contains itself'],
    [onlyTypes(typeDef({ type: 1 }, 'a'), typeDef({ option: 0 })), 'contains itself'],
  ])('refuses %s', (text, message) => {
    expect(() => fromJson(text)).toThrow(message);
  });

  it('reads types that are nested as deep as a text can say, and refuses deep arrays', () => {
    const count = 50_000;
    const chain = Array.from({ length: count }, (_, id) =>
      typeDef({ list: id + 1 < count ? id + 1 : 'u8' }),
    );
    expect(fromJson(onlyTypes(...chain)).types).toHaveLength(count);
    expect(() => fromJson('['.repeat(100_000))).toThrow('this is not JSON');
  });

  it('never fails in another way than with a plain error', () => {
    const seed = onlyTypes(
      typeDef({ record: { fields: [{ name: 'a', type: 'u8' }] } }, 'r'),
      typeDef({ result: { ok: 0, err: null } }),
    );
    fc.assert(
      fc.property(fc.nat(seed.length), fc.nat(20), fc.string({ maxLength: 4 }), (at, cut, put) => {
        const text = seed.slice(0, at) + put + seed.slice(at + cut);
        let resolve: Resolve;
        try {
          resolve = fromJson(text);
        } catch (error) {
          expect((error as Error).message).toMatch(/^this is not (JSON|the JSON of)/);
          return;
        }
        expect(toJson(fromJson(toJson(resolve)))).toBe(toJson(resolve));
      }),
      { numRuns: 2000 },
    );
  });
});

describe.skipIf(!hasConformance)(`the conformance suite (${CONFORMANCE_NOTE})`, () => {
  it.each(conformanceJson())('$name is read and written unchanged', ({ text }) => {
    expect(toJson(fromJson(text))).toBe(text);
  });
});
