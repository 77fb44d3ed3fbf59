/** Puts a component together, definition by definition. */
import { ByteSink } from './byte-sink.js';
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
  type SectionKind,
  type Sort,
  type SortIndex,
} from './model.js';
import {
  type ComponentNames,
  type Producers,
  writeComponentNames,
  writeProducers,
} from './names.js';
import {
  isListSection,
  writeDefinition,
  writePreamble,
  writeSection,
  writeSectionHead,
} from './write-component.js';

/** The range of a definition that stands in no file. */
export const NOWHERE = { start: 0, end: 0 } as const;

const NO_BYTES = new Uint8Array(0);

/** A name of an import or export, with its attributes. */
export function externName(name: string, attributes: readonly NameAttribute[] = []): ExternName {
  return { name, attributes, tag: attributes.length > 0 ? 2 : 0 };
}

/**
 * Writes a component incrementally. Every method appends one definition and gives its index in the index space of its
 * sort. Neighbouring definitions of one kind share a section. Embedded components are taken over by reference.
 */
export class ComponentBuilder {
  private readonly out: ByteSink;
  private readonly counts = new Map<Sort, number>();
  private readonly content = new ByteSink();
  private open: SectionKind | undefined;
  private count = 0;

  /** @param expected about how many bytes it will be; those that are taken over by reference do not count */
  constructor(expected = 1024) {
    this.out = new ByteSink(expected);
    writePreamble(this.out);
  }

  /** Number of definitions of a sort so far: the index that the next one gets. */
  countOf(sort: Sort): number {
    return this.counts.get(sort) ?? 0;
  }

  private next(sort: Sort): number {
    const index = this.countOf(sort);
    this.counts.set(sort, index + 1);
    return index;
  }

  private section(kind: SectionKind): ByteSink {
    if (this.open !== kind || !isListSection(kind)) {
      this.close();
      this.open = kind;
    }
    this.count++;
    return this.content;
  }

  private close(): void {
    if (this.open === undefined) return;
    writeSection(
      this.out,
      this.open,
      this.content,
      isListSection(this.open) ? this.count : undefined,
    );
    this.open = undefined;
    this.count = 0;
  }

  /**
   * Appends any definition that refers to no bytes of a file.
   *
   * @returns its index, or -1 where it adds none or several
   */
  define(definition: Definition, bytes: Uint8Array = NO_BYTES): number {
    writeDefinition(this.section(definition.kind), definition, bytes);
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

  /** A section that is there already: it needs no way through {@link content}. */
  private embed(kind: 'component' | 'core-module', pieces: readonly Uint8Array[]): void {
    this.close();
    writeSectionHead(
      this.out,
      kind,
      pieces.reduce((sum, { length }) => sum + length, 0),
    );
    for (const piece of pieces) this.out.share(piece);
  }

  /** Embeds a whole component; the bytes are not copied before the end and must not change. */
  component(bytes: Uint8Array | ComponentBuilder): number {
    this.embed('component', bytes instanceof Uint8Array ? [bytes] : bytes.pieces());
    return this.next('component');
  }

  /** Embeds a core module, as {@link component} does. */
  coreModule(bytes: Uint8Array): number {
    this.embed('core-module', [bytes]);
    return this.next('core-module');
  }

  custom(name: string, data: Uint8Array): void {
    this.openCustom(name).share(data);
  }

  private openCustom(name: string): ByteSink {
    const content = this.section('custom');
    content.name(name);
    return content;
  }

  names(names: ComponentNames): void {
    writeComponentNames(this.openCustom('component-name'), names);
  }

  producers(producers: Producers): void {
    writeProducers(this.openCustom('producers'), producers);
  }

  /** The component in pieces, in order, of which the large ones are those that were given. */
  pieces(): Uint8Array[] {
    this.close();
    return this.out.pieces();
  }

  finish(): Uint8Array {
    this.close();
    return this.out.finish();
  }
}
