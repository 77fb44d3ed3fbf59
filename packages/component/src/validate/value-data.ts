/** Constants: their bytes must be of the form that their type fixes; Binary.md, "Value Definitions". */
import { ByteReader, ReadError } from '../binary/byte-reader.js';
import { componentCodes } from '../diagnostics/codes.js';
import type { ValTy } from '../types/model.js';

/**
 * Checks the bytes of a constant.
 *
 * @throws ReadError at the byte that does not fit
 */
export function checkValueData(bytes: Uint8Array, start: number, end: number, type: ValTy): void {
  const r = new ByteReader(bytes, start, end);
  value(r, type);
  if (r.pos !== end) invalid(r.pos, 'the value has more bytes than its type');
}

/** What is too many for the bytes that are left is refused in any case. */
const MAX_COUNT = 2 ** 32;

function invalid(offset: number, message: string): never {
  throw new ReadError(componentCodes.invalidValue, message, offset);
}

function integer(r: ByteReader, bits: number): void {
  r.signed(bits);
}

function float(r: ByteReader, size: number): void {
  const at = r.pos;
  if (r.end - at < size) invalid(at, 'a float is cut off');
  r.pos += size;
  const view = new DataView(r.bytes.buffer, r.bytes.byteOffset + at, size);
  const number = size === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  if (!Number.isNaN(number)) return;
  const canonical =
    size === 4
      ? view.getUint32(0, true) === 0x7fc00000
      : view.getBigUint64(0, true) === 0x7ff8000000000000n;
  if (!canonical) invalid(at, 'a NaN is not in canonical form');
}

function char(r: ByteReader): void {
  const at = r.pos;
  const first = r.byte();
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (r.end - at < length) invalid(at, 'a char is cut off');
  r.pos = at + length;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      r.bytes.subarray(at, r.pos),
    );
    if ([...text].length === 1) return;
  } catch {
    // Reported below.
  }
  invalid(at, 'a char is not valid UTF-8');
}

function primitive(r: ByteReader, type: string): void {
  switch (type) {
    case 'bool':
      r.flag('bool');
      return;
    case 's8':
    case 'u8':
      r.byte();
      return;
    case 's16':
      integer(r, 16);
      return;
    case 's32':
      integer(r, 32);
      return;
    case 'u16': {
      const at = r.pos;
      if (r.u32() > 0xffff) invalid(at, 'the number does not fit into u16');
      return;
    }
    case 'u32':
      r.u32();
      return;
    case 's64':
      r.s64();
      return;
    case 'u64':
      r.u64();
      return;
    case 'f32':
      float(r, 4);
      return;
    case 'f64':
      float(r, 8);
      return;
    case 'char':
      char(r);
      return;
    case 'string':
      r.name();
      return;
    default:
      invalid(r.pos, `a value of type ${type} cannot be written as a constant`);
  }
}

function discriminant(r: ByteReader, count: number): number {
  const at = r.pos;
  const index = r.u32();
  if (index >= count) invalid(at, `there is no case ${index}`);
  return index;
}

function optional(r: ByteReader, type: ValTy | undefined): void {
  if (type !== undefined) value(r, type);
}

function value(r: ByteReader, type: ValTy): void {
  if (typeof type === 'string') return primitive(r, type);
  const shape = type.shape;
  switch (shape.kind) {
    case 'primitive':
      return primitive(r, shape.type);
    case 'record':
      for (const field of shape.fields) value(r, field.type);
      return;
    case 'tuple':
      for (const item of shape.types) value(r, item);
      return;
    case 'variant':
      optional(r, shape.cases[discriminant(r, shape.cases.length)]?.type);
      return;
    case 'enum':
      discriminant(r, shape.labels.length);
      return;
    case 'flags': {
      const size = Math.ceil(shape.labels.length / 8);
      for (let i = 0; i < size; i++) r.byte();
      return;
    }
    case 'list': {
      const count = r.count(MAX_COUNT, 'elements');
      for (let i = 0; i < count; i++) value(r, shape.element);
      return;
    }
    case 'fixed-length-list':
      for (let i = 0; i < shape.length; i++) value(r, shape.element);
      return;
    case 'map': {
      const count = r.count(MAX_COUNT, 'entries');
      for (let i = 0; i < count; i++) {
        value(r, shape.key);
        value(r, shape.value);
      }
      return;
    }
    case 'option':
      if (r.flag('option')) value(r, shape.type);
      return;
    case 'result':
      optional(r, r.flag('result') ? shape.error : shape.ok);
      return;
    case 'own':
    case 'borrow':
    case 'stream':
    case 'future':
      invalid(r.pos, `a value of type ${shape.kind} cannot be written as a constant`);
  }
}
