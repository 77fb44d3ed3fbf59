import type { ast } from '@wit-ts/wit-parser';
import type { ItemSymbol, Names } from './names.js';
import type { NameSymbol, SymbolOf } from './symbol.js';

/** Why a world imports or exports an interface: the item itself, or the `include` that brings it. */
export interface WorldUse {
  world: SymbolOf<'world'>;
  direction: 'import' | 'export';
  item: ast.ExternItem | ast.Include;
  /** The name in the path of the item. */
  site: ast.Name;
}

/** Who imports and exports each interface, by path or label, and through `include`; written there, not what other imports need. */
export class WorldUses {
  readonly #names: Names;
  readonly #byInterface = new Map<NameSymbol, WorldUse[]>();
  readonly #includedBy = new Map<NameSymbol, WorldUse[]>();

  constructor(names: Names) {
    this.#names = names;
    const worlds: SymbolOf<'world'>[] = [];
    for (const { parts } of names.packages.values()) {
      for (const item of names.itemsOf({ parts })) if (item.kind === 'world') worlds.push(item);
    }
    for (const world of worlds) this.#addWorld(world);
    for (const [target, uses] of this.#byInterface) {
      this.#byInterface.set(target, this.#throughIncludes(uses));
    }
  }

  of(symbol: NameSymbol): readonly WorldUse[] {
    return this.#byInterface.get(symbol) ?? [];
  }

  /** The worlds that include a world, and where. */
  includesOf(world: NameSymbol): readonly WorldUse[] {
    return this.#includedBy.get(world) ?? [];
  }

  #addWorld(world: SymbolOf<'world'>): void {
    for (const item of world.item.items) {
      if (item.kind === 'include') {
        const target = this.#names.finalItem(item.path, world.part);
        if (target?.kind !== 'world') continue;
        add(this.#includedBy, target, { world, direction: 'import', item, site: item.path.name });
      } else if (
        (item.kind === 'import' || item.kind === 'export') &&
        item.extern.kind === 'path'
      ) {
        const { path } = item.extern;
        const target: ItemSymbol | undefined = this.#names.finalItem(path, world.part);
        if (target === undefined) continue;
        add(this.#byInterface, target, { world, direction: item.kind, item, site: path.name });
      }
    }
  }

  /** Adds the worlds that include those that there are, each world once for each direction. */
  #throughIncludes(uses: readonly WorldUse[]): WorldUse[] {
    const found = [...uses];
    const seen = new Set(uses.map(({ world, direction }) => `${direction} ${keyOf(world)}`));
    for (let i = 0; i < found.length; i += 1) {
      const use = found[i];
      if (use === undefined) break;
      for (const include of this.includesOf(use.world)) {
        const key = `${use.direction} ${keyOf(include.world)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        found.push({ ...include, direction: use.direction });
      }
    }
    return found;
  }
}

function keyOf({ nameNode, tree }: NameSymbol): string {
  return `${nameNode.start}:${tree.file}`;
}

function add(map: Map<NameSymbol, WorldUse[]>, key: NameSymbol, use: WorldUse): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [use]);
  else known.push(use);
}
