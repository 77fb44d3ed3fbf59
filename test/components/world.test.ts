import {
  functionText,
  resolveSources,
  selectWorld,
  worldItemName,
  type Resolve,
  type WorldItem,
} from '@wit-ts/wit-parser';
import { describe, expect, test } from 'vitest';
import { fixtures } from '../../scripts/fixtures/list.mjs';
import { built, modelOf, read, witOf } from './fixtures.js';

/** The items of a world with the functions in them, as text. */
function describeItems(resolve: Resolve, items: Map<string, WorldItem>): Map<string, string[]> {
  const described = new Map<string, string[]>();
  for (const [key, item] of items) {
    const functions =
      item.kind === 'interface'
        ? [...(resolve.interfaces[item.id]?.functions.values() ?? [])]
        : item.kind === 'function'
          ? [item.function]
          : [];
    described.set(
      worldItemName(resolve, key),
      functions.map((each) => `${each.name}: ${functionText(resolve, each)}`).toSorted(),
    );
  }
  return described;
}

/** Without the parts of WASI that every runtime brings along. */
function own(items: Map<string, string[]>): [string, string[]][] {
  return [...items].filter(([name]) => !isOfRuntime(name)).toSorted();
}

function isOfRuntime(name: string): boolean {
  return name.startsWith('wasi:') && !name.startsWith('wasi:http/');
}

function selected({ resolve, package: main }: ReturnType<typeof resolveSources>, name: string) {
  if (main === undefined) throw new Error('the WIT has no package');
  return resolve.worlds[selectWorld(resolve, main, name).world ?? -1];
}

describe.each(fixtures.filter(({ name }) => built.includes(name)))('$name', (fixture) => {
  const resolved = resolveSources(witOf(fixture.wit, fixture.wasi), {});
  const world = selected(resolved, fixture.world);

  test('exports its world and nothing else, and imports no more than its world and WASI', () => {
    const model = modelOf(read(fixture.name), fixture.name);
    const component = model.resolve.worlds[model.world];
    expect(resolved.diagnostics).toEqual([]);
    const exports = describeItems(model.resolve, component?.exports ?? new Map());
    // componentize-py leaves the instance behind through which it took its snapshot.
    if (fixture.language === 'python') exports.delete('exports');
    expect(own(exports)).toEqual(own(describeItems(resolved.resolve, world?.exports ?? new Map())));
    const imports = describeItems(resolved.resolve, world?.imports ?? new Map());
    for (const [name, functions] of own(
      describeItems(model.resolve, component?.imports ?? new Map()),
    )) {
      expect(imports.get(name), name).toEqual(expect.arrayContaining(functions));
    }
  });

  test('needs WASI only where its language does', () => {
    const model = modelOf(read(fixture.name), fixture.name);
    const imports = [...(model.resolve.worlds[model.world]?.imports.keys() ?? [])];
    const wasi = imports.filter((key) => isOfRuntime(worldItemName(model.resolve, key)));
    expect(wasi).toHaveLength(fixture.language === 'go' ? 18 : 0);
  });
});
