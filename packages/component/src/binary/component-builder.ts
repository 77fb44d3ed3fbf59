/** Puts a component together, definition by definition. */
import { ComponentWriter } from './component-writer.js';
import {
  type AliasTarget,
  type Canon,
  type CoreInlineExport,
  type CoreInstanceExpr,
  type DefType,
  type Definition,
  definedSort,
  type ExternName,
  type ExternType,
  type InlineExport,
  type InstanceExpr,
  type InstantiateArg,
  type NameAttribute,
  type Sort,
  type SortIndex,
} from './model.js';

/** The range of a definition that stands in no file. */
export const NOWHERE = { start: 0, end: 0 } as const;

/** A name of an import or export, with its attributes. */
export function externName(name: string, attributes: readonly NameAttribute[] = []): ExternName {
  return { name, attributes, tag: attributes.length > 0 ? 2 : 0 };
}

/** A {@link ComponentWriter} whose methods give the index that a definition gets in the index space of its sort. */
export class ComponentBuilder extends ComponentWriter {
  private readonly counts = new Map<Sort, number>();

  /** Number of definitions of a sort so far: the index that the next one gets. */
  countOf(sort: Sort): number {
    return this.counts.get(sort) ?? 0;
  }

  private next(sort: Sort): number {
    const index = this.countOf(sort);
    this.counts.set(sort, index + 1);
    return index;
  }

  /**
   * Appends any definition that refers to no bytes of a file.
   *
   * @returns its index, or -1 where it adds none or several
   */
  define(definition: Definition, bytes?: Uint8Array): number {
    this.append(definition, bytes);
    const sort = definedSort(definition);
    if (definition.kind === 'start') {
      this.counts.set('value', this.countOf('value') + definition.results);
      return -1;
    }
    if (definition.kind === 'core-type' && definition.type.kind === 'rec') {
      const first = this.countOf('core-type');
      this.counts.set('core-type', first + definition.type.types.length);
      return first;
    }
    return sort === undefined ? -1 : this.next(sort);
  }

  type(type: DefType): number {
    return this.define({ kind: 'type', ...NOWHERE, type });
  }

  import(name: ExternName, type: ExternType): number {
    return this.define({ kind: 'import', ...NOWHERE, name, type });
  }

  export(name: ExternName, item: SortIndex, type?: ExternType): number {
    return this.define({ kind: 'export', ...NOWHERE, name, item, type });
  }

  alias(sort: Sort, target: AliasTarget): number {
    return this.define({ kind: 'alias', ...NOWHERE, sort, target });
  }

  canon(canon: Canon): number {
    return this.define({ kind: 'canon', ...NOWHERE, canon });
  }

  instantiate(component: number, args: readonly InstantiateArg[]): number {
    const expr: InstanceExpr = { kind: 'instantiate', component, args };
    return this.define({ kind: 'instance', ...NOWHERE, expr });
  }

  /** An instance put together from definitions. */
  instance(exports: readonly InlineExport[]): number {
    return this.define({ kind: 'instance', ...NOWHERE, expr: { kind: 'exports', exports } });
  }

  coreInstantiate(module: number, args: { name: string; instance: number }[]): number {
    const expr: CoreInstanceExpr = { kind: 'instantiate', module, args };
    return this.define({ kind: 'core-instance', ...NOWHERE, expr });
  }

  coreInstance(exports: readonly CoreInlineExport[]): number {
    return this.define({ kind: 'core-instance', ...NOWHERE, expr: { kind: 'exports', exports } });
  }

  /** Embeds a whole component; the bytes are not copied before the end and must not change. */
  component(bytes: Uint8Array | ComponentWriter): number {
    if (bytes instanceof Uint8Array) this.embed('component', bytes);
    else this.embedPieces(bytes.pieces());
    return this.next('component');
  }

  /** Embeds a core module, as {@link component} does. */
  coreModule(bytes: Uint8Array): number {
    this.embed('core-module', bytes);
    return this.next('core-module');
  }
}
