/**
 * What stands in a component binary, section by section: the syntax of Binary.md with byte ranges into the original
 * buffer, nothing evaluated and nothing copied. Every definition keeps its place in one ordered list, so that index
 * spaces can be rebuilt ({@link definedSort}) and the component can be written again without loss.
 */
import type { CoreDefType, CoreValType } from './core-model.js';

/** A half-open range of bytes of {@link ComponentNode.bytes}. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Sorts of core definitions that have an index space in a component. */
export type CoreSort =
  | 'core-func'
  | 'core-table'
  | 'core-memory'
  | 'core-global'
  | 'core-tag'
  | 'core-type'
  | 'core-module'
  | 'core-instance';

/** Sorts that a component can import and export, core modules aside. */
export type ComponentSort = 'func' | 'value' | 'type' | 'component' | 'instance';

export type Sort = CoreSort | ComponentSort;

/** Sorts that can stand in an import or export of a component. */
export type ExternSort = ComponentSort | 'core-module';

export interface SortIndex {
  sort: Sort;
  index: number;
}

/** A component, the root of a file or nested in another. */
export interface ComponentNode extends ByteRange {
  kind: 'component-node';
  /** The file, as the caller named it. */
  file: string;
  /** The whole file: all offsets are offsets into it, also those of nested components. */
  bytes: Uint8Array;
  /** The component around this one. */
  parent: ComponentNode | undefined;
  /** For people: empty for the root, else `nested component 2 › nested component 0`. */
  path: string;
  sections: readonly Section[];
  /** All definitions in order of the binary. */
  definitions: readonly Definition[];
}

export type SectionKind =
  | 'custom'
  | 'core-module'
  | 'core-instance'
  | 'core-type'
  | 'component'
  | 'instance'
  | 'alias'
  | 'type'
  | 'canon'
  | 'start'
  | 'import'
  | 'export'
  | 'value';

/** One section; `start` is its id byte, `contentStart` the first byte after its size. */
export interface Section extends ByteRange {
  kind: SectionKind;
  contentStart: number;
  /** Its definitions are `definitions[first]` to `definitions[first + count - 1]` of the component. */
  first: number;
  count: number;
}

export type Definition =
  | CustomSection
  | CoreModuleDefinition
  | CoreInstanceDefinition
  | CoreTypeDefinition
  | ComponentDefinition
  | InstanceDefinition
  | AliasDefinition
  | TypeDefinition
  | CanonDefinition
  | StartDefinition
  | ImportDefinition
  | ExportDefinition
  | ValueDefinition;

/** A custom section, such as `component-name`, `producers` or `component-type`. */
export interface CustomSection extends ByteRange {
  kind: 'custom';
  name: string;
  /** The content after the name is `dataStart` to `end`. */
  dataStart: number;
}

/** An embedded core module: the range is the whole module with its preamble. */
export interface CoreModuleDefinition extends ByteRange {
  kind: 'core-module';
}

export interface CoreInstanceDefinition extends ByteRange {
  kind: 'core-instance';
  expr: CoreInstanceExpr;
}

export type CoreInstanceExpr =
  | { kind: 'instantiate'; module: number; args: readonly CoreInstantiateArg[] }
  | { kind: 'exports'; exports: readonly CoreInlineExport[] };

export interface CoreInstantiateArg {
  name: string;
  instance: number;
}

export interface CoreInlineExport {
  name: string;
  item: SortIndex;
}

export interface CoreTypeDefinition extends ByteRange {
  kind: 'core-type';
  type: CoreDefType;
}

/** A nested component: the range is the whole component with its preamble. */
export interface ComponentDefinition extends ByteRange {
  kind: 'component';
  component: ComponentNode;
}

export interface InstanceDefinition extends ByteRange {
  kind: 'instance';
  expr: InstanceExpr;
}

export type InstanceExpr =
  | { kind: 'instantiate'; component: number; args: readonly InstantiateArg[] }
  | { kind: 'exports'; exports: readonly InlineExport[] };

export interface InstantiateArg {
  name: string;
  item: SortIndex;
}

export interface InlineExport {
  name: ExternName;
  item: SortIndex;
}

export interface AliasDefinition extends ByteRange {
  kind: 'alias';
  sort: Sort;
  target: AliasTarget;
}

export type AliasTarget =
  | { kind: 'export'; instance: number; name: string }
  | { kind: 'core-export'; instance: number; name: string }
  | { kind: 'outer'; count: number; index: number };

export interface TypeDefinition extends ByteRange {
  kind: 'type';
  type: DefType;
}

/** `nameattributes`: the name of an import or export with its attributes in the order of the binary. */
export interface ExternName {
  name: string;
  attributes: readonly NameAttribute[];
  /** The leading byte: 0x00, its old synonym 0x01, or 0x02 with attributes. */
  tag: 0 | 1 | 2;
}

export type NameAttribute =
  | { kind: 'implements'; value: string }
  | { kind: 'version-suffix'; value: string }
  | { kind: 'external-id'; value: string };

export interface ImportDefinition extends ByteRange {
  kind: 'import';
  name: ExternName;
  type: ExternType;
}

export interface ExportDefinition extends ByteRange {
  kind: 'export';
  name: ExternName;
  item: SortIndex;
  /** The ascribed type. */
  type: ExternType | undefined;
}

/** An export in a component type or instance type. */
export interface ExportDeclaration extends ByteRange {
  kind: 'export-decl';
  name: ExternName;
  type: ExternType;
}

export interface StartDefinition extends ByteRange {
  kind: 'start';
  func: number;
  args: readonly number[];
  results: number;
}

/** A constant: its bytes are `dataStart` to `dataEnd`, in the form that its type fixes. */
export interface ValueDefinition extends ByteRange {
  kind: 'value';
  type: ValType;
  dataStart: number;
  dataEnd: number;
}

export type ExternType =
  | { kind: 'core-module'; index: number }
  | { kind: 'func'; index: number }
  | { kind: 'value'; bound: ValueBound }
  | { kind: 'type'; bound: TypeBound }
  | { kind: 'component'; index: number }
  | { kind: 'instance'; index: number };

export type TypeBound = { kind: 'eq'; index: number } | { kind: 'sub-resource' };

export type ValueBound =
  | { kind: 'eq'; index: number }
  /** `direct`: the type stands alone, as wasm-tools writes it, without the byte 0x01 of the specification before it. */
  | { kind: 'type'; type: ValType; direct: boolean };

export type PrimitiveValType =
  | 'bool'
  | 's8'
  | 'u8'
  | 's16'
  | 'u16'
  | 's32'
  | 'u32'
  | 's64'
  | 'u64'
  | 'f32'
  | 'f64'
  | 'char'
  | 'string'
  | 'error-context';

/** A primitive, or an index into the type index space. */
export type ValType = PrimitiveValType | number;

export interface LabelValType {
  label: string;
  type: ValType;
}

export interface VariantCase {
  label: string;
  type: ValType | undefined;
}

export type DefType = DefValType | FuncType | ComponentType | InstanceType | ResourceType;

export type DefValType =
  | { kind: 'primitive'; type: PrimitiveValType }
  | { kind: 'record'; fields: readonly LabelValType[] }
  | { kind: 'variant'; cases: readonly VariantCase[] }
  | { kind: 'list'; element: ValType }
  | { kind: 'fixed-length-list'; element: ValType; length: number }
  | { kind: 'tuple'; types: readonly ValType[] }
  | { kind: 'flags'; labels: readonly string[] }
  | { kind: 'enum'; labels: readonly string[] }
  | { kind: 'option'; type: ValType }
  | { kind: 'result'; ok: ValType | undefined; error: ValType | undefined }
  | { kind: 'own'; resource: number }
  | { kind: 'borrow'; resource: number }
  | { kind: 'stream'; type: ValType | undefined }
  | { kind: 'future'; type: ValType | undefined }
  | { kind: 'map'; key: ValType; value: ValType };

export interface FuncType {
  kind: 'func';
  async: boolean;
  params: readonly LabelValType[];
  result: ValType | undefined;
}

export interface ComponentType {
  kind: 'component';
  decls: readonly ComponentDecl[];
}

export interface InstanceType {
  kind: 'instance';
  decls: readonly InstanceDecl[];
}

export interface ResourceType {
  kind: 'resource';
  rep: CoreValType;
  destructor: number | undefined;
}

export type InstanceDecl =
  CoreTypeDefinition | TypeDefinition | AliasDefinition | ExportDeclaration;

export type ComponentDecl = InstanceDecl | ImportDefinition;

export type StringEncoding = 'utf8' | 'utf16' | 'latin1+utf16';

export type CanonOption =
  | { kind: 'string-encoding'; encoding: StringEncoding }
  | { kind: 'memory'; index: number }
  | { kind: 'realloc'; index: number }
  | { kind: 'post-return'; index: number }
  | { kind: 'async' }
  | { kind: 'callback'; index: number }
  /** Of the GC proposal for the canonical ABI; read so that it can be refused by name. */
  | { kind: 'core-type'; index: number }
  | { kind: 'gc' };

export interface CanonDefinition extends ByteRange {
  kind: 'canon';
  canon: Canon;
}

type Options = readonly CanonOption[];

/** `lift` defines a component function, everything else a core function. */
export type Canon =
  | { kind: 'lift'; coreFunc: number; options: Options; type: number }
  | { kind: 'lower'; func: number; options: Options }
  | { kind: 'resource.new'; type: number }
  | { kind: 'resource.drop'; type: number }
  | { kind: 'resource.rep'; type: number }
  | { kind: 'backpressure.inc' }
  | { kind: 'backpressure.dec' }
  | { kind: 'task.return'; result: ValType | undefined; options: Options }
  | { kind: 'task.cancel' }
  | { kind: 'context.get'; type: CoreValType; slot: number }
  | { kind: 'context.set'; type: CoreValType; slot: number }
  | { kind: 'subtask.cancel'; async: boolean }
  | { kind: 'subtask.drop' }
  | { kind: 'stream.new'; type: number }
  | { kind: 'stream.read'; type: number; options: Options }
  | { kind: 'stream.write'; type: number; options: Options }
  | { kind: 'stream.cancel-read'; type: number; async: boolean }
  | { kind: 'stream.cancel-write'; type: number; async: boolean }
  | { kind: 'stream.drop-readable'; type: number }
  | { kind: 'stream.drop-writable'; type: number }
  | { kind: 'future.new'; type: number }
  | { kind: 'future.read'; type: number; options: Options }
  | { kind: 'future.write'; type: number; options: Options }
  | { kind: 'future.cancel-read'; type: number; async: boolean }
  | { kind: 'future.cancel-write'; type: number; async: boolean }
  | { kind: 'future.drop-readable'; type: number }
  | { kind: 'future.drop-writable'; type: number }
  | { kind: 'error-context.new'; options: Options }
  | { kind: 'error-context.debug-message'; options: Options }
  | { kind: 'error-context.drop' }
  | { kind: 'waitable-set.new' }
  | { kind: 'waitable-set.wait'; cancellable: boolean; memory: number }
  | { kind: 'waitable-set.poll'; cancellable: boolean; memory: number }
  | { kind: 'waitable-set.drop' }
  | { kind: 'waitable.join' }
  | { kind: 'thread.index' }
  | { kind: 'thread.new-indirect'; type: number; table: number }
  | { kind: 'thread.resume-later' }
  | { kind: 'thread.suspend'; cancellable: boolean }
  | { kind: 'thread.yield'; cancellable: boolean }
  | { kind: 'thread.suspend-then-resume'; cancellable: boolean }
  | { kind: 'thread.yield-then-resume'; cancellable: boolean }
  | { kind: 'thread.suspend-then-promote'; cancellable: boolean }
  | { kind: 'thread.yield-then-promote'; cancellable: boolean }
  | { kind: 'thread.spawn-ref'; type: number }
  | { kind: 'thread.spawn-indirect'; type: number; table: number }
  | { kind: 'thread.available-parallelism' };

/**
 * The index space that a definition adds one index to: `undefined` for custom sections and for `start`, which adds
 * {@link StartDefinition.results} values. Explicit core rec groups add as many `core-type` indices as they have types.
 */
export function definedSort(definition: Definition | ExportDeclaration): Sort | undefined {
  switch (definition.kind) {
    case 'custom':
    case 'start':
      return undefined;
    case 'alias':
      return definition.sort;
    case 'canon':
      return definition.canon.kind === 'lift' ? 'func' : 'core-func';
    case 'import':
    case 'export-decl':
      return definition.type.kind;
    case 'export':
      return definition.item.sort;
    case 'core-module':
    case 'core-instance':
    case 'core-type':
    case 'component':
    case 'instance':
    case 'type':
    case 'value':
      return definition.kind;
  }
}

/** The value of one attribute of a name, or `undefined`. */
export function nameAttribute(name: ExternName, kind: NameAttribute['kind']): string | undefined {
  for (const attribute of name.attributes) {
    if (attribute.kind === kind) return attribute.value;
  }
  return undefined;
}
