// The component that calls the other one, and the calls between them, which go from memory to memory.
import { checkUtf8, copy, trap } from './text.mjs';

/** @param callee what `inner` gave */
export function outer(load, callee) {
  const libc = new WebAssembly.Instance(load('calls.core3.wasm'), {}).exports;
  const { memory, realloc } = libc;
  const { main } = callee;
  const caller = new WebAssembly.Instance(load('calls.core4.wasm'), {
    libc,
    inner: { add: callAdd, echo: callEcho },
  }).exports;

  let entered = false;
  let mayLeave = true;
  let u8 = new Uint8Array(memory.buffer);
  let u32 = new Uint32Array(memory.buffer);

  function check(at, alignment, size) {
    if (u8.length === 0) {
      u8 = new Uint8Array(memory.buffer);
      u32 = new Uint32Array(memory.buffer);
    }
    if ((at & (alignment - 1)) !== 0) trap('unaligned pointer');
    if (at + size > u8.length) trap('out of bounds');
  }

  function checkList(at, alignment, size) {
    if (size > 2 ** 28 - 1) trap('too long');
    check(at, alignment, size);
  }

  function allocate(alignment, size) {
    mayLeave = false;
    const at = realloc(0, 0, alignment, size) >>> 0;
    mayLeave = true;
    check(at, alignment, size);
    return at;
  }

  function callAdd(a, b) {
    if (!mayLeave) trap('cannot leave component instance');
    callee.enter();
    const result = main.add(a, b);
    callee.leave();
    return result;
  }

  function callEcho(pointer, length, out) {
    if (!mayLeave) trap('cannot leave component instance');
    callee.enter();
    const start = pointer >>> 0;
    const size = length >>> 0;
    checkList(start, 1, size);
    checkUtf8(u8, start, size);
    const to = callee.allocate(1, size);
    copy(u8, start, callee.bytes(), to, size);
    const at = main.pair(to, size) >>> 0;
    callee.check(at, 4, 8);
    const words = callee.words();
    const from = words[at >>> 2];
    const count = words[(at + 4) >>> 2];
    callee.checkList(from, 1, count);
    checkUtf8(callee.bytes(), from, count);
    const target = allocate(1, count);
    copy(callee.bytes(), from, u8, target, count);
    const place = out >>> 0;
    check(place, 4, 8);
    u32[place >>> 2] = target;
    u32[(place + 4) >>> 2] = count;
    callee.leave();
  }

  function enter() {
    if (entered) trap('cannot enter component instance');
    entered = true;
  }

  return {
    adds(count) {
      enter();
      const result = caller.adds(count) >>> 0;
      entered = false;
      return result;
    },
    echoes(count) {
      enter();
      const result = caller.echoes(count) >>> 0;
      entered = false;
      return result;
    },
  };
}
