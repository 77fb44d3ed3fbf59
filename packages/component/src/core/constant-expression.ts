import * as reader from '../binary/byte-reader.js';
import { readHeapType } from '../binary/read-core-types.js';

/** Moves the reader behind a constant expression, which initialises a global or table. */
export function skipConstantExpression(): void {
  for (;;) {
    const at = reader.pos;
    const opcode = reader.byte();
    switch (opcode) {
      case 0x0b:
        return;
      case 0x41:
        reader.signed(32);
        break;
      case 0x42:
        reader.s64();
        break;
      case 0x43:
        skip(4);
        break;
      case 0x44:
        skip(8);
        break;
      // global.get, ref.func
      case 0x23:
      case 0xd2:
        reader.u32();
        break;
      case 0xd0:
        readHeapType();
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
        skipGc(at);
        break;
      case 0xfd:
        if (reader.u32() !== 12)
          reader.malformed('a constant expression has an unknown instruction', at);
        skip(16);
        break;
      default:
        reader.malformed('a constant expression has an unknown instruction', at);
    }
  }
}

function skipGc(at: number): void {
  switch (reader.u32()) {
    // struct.new, struct.new_default, array.new, array.new_default, struct.new_desc, struct.new_default_desc
    case 0:
    case 1:
    case 6:
    case 7:
    case 32:
    case 33:
      reader.u32();
      return;
    // array.new_fixed
    case 8:
      reader.u32();
      reader.u32();
      return;
    // any.convert_extern, extern.convert_any, ref.i31
    case 26:
    case 27:
    case 28:
      return;
    default:
      reader.malformed('a constant expression has an unknown instruction', at);
  }
}

function skip(count: number): void {
  if (count > reader.end - reader.pos) reader.malformed('a constant expression is cut off');
  reader.goTo(reader.pos + count);
}
