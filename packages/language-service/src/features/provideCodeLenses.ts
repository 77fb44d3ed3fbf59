import { packageKeyOf } from '../names/symbol.js';
import { type WorldUse, WorldUses } from '../names/worlds.js';
import type { CodeLens, Location } from '../types.js';
import { type Context, rangeOf } from './context.js';

/** So many worlds are named. */
const MOST_NAMED = 3;

/** Above a world the commands that generate its bindings, above an interface who imports and exports it. */
export function provideCodeLenses({ names, path }: Context): CodeLens[] {
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
      const found = uses.of(symbol);
      const locations = found.map(locationOfUse);
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

function locationOfUse({ world, site }: WorldUse): Location {
  return { path: world.tree.file, range: rangeOf(site) };
}

function titleOf(uses: readonly WorldUse[]): string {
  const parts = (['import', 'export'] as const).flatMap((direction) => {
    const worlds = uses.filter((use) => use.direction === direction).map(({ world }) => world.name);
    if (worlds.length === 0) return [];
    const named = worlds.slice(0, MOST_NAMED).join(', ');
    const more = worlds.length - MOST_NAMED;
    return `${direction}ed by ${named}${more > 0 ? ` and ${more} more` : ''}`;
  });
  return parts.length === 0 ? 'no world imports or exports it' : parts.join(' · ');
}
