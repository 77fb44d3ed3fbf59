/** Where the functions and interfaces of a world are declared in WIT. */
import {
  type ast,
  interfaceOfKey,
  type Origins,
  parse,
  type SourceSet,
  type Span,
  type TypeId,
  type World,
  type WorldId,
} from '@wit-ts/wit-parser';

type Items = readonly (ast.InterfaceItem | ast.WorldItem | ast.TopLevelItem)[];

/** Finds declarations. All answers are `undefined` where the world did not come from text. */
export class WitPlaces {
  readonly #asts = new Map<string, ast.Ast | undefined>();
  readonly #sources: SourceSet;
  readonly #origins: Origins | undefined;
  readonly #id: WorldId;
  readonly #world: World;

  constructor(id: WorldId, world: World, sources: SourceSet, origins: Origins | undefined) {
    this.#id = id;
    this.#world = world;
    this.#sources = sources;
    this.#origins = origins;
  }

  type(id: TypeId): Span | undefined {
    return this.#origins?.ofType(id);
  }

  /** The name of the world in its declaration. */
  world(): Span | undefined {
    return this.#origins?.ofWorld(this.#id);
  }

  /**
   * The function of this name, or where there is none, the import or export itself.
   *
   * @param key - of the import or export of the world
   * @param fn - such as `f`, `[method]r.f` or `[constructor]r`
   */
  item(key: string, kind: 'imports' | 'exports', fn?: string): Span | undefined {
    const item = this.#world[kind].get(key);
    const world = this.world();
    if (item === undefined || world === undefined) return undefined;
    if (item.kind === 'type') return this.type(item.id);
    if (item.kind === 'function') return this.#function(world, item.function.name, kind) ?? world;
    const place = this.#origins?.ofInterface(item.id);
    const inner = place === undefined || fn === undefined ? undefined : this.#function(place, fn);
    if (inner !== undefined) return inner;
    return this.#path(world, key, kind) ?? place ?? world;
  }

  /** A function in the interface or world whose name stands at `place`. */
  #function(place: Span, name: string, kind?: 'imports' | 'exports'): Span | undefined {
    const file = place.file;
    const items = itemsAt(this.#ast(file)?.items ?? [], place.start);
    if (items === undefined) return undefined;
    const [, special, rest] = /^(?:\[(method|static|constructor)\])?(.*)$/.exec(name) ?? [];
    const [owner = '', bare = ''] = (rest ?? name).split('.');
    for (const item of items) {
      if (special !== undefined) {
        if (item.kind !== 'resource' || item.name.text !== owner) continue;
        const found = item.items.find((each) =>
          special === 'constructor' ? each.kind === 'constructor' : each.name.text === bare,
        );
        return spanIn(file, (found ?? item).name);
      }
      if (item.kind === 'function' && item.name.text === owner) return spanIn(file, item.name);
      if (kind !== undefined && item.kind === kind.slice(0, -1) && 'extern' in item) {
        const { extern } = item;
        if (extern.kind === 'function' && extern.name.text === owner) {
          return spanIn(file, extern.name);
        }
      }
    }
    return undefined;
  }

  /** `export ns:pkg/iface;` in the world. */
  #path(world: Span, key: string, kind: 'imports' | 'exports'): Span | undefined {
    const items = itemsAt(this.#ast(world.file)?.items ?? [], world.start) ?? [];
    const id = interfaceOfKey(key);
    const wanted = id === undefined ? undefined : this.#origins?.ofInterface(id);
    for (const item of items) {
      if (item.kind !== kind.slice(0, -1) || !('extern' in item)) continue;
      const { extern } = item;
      if (extern.kind === 'interface' && extern.name.text === key)
        return spanIn(world.file, extern.name);
      if (extern.kind !== 'path') continue;
      const label = extern.label?.text;
      if (label === key) return spanIn(world.file, extern);
      const text = wanted && this.#sources.text(wanted.file)?.slice(wanted.start, wanted.end);
      if (label === undefined && text === extern.path.name.text) return spanIn(world.file, extern);
    }
    return undefined;
  }

  #ast(file: string): ast.Ast | undefined {
    if (!this.#asts.has(file)) {
      const text = this.#sources.text(file);
      this.#asts.set(file, text === undefined ? undefined : parse(text, file).ast);
    }
    return this.#asts.get(file);
  }
}

/** The items of the interface or world whose name starts at `start`. */
function itemsAt(items: Items, start: number): Items | undefined {
  const pending: Items[] = [items];
  for (let list = pending.pop(); list !== undefined; list = pending.pop()) {
    for (const item of list) {
      if (item.kind === 'package') pending.push(item.items);
      if (item.kind === 'interface' || item.kind === 'world') {
        if (item.name.start === start) return item.items;
        pending.push(item.items);
      }
      if ((item.kind === 'import' || item.kind === 'export') && item.extern.kind === 'interface') {
        if (item.extern.name.start === start) return item.extern.items;
      }
    }
  }
  return undefined;
}

function spanIn(file: string, node: { start: number; end: number }): Span {
  return { file, start: node.start, end: node.end };
}
