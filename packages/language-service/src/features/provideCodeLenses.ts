import { interfaceKey } from '@wit-ts/wit-parser';
import { type NameSymbol, packageKeyOf } from '../names/symbol.js';
import { type WorldUse, WorldUses } from '../names/worlds.js';
import type { CodeLens, Location } from '../types.js';
import { type Context, rangeOf } from './context.js';

/** So many worlds are named. */
const MOST_NAMED = 3;

/** Above a world the commands that generate its bindings, above an interface who imports and exports it. */
export function provideCodeLenses(context: Context): CodeLens[] {
  const { names, path } = context;
  const lenses: CodeLens[] = [];
  const uses = new WorldUses(names);
  for (const part of names.file(path)?.parts ?? []) {
    const key = part.header && packageKeyOf(part.header);
    for (const symbol of part.defined.values()) {
      const range = rangeOf(symbol.nameNode);
      if (symbol.kind === 'world') {
        if (key === undefined) continue;
        const target = { path, package: key, world: symbol.name };
        lenses.push(
          { range, title: 'generate host bindings', command: { name: 'generateHost', ...target } },
          {
            range,
            title: 'generate guest bindings',
            command: { name: 'generateGuest', ...target },
          },
        );
        continue;
      }
      const found = [...uses.of(symbol), ...neededBy(context, symbol, key, uses.of(symbol))];
      const locations = found.filter(({ world }) => names.isOpenable(world)).map(locationOfUse);
      lenses.push({
        range,
        title: titleOf(found),
        command:
          locations.length === 0
            ? undefined
            : { name: 'showReferences', path, offset: range.start, locations },
      });
    }
  }
  return lenses;
}

/** The worlds that import or export an interface because of something else that they do. */
function neededBy(
  { names, project }: Context,
  symbol: NameSymbol,
  key: string | undefined,
  known: readonly WorldUse[],
): Use[] {
  const { resolve } = project.resolver;
  const owner = key === undefined ? undefined : project.resolver.packageId(key);
  const id = owner === undefined ? undefined : resolve.packages[owner]?.interfaces.get(symbol.name);
  if (id === undefined) return [];
  const uses: Use[] = [];
  for (const [home, named] of names.packages) {
    const worlds = resolve.packages[project.resolver.packageId(home) ?? -1]?.worlds;
    for (const world of names.itemsOf(named)) {
      const item =
        world.kind === 'world' ? resolve.worlds[worlds?.get(world.name) ?? -1] : undefined;
      if (world.kind !== 'world' || item === undefined) continue;
      for (const direction of ['import', 'export'] as const) {
        const has = (direction === 'import' ? item.imports : item.exports).has(interfaceKey(id));
        const isKnown = known.some((use) => use.world === world && use.direction === direction);
        if (has && !isKnown) uses.push({ world, direction, site: world.item.name });
      }
    }
  }
  return uses;
}

type Use = Pick<WorldUse, 'world' | 'direction' | 'site'>;

function locationOfUse({ world, site }: Use): Location {
  return { path: world.tree.file, range: rangeOf(site) };
}

function titleOf(uses: readonly Use[]): string {
  const parts = (['import', 'export'] as const).flatMap((direction) => {
    const worlds = uses.filter((use) => use.direction === direction).map(({ world }) => world.name);
    if (worlds.length === 0) return [];
    const named = worlds.slice(0, MOST_NAMED).join(', ');
    const more = worlds.length - MOST_NAMED;
    return `${direction}ed by ${named}${more > 0 ? ` and ${more} more` : ''}`;
  });
  return parts.length === 0 ? 'no world imports or exports it' : parts.join(' · ');
}
