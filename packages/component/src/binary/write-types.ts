import type { ByteSink } from './byte-sink.js';
import type {
  AliasDefinition,
  ComponentDecl,
  DefType,
  ExternName,
  ExternType,
  LabelValType,
  PrimitiveValType,
  Sort,
  SortIndex,
  ValType,
} from './model.js';
import { writeCoreDefType, writeCoreValType } from './write-core-types.js';

const PRIMITIVES: Record<PrimitiveValType, number> = {
  bool: 0x7f,
  s8: 0x7e,
  u8: 0x7d,
  s16: 0x7c,
  u16: 0x7b,
  s32: 0x7a,
  u32: 0x79,
  s64: 0x78,
  u64: 0x77,
  f32: 0x76,
  f64: 0x75,
  char: 0x74,
  string: 0x73,
  'error-context': 0x64,
};

const CORE_SORTS = new Map<Sort, number>([
  ['core-func', 0x00],
  ['core-table', 0x01],
  ['core-memory', 0x02],
  ['core-global', 0x03],
  ['core-tag', 0x04],
  ['core-type', 0x10],
  ['core-module', 0x11],
  ['core-instance', 0x12],
]);

const SORTS = new Map<Sort, number>([
  ['func', 0x01],
  ['value', 0x02],
  ['type', 0x03],
  ['component', 0x04],
  ['instance', 0x05],
]);

/** A core sort without the byte that says that it is one. */
export function writeCoreSort(out: ByteSink, sort: Sort): void {
  out.byte(coreSortByte(sort));
}

function coreSortByte(sort: Sort): number {
  const byte = CORE_SORTS.get(sort);
  if (byte === undefined) throw new RangeError(`${sort} is no core sort`);
  return byte;
}

export function writeSort(out: ByteSink, sort: Sort): void {
  const byte = SORTS.get(sort);
  if (byte === undefined) out.tagged(0x00, coreSortByte(sort));
  else out.byte(byte);
}

export function writeSortIndex(out: ByteSink, item: SortIndex): void {
  const byte = SORTS.get(item.sort);
  if (byte === undefined) {
    writeSort(out, item.sort);
    out.u32(item.index);
  } else out.tagged(byte, item.index);
}

export function writeValType(out: ByteSink, type: ValType): void {
  if (typeof type === 'string') out.byte(PRIMITIVES[type]);
  else out.s33(type);
}

function writeOptional(out: ByteSink, type: ValType | undefined): void {
  out.byte(type === undefined ? 0 : 1);
  if (type !== undefined) writeValType(out, type);
}

function writeFields(out: ByteSink, fields: readonly LabelValType[]): void {
  out.u32(fields.length);
  for (const field of fields) {
    out.name(field.label);
    writeValType(out, field.type);
  }
}

function writeLabels(out: ByteSink, labels: readonly string[]): void {
  out.u32(labels.length);
  for (const label of labels) out.name(label);
}

/** `resultlist`. */
export function writeResultList(out: ByteSink, type: ValType | undefined): void {
  if (type === undefined) {
    out.byte(0x01);
    out.byte(0x00);
  } else {
    out.byte(0x00);
    writeValType(out, type);
  }
}

/** `deftype`. */
export function writeDefType(out: ByteSink, type: DefType): void {
  switch (type.kind) {
    case 'primitive':
      out.byte(PRIMITIVES[type.type]);
      return;
    case 'record':
      out.byte(0x72);
      writeFields(out, type.fields);
      return;
    case 'variant':
      out.byte(0x71);
      out.u32(type.cases.length);
      for (const item of type.cases) {
        out.name(item.label);
        writeOptional(out, item.type);
        out.byte(0x00);
      }
      return;
    case 'list':
      out.byte(0x70);
      writeValType(out, type.element);
      return;
    case 'fixed-length-list':
      out.byte(0x67);
      writeValType(out, type.element);
      out.u32(type.length);
      return;
    case 'tuple':
      out.byte(0x6f);
      out.u32(type.types.length);
      for (const item of type.types) writeValType(out, item);
      return;
    case 'flags':
      out.byte(0x6e);
      writeLabels(out, type.labels);
      return;
    case 'enum':
      out.byte(0x6d);
      writeLabels(out, type.labels);
      return;
    case 'option':
      out.byte(0x6b);
      writeValType(out, type.type);
      return;
    case 'result':
      out.byte(0x6a);
      writeOptional(out, type.ok);
      writeOptional(out, type.error);
      return;
    case 'own':
    case 'borrow':
      out.byte(type.kind === 'own' ? 0x69 : 0x68);
      out.u32(type.resource);
      return;
    case 'stream':
    case 'future':
      out.byte(type.kind === 'stream' ? 0x66 : 0x65);
      writeOptional(out, type.type);
      return;
    case 'map':
      out.byte(0x63);
      writeValType(out, type.key);
      writeValType(out, type.value);
      return;
    case 'func':
      out.byte(type.async ? 0x43 : 0x40);
      writeFields(out, type.params);
      writeResultList(out, type.result);
      return;
    case 'component':
    case 'instance':
      out.byte(type.kind === 'component' ? 0x41 : 0x42);
      out.u32(type.decls.length);
      for (const decl of type.decls) writeDecl(out, decl);
      return;
    case 'resource':
      out.byte(0x3f);
      writeCoreValType(out, type.rep);
      out.byte(type.destructor === undefined ? 0 : 1);
      if (type.destructor !== undefined) out.u32(type.destructor);
      return;
  }
}

function writeDecl(out: ByteSink, decl: ComponentDecl): void {
  switch (decl.kind) {
    case 'core-type':
      out.byte(0x00);
      writeCoreDefType(out, decl.type);
      return;
    case 'type':
      out.byte(0x01);
      writeDefType(out, decl.type);
      return;
    case 'alias':
      out.byte(0x02);
      writeAlias(out, decl);
      return;
    case 'import':
    case 'export-decl':
      out.byte(decl.kind === 'import' ? 0x03 : 0x04);
      writeExternName(out, decl.name);
      writeExternType(out, decl.type);
      return;
  }
}

const ATTRIBUTES = { implements: 0x00, 'version-suffix': 0x01, 'external-id': 0x02 } as const;

/** `nameattributes`. */
export function writeExternName(out: ByteSink, name: ExternName): void {
  const tag = name.attributes.length > 0 ? 2 : name.tag;
  out.byte(tag);
  out.name(name.name);
  if (tag !== 2) return;
  out.u32(name.attributes.length);
  for (const attribute of name.attributes) {
    out.byte(ATTRIBUTES[attribute.kind]);
    out.name(attribute.value);
  }
}

export function writeExternType(out: ByteSink, type: ExternType): void {
  writeSort(out, type.kind);
  switch (type.kind) {
    case 'core-module':
    case 'func':
    case 'component':
    case 'instance':
      out.u32(type.index);
      return;
    case 'type':
      if (type.bound.kind === 'eq') {
        out.byte(0x00);
        out.u32(type.bound.index);
      } else {
        out.byte(0x01);
      }
      return;
    case 'value':
      if (type.bound.kind === 'eq') {
        out.byte(0x00);
        out.u32(type.bound.index);
      } else {
        if (!type.bound.direct) out.byte(0x01);
        writeValType(out, type.bound.type);
      }
      return;
  }
}

export function writeAlias(
  out: ByteSink,
  { sort, target }: Pick<AliasDefinition, 'sort' | 'target'>,
): void {
  writeSort(out, sort);
  switch (target.kind) {
    case 'export':
    case 'core-export':
      out.byte(target.kind === 'export' ? 0x00 : 0x01);
      out.name(target.name, target.instance);
      return;
    case 'outer':
      out.tagged(0x02, target.count);
      out.u32(target.index);
      return;
  }
}
