import { printWit, resolveSources, selectWorld } from '@wit-ts/wit-parser';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { describe, expect, it } from 'vitest';
import {
  componentToWit,
  decodeComponentType,
  embedComponentType,
  encodeComponentType,
  encodeWit,
  readComponentTypes,
  type WitStringEncoding,
} from '../../../src/wit/index.js';

const WIT = `package demo:app@0.1.0;

interface types {
  record point {
    x: f64,
    y: f64,
  }
}

interface shapes {
  use types.{point};
  area: func(corners: list<point>) -> f64;
}

world app {
  import log: func(text: string);
  export shapes;
}
`;

const MODULE = `(module
  (import "$root" "log" (func (param i32 i32)))
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) i32.const 1024)
  (func (export "demo:app/shapes@0.1.0#area") (param i32 i32) (result f64) f64.const 1)
)`;

function world() {
  const result = resolveSources([{ path: 'app.wit', text: WIT }]);
  if (result.package === undefined) throw new Error('nothing was resolved');
  const selected = selectWorld(result.resolve, result.package, 'app').world;
  if (selected === undefined) throw new Error('no world');
  return { resolve: result.resolve, package: result.package, world: selected };
}

describe('component-type', () => {
  it('is accepted by wasm-tools, which makes a component of that world', async () => {
    const tools = await loadWasmTools();
    const app = world();
    const core = embedComponentType(tools.parse(MODULE), app.resolve, app.world);
    const component = componentToWit(tools.componentNew(core), { name: 'app.wasm' });
    if (!component.ok) throw new Error(component.diagnostics[0]?.message);
    expect(printWit(component.resolve, component.package)).toBe(
      [
        'package root:component;',
        '',
        'world root {',
        '  import demo:app/types@0.1.0;',
        '  import log: func(text: string);',
        '',
        '  export demo:app/shapes@0.1.0;',
        '}',
        'package demo:app@0.1.0 {',
        '  interface types {',
        '    record point {',
        '      x: f64,',
        '      y: f64,',
        '    }',
        '  }',
        '  interface shapes {',
        '    use types.{point};',
        '',
        '    area: func(corners: list<point>) -> f64;',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('reads what wasm-tools embeds', async () => {
    const tools = await loadWasmTools();
    const core = tools.parse(MODULE);
    const embedded = tools.componentEmbed({
      core,
      wit: { text: WIT },
      world: 'app',
      stringEncoding: 'utf16',
    });
    const result = readComponentTypes(embedded, { name: 'core.wasm' });
    if (!result.ok) throw new Error(result.diagnostics[0]?.message);
    const [section] = result.sections;
    expect(result.sections.length).toBe(1);
    expect(section?.section).toBe('component-type');
    expect(section?.stringEncoding).toBe('utf16');
    expect(section?.resolve.worlds[section.world]?.name).toBe('app');
    const app = world();
    const ours = embedComponentType(core, app.resolve, app.world, 'utf16');
    const again = readComponentTypes(ours, { name: 'core.wasm' });
    expect(again).toEqual(result);
  });

  it.each<WitStringEncoding>(['utf8', 'utf16', 'latin1+utf16'])(
    'keeps the string encoding %s',
    (encoding) => {
      const app = world();
      const data = encodeComponentType(app.resolve, app.world, encoding);
      const decoded = decodeComponentType(data, { name: 'x' });
      expect(decoded.ok && decoded.stringEncoding).toBe(encoding);
    },
  );

  it('reads the form of 2023: encoding, name of the world, package', () => {
    const app = world();
    const wit = encodeWit(app.resolve, app.package);
    const old = Uint8Array.of(3, 1, 3, 0x61, 0x70, 0x70, ...wit);
    const decoded = decodeComponentType(old, { name: 'x' });
    expect(decoded.ok && decoded.stringEncoding).toBe('utf16');
    expect(decoded.ok && decoded.resolve.worlds[decoded.world]?.name).toBe('app');
    const other = Uint8Array.of(3, 1, 3, 0x61, 0x70, 0x71, ...wit);
    expect(decodeComponentType(other, { name: 'x' })).toMatchObject({
      ok: false,
      diagnostics: [
        {
          code: 'CMP0322',
          message:
            'the custom section `component-type` speaks of world `apq`, which it does not have',
        },
      ],
    });
  });

  it('finds the sections of every language that was linked, and none where there is none', () => {
    const app = world();
    const plain = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    const none = readComponentTypes(plain, { name: 'x' });
    expect(none).toEqual({ ok: true, sections: [] });
    const twice = embedComponentType(
      embedComponentType(plain, app.resolve, app.world),
      app.resolve,
      app.world,
      'utf16',
    );
    const both = readComponentTypes(twice, { name: 'x' });
    expect(both.ok && both.sections.map((s) => s.stringEncoding)).toEqual(['utf8', 'utf16']);
  });

  it('refuses a component, a package in its place and a damaged section', () => {
    const app = world();
    const wit = encodeWit(app.resolve, app.package);
    expect(readComponentTypes(wit, { name: 'x' })).toMatchObject({
      diagnostics: [{ code: 'CMP0300', message: 'this is not a core module but a component' }],
    });
    expect(decodeComponentType(wit, { name: 'x' })).toMatchObject({ ok: false });
    const core = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    const embedded = embedComponentType(core, app.resolve, app.world);
    for (let length = 9; length < embedded.length; length += 7) {
      const result = readComponentTypes(embedded.subarray(0, length), { name: 'x' });
      expect(result.ok).toBe(false);
    }
  });
});
