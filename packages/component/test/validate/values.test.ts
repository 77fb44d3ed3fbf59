/** Values are gated: wasm-tools does not assemble them, so they are written here. */
import { describe, expect, it } from 'vitest';
import { ComponentBuilder, type DefType, NOWHERE, validateComponent } from '../../src/index.js';
import { read } from '../support/assemble.js';

function mistakes(type: DefType, data: readonly number[], uses = 1): string[] {
  const builder = new ComponentBuilder();
  builder.type(type);
  builder.define(
    { kind: 'value', ...NOWHERE, type: 0, dataStart: 0, dataEnd: data.length },
    Uint8Array.from(data),
  );
  for (let i = 0; i < uses; i++) {
    builder.export({ name: `v${i}`, attributes: [], tag: 0 }, { sort: 'value', index: 0 });
  }
  return validateComponent(read(builder.finish())).map((item) => item.message);
}

const record: DefType = {
  kind: 'record',
  fields: [
    { label: 'a', type: 'bool' },
    { label: 'b', type: 'string' },
    { label: 'c', type: 's64' },
  ],
};

describe('value definitions', () => {
  it('must be of the form that their type fixes', () => {
    // A record is used by an export, so it would need a name: tuples do not.
    const tuple: DefType = { kind: 'tuple', types: ['bool', 'string', 's64'] };
    expect(mistakes(tuple, [1, 1, 0x61, 0x7f])).toEqual([]);
    expect(mistakes(tuple, [2, 1, 0x61, 0x7f])[0]).toContain('0x02 does not begin a bool');
    expect(mistakes(tuple, [1, 1, 0x61, 0x7f, 0])[0]).toContain('more bytes than its type');
    expect(mistakes(record, [1, 1, 0x61, 0x7f])[0]).toContain('not exported under a name');
    expect(mistakes({ kind: 'option', type: 'f32' }, [1, 0, 0, 0xc0, 0x7f])).toEqual([]);
    expect(mistakes({ kind: 'option', type: 'f32' }, [1, 1, 0, 0xc0, 0x7f])[0]).toContain('NaN');
    expect(mistakes({ kind: 'list', element: 'char' }, [2, 0x61, 0xc3, 0xbc])).toEqual([]);
    expect(mistakes({ kind: 'list', element: 'char' }, [9, 0x61])[0]).toContain(
      'middle of an item',
    );
  });

  it('are used exactly once', () => {
    const type: DefType = { kind: 'primitive', type: 'u8' };
    expect(mistakes(type, [1], 0)[0]).toContain('value 0 is never used');
    expect(mistakes(type, [1], 2)[0]).toContain('value 0 is used more than once');
  });
});
