import type { ByteReader } from '../binary/byte-reader.js';
import { readHeapType } from '../binary/read-core-types.js';

/** Moves the reader behind a constant expression, which initialises a global or table. */
export function skipConstantExpression(r: ByteReader): void {
  for (;;) {
    const at = r.pos;
    const opcode = r.byte();
    switch (opcode) {
      case 0x0b:
        return;
      case 0x41:
        r.signed(32);
        break;
      case 0x42:
        r.s64();
        break;
      case 0x43:
        skip(r, 4);
        break;
      case 0x44:
        skip(r, 8);
        break;
      // global.get, ref.func
      case 0x23:
      case 0xd2:
        r.u32();
        break;
      case 0xd0:
        readHeapType(r);
        break;
      // add, sub and mul of i32 and i64
      case 0x6a:
      case 0x6b:
      case 0x6c:
      case 0x7c:
      case 0x7d:
      case 0x7e:
        break;
      case 0xfb:
        skipGc(r, at);
        break;
      case 0xfd:
        if (r.u32() !== 12) r.malformed('a constant expression has an unknown instruction', at);
        skip(r, 16);
        break;
      default:
        r.malformed('a constant expression has an unknown instruction', at);
    }
  }
}

function skipGc(r: ByteReader, at: number): void {
  switch (r.u32()) {
    // struct.new, struct.new_default, array.new, array.new_default, struct.new_desc, struct.new_default_desc
    case 0:
    case 1:
    case 6:
    case 7:
    case 32:
    case 33:
      r.u32();
      return;
    // array.new_fixed
    case 8:
      r.u32();
      r.u32();
      return;
    // any.convert_extern, extern.convert_any, ref.i31
    case 26:
    case 27:
    case 28:
      return;
    default:
      r.malformed('a constant expression has an unknown instruction', at);
  }
}

function skip(r: ByteReader, count: number): void {
  if (count > r.end - r.pos) r.malformed('a constant expression is cut off');
  r.pos += count;
}
