import { componentCodes } from '../diagnostics/codes.js';
import * as reader from './byte-reader.js';
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

function abstractHeapType(): CoreHeapType {
  const shared = reader.peek() === 0x65;
  if (shared) reader.byte();
  const byte = reader.byte();
  const name = abstractHeapTypes.get(byte);
  if (name === undefined) return reader.unknownByte(byte, 'heap type');
  return { kind: 'abstract', name, shared };
}

export function readHeapType(): CoreHeapType {
  const first = reader.peek();
  if (first === 0x62) {
    reader.byte();
    return { kind: 'concrete', index: reader.u32(), exact: true };
  }
  // One byte with bit 6 set is a negative number: an abstract type.
  if (first < 0x80 && first & 0x40) return abstractHeapType();
  const start = reader.pos;
  const index = reader.signed(33);
  if (index < 0) reader.malformed('a heap type is malformed', start);
  return { kind: 'concrete', index, exact: false };
}

export function readRefType(): CoreRefType {
  const first = reader.peek();
  if (first === 0x63 || first === 0x64) {
    reader.byte();
    return { kind: 'ref', nullable: first === 0x63, heap: readHeapType(), short: false };
  }
  return { kind: 'ref', nullable: true, heap: abstractHeapType(), short: true };
}

export function readCoreValType(): CoreValType {
  const num = numType(reader.peek());
  if (num === undefined) return readRefType();
  reader.byte();
  return num;
}

function storageType(): CoreStorageType {
  const first = reader.peek();
  if (first === 0x78 || first === 0x77) {
    reader.byte();
    return first === 0x78 ? 'i8' : 'i16';
  }
  return readCoreValType();
}

function fieldType(): CoreFieldType {
  const type = storageType();
  return { type, mutable: reader.flag('mutability') };
}

function valTypes(what: string): CoreValType[] {
  const count = reader.count(limits.coreParams, what);
  const types: CoreValType[] = [];
  for (let i = 0; i < count; i++) types.push(readCoreValType());
  return types;
}

function compositeInner(opcode: number): CoreCompositeInner {
  switch (opcode) {
    case 0x60: {
      const params = valTypes('parameters');
      return { kind: 'func', params, results: valTypes('results') };
    }
    case 0x5e:
      return { kind: 'array', field: fieldType() };
    case 0x5f: {
      const count = reader.count(limits.structFields, 'struct fields');
      const fields: CoreFieldType[] = [];
      for (let i = 0; i < count; i++) fields.push(fieldType());
      return { kind: 'struct', fields };
    }
    case 0x5d: {
      const index = reader.signed(33);
      if (index < 0) reader.malformed('a continuation type is malformed');
      return { kind: 'cont', index };
    }
    default:
      return reader.unknownByte(opcode, 'core type');
  }
}

function subType(): CoreSubType {
  let opcode = reader.byte();
  let form: CoreSubType['form'] = 'bare';
  const supertypes: number[] = [];
  if (opcode === 0x4f || opcode === 0x50) {
    form = opcode === 0x4f ? 'sub-final' : 'sub';
    const count = reader.count(1, 'supertypes');
    for (let i = 0; i < count; i++) supertypes.push(reader.u32());
    opcode = reader.byte();
  }
  const shared = opcode === 0x65;
  if (shared) opcode = reader.byte();
  let describes: number | undefined;
  if (opcode === 0x4c) {
    describes = reader.u32();
    opcode = reader.byte();
  }
  let descriptor: number | undefined;
  if (opcode === 0x4d) {
    descriptor = reader.u32();
    opcode = reader.byte();
  }
  return {
    form,
    supertypes,
    shared,
    describes,
    descriptor,
    composite: compositeInner(opcode),
  };
}

/** `core:rectype`. */
export function readRecType(): CoreRecType {
  if (reader.peek() !== 0x4e) return { kind: 'rec', explicit: false, types: [subType()] };
  reader.byte();
  const count = reader.count(limits.recGroupTypes, 'types of a rec group');
  const types: CoreSubType[] = [];
  for (let i = 0; i < count; i++) types.push(subType());
  return { kind: 'rec', explicit: true, types };
}

/** `core:deftype`: a module type, or a core type; a non-final `sub` has the prefix 0x00 here. */
export function readCoreDefType(): CoreDefType {
  const first = reader.peek();
  if (first === 0x50) {
    reader.byte();
    return { kind: 'module', decls: moduleDecls() };
  }
  if (first === 0x00) {
    reader.byte();
    const next = reader.peek();
    if (next !== 0x50) reader.unknownByte(next, 'non-final sub type', reader.pos);
  }
  return readRecType();
}

function moduleDecls(): CoreModuleDecl[] {
  const count = reader.count(limits.moduleDecls, 'module type declarations');
  const decls: CoreModuleDecl[] = [];
  for (let i = 0; i < count; i++) decls.push(moduleDecl());
  return decls;
}

function moduleDecl(): CoreModuleDecl {
  const start = reader.pos;
  const form = reader.byte();
  switch (form) {
    case 0x00: {
      const item = readCoreImport();
      return { kind: 'import', start, end: reader.pos, import: item };
    }
    case 0x01: {
      const type = readRecType();
      return { kind: 'type', start, end: reader.pos, type };
    }
    case 0x02: {
      const sort = reader.byte();
      if (sort !== 0x10) reader.unknownByte(sort, 'sort of an outer alias in a module type');
      const target = reader.byte();
      if (target !== 0x01) reader.unknownByte(target, 'target of an alias in a module type');
      const count = reader.u32();
      const index = reader.u32();
      return { kind: 'alias-outer-type', start, end: reader.pos, count, index };
    }
    case 0x03: {
      const name = reader.name();
      const type = readCoreExternType();
      return { kind: 'export', start, end: reader.pos, name, type };
    }
    default:
      return reader.unknownByte(form, 'module type declaration');
  }
}

export function readCoreImport(): CoreImport {
  const module = reader.name();
  const name = reader.name();
  return { module, name, type: readCoreExternType() };
}

/** `core:limits` of a memory (`memory` true) or table. */
export function readLimits(memory: boolean): CoreLimits {
  const start = reader.pos;
  const flags = reader.byte();
  if (flags > (memory ? 0x0f : 0x07)) reader.unknownByte(flags, 'set of limits', start);
  const index64 = (flags & 0x04) !== 0;
  const minimum = index64 ? reader.u64() : BigInt(reader.u32());
  let maximum: bigint | undefined;
  if (flags & 0x01) maximum = index64 ? reader.u64() : BigInt(reader.u32());
  const pageSizeLog2 = flags & 0x08 ? reader.u32() : undefined;
  return { minimum, maximum, shared: (flags & 0x02) !== 0, index64, pageSizeLog2 };
}

export function readTableType(): CoreExternType {
  const element = readRefType();
  return { kind: 'core-table', element, limits: readLimits(false) };
}

export function readGlobalType(): CoreExternType {
  const type = readCoreValType();
  const flags = reader.byte();
  if (flags > 3) reader.unknownByte(flags, 'mutability of a global');
  return { kind: 'core-global', type, mutable: (flags & 1) !== 0, shared: (flags & 2) !== 0 };
}

export function readTagType(): CoreExternType {
  const attribute = reader.byte();
  if (attribute !== 0) reader.unknownByte(attribute, 'tag type');
  return { kind: 'core-tag', index: reader.u32() };
}

/** `core:externtype`. */
export function readCoreExternType(): CoreExternType {
  const kind = reader.byte();
  switch (kind) {
    case 0x00:
      return { kind: 'core-func', index: reader.u32(), exact: false };
    case 0x01:
      return readTableType();
    case 0x02:
      return { kind: 'core-memory', limits: readLimits(true) };
    case 0x03:
      return readGlobalType();
    case 0x04:
      return readTagType();
    case 0x20:
      return { kind: 'core-func', index: reader.u32(), exact: true };
    default:
      return reader.fail(
        componentCodes.malformed,
        `0x${kind.toString(16).padStart(2, '0')} is no kind of a core import or export`,
        reader.pos - 1,
      );
  }
}
