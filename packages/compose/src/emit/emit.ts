/** Writes the composed component: imports, the components, their instances, exports. */
import type {
  ComponentNode,
  Definition,
  EntitySort,
  ExternItem,
  InlineExport,
  InstantiateArg,
} from '@wit-ts/component';
import type { ChosenExport } from '../exports/choose.js';
import type { OpenImport, OpenImports } from '../imports/open-imports.js';
import type { ComponentPart, TypedPart } from '../part.js';
import { ByPort } from '../link/by-port.js';
import { ExportedTypes } from './exported-types.js';
import { ImportEmitter } from './import-emitter.js';
import { MAX_OF_A_KIND } from './limits.js';
import { RootScope, plainName } from './scope.js';
import { externType } from './type-encoder.js';

/** A composition that was decided and checked. */
export interface Composition {
  /** In the order in which they are instantiated. */
  parts: readonly ComponentPart[];
  imports: OpenImports;
  /** What asks for imports of the result as well, but is no component in it: the document that describes it. */
  outside?: TypedPart;
  exports: readonly ChosenExport[];
  /** Who serves an import; `undefined` for an import of the result. */
  providerOf(part: TypedPart, port: string): ChosenExport | undefined;
  /** Whether an import is served with types alone, because its provider comes later. */
  isTypesOnly(part: ComponentPart, port: string): boolean;
  /** Components that several of the parts hold: they are embedded here, and the parts refer to them. */
  shared?: readonly ComponentPart[];
}

/** The definitions of the result, and where things ended up in its index spaces, for the names section. */
export interface Emitted {
  definitions: Definition[];
  /** Names by index. */
  components: Map<number, string>;
  instances: Map<number, string>;
  /** How many components and instances it holds, imports, aliases and exports included. */
  counts: { component: number; instance: number };
  /** Components among the definitions that were made here and are in no file. */
  nested?: ReadonlyMap<ComponentNode, Emitted>;
}

/** Below this it is found out by writing them. */
const FEW_PARTS = 300;

/** Whether there are more instances than fit into one component: those of the parts, what they take of each other, and exports. */
export function isTooLarge(composition: Composition): boolean {
  const { parts, exports } = composition;
  let count = parts.length;
  for (const { part, name } of exports) {
    if (part.type.exports.get(name)?.entity.kind === 'instance') count++;
  }
  if (count > MAX_OF_A_KIND) return true;
  return parts.length >= FEW_PARTS && count + takenInstances(composition) > MAX_OF_A_KIND;
}

/** How many exported instances there are that another part takes. */
function takenInstances({ parts, imports, providerOf, isTypesOnly }: Composition): number {
  const taken = new ByPort<true>();
  let count = 0;
  for (const part of parts) {
    for (const { name } of part.imports) {
      if (imports.of(part, name) !== undefined || isTypesOnly(part, name)) continue;
      const provider = providerOf(part, name);
      if (provider === undefined || taken.has(provider.part.index, provider.name)) continue;
      if (provider.part.type.exports.get(provider.name)?.entity.kind !== 'instance') continue;
      taken.set(provider.part.index, provider.name, true);
      count++;
    }
  }
  return count;
}

/** Whether implementations accept a component of this size. */
export function fits({ counts }: Emitted): boolean {
  return counts.component <= MAX_OF_A_KIND && counts.instance <= MAX_OF_A_KIND;
}

/** What was written to the outermost scope. */
export function emittedFrom(
  root: RootScope,
  { components, instances }: Pick<Emitted, 'components' | 'instances'>,
): Emitted {
  const counts = { component: root.count('component'), instance: root.count('instance') };
  return { definitions: root.definitions, components, instances, counts };
}

export function emitComposition(composition: Composition): Emitted {
  return new Emitter(composition).run();
}

class Emitter {
  private readonly root = new RootScope();
  private readonly importEmitter: ImportEmitter;
  /** The instance of each part, by its index. */
  private readonly instances: (number | undefined)[] = [];
  private readonly exportedTypes: ExportedTypes;
  private readonly embedded = new Map<ComponentNode, number>();
  private readonly names = {
    components: new Map<number, string>(),
    instances: new Map<number, string>(),
  };

  constructor(private readonly composition: Composition) {
    this.importEmitter = new ImportEmitter(this.root, composition.imports);
    this.exportedTypes = new ExportedTypes(this.importEmitter);
  }

  run(): Emitted {
    const { parts, imports, exports, shared } = this.composition;
    for (const part of shared ?? []) this.component(part);
    for (const open of imports.list) this.importOf(open);
    for (const part of parts) this.instantiate(part);
    for (const entry of exports) this.export(entry);
    return emittedFrom(this.root, this.names);
  }

  private importOf(open: OpenImport): number {
    return this.importEmitter.index(open);
  }

  private instantiate(part: ComponentPart): void {
    const component = this.component(part);
    const { imports } = part.type;
    // oxlint-disable-next-line unicorn/no-new-array -- the length is known
    const args = new Array<InstantiateArg>(imports.size);
    let count = 0;
    imports.forEach((item, port) => {
      const sort = item.entity.kind;
      const here = { sort, index: this.argument(part, port, item, sort) };
      args[count++] = { name: port, item: here };
    });
    const index = this.root.instantiate(component, args);
    this.instances[part.index] = index;
    this.names.instances.set(index, part.name);
  }

  /** Components of the same bytes are one node, and embedded once. */
  private component({ node, name }: ComponentPart): number {
    const same = this.embedded.get(node);
    if (same !== undefined) return same;
    const index = this.root.component(node);
    this.embedded.set(node, index);
    this.names.components.set(index, name);
    return index;
  }

  /** The index of what serves an import. */
  private argument(part: ComponentPart, port: string, item: ExternItem, sort: EntitySort): number {
    const { composition } = this;
    const open = composition.imports.of(part, port);
    if (open !== undefined) return this.importOf(open);
    if (composition.isTypesOnly(part, port)) return this.types(part, item);
    const provider = composition.providerOf(part, port);
    const instance = provider === undefined ? undefined : this.instances[provider.part.index];
    if (provider === undefined || instance === undefined) {
      throw new Error(`the provider of ${port} is not there yet`);
    }
    return this.root.alias(sort, instance, provider.name);
  }

  /** An instance that holds the value types of an import, written out. */
  private types(part: ComponentPart, item: ExternItem): number {
    if (item.entity.kind !== 'instance') throw new Error('only an instance holds types alone');
    const context = this.importEmitter.rootContext(part);
    const exports: InlineExport[] = [];
    for (const [name, { entity }] of item.entity.type.exports) {
      const type = externType(context, entity);
      if (type.kind !== 'type' || type.bound.kind !== 'eq') throw new Error('not a value type');
      exports.push({ name: plainName(name), item: { sort: 'type', index: type.bound.index } });
    }
    return this.root.bundle(exports);
  }

  private export({ part, name, as }: ChosenExport): void {
    const item = part.type.exports.get(name);
    const instance = this.instances[part.index];
    if (item === undefined || instance === undefined) throw new Error(`no export ${name}`);
    const sort: EntitySort = item.entity.kind;
    const aliased = this.root.alias(sort, instance, name);
    const type = this.exportedTypes.ascription(part, item.entity);
    const index = this.root.export(as ?? item.name, sort, aliased, type);
    this.exportedTypes.add(part, item.entity, index);
  }
}
