/** Writes the imports of the result, each after those whose types it uses. */
import type { AnyTy, ExternItem, ExternType } from '@wit-ts/component';
import type { OpenImport, OpenImports, OpenPlace } from '../imports/open-imports.js';
import { saidAgain, usedTypes } from '../imports/said-again.js';
import { resourceOf } from '../link/interface-name.js';
import { itemAt, type TypedPart, placeOf } from '../part.js';
import { type RootScope, TypeScope } from './scope.js';
import { CoreModuleType } from './core-module-type.js';
import { CannotName, type TypeContext, externType } from './type-encoder.js';

export class ImportEmitter {
  private readonly indices = new Map<OpenImport, number>();
  private readonly busy = new Set<OpenImport>();
  private byName: ReadonlyMap<string, OpenImport> | undefined = undefined;

  constructor(
    private readonly root: RootScope,
    private readonly imports: OpenImports,
  ) {}

  /** The index of an import in the space of its sort, written now where it is not there yet. */
  index(open: OpenImport): number {
    const known = this.indices.get(open);
    if (known !== undefined) return known;
    const resource = resourceOf(open.name.name);
    if (resource !== undefined) this.named(resource);
    this.busy.add(open);
    const index = this.root.import(open.name, this.typeOf(open));
    this.busy.delete(open);
    this.indices.set(open, index);
    return index;
  }

  /** Writes the import of this name, if there is one. */
  private named(name: string): void {
    this.byName ??= new Map(this.imports.list.map((open) => [open.name.name, open]));
    const open = this.byName.get(name);
    if (open !== undefined && !this.busy.has(open)) this.index(open);
  }

  private typeOf(open: OpenImport): ExternType {
    const [first] = open.members;
    if (first === undefined) throw new Error('an import without anybody who asks for it');
    try {
      if (first.item.entity.kind === 'instance') {
        return { kind: 'instance', index: this.takenOver(open) ?? this.union(open) };
      }
      const [part, item] = this.bestDeclaration(open);
      return externType(this.rootContext(part), item.entity);
    } catch (error) {
      if (error instanceof CannotName || error instanceof CoreModuleType) {
        error.user ??= open.name.name;
      }
      throw error;
    }
  }

  /** The index of a type that an import of the result names. */
  typeIndex({ open, path }: OpenPlace): number {
    let index = this.index(open);
    for (const [depth, name] of path.entries()) {
      index = this.root.alias(depth === path.length - 1 ? 'type' : 'instance', index, name);
    }
    return index;
  }

  /** Types of `part`, written outside of any instance type. */
  rootContext(part: TypedPart): TypeContext {
    return {
      scope: this.root,
      part,
      parent: undefined,
      named: new Map(),
      elsewhere: (type) => {
        const place = this.foreignPlace(part, type);
        return place === undefined ? undefined : this.typeIndex(place);
      },
    };
  }

  /**
   * Where a type has a name among the imports of the result. A value type that has none can be written out; a resource
   * cannot: it belongs to a component inside.
   */
  private foreignPlace(part: TypedPart, type: AnyTy): OpenPlace | undefined {
    for (const place of this.imports.placesOf(part, type)) {
      if (!this.busy.has(place.open)) return place;
    }
    const place = placeOf(part.importedTypes, type);
    if (place !== undefined && type.kind === 'resource') throw new CannotName(type, place.port);
    return undefined;
  }

  /** The instance type as the only component that asks for the import has it; `undefined` where it cannot be said like that. */
  private takenOver({ members }: OpenImport): number | undefined {
    const [first, second] = members;
    if (first === undefined || second !== undefined) return undefined;
    const { part, item } = first;
    const port = item.name.name;
    const said = part.instanceImports?.get(port);
    // What was added for its types alone is less than what the component says.
    if (said === undefined || part.type.imports.get(port) !== item) return undefined;
    const used = usedTypes(said);
    if (used === undefined) return undefined;
    const places = new Map<number, OpenPlace>();
    for (const [index, type] of used) {
      const open = this.imports.of(part, type.port);
      if (open === undefined || this.busy.has(open)) return undefined;
      places.set(index, { open, path: [type.name] });
    }
    const indices = new Map<number, number>();
    for (const [index, place] of places) indices.set(index, this.typeIndex(place));
    return this.root.newType({ kind: 'instance', decls: saidAgain(said, indices) });
  }

  /** An instance type with all that any of the askers wants of the import. */
  private union(open: OpenImport): number {
    const scope = new TypeScope(this.root);
    const declared = new Map<string, number>();
    const declare = (name: string): number => {
      const known = declared.get(name);
      if (known !== undefined) return known;
      const [part, item] = this.bestDeclaration(open, name);
      const context: TypeContext = {
        scope,
        part,
        parent: undefined,
        named: new Map(),
        elsewhere: (type) => {
          for (const place of this.imports.placesOf(part, type)) {
            const [local] = place.path;
            if (place.open === open && place.path.length === 1 && local !== undefined) {
              return declare(local);
            }
          }
          const foreign = this.foreignPlace(part, type);
          return foreign === undefined
            ? undefined
            : scope.reach(this.root, this.typeIndex(foreign));
        },
      };
      const index = scope.declareExport(item.name, externType(context, item.entity));
      declared.set(name, index);
      return index;
    };
    for (const { item } of open.members) {
      if (item.entity.kind !== 'instance') continue;
      for (const name of item.entity.type.exports.keys()) declare(name);
    }
    return this.root.newType({ kind: 'instance', decls: scope.instanceDecls });
  }

  /**
   * The declaration of the import, or of a name in it, that says most: one that says where a type is used from, else the first.
   * What it says is so for all who ask for it.
   */
  private bestDeclaration(open: OpenImport, name?: string): [TypedPart, ExternItem] {
    let first: [TypedPart, ExternItem] | undefined;
    for (const { part, item } of open.members) {
      const found = name === undefined ? item : itemAt(item, [name]);
      if (found === undefined) continue;
      first ??= [part, found];
      if (found.entity.kind !== 'type') break;
      const { referenced, created } = found.entity;
      if (referenced !== created && placeOf(part.importedTypes, referenced) !== undefined) {
        return [part, found];
      }
    }
    if (first === undefined) throw new Error('nobody declares the name');
    return first;
  }
}
