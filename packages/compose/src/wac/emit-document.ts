/** Writes the component that a document describes. */
import type { EntitySort, ExternName, InstantiateArg } from '@wit-ts/component';
import { type Emitted, emittedFrom } from '../emit/emit.js';
import { ExportedTypes } from '../emit/exported-types.js';
import { ImportEmitter } from '../emit/import-emitter.js';
import { RootScope } from '../emit/scope.js';
import { externType, type TypeContext } from '../emit/type-encoder.js';
import type { OpenImports } from '../imports/open-imports.js';
import type { TypedPart } from '../part.js';
import type { DefinitionItem, InstanceItem, Item } from './model.js';
import type { Resolution } from './resolver.js';

export function emitDocument(
  resolution: Resolution,
  document: TypedPart,
  imports: OpenImports,
): Emitted {
  return new DocumentEmitter(resolution, document, imports).run();
}

class DocumentEmitter {
  private readonly root = new RootScope();
  private readonly importEmitter: ImportEmitter;
  private readonly exportedTypes: ExportedTypes;
  private readonly context: TypeContext;
  private readonly indices = new Map<Item, number>();
  private readonly components = new Map<unknown, number>();
  private readonly names = {
    components: new Map<number, string>(),
    instances: new Map<number, string>(),
  };

  constructor(
    private readonly resolution: Resolution,
    private readonly document: TypedPart,
    private readonly imports: OpenImports,
  ) {
    this.importEmitter = new ImportEmitter(this.root, imports);
    this.exportedTypes = new ExportedTypes(this.importEmitter);
    this.context = this.importEmitter.rootContext(document);
  }

  run(): Emitted {
    const { definitions, instances, exports } = this.resolution;
    for (const definition of definitions) this.define(definition);
    for (const open of this.imports.list) this.importEmitter.index(open);
    for (const instance of instances) this.instantiate(instance);
    for (const [text, { item, name }] of exports) {
      if (item.kind === 'definition' && item.exported.name.name === text) continue;
      this.export(name, item);
    }
    return emittedFrom(this.root, this.names);
  }

  private export(name: ExternName, item: Item): void {
    const index = this.indexOf(item);
    const part = item.kind === 'alias' && item.of.kind === 'instance' ? item.of.part : undefined;
    const entity = item.kind === 'alias' ? part?.type.exports.get(item.name)?.entity : undefined;
    if (part === undefined || entity === undefined) {
      this.root.export(name, sortOf(item), index);
      return;
    }
    const type = this.exportedTypes.ascription(part, entity);
    this.exportedTypes.add(part, entity, this.root.export(name, entity.kind, index, type));
  }

  private define(item: DefinitionItem): void {
    const { name, entity } = item.exported;
    const type = externType(this.context, entity);
    if (type.kind !== 'type' || type.bound.kind !== 'eq') throw new Error('a definition is a type');
    const index = this.root.export(name, 'type', type.bound.index);
    if (entity.kind === 'type') this.context.named.set(entity.created, index);
    this.indices.set(item, index);
  }

  private instantiate(item: InstanceItem): void {
    const { part } = item;
    let component = this.components.get(part.node);
    if (component === undefined) {
      component = this.root.component(part.node);
      this.components.set(part.node, component);
      this.names.components.set(component, part.name);
    }
    const args: InstantiateArg[] = [];
    for (const [name, { entity }] of part.type.imports) {
      const given = item.arguments.get(name);
      const open = this.imports.of(part, name);
      const index =
        given === undefined ? open && this.importEmitter.index(open) : this.indexOf(given);
      if (index === undefined) throw new Error(`nothing serves ${name}`);
      args.push({ name, item: { sort: entity.kind, index } });
    }
    const index = this.root.instantiate(component, args);
    this.indices.set(item, index);
    this.names.instances.set(index, part.name);
  }

  private indexOf(item: Item): number {
    const known = this.indices.get(item);
    if (known !== undefined) return known;
    const index = this.newIndex(item);
    this.indices.set(item, index);
    return index;
  }

  private newIndex(item: Item): number {
    switch (item.kind) {
      case 'import': {
        const open = this.imports.of(this.document, item.name);
        if (open === undefined) throw new Error(`no import ${item.name}`);
        return this.importEmitter.index(open);
      }
      case 'alias':
        return this.root.alias(sortOf(item), this.indexOf(item.of), item.name);
      case 'instance':
      case 'definition':
        throw new Error('it is written where it stands');
    }
  }
}

function sortOf({ entity }: Item): EntitySort {
  return entity.kind;
}
