/** Where the items of a world stand in the WIT that it was read from. */
import {
  type ast,
  type InterfaceId,
  type Origins,
  parse,
  type Resolve,
  type SourceSet,
  type Span,
  type TypeId,
  worldItemName,
  type WitFunction,
  type WorldId,
  type WorldItem,
} from '@wit-ts/wit-parser';

/** WIT with its texts; a world that comes from a binary has none. */
export interface WitTexts {
  resolve: Resolve;
  sources: SourceSet;
  origins: Origins | undefined;
}

/** What is looked for: an import or export of the world, or something in it. */
export interface WantedPlace {
  direction: 'imports' | 'exports';
  /** As component binaries spell it. */
  name: string;
  /** An item of the interface of that name. */
  member?: string | undefined;
  /** A record, variant, enum or flags that the item mentions. */
  type?: string | undefined;
  /** A field, case or flag of that type. */
  entry?: string | undefined;
}

type Found = Span | undefined;
interface Nodes {
  file: string;
  node: ast.Interface | ast.World | ast.ExternItem | undefined;
}

export class WitPlaces {
  private readonly trees = new Map<string, ast.Ast>();

  constructor(
    private readonly wit: WitTexts,
    private readonly world: WorldId,
  ) {}

  /** The name of the world. */
  get worldPlace(): Found {
    return this.wit.origins?.ofWorld(this.world);
  }

  /** The innermost place that there is; of an item without one, the world's. */
  find(wanted: WantedPlace): Found {
    const item = this.itemOf(wanted);
    const inner =
      item?.kind === 'interface'
        ? this.inInterface(item.id, wanted)
        : item?.kind === 'type'
          ? this.typePlace(item.id, wanted.entry)
          : undefined;
    return inner ?? this.inWorld(wanted, item) ?? this.worldPlace;
  }

  private itemOf({ direction, name }: WantedPlace): WorldItem | undefined {
    const { resolve } = this.wit;
    for (const [key, item] of resolve.worlds[this.world]?.[direction] ?? []) {
      if (worldItemName(resolve, key) === name) return item;
    }
    return undefined;
  }

  private inInterface(id: InterfaceId, { member, type, entry }: WantedPlace): Found {
    const { resolve, origins } = this.wit;
    const iface = resolve.interfaces[id];
    if (iface === undefined || member === undefined) return undefined;
    if (type !== undefined) {
      const found = this.typePlace(iface.types.get(type) ?? this.typeNamed(type), entry);
      if (found !== undefined) return found;
    }
    const typeId = iface.types.get(member);
    if (typeId !== undefined) return this.typePlace(typeId, entry);
    const func = iface.functions.get(member);
    return (func && this.functionPlace(id, func)) ?? origins?.ofInterface(id);
  }

  /** The only type of that name. */
  private typeNamed(name: string): TypeId | undefined {
    const ids: TypeId[] = [];
    for (const [id, type] of this.wit.resolve.types.entries()) {
      if (type.name === name && type.kind.kind !== 'alias') ids.push(id);
    }
    return ids.length === 1 ? ids[0] : undefined;
  }

  /** The name of a type or, where it is known, of a field, case or flag in its definition. */
  private typePlace(id: TypeId | undefined, entry: string | undefined): Found {
    const { resolve, origins } = this.wit;
    if (id === undefined || origins === undefined) return undefined;
    let current = id;
    for (;;) {
      const kind = resolve.types[current]?.kind;
      if (entry === undefined || kind?.kind !== 'alias' || typeof kind.type !== 'number') break;
      current = kind.type;
    }
    const site = origins.types.site(current);
    if (entry !== undefined && site !== undefined && 'items' in site.node) {
      for (const item of site.node.items as readonly ast.Field[]) {
        if (item.name.text !== entry) continue;
        return { file: site.ast.file, start: item.start, end: item.end };
      }
    }
    return origins.ofType(current);
  }

  private functionPlace(id: InterfaceId, func: WitFunction): Found {
    const name = this.wit.origins?.ofInterface(id);
    const found = name && this.nodeAt(name);
    const items = found && itemsOf(found.node);
    for (const item of items ?? []) {
      const own = memberOf(item, func);
      if (own !== undefined) return { file: found?.file ?? '', start: own.start, end: own.end };
    }
    return undefined;
  }

  /** The import or export itself, in the world or in one that it includes. */
  private inWorld({ direction, name }: WantedPlace, item: WorldItem | undefined): Found {
    const place = this.worldPlace;
    const found = place && this.nodeAt(place);
    if (found?.node?.kind !== 'world') return undefined;
    const keyword = direction === 'imports' ? 'import' : 'export';
    for (const own of found.node.items) {
      if (own.kind !== keyword || !isExtern(own.extern, name, this.interfaceNameOf(item))) continue;
      return { file: found.file, start: own.start, end: own.end };
    }
    return undefined;
  }

  private interfaceNameOf(item: WorldItem | undefined): string | undefined {
    if (item?.kind !== 'interface') return undefined;
    return this.wit.resolve.interfaces[item.id]?.name ?? undefined;
  }

  /** The interface or world whose name stands at a place. */
  private nodeAt({ file, start }: Span): Nodes | undefined {
    const tree = this.treeOf(file);
    if (tree === undefined) return undefined;
    const todo: (ast.TopLevelItem | ast.ExternItem)[] = [...tree.items];
    for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
      if (item.kind === 'package') todo.push(...item.items);
      else if (item.kind === 'interface' || item.kind === 'world') {
        if (item.name.start === start) return { file, node: item };
        if (item.kind === 'world') {
          for (const inner of item.items) {
            if (inner.kind === 'import' || inner.kind === 'export') todo.push(inner);
          }
        }
      } else if (item.kind !== 'top-level-use' && item.extern.kind === 'interface') {
        if (item.extern.name.start === start) return { file, node: item };
      }
    }
    return undefined;
  }

  private treeOf(file: string): ast.Ast | undefined {
    const known = this.trees.get(file);
    if (known !== undefined) return known;
    const text = this.wit.sources.text(file);
    if (text === undefined) return undefined;
    const { ast: tree } = parse(text, file);
    this.trees.set(file, tree);
    return tree;
  }
}

function itemsOf(node: Nodes['node']): readonly ast.InterfaceItem[] {
  if (node?.kind === 'interface') return node.items;
  if (node?.kind === 'import' || node?.kind === 'export') {
    return node.extern.kind === 'interface' ? node.extern.items : [];
  }
  return [];
}

/** The item, or what is in the resource, that defines a function. */
function memberOf(item: ast.InterfaceItem, func: WitFunction): ast.Node | undefined {
  const [, , resource = '', member = ''] = /^\[(.*)\]([^.]*)\.?(.*)$/.exec(func.name) ?? [];
  if (item.kind === 'function') return item.name.text === func.name ? item : undefined;
  if (item.kind !== 'resource' || item.name.text !== resource) return undefined;
  return item.items.find(({ kind, name }) =>
    kind === 'constructor'
      ? func.kind.kind === 'constructor'
      : name.text === member && func.kind.kind !== 'constructor',
  );
}

function isExtern(extern: ast.Extern, name: string, interfaceName: string | undefined): boolean {
  if (extern.kind !== 'path') return extern.name.text === name;
  if (extern.label !== undefined) return extern.label.text === name;
  return interfaceName !== undefined && extern.path.name.text === interfaceName;
}
