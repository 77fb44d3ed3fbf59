import * as reader from './byte-reader.js';
import { limits } from './limits.js';
import type { Canon, CanonOption } from './model.js';
import { readCoreValType } from './read-core-types.js';
import { readResultList } from './read-types.js';

const NO_OPTIONS: readonly CanonOption[] = [];

function optionCount(): number {
  return reader.count(limits.canonOptions, 'canonical options');
}

function options(): readonly CanonOption[] {
  const count = optionCount();
  if (count === 0) return NO_OPTIONS;
  const result: CanonOption[] = [];
  for (let i = 0; i < count; i++) result.push(option());
  return result;
}

function option(): CanonOption {
  const form = reader.byte();
  switch (form) {
    case 0x00:
      return { kind: 'string-encoding', encoding: 'utf8' };
    case 0x01:
      return { kind: 'string-encoding', encoding: 'utf16' };
    case 0x02:
      return { kind: 'string-encoding', encoding: 'latin1+utf16' };
    case 0x03:
      return { kind: 'memory', index: reader.u32() };
    case 0x04:
      return { kind: 'realloc', index: reader.u32() };
    case 0x05:
      return { kind: 'post-return', index: reader.u32() };
    case 0x06:
      return { kind: 'async' };
    case 0x07:
      return { kind: 'callback', index: reader.u32() };
    case 0x08:
      return { kind: 'core-type', index: reader.u32() };
    case 0x09:
      return { kind: 'gc' };
    default:
      return reader.unknownByte(form, 'canonical option');
  }
}

function funcSort(what: string): void {
  const byte = reader.byte();
  if (byte !== 0x00) reader.unknownByte(byte, `sort of \`${what}\``);
}

const isAsync = (): boolean => reader.flag('`async` immediate');
const isCancellable = (): boolean => reader.flag('`cancellable` immediate');

/** Goes past `canon lower` or one of the commonest built-ins; `false` where something else stands there. */
export function skipCoreCanon(): boolean {
  const opcode = reader.peek();
  if (opcode === 0x00 || opcode > 0x04) return false;
  reader.goTo(reader.pos + 1);
  const isLower = opcode === 0x01;
  if (isLower) funcSort('canon lower');
  reader.u32();
  for (let left = isLower ? optionCount() : 0; left > 0; left--) skipOption();
  return true;
}

/** As {@link option}, without making one. */
function skipOption(): void {
  const form = reader.byte();
  switch (form) {
    case 0x03:
    case 0x04:
    case 0x05:
    case 0x07:
    case 0x08:
      reader.u32();
      return;
    default:
      if (form > 0x09) reader.unknownByte(form, 'canonical option');
  }
}

/** `canon`: one canonical definition. */
export function readCanon(): Canon {
  const opcode = reader.byte();
  switch (opcode) {
    case 0x00: {
      funcSort('canon lift');
      const coreFunc = reader.u32();
      const opts = options();
      return { kind: 'lift', coreFunc, options: opts, type: reader.u32() };
    }
    case 0x01: {
      funcSort('canon lower');
      const func = reader.u32();
      return { kind: 'lower', func, options: options() };
    }
    case 0x02:
      return { kind: 'resource.new', type: reader.u32() };
    case 0x03:
      return { kind: 'resource.drop', type: reader.u32() };
    case 0x04:
      return { kind: 'resource.rep', type: reader.u32() };
    case 0x05:
      return { kind: 'task.cancel' };
    case 0x06:
      return { kind: 'subtask.cancel', async: isAsync() };
    case 0x09: {
      const result = readResultList();
      return { kind: 'task.return', result, options: options() };
    }
    case 0x0a: {
      const type = readCoreValType();
      return { kind: 'context.get', type, slot: reader.u32() };
    }
    case 0x0b: {
      const type = readCoreValType();
      return { kind: 'context.set', type, slot: reader.u32() };
    }
    case 0x0c:
      return { kind: 'thread.yield', cancellable: isCancellable() };
    case 0x0d:
      return { kind: 'subtask.drop' };
    case 0x0e:
      return { kind: 'stream.new', type: reader.u32() };
    case 0x0f: {
      const type = reader.u32();
      return { kind: 'stream.read', type, options: options() };
    }
    case 0x10: {
      const type = reader.u32();
      return { kind: 'stream.write', type, options: options() };
    }
    case 0x11: {
      const type = reader.u32();
      return { kind: 'stream.cancel-read', type, async: isAsync() };
    }
    case 0x12: {
      const type = reader.u32();
      return { kind: 'stream.cancel-write', type, async: isAsync() };
    }
    case 0x13:
      return { kind: 'stream.drop-readable', type: reader.u32() };
    case 0x14:
      return { kind: 'stream.drop-writable', type: reader.u32() };
    case 0x15:
      return { kind: 'future.new', type: reader.u32() };
    case 0x16: {
      const type = reader.u32();
      return { kind: 'future.read', type, options: options() };
    }
    case 0x17: {
      const type = reader.u32();
      return { kind: 'future.write', type, options: options() };
    }
    case 0x18: {
      const type = reader.u32();
      return { kind: 'future.cancel-read', type, async: isAsync() };
    }
    case 0x19: {
      const type = reader.u32();
      return { kind: 'future.cancel-write', type, async: isAsync() };
    }
    case 0x1a:
      return { kind: 'future.drop-readable', type: reader.u32() };
    case 0x1b:
      return { kind: 'future.drop-writable', type: reader.u32() };
    case 0x1c:
      return { kind: 'error-context.new', options: options() };
    case 0x1d:
      return { kind: 'error-context.debug-message', options: options() };
    case 0x1e:
      return { kind: 'error-context.drop' };
    case 0x1f:
      return { kind: 'waitable-set.new' };
    case 0x20: {
      const cancellable = isCancellable();
      return { kind: 'waitable-set.wait', cancellable, memory: reader.u32() };
    }
    case 0x21: {
      const cancellable = isCancellable();
      return { kind: 'waitable-set.poll', cancellable, memory: reader.u32() };
    }
    case 0x22:
      return { kind: 'waitable-set.drop' };
    case 0x23:
      return { kind: 'waitable.join' };
    case 0x24:
      return { kind: 'backpressure.inc' };
    case 0x25:
      return { kind: 'backpressure.dec' };
    case 0x26:
      return { kind: 'thread.index' };
    case 0x27: {
      const type = reader.u32();
      return { kind: 'thread.new-indirect', type, table: reader.u32() };
    }
    case 0x28:
      return { kind: 'thread.resume-later' };
    case 0x29:
      return { kind: 'thread.suspend', cancellable: isCancellable() };
    case 0x2a:
      return { kind: 'thread.suspend-then-resume', cancellable: isCancellable() };
    case 0x2b:
      return { kind: 'thread.yield-then-resume', cancellable: isCancellable() };
    case 0x2c:
      return { kind: 'thread.suspend-then-promote', cancellable: isCancellable() };
    case 0x2d:
      return { kind: 'thread.yield-then-promote', cancellable: isCancellable() };
    case 0x40:
      return { kind: 'thread.spawn-ref', type: reader.u32() };
    case 0x41: {
      const type = reader.u32();
      return { kind: 'thread.spawn-indirect', type, table: reader.u32() };
    }
    case 0x42:
      return { kind: 'thread.available-parallelism' };
    default:
      return reader.unknownByte(opcode, 'canonical definition');
  }
}
