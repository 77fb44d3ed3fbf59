/** The items of interfaces and worlds. */
import {
  type Entity,
  type ExternName,
  externName,
  freshResource,
  type FuncTy,
  type NameAttribute,
  newResourceType,
  renamed,
} from '@wit-ts/component';
import type { wac } from '@wit-ts/wac';
import type { ast } from '@wit-ts/wit-parser';
import { type Definitions, dependenciesOf, freshExports, instanceItem } from './definitions.js';
import type { Features } from './features.js';
import { WacError, wacMessages } from './messages.js';
import type { InterfaceDef, Meaning, WorldDef } from './model.js';
import { Names } from './names.js';
import { definedBy, functionType, meaningOf, wrongKind } from './types.js';

/** What bodies ask of the document around them. */
export interface Surroundings {
  root: Names;
  definitions: Definitions;
  features: Features;
  /** What a path leads to. */
  pathMeaning(path: wac.PackagePath): Meaning;
}

/** How a path is called in messages. */
export function pathText(path: wac.Path): string {
  if (path.kind === 'name') return path.name.text;
  const { name, version } = path.package;
  const segments = path.segments.map(({ text }) => `/${text}`).join('');
  return `${name}${segments}${version === undefined ? '' : `@${version.text}`}`;
}

/** A name with its attributes: the interface that a label implements, and external ids. */
export function nameOf(text: string, gates: readonly ast.Gate[], implemented?: string): ExternName {
  const attributes: NameAttribute[] = [];
  if (implemented !== undefined) attributes.push({ kind: 'implements', value: implemented });
  for (const gate of gates) {
    if (gate.kind === 'external-id') {
      attributes.push({ kind: 'external-id', value: gate.value.text });
    }
  }
  return externName(text, attributes);
}

export class Bodies {
  constructor(
    private readonly around: Surroundings,
    private readonly file: string,
  ) {}

  /** Fills an interface with its items. */
  interface(def: InterfaceDef, items: readonly wac.InterfaceItem[]): InterfaceDef {
    const names = new Names(this.file, this.around.root);
    const owner = def.id === undefined ? 'the interface' : `the interface \`${def.id}\``;
    const add = (name: wac.Node & { text: string }, gates: readonly ast.Gate[], entity: Entity) => {
      if (def.exports.has(name.text)) {
        throw new WacError(wacMessages.duplicateItem('export', name.text, owner, names.span(name)));
      }
      def.exports.set(name.text, { name: nameOf(name.text, gates), entity, at: undefined });
      this.around.definitions.own(def, entity);
    };
    for (const item of items) {
      const missing = this.around.features.missing(item.gates);
      if (missing !== undefined) {
        leaveOut(item, missing, names, def);
        continue;
      }
      switch (item.kind) {
        case 'use':
          this.use(item, names, add);
          break;
        case 'function':
          add(item.name, item.gates, { kind: 'func', type: functionOf(names, item.type) });
          break;
        default:
          this.definition(item, names, add);
      }
    }
    return def;
  }

  private use(item: wac.Use, names: Names, add: Add): InterfaceDef {
    const def = this.interfaceAt(item.path, names);
    for (const { name, alias } of item.names) {
      const entity = def.exports.get(name.text)?.entity;
      const gated = def.leftOut?.get(name.text);
      if (entity === undefined && gated !== undefined) {
        throw new WacError(wacMessages.unstable(name.text, gated, names.span(name)));
      }
      if (entity === undefined) {
        const owner = `the interface \`${pathText(item.path)}\``;
        throw new WacError(wacMessages.unknownType(name.text, owner, names.span(name)));
      }
      if (
        entity.kind !== 'type' ||
        (entity.created.kind !== 'defined' && entity.created.kind !== 'resource')
      ) {
        const meaning: Meaning = { kind: 'other', word: 'a function' };
        throw wrongKind(names, name.text, name, meaning, 'a type');
      }
      const own = alias ?? name;
      const created = renamed(entity.created, own.text);
      add(own, item.gates, { kind: 'type', referenced: entity.created, created });
      names.define(own.text, { meaning: meaningOf(created), item: undefined });
    }
    return def;
  }

  private interfaceAt(path: wac.Path, names: Names): InterfaceDef {
    const meaning =
      path.kind === 'name'
        ? this.around.root.binding(path.name).meaning
        : this.around.pathMeaning(path);
    if (meaning.kind === 'interface') return meaning;
    throw wrongKind(names, pathText(path), path, meaning, 'an interface');
  }

  private definition(item: wac.InnerTypeDefinition, names: Names, add: Add): void {
    const { text } = item.name;
    if (item.kind === 'resource') {
      this.resource(item, names, add);
      return;
    }
    const referenced = definedBy(names, item);
    const created = renamed(referenced, text);
    add(item.name, item.gates, { kind: 'type', referenced, created });
    names.define(text, { meaning: meaningOf(created), item: undefined });
  }

  private resource(item: ast.Resource, names: Names, add: Add): void {
    const { text } = item.name;
    const type = newResourceType(freshResource(text, undefined), text);
    names.define(text, { meaning: { kind: 'resource', type }, item: undefined });
    add(item.name, item.gates, { kind: 'type', referenced: type, created: type });
    for (const { kind, name, gates, function: of } of item.items) {
      if (this.around.features.missing(gates) !== undefined) continue;
      const self = kind === 'method' ? type : undefined;
      const made = kind === 'constructor' ? type : undefined;
      const full = made === undefined ? `[${kind}]${text}.${name.text}` : `[constructor]${text}`;
      const func = functionType(names, of, self, made);
      add({ ...name, text: full }, gates, { kind: 'func', type: func });
    }
  }

  // ---- Worlds --------------------------------------------------------------------------------------------------------

  world(id: string, item: wac.World): WorldDef {
    return new WorldBody(this, this.around, new Names(this.file, this.around.root), id, item).run();
  }

  /** For the bodies of worlds. */
  readonly parts = {
    use: (item: wac.Use, names: Names, add: Add) => this.use(item, names, add),
    definition: (item: wac.InnerTypeDefinition, names: Names, add: Add) =>
      this.definition(item, names, add),
  };
}

type Add = (name: wac.Node & { text: string }, gates: readonly ast.Gate[], entity: Entity) => void;

function functionOf(names: Names, type: wac.FunctionExport['type']): FuncTy {
  if (type.kind === 'function') return functionType(names, type.function);
  const { meaning } = names.binding(type.name);
  if (meaning.kind === 'func') return meaning.type;
  throw wrongKind(names, type.name.text, type, meaning, 'a function type');
}

/** Notes the types of an item that is left out, so that whoever mentions them learns why they are not there. */
function leaveOut(
  item: wac.InterfaceItem | wac.WorldItem,
  feature: string,
  names: Names,
  def?: InterfaceDef,
): void {
  const own: string[] = [];
  if (item.kind === 'use') {
    for (const { name, alias } of item.names) own.push((alias ?? name).text);
  } else if (item.kind !== 'include' && item.name !== undefined) {
    own.push(item.name.text);
  }
  for (const name of own) {
    names.leaveOut(name, feature);
    if (def !== undefined) (def.leftOut ??= new Map()).set(name, feature);
  }
}

class WorldBody {
  private readonly def: WorldDef;
  /** Imports that are there only because a type of them is used. */
  private readonly implicit = new Set<string>();

  constructor(
    private readonly bodies: Bodies,
    private readonly around: Surroundings,
    private readonly names: Names,
    id: string,
    private readonly item: wac.World,
  ) {
    this.def = { kind: 'world', id, imports: new Map(), exports: new Map() };
  }

  run(): WorldDef {
    const includes: wac.Include[] = [];
    for (const item of this.item.items) {
      const missing = this.around.features.missing(item.gates);
      if (missing !== undefined) {
        leaveOut(item, missing, this.names);
        continue;
      }
      switch (item.kind) {
        case 'use':
          this.needUsed(item);
          this.bodies.parts.use(item, this.names, this.addType);
          break;
        case 'import':
        case 'export':
          this.extern(item);
          break;
        case 'include':
          includes.push(item);
          break;
        default:
          this.bodies.parts.definition(item, this.names, this.addType);
      }
    }
    for (const include of includes) this.include(include);
    return this.def;
  }

  private needUsed({ path }: wac.Use): void {
    const meaning =
      path.kind === 'name'
        ? this.around.root.binding(path.name).meaning
        : this.around.pathMeaning(path);
    if (meaning.kind === 'interface') this.need(meaning, true);
  }

  /** Imports the interfaces of which an interface uses types. */
  private need(def: InterfaceDef, itself: boolean): void {
    const needed = itself ? [...dependenciesOf(def), def] : dependenciesOf(def);
    for (const dependency of needed) {
      if (dependency.id === undefined || this.def.imports.has(dependency.id)) continue;
      this.implicit.add(dependency.id);
      const item = instanceItem(dependency, { name: externName(dependency.id) });
      this.def.imports.set(dependency.id, item);
    }
  }

  private readonly addType: Add = (name, gates, entity) =>
    this.add('import', name.text, name, gates, entity);

  private add(
    kind: 'import' | 'export',
    text: string,
    place: wac.Node,
    gates: readonly ast.Gate[],
    entity: Entity,
    implemented?: string,
  ): void {
    const items = kind === 'import' ? this.def.imports : this.def.exports;
    const taken = items.has(text) && !(kind === 'import' && this.implicit.delete(text));
    if (taken) {
      const owner = `the world \`${this.item.name.text}\``;
      throw new WacError(wacMessages.duplicateItem(kind, text, owner, this.names.span(place)));
    }
    items.set(text, { name: nameOf(text, gates, implemented), entity, at: undefined });
  }

  private extern(item: wac.WorldExtern): void {
    const { kind, gates, name, type } = item;
    if (type.kind === 'function') {
      const func = functionType(this.names, type.function);
      this.addNamed(kind, name ?? { ...type, text: '' }, gates, { kind: 'func', type: func });
      return;
    }
    if (type.kind === 'interface') {
      const def: InterfaceDef = {
        kind: 'interface',
        id: undefined,
        exports: new Map(),
        uses: new Map(),
      };
      this.bodies.interface(def, type.items);
      this.addInterface(kind, name?.text, name ?? type, gates, def);
      return;
    }
    const meaning = this.meaningAt(type, name !== undefined);
    if (meaning.kind === 'interface') {
      this.addInterface(kind, name?.text, name ?? type, gates, meaning);
    } else if (meaning.kind === 'func' && name !== undefined) {
      this.addNamed(kind, name, gates, { kind: 'func', type: meaning.type });
    } else {
      const wanted = name === undefined ? 'an interface' : 'a function type or an interface';
      throw wrongKind(this.names, pathText(type), type, meaning, wanted);
    }
  }

  private meaningAt(path: wac.Path, named: boolean): Meaning {
    if (path.kind === 'path') return this.around.pathMeaning(path);
    const names = named ? this.names : this.around.root;
    return names.bindingAround(path.name).meaning;
  }

  private addNamed(
    kind: 'import' | 'export',
    name: wac.Name,
    gates: readonly ast.Gate[],
    entity: Entity,
  ): void {
    this.add(kind, name.text, name, gates, entity);
  }

  private addInterface(
    kind: 'import' | 'export',
    name: string | undefined,
    place: wac.Node,
    gates: readonly ast.Gate[],
    def: InterfaceDef,
  ): void {
    this.need(def, false);
    const text = name ?? def.id ?? '';
    const again = name !== undefined || (kind === 'export' && this.def.imports.has(text));
    const exports = again ? freshExports(def.exports) : def.exports;
    const { entity } = instanceItem({ ...def, exports }, { name: externName(text) });
    this.add(kind, text, place, gates, entity, name === undefined ? undefined : def.id);
  }

  // ---- Includes ------------------------------------------------------------------------------------------------------

  private include({ path, renames }: wac.Include): void {
    const meaning =
      path.kind === 'name'
        ? this.around.root.binding(path.name).meaning
        : this.around.pathMeaning(path);
    if (meaning.kind !== 'world') {
      throw wrongKind(this.names, pathText(path), path, meaning, 'a world');
    }
    const left = new Map(renames.map((rename) => [rename.name.text, rename]));
    for (const kind of ['import', 'export'] as const) {
      const from = kind === 'import' ? meaning.imports : meaning.exports;
      const into = kind === 'import' ? this.def.imports : this.def.exports;
      for (const [name, item] of from) {
        const rename = left.get(name);
        left.delete(name);
        const text = rename?.alias.text ?? name;
        if (into.has(text)) {
          if (name.includes(':')) continue;
          const span = this.names.span(rename?.alias ?? path);
          throw new WacError(wacMessages.includeConflict(kind, text, this.item.name.text, span));
        }
        into.set(text, { ...item, name: { ...item.name, name: text } });
      }
    }
    for (const { name } of left.values()) {
      throw new WacError(wacMessages.notIncluded(name.text, pathText(path), this.names.span(name)));
    }
  }
}
