import type {
  Ast,
  Extern,
  Gate,
  Interface,
  InterfaceItem,
  Name,
  Path,
  TopLevelItem,
  UseName,
  World,
} from '../ast/ast.js';

/** A path in a file that leads to an interface or world. */
export interface Mention {
  ast: Ast;
  /** The interface or world whose order depends on the path; `undefined` where no order does. */
  owner: Name | undefined;
  gates: Gate[];
  path: Path;
  /** Of a `use path.{…}`; `undefined` for every other mention. */
  names: UseName[] | undefined;
  /** What the target is taken for where it is in another package: only an `include` wants a world. */
  world: boolean;
}

/** All mentions of a file in the order that decides about ids: of a world first `use` and `include`, then imports, then exports. */
export function mentionsOf(ast: Ast, items: readonly TopLevelItem[]): Mention[] {
  const mentions: Mention[] = [];
  for (const item of items) {
    switch (item.kind) {
      case 'interface':
        addUses(mentions, ast, item, item.name);
        break;
      case 'world':
        addWorld(mentions, ast, item);
        break;
      case 'top-level-use': {
        const { gates, path } = item;
        mentions.push({ ast, owner: undefined, gates, path, names: undefined, world: false });
        break;
      }
      case 'package':
        break;
    }
  }
  return mentions;
}

function addUses(
  mentions: Mention[],
  ast: Ast,
  body: { items: InterfaceItem[] } | Interface,
  owner: Name | undefined,
): void {
  for (const item of body.items) {
    if (item.kind !== 'use') continue;
    const { gates, path, names } = item;
    mentions.push({ ast, owner, gates, path, names, world: false });
  }
}

function addWorld(mentions: Mention[], ast: Ast, world: World): void {
  for (const item of world.items) {
    if (item.kind === 'use') {
      const { gates, path, names } = item;
      mentions.push({ ast, owner: undefined, gates, path, names, world: false });
    } else if (item.kind === 'include') {
      const { gates, path } = item;
      mentions.push({ ast, owner: world.name, gates, path, names: undefined, world: true });
    }
  }
  for (const direction of ['import', 'export'] as const) {
    for (const item of world.items) {
      if (item.kind === direction) addExtern(mentions, ast, item.gates, item.extern);
    }
  }
}

function addExtern(mentions: Mention[], ast: Ast, gates: Gate[], extern: Extern): void {
  switch (extern.kind) {
    case 'interface':
      addUses(mentions, ast, extern, undefined);
      break;
    case 'path': {
      const { path } = extern;
      mentions.push({ ast, owner: undefined, gates, path, names: undefined, world: false });
      break;
    }
    case 'function':
      break;
  }
}
