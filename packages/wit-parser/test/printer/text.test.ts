import { describe, expect, it } from 'vitest';
import { functionDeclaration, functionText, typeName, type WitFunction } from '../../src/index.js';
import { modelOfTypes, typeOf } from '../support/model.js';

describe('typeName', () => {
  it.each([
    [typeOf({ kind: 'list', type: 'u8' }), 'list<u8>'],
    [typeOf({ kind: 'fixed-length-list', type: 'u8', length: 4 }), 'list<u8, 4>'],
    [typeOf({ kind: 'map', key: 'string', value: 's64' }), 'map<string, s64>'],
    [typeOf({ kind: 'tuple', types: ['u8', 'char', 'f64'] }), 'tuple<u8, char, f64>'],
    [typeOf({ kind: 'tuple', types: [] }), 'tuple<>'],
    [typeOf({ kind: 'option', type: 'bool' }), 'option<bool>'],
    [typeOf({ kind: 'result', ok: null, err: null }), 'result'],
    [typeOf({ kind: 'result', ok: 'u8', err: null }), 'result<u8>'],
    [typeOf({ kind: 'result', ok: null, err: 'u8' }), 'result<_, u8>'],
    [typeOf({ kind: 'result', ok: 'u8', err: 'u16' }), 'result<u8, u16>'],
    [typeOf({ kind: 'stream', type: null }), 'stream'],
    [typeOf({ kind: 'stream', type: 'u8' }), 'stream<u8>'],
    [typeOf({ kind: 'future', type: null }), 'future'],
    [typeOf({ kind: 'future', type: 'error-context' }), 'future<error-context>'],
    [typeOf({ kind: 'alias', type: 'u8' }), 'u8'],
    [typeOf({ kind: 'alias', type: 'u8' }, 'bytes'), 'bytes'],
    [typeOf({ kind: 'resource' }, 'stream'), '%stream'],
  ])('%j', (definition, text) => {
    expect(typeName(modelOfTypes(definition), 0)).toBe(text);
  });

  it('writes handles by the name of their resource', () => {
    const resolve = modelOfTypes(
      typeOf({ kind: 'resource' }, 'flags'),
      typeOf({ kind: 'handle', handle: 'own', type: 0 }),
      typeOf({ kind: 'handle', handle: 'borrow', type: 0 }),
      typeOf({ kind: 'tuple', types: [1, 2] }),
    );
    expect(typeName(resolve, 3)).toBe('tuple<%flags, borrow<%flags>>');
  });

  it('writes types that are nested deeper than any stack', () => {
    const depth = 200_000;
    const types = Array.from({ length: depth }, (_, id) =>
      typeOf({ kind: 'list', type: id === 0 ? 'u8' : id - 1 }),
    );
    const text = typeName({ ...modelOfTypes(), types }, depth - 1);
    expect(text).toBe(`${'list<'.repeat(depth)}u8${'>'.repeat(depth)}`);
  });

  it('refuses models whose text would have no end', () => {
    const cyclic = modelOfTypes(typeOf({ kind: 'list', type: 0 }));
    expect(() => typeName(cyclic, 0)).toThrow('over 1000000 parts');
    const doubling = Array.from({ length: 64 }, (_, id) =>
      typeOf({ kind: 'tuple', types: id === 0 ? ['u8'] : [id - 1, id - 1] }),
    );
    expect(() => typeName(modelOfTypes(...doubling), 63)).toThrow('over 1000000 parts');
    expect(() => typeName(modelOfTypes(), 0)).toThrow('there is no type 0');
    expect(() => typeName(modelOfTypes(typeOf({ kind: 'enum', cases: [] })), 0)).toThrow(
      'type of kind enum without a name',
    );
  });
});

describe('functions', () => {
  const resolve = modelOfTypes(
    typeOf({ kind: 'resource' }, 'file'),
    typeOf({ kind: 'handle', handle: 'own', type: 0 }),
    typeOf({ kind: 'handle', handle: 'borrow', type: 0 }),
    typeOf({ kind: 'result', ok: 1, err: null }),
  );
  const param = { name: 'record', type: 'u8' } as const;
  const self = { name: 'self', type: 2 };
  const cases: [WitFunction, string, string][] = [
    [
      { name: 'f', kind: { kind: 'freestanding', async: false }, params: [], result: 'u8' },
      'func() -> u8',
      'f: func() -> u8',
    ],
    [
      {
        name: '[method]file.use',
        kind: { kind: 'method', async: true, resource: 0 },
        params: [self, param],
      },
      'async func(%record: u8)',
      '%use: async func(%record: u8)',
    ],
    [
      {
        name: '[static]file.open',
        kind: { kind: 'static', async: true, resource: 0 },
        params: [param, { name: 'b', type: 2 }],
        result: 1,
      },
      'async func(%record: u8, b: borrow<file>) -> file',
      'open: static async func(%record: u8, b: borrow<file>) -> file',
    ],
    [
      {
        name: '[constructor]file',
        kind: { kind: 'constructor', resource: 0 },
        params: [param],
        result: 1,
      },
      'constructor(%record: u8)',
      'constructor(%record: u8)',
    ],
    [
      {
        name: '[constructor]file',
        kind: { kind: 'constructor', resource: 0 },
        params: [],
        result: 3,
      },
      'constructor() -> result<file>',
      'constructor() -> result<file>',
    ],
  ];

  it.each(cases)('%j', (fn, signature, declaration) => {
    expect(functionText(resolve, fn)).toBe(signature);
    expect(functionDeclaration(resolve, fn)).toBe(declaration);
  });
});
