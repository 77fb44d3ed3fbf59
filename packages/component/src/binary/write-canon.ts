import type { ByteSink } from './byte-sink.js';
import type { Canon, CanonOption } from './model.js';
import { writeCoreValType } from './write-core-types.js';
import { writeResultList } from './write-types.js';

const ENCODINGS = { utf8: 0x00, utf16: 0x01, 'latin1+utf16': 0x02 } as const;

const OPCODES: Record<Canon['kind'], number> = {
  lift: 0x00,
  lower: 0x01,
  'resource.new': 0x02,
  'resource.drop': 0x03,
  'resource.rep': 0x04,
  'task.cancel': 0x05,
  'subtask.cancel': 0x06,
  'task.return': 0x09,
  'context.get': 0x0a,
  'context.set': 0x0b,
  'thread.yield': 0x0c,
  'subtask.drop': 0x0d,
  'stream.new': 0x0e,
  'stream.read': 0x0f,
  'stream.write': 0x10,
  'stream.cancel-read': 0x11,
  'stream.cancel-write': 0x12,
  'stream.drop-readable': 0x13,
  'stream.drop-writable': 0x14,
  'future.new': 0x15,
  'future.read': 0x16,
  'future.write': 0x17,
  'future.cancel-read': 0x18,
  'future.cancel-write': 0x19,
  'future.drop-readable': 0x1a,
  'future.drop-writable': 0x1b,
  'error-context.new': 0x1c,
  'error-context.debug-message': 0x1d,
  'error-context.drop': 0x1e,
  'waitable-set.new': 0x1f,
  'waitable-set.wait': 0x20,
  'waitable-set.poll': 0x21,
  'waitable-set.drop': 0x22,
  'waitable.join': 0x23,
  'backpressure.inc': 0x24,
  'backpressure.dec': 0x25,
  'thread.index': 0x26,
  'thread.new-indirect': 0x27,
  'thread.resume-later': 0x28,
  'thread.suspend': 0x29,
  'thread.suspend-then-resume': 0x2a,
  'thread.yield-then-resume': 0x2b,
  'thread.suspend-then-promote': 0x2c,
  'thread.yield-then-promote': 0x2d,
  'thread.spawn-ref': 0x40,
  'thread.spawn-indirect': 0x41,
  'thread.available-parallelism': 0x42,
};

function writeOptions(out: ByteSink, options: readonly CanonOption[]): void {
  out.u32(options.length);
  for (const option of options) writeOption(out, option);
}

function writeOption(out: ByteSink, option: CanonOption): void {
  switch (option.kind) {
    case 'string-encoding':
      out.byte(ENCODINGS[option.encoding]);
      return;
    case 'memory':
      out.byte(0x03);
      out.u32(option.index);
      return;
    case 'realloc':
      out.byte(0x04);
      out.u32(option.index);
      return;
    case 'post-return':
      out.byte(0x05);
      out.u32(option.index);
      return;
    case 'async':
      out.byte(0x06);
      return;
    case 'callback':
      out.byte(0x07);
      out.u32(option.index);
      return;
    case 'core-type':
      out.byte(0x08);
      out.u32(option.index);
      return;
    case 'gc':
      out.byte(0x09);
      return;
  }
}

/** `canon`. */
export function writeCanon(out: ByteSink, canon: Canon): void {
  out.byte(OPCODES[canon.kind]);
  switch (canon.kind) {
    case 'lift':
      out.byte(0x00);
      out.u32(canon.coreFunc);
      writeOptions(out, canon.options);
      out.u32(canon.type);
      return;
    case 'lower':
      out.byte(0x00);
      out.u32(canon.func);
      writeOptions(out, canon.options);
      return;
    case 'task.return':
      writeResultList(out, canon.result);
      writeOptions(out, canon.options);
      return;
    case 'context.get':
    case 'context.set':
      writeCoreValType(out, canon.type);
      out.u32(canon.slot);
      return;
    case 'resource.new':
    case 'resource.drop':
    case 'resource.rep':
    case 'stream.new':
    case 'stream.drop-readable':
    case 'stream.drop-writable':
    case 'future.new':
    case 'future.drop-readable':
    case 'future.drop-writable':
    case 'thread.spawn-ref':
      out.u32(canon.type);
      return;
    case 'stream.read':
    case 'stream.write':
    case 'future.read':
    case 'future.write':
      out.u32(canon.type);
      writeOptions(out, canon.options);
      return;
    case 'stream.cancel-read':
    case 'stream.cancel-write':
    case 'future.cancel-read':
    case 'future.cancel-write':
      out.u32(canon.type);
      out.byte(canon.async ? 1 : 0);
      return;
    case 'subtask.cancel':
      out.byte(canon.async ? 1 : 0);
      return;
    case 'error-context.new':
    case 'error-context.debug-message':
      writeOptions(out, canon.options);
      return;
    case 'waitable-set.wait':
    case 'waitable-set.poll':
      out.byte(canon.cancellable ? 1 : 0);
      out.u32(canon.memory);
      return;
    case 'thread.new-indirect':
    case 'thread.spawn-indirect':
      out.u32(canon.type);
      out.u32(canon.table);
      return;
    case 'thread.suspend':
    case 'thread.yield':
    case 'thread.suspend-then-resume':
    case 'thread.yield-then-resume':
    case 'thread.suspend-then-promote':
    case 'thread.yield-then-promote':
      out.byte(canon.cancellable ? 1 : 0);
      return;
    case 'task.cancel':
    case 'subtask.drop':
    case 'error-context.drop':
    case 'waitable-set.new':
    case 'waitable-set.drop':
    case 'waitable.join':
    case 'backpressure.inc':
    case 'backpressure.dec':
    case 'thread.index':
    case 'thread.resume-later':
    case 'thread.available-parallelism':
      return;
  }
}
