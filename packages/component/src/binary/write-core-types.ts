import type { ByteSink } from './byte-sink.js';
import type {
  AbstractHeapType,
  CoreDefType,
  CoreExternType,
  CoreFieldType,
  CoreHeapType,
  CoreLimits,
  CoreModuleDecl,
  CoreRecType,
  CoreRefType,
  CoreStorageType,
  CoreSubType,
  CoreValType,
} from './core-model.js';

const NUM_TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;

const HEAP_TYPES: Record<AbstractHeapType, number> = {
  func: 0x70,
  extern: 0x6f,
  any: 0x6e,
  none: 0x71,
  noextern: 0x72,
  nofunc: 0x73,
  eq: 0x6d,
  struct: 0x6b,
  array: 0x6a,
  i31: 0x6c,
  exn: 0x69,
  noexn: 0x74,
  cont: 0x68,
  nocont: 0x75,
};

function writeHeapType(out: ByteSink, heap: CoreHeapType): void {
  if (heap.kind === 'abstract') {
    if (heap.shared) out.byte(0x65);
    out.byte(HEAP_TYPES[heap.name]);
  } else if (heap.exact) {
    out.byte(0x62);
    out.u32(heap.index);
  } else {
    out.s33(heap.index);
  }
}

function writeRefType(out: ByteSink, type: CoreRefType): void {
  if (!type.short) out.byte(type.nullable ? 0x63 : 0x64);
  writeHeapType(out, type.heap);
}

export function writeCoreValType(out: ByteSink, type: CoreValType): void {
  if (typeof type === 'string') out.byte(NUM_TYPES[type]);
  else writeRefType(out, type);
}

function writeStorageType(out: ByteSink, type: CoreStorageType): void {
  if (type === 'i8') out.byte(0x78);
  else if (type === 'i16') out.byte(0x77);
  else writeCoreValType(out, type);
}

function writeFieldType(out: ByteSink, field: CoreFieldType): void {
  writeStorageType(out, field.type);
  out.byte(field.mutable ? 1 : 0);
}

function writeValTypes(out: ByteSink, types: readonly CoreValType[]): void {
  out.u32(types.length);
  for (const type of types) writeCoreValType(out, type);
}

function writeSubType(out: ByteSink, type: CoreSubType): void {
  if (type.form !== 'bare') {
    out.byte(type.form === 'sub' ? 0x50 : 0x4f);
    out.u32(type.supertypes.length);
    for (const index of type.supertypes) out.u32(index);
  }
  if (type.shared) out.byte(0x65);
  if (type.describes !== undefined) {
    out.byte(0x4c);
    out.u32(type.describes);
  }
  if (type.descriptor !== undefined) {
    out.byte(0x4d);
    out.u32(type.descriptor);
  }
  const composite = type.composite;
  switch (composite.kind) {
    case 'func':
      out.byte(0x60);
      writeValTypes(out, composite.params);
      writeValTypes(out, composite.results);
      return;
    case 'array':
      out.byte(0x5e);
      writeFieldType(out, composite.field);
      return;
    case 'struct':
      out.byte(0x5f);
      out.u32(composite.fields.length);
      for (const field of composite.fields) writeFieldType(out, field);
      return;
    case 'cont':
      out.byte(0x5d);
      out.s33(composite.index);
      return;
  }
}

function writeRecType(out: ByteSink, group: CoreRecType): void {
  if (group.explicit) {
    out.byte(0x4e);
    out.u32(group.types.length);
  }
  for (const type of group.types) writeSubType(out, type);
}

/** `core:deftype`. */
export function writeCoreDefType(out: ByteSink, type: CoreDefType): void {
  if (type.kind === 'module') {
    out.byte(0x50);
    out.u32(type.decls.length);
    for (const decl of type.decls) writeModuleDecl(out, decl);
    return;
  }
  if (!type.explicit && type.types[0]?.form === 'sub') out.byte(0x00);
  writeRecType(out, type);
}

function writeModuleDecl(out: ByteSink, decl: CoreModuleDecl): void {
  switch (decl.kind) {
    case 'import':
      out.byte(0x00);
      out.name(decl.import.module);
      out.name(decl.import.name);
      writeCoreExternType(out, decl.import.type);
      return;
    case 'type':
      out.byte(0x01);
      writeRecType(out, decl.type);
      return;
    case 'alias-outer-type':
      out.byte(0x02);
      out.byte(0x10);
      out.byte(0x01);
      out.u32(decl.count);
      out.u32(decl.index);
      return;
    case 'export':
      out.byte(0x03);
      out.name(decl.name);
      writeCoreExternType(out, decl.type);
      return;
  }
}

function writeLimits(out: ByteSink, limits: CoreLimits): void {
  const flags =
    (limits.maximum === undefined ? 0 : 0x01) |
    (limits.shared ? 0x02 : 0) |
    (limits.index64 ? 0x04 : 0) |
    (limits.pageSizeLog2 === undefined ? 0 : 0x08);
  out.byte(flags);
  out.u64(limits.minimum);
  if (limits.maximum !== undefined) out.u64(limits.maximum);
  if (limits.pageSizeLog2 !== undefined) out.u32(limits.pageSizeLog2);
}

function writeCoreExternType(out: ByteSink, type: CoreExternType): void {
  switch (type.kind) {
    case 'core-func':
      out.byte(type.exact ? 0x20 : 0x00);
      out.u32(type.index);
      return;
    case 'core-table':
      out.byte(0x01);
      writeRefType(out, type.element);
      writeLimits(out, type.limits);
      return;
    case 'core-memory':
      out.byte(0x02);
      writeLimits(out, type.limits);
      return;
    case 'core-global':
      out.byte(0x03);
      writeCoreValType(out, type.type);
      out.byte((type.mutable ? 1 : 0) | (type.shared ? 2 : 0));
      return;
    case 'core-tag':
      out.byte(0x04);
      out.byte(0x00);
      out.u32(type.index);
      return;
  }
}
