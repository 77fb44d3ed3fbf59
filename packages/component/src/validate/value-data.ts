/** Constants: their bytes must be of the form that their type fixes; Binary.md, "Value Definitions". */
import * as reader from '../binary/byte-reader.js';
import { ReadError } from '../binary/byte-reader.js';
import { componentCodes } from '../diagnostics/codes.js';
import type { ValTy } from '../types/model.js';

/**
 * Checks the bytes of a constant.
 *
 * @throws ReadError at the byte that does not fit
 */
export function checkValueData(bytes: Uint8Array, start: number, end: number, type: ValTy): void {
  reader.reading(bytes, start, end, wholeValue, type);
}

/** What is too many for the bytes that are left is refused in any case. */
const MAX_COUNT = 2 ** 32;

function wholeValue(type: ValTy): void {
  value(type);
  if (reader.pos !== reader.end) invalid(reader.pos, 'the value has more bytes than its type');
}

function invalid(offset: number, message: string): never {
  throw new ReadError(componentCodes.invalidValue, message, offset);
}

function integer(bits: number): void {
  reader.signed(bits);
}

function float(size: number): void {
  const at = reader.pos;
  if (reader.end - at < size) invalid(at, 'a float is cut off');
  reader.goTo(at + size);
  const view = new DataView(reader.bytes.buffer, reader.bytes.byteOffset + at, size);
  const number = size === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  if (!Number.isNaN(number)) return;
  const canonical =
    size === 4
      ? view.getUint32(0, true) === 0x7fc00000
      : view.getBigUint64(0, true) === 0x7ff8000000000000n;
  if (!canonical) invalid(at, 'a NaN is not in canonical form');
}

function char(): void {
  const at = reader.pos;
  const first = reader.byte();
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (reader.end - at < length) invalid(at, 'a char is cut off');
  reader.goTo(at + length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      reader.bytes.subarray(at, reader.pos),
    );
    if ([...text].length === 1) return;
  } catch {
    // Reported below.
  }
  invalid(at, 'a char is not valid UTF-8');
}

function primitive(type: string): void {
  switch (type) {
    case 'bool':
      reader.flag('bool');
      return;
    case 's8':
    case 'u8':
      reader.byte();
      return;
    case 's16':
      integer(16);
      return;
    case 's32':
      integer(32);
      return;
    case 'u16': {
      const at = reader.pos;
      if (reader.u32() > 0xffff) invalid(at, 'the number does not fit into u16');
      return;
    }
    case 'u32':
      reader.u32();
      return;
    case 's64':
      reader.s64();
      return;
    case 'u64':
      reader.u64();
      return;
    case 'f32':
      float(4);
      return;
    case 'f64':
      float(8);
      return;
    case 'char':
      char();
      return;
    case 'string':
      reader.name();
      return;
    default:
      invalid(reader.pos, `a value of type ${type} cannot be written as a constant`);
  }
}

function discriminant(count: number): number {
  const at = reader.pos;
  const index = reader.u32();
  if (index >= count) invalid(at, `there is no case ${index}`);
  return index;
}

function optional(type: ValTy | undefined): void {
  if (type !== undefined) value(type);
}

function value(type: ValTy): void {
  if (typeof type === 'string') return primitive(type);
  const shape = type.shape;
  switch (shape.kind) {
    case 'primitive':
      return primitive(shape.type);
    case 'record':
      for (const field of shape.fields) value(field.type);
      return;
    case 'tuple':
      for (const item of shape.types) value(item);
      return;
    case 'variant':
      optional(shape.cases[discriminant(shape.cases.length)]?.type);
      return;
    case 'enum':
      discriminant(shape.labels.length);
      return;
    case 'flags': {
      const size = Math.ceil(shape.labels.length / 8);
      for (let i = 0; i < size; i++) reader.byte();
      return;
    }
    case 'list': {
      const count = reader.count(MAX_COUNT, 'elements');
      for (let i = 0; i < count; i++) value(shape.element);
      return;
    }
    case 'fixed-length-list':
      for (let i = 0; i < shape.length; i++) value(shape.element);
      return;
    case 'map': {
      const count = reader.count(MAX_COUNT, 'entries');
      for (let i = 0; i < count; i++) {
        value(shape.key);
        value(shape.value);
      }
      return;
    }
    case 'option':
      if (reader.flag('option')) value(shape.type);
      return;
    case 'result':
      optional(reader.flag('result') ? shape.error : shape.ok);
      return;
    case 'own':
    case 'borrow':
    case 'stream':
    case 'future':
      invalid(reader.pos, `a value of type ${shape.kind} cannot be written as a constant`);
  }
}
