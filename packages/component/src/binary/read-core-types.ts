import { componentCodes } from '../diagnostics/codes.js';
import type { ByteReader } from './byte-reader.js';
import type {
  AbstractHeapType,
  CoreCompositeInner,
  CoreDefType,
  CoreExternType,
  CoreFieldType,
  CoreHeapType,
  CoreImport,
  CoreLimits,
  CoreModuleDecl,
  CoreNumType,
  CoreRecType,
  CoreRefType,
  CoreStorageType,
  CoreSubType,
  CoreValType,
} from './core-model.js';
import { limits } from './limits.js';

function numType(byte: number): CoreNumType | undefined {
  switch (byte) {
    case 0x7f:
      return 'i32';
    case 0x7e:
      return 'i64';
    case 0x7d:
      return 'f32';
    case 0x7c:
      return 'f64';
    case 0x7b:
      return 'v128';
    default:
      return undefined;
  }
}

const abstractHeapTypes = new Map<number, AbstractHeapType>([
  [0x70, 'func'],
  [0x6f, 'extern'],
  [0x6e, 'any'],
  [0x71, 'none'],
  [0x72, 'noextern'],
  [0x73, 'nofunc'],
  [0x6d, 'eq'],
  [0x6b, 'struct'],
  [0x6a, 'array'],
  [0x6c, 'i31'],
  [0x69, 'exn'],
  [0x74, 'noexn'],
  [0x68, 'cont'],
  [0x75, 'nocont'],
]);

function abstractHeapType(r: ByteReader): CoreHeapType {
  const shared = r.peek() === 0x65;
  if (shared) r.byte();
  const byte = r.byte();
  const name = abstractHeapTypes.get(byte);
  if (name === undefined) return r.unknownByte(byte, 'heap type');
  return { kind: 'abstract', name, shared };
}

export function readHeapType(r: ByteReader): CoreHeapType {
  const first = r.peek();
  if (first === 0x62) {
    r.byte();
    return { kind: 'concrete', index: r.u32(), exact: true };
  }
  // One byte with bit 6 set is a negative number: an abstract type.
  if (first < 0x80 && first & 0x40) return abstractHeapType(r);
  const start = r.pos;
  const index = r.signed(33);
  if (index < 0) r.malformed('a heap type is malformed', start);
  return { kind: 'concrete', index, exact: false };
}

export function readRefType(r: ByteReader): CoreRefType {
  const first = r.peek();
  if (first === 0x63 || first === 0x64) {
    r.byte();
    return { kind: 'ref', nullable: first === 0x63, heap: readHeapType(r), short: false };
  }
  return { kind: 'ref', nullable: true, heap: abstractHeapType(r), short: true };
}

export function readCoreValType(r: ByteReader): CoreValType {
  const num = numType(r.peek());
  if (num === undefined) return readRefType(r);
  r.pos++;
  return num;
}

function storageType(r: ByteReader): CoreStorageType {
  const first = r.peek();
  if (first === 0x78 || first === 0x77) {
    r.byte();
    return first === 0x78 ? 'i8' : 'i16';
  }
  return readCoreValType(r);
}

function fieldType(r: ByteReader): CoreFieldType {
  const type = storageType(r);
  return { type, mutable: r.flag('mutability') };
}

function valTypes(r: ByteReader, what: string): CoreValType[] {
  const count = r.count(limits.coreParams, what);
  const types: CoreValType[] = [];
  for (let i = 0; i < count; i++) types.push(readCoreValType(r));
  return types;
}

function compositeInner(r: ByteReader, opcode: number): CoreCompositeInner {
  switch (opcode) {
    case 0x60: {
      const params = valTypes(r, 'parameters');
      return { kind: 'func', params, results: valTypes(r, 'results') };
    }
    case 0x5e:
      return { kind: 'array', field: fieldType(r) };
    case 0x5f: {
      const count = r.count(limits.structFields, 'struct fields');
      const fields: CoreFieldType[] = [];
      for (let i = 0; i < count; i++) fields.push(fieldType(r));
      return { kind: 'struct', fields };
    }
    case 0x5d: {
      const index = r.signed(33);
      if (index < 0) r.malformed('a continuation type is malformed');
      return { kind: 'cont', index };
    }
    default:
      return r.unknownByte(opcode, 'core type');
  }
}

function subType(r: ByteReader): CoreSubType {
  let opcode = r.byte();
  let form: CoreSubType['form'] = 'bare';
  const supertypes: number[] = [];
  if (opcode === 0x4f || opcode === 0x50) {
    form = opcode === 0x4f ? 'sub-final' : 'sub';
    const count = r.count(1, 'supertypes');
    for (let i = 0; i < count; i++) supertypes.push(r.u32());
    opcode = r.byte();
  }
  const shared = opcode === 0x65;
  if (shared) opcode = r.byte();
  let describes: number | undefined;
  if (opcode === 0x4c) {
    describes = r.u32();
    opcode = r.byte();
  }
  let descriptor: number | undefined;
  if (opcode === 0x4d) {
    descriptor = r.u32();
    opcode = r.byte();
  }
  return {
    form,
    supertypes,
    shared,
    describes,
    descriptor,
    composite: compositeInner(r, opcode),
  };
}

/** `core:rectype`. */
export function readRecType(r: ByteReader): CoreRecType {
  if (r.peek() !== 0x4e) return { kind: 'rec', explicit: false, types: [subType(r)] };
  r.byte();
  const count = r.count(limits.recGroupTypes, 'types of a rec group');
  const types: CoreSubType[] = [];
  for (let i = 0; i < count; i++) types.push(subType(r));
  return { kind: 'rec', explicit: true, types };
}

/** `core:deftype`: a module type, or a core type; a non-final `sub` has the prefix 0x00 here. */
export function readCoreDefType(r: ByteReader): CoreDefType {
  const first = r.peek();
  if (first === 0x50) {
    r.byte();
    return { kind: 'module', decls: moduleDecls(r) };
  }
  if (first === 0x00) {
    r.byte();
    const next = r.peek();
    if (next !== 0x50) r.unknownByte(next, 'non-final sub type', r.pos);
  }
  return readRecType(r);
}

function moduleDecls(r: ByteReader): CoreModuleDecl[] {
  const count = r.count(limits.moduleDecls, 'module type declarations');
  const decls: CoreModuleDecl[] = [];
  for (let i = 0; i < count; i++) decls.push(moduleDecl(r));
  return decls;
}

function moduleDecl(r: ByteReader): CoreModuleDecl {
  const start = r.pos;
  const form = r.byte();
  switch (form) {
    case 0x00: {
      const item = readCoreImport(r);
      return { kind: 'import', start, end: r.pos, import: item };
    }
    case 0x01: {
      const type = readRecType(r);
      return { kind: 'type', start, end: r.pos, type };
    }
    case 0x02: {
      const sort = r.byte();
      if (sort !== 0x10) r.unknownByte(sort, 'sort of an outer alias in a module type');
      const target = r.byte();
      if (target !== 0x01) r.unknownByte(target, 'target of an alias in a module type');
      const count = r.u32();
      const index = r.u32();
      return { kind: 'alias-outer-type', start, end: r.pos, count, index };
    }
    case 0x03: {
      const name = r.name();
      const type = readCoreExternType(r);
      return { kind: 'export', start, end: r.pos, name, type };
    }
    default:
      return r.unknownByte(form, 'module type declaration');
  }
}

export function readCoreImport(r: ByteReader): CoreImport {
  const module = r.name();
  const name = r.name();
  return { module, name, type: readCoreExternType(r) };
}

/** `core:limits` of a memory (`memory` true) or table. */
export function readLimits(r: ByteReader, memory: boolean): CoreLimits {
  const start = r.pos;
  const flags = r.byte();
  if (flags > (memory ? 0x0f : 0x07)) r.unknownByte(flags, 'set of limits', start);
  const index64 = (flags & 0x04) !== 0;
  const minimum = index64 ? r.u64() : BigInt(r.u32());
  let maximum: bigint | undefined;
  if (flags & 0x01) maximum = index64 ? r.u64() : BigInt(r.u32());
  const pageSizeLog2 = flags & 0x08 ? r.u32() : undefined;
  return { minimum, maximum, shared: (flags & 0x02) !== 0, index64, pageSizeLog2 };
}

export function readTableType(r: ByteReader): CoreExternType {
  const element = readRefType(r);
  return { kind: 'core-table', element, limits: readLimits(r, false) };
}

export function readGlobalType(r: ByteReader): CoreExternType {
  const type = readCoreValType(r);
  const flags = r.byte();
  if (flags > 3) r.unknownByte(flags, 'mutability of a global');
  return { kind: 'core-global', type, mutable: (flags & 1) !== 0, shared: (flags & 2) !== 0 };
}

export function readTagType(r: ByteReader): CoreExternType {
  const attribute = r.byte();
  if (attribute !== 0) r.unknownByte(attribute, 'tag type');
  return { kind: 'core-tag', index: r.u32() };
}

/** `core:externtype`. */
export function readCoreExternType(r: ByteReader): CoreExternType {
  const kind = r.byte();
  switch (kind) {
    case 0x00:
      return { kind: 'core-func', index: r.u32(), exact: false };
    case 0x01:
      return readTableType(r);
    case 0x02:
      return { kind: 'core-memory', limits: readLimits(r, true) };
    case 0x03:
      return readGlobalType(r);
    case 0x04:
      return readTagType(r);
    case 0x20:
      return { kind: 'core-func', index: r.u32(), exact: true };
    default:
      return r.fail(
        componentCodes.malformed,
        `0x${kind.toString(16).padStart(2, '0')} is no kind of a core import or export`,
        r.pos - 1,
      );
  }
}
