import { componentToWit } from '@wit-ts/component';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { renderDiagnostics, resolveSources, selectWorld, SourceSet } from '@wit-ts/wit-parser';
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { targets, type TargetsResult, type TargetWorld } from '../../src/index.js';

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

const read = (name: string): string =>
  readFileSync(new URL(`plugin/${name}`, import.meta.url), 'utf8');

/** The first world of a text. */
function worldIn(text: string, path = 'world.wit'): TargetWorld {
  const { resolve, package: id, origins, sources } = resolveSources([{ path, text }]);
  const { world } = selectWorld(resolve, id ?? 0, /^world ([\w-]+)/m.exec(text)?.[1]);
  if (world === undefined) throw new Error('there is no world');
  return { resolve, world, origins, sources, path };
}

/** A component of the world in a text. */
function componentOf(text: string): Uint8Array {
  return tools.componentNew(tools.componentEmbed({ wit: { text } }));
}

function ask(component: string, world: string): TargetsResult & { places: string[] } {
  const target = worldIn(world);
  const result = targets({ name: 'app', path: 'app.wasm', bytes: componentOf(component) }, target);
  const places = result.diagnostics.map(({ code, span }) => {
    const at = span && target.sources.lineColumn(span);
    return `${code} ${span?.file}:${at?.line}:${at?.column}`;
  });
  return { ...result, places };
}

const lesser = (world: string): string => `package a:b;
interface i { f: func(); g: func(); }
interface j { h: func(); }
world w { ${world} }`;

const tokens = (world: string): string => `package a:b;
interface types { resource token; }
interface store { use types.{token}; put: func(t: borrow<token>) -> token; }
world w { ${world} }`;

const versioned = (version: string, world: string): string => `package a:b@${version};
interface i { resource r; make: func() -> r; }
world w { ${world} }`;

describe('targets', () => {
  it('shows every difference, with both places', () => {
    const world = worldIn(read('world.wit'));
    const bytes = componentOf(read('component.wit'));
    const { fits, diagnostics } = targets({ name: 'app', path: 'app.wasm', bytes }, world);
    expect(fits).toBe(false);
    const text = `${renderDiagnostics(diagnostics, world.sources)}\n`;
    const expected = new URL('plugin/expected.txt', import.meta.url);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(expected, text);
    expect(text).toBe(readFileSync(expected, 'utf8'));
  });

  it('takes a world from a binary, whose declarations it shows instead', () => {
    const decoded = componentToWit(componentOf(read('world.wit')), { name: 'w.wasm' });
    if (!decoded.ok || decoded.world === undefined) throw new Error('it has a world');
    const { resolve, world } = decoded;
    const target = { resolve, world, origins: undefined, sources: new SourceSet(), path: 'w.wasm' };
    const bytes = componentOf(read('component.wit'));
    const { diagnostics } = targets({ name: 'app', path: 'app.wasm', bytes }, target);
    expect(diagnostics).toHaveLength(9);
    expect(diagnostics.at(-1)?.related).toMatchObject([
      {
        span: { file: 'w.wasm' },
        message: 'the world exports `acme:plug/sink@1.0.0` with `drain: func()`',
      },
      { span: { file: 'app.wasm' } },
    ]);
  });

  it('lets a component import less and export more', () => {
    expect(ask(lesser('export i;'), lesser('import j; export i;')).fits).toBe(true);
    expect(ask(lesser('import j; export i; export j;'), lesser('import j; export i;')).fits).toBe(
      true,
    );
    expect(ask(lesser('import j;'), lesser('export i;')).places).toEqual([
      'LNK0124 world.wit:4:7',
      'LNK0125 world.wit:4:11',
    ]);
  });

  it('lets versions of one track meet', () => {
    const both = 'import i; export use-it: func() -> bool;';
    expect(ask(versioned('1.2.0', both), versioned('1.3.1', both)).fits).toBe(true);
    expect(ask(versioned('1.3.1', both), versioned('1.2.0', both)).fits).toBe(true);
    expect(ask(versioned('1.2.0', 'export i;'), versioned('1.0.0', 'export i;')).fits).toBe(true);
    const other = ask(versioned('2.0.0', both), versioned('1.2.0', both));
    expect(other.diagnostics[0]?.message).toBe(
      'the world `a:b/w@1.2.0` has no import `a:b/i@2.0.0`, which `app` needs; it has `a:b/i@1.2.0`',
    );
  });

  it('compares resources by the places they come from', () => {
    const imports = 'import types; export store;';
    const exports = 'export types; export store;';
    expect(ask(tokens(imports), tokens(imports)).fits).toBe(true);
    expect(ask(tokens(exports), tokens(exports)).fits).toBe(true);
    // The world's store takes tokens of the host, that of the component only its own.
    expect(ask(tokens(exports), tokens(imports)).places).toEqual(['LNK0126 world.wit:3:30']);
  });

  it('takes exported resources for the exports of a world that imports them, too', () => {
    const both = 'import types; import store; export types; export store;';
    expect(ask(tokens(both), tokens(both)).fits).toBe(true);
    const mixed = 'import types; export types; export store;';
    expect(ask(tokens(mixed), tokens(mixed)).fits).toBe(true);
    expect(ask(tokens(mixed), tokens(both)).fits).toBe(true);
    expect(ask(tokens('import types; export store;'), tokens(both)).fits).toBe(false);
  });

  it('refuses what is no component', () => {
    const world = worldIn('package a:b;\nworld w {}');
    for (const bytes of [tools.parse('(module)'), new Uint8Array()]) {
      const { fits, diagnostics } = targets({ name: 'x', path: 'x.wasm', bytes }, world);
      expect({ fits, file: diagnostics[0]?.span?.file }).toEqual({ fits: false, file: 'x.wasm' });
    }
  });
});
