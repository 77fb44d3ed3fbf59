// The calls of the benchmark as an expert would write them for exactly these functions, with every check that the canonical
// ABI asks for: whether the instance may be entered, bounds, alignment, UTF-8, discriminants.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

function trap(message) {
  throw new WebAssembly.RuntimeError(message);
}

function echoText(text) {
  return text;
}

/** @param load gives the core modules of the generated bindings, in their order: allocator, functions. */
export function byHand(load) {
  const libc = new WebAssembly.Instance(load('calls.core.wasm'), {}).exports;
  const { memory, realloc } = libc;
  const types = [];
  const main = new WebAssembly.Instance(load('calls.core2.wasm'), {
    libc,
    host: { note: hostNote, text: hostText, new: newCounter },
  }).exports;

  let entered = false;
  let mayLeave = true;
  let u8 = new Uint8Array(memory.buffer);
  let u32 = new Uint32Array(memory.buffer);
  let f64 = new Float64Array(memory.buffer);
  const reps = [0];
  let free = 0;

  function refresh() {
    if (u8.length !== 0) return;
    u8 = new Uint8Array(memory.buffer);
    u32 = new Uint32Array(memory.buffer);
    f64 = new Float64Array(memory.buffer);
  }

  function enter() {
    if (entered) trap('cannot enter component instance');
    entered = true;
  }

  function allocate(alignment, size) {
    mayLeave = false;
    const at = realloc(0, 0, alignment, size) >>> 0;
    mayLeave = true;
    refresh();
    if ((at & (alignment - 1)) !== 0) trap('unaligned pointer');
    if (at + size > u8.length) trap('out of bounds');
    return at;
  }

  function check(at, alignment, size) {
    refresh();
    if ((at & (alignment - 1)) !== 0) trap('unaligned pointer');
    if (at + size > u8.length) trap('out of bounds');
  }

  let size = 0;

  function lower(text) {
    const { length } = text;
    if (length <= 48) {
      let ascii = true;
      for (let index = 0; index < length; index += 1)
        if (text.charCodeAt(index) > 127) {
          ascii = false;
          break;
        }
      if (ascii) {
        const at = allocate(1, length);
        for (let index = 0; index < length; index += 1) u8[at + index] = text.charCodeAt(index);
        size = length;
        return at;
      }
    }
    const bytes = encoder.encode(text);
    const at = allocate(1, bytes.length);
    u8.set(bytes, at);
    size = bytes.length;
    return at;
  }

  function lift(at, length) {
    check(at, 1, length);
    if (length <= 16) {
      let text = '';
      let index = at;
      const end = at + length;
      for (; index + 4 <= end; index += 4) {
        const [a, b, c, d] = [u8[index], u8[index + 1], u8[index + 2], u8[index + 3]];
        if ((a | b | c | d) > 127) return decode(at, length);
        text += String.fromCharCode(a, b, c, d);
      }
      for (; index < end; index += 1) {
        if (u8[index] > 127) return decode(at, length);
        text += String.fromCharCode(u8[index]);
      }
      return text;
    }
    return decode(at, length);
  }

  function decode(at, length) {
    return decoder.decode(u8.subarray(at, at + length));
  }

  function echoString(text) {
    const pointer = lower(text);
    const length = size;
    enter();
    const at = main.pair(pointer, length) >>> 0;
    check(at, 4, 8);
    const result = lift(u32[at >>> 2], u32[(at + 4) >>> 2]);
    entered = false;
    return result;
  }

  function echoBytes(list) {
    const pointer = allocate(1, list.length);
    u8.set(list, pointer);
    enter();
    const at = main.pair(pointer, list.length) >>> 0;
    check(at, 4, 8);
    const [start, length] = [u32[at >>> 2], u32[(at + 4) >>> 2]];
    check(start, 1, length);
    const result = u8.slice(start, start + length);
    entered = false;
    return result;
  }

  function echoFloats(list) {
    const pointer = allocate(8, list.length * 8);
    f64.set(list, pointer >>> 3);
    enter();
    const at = main.pair(pointer, list.length) >>> 0;
    check(at, 4, 8);
    const [start, length] = [u32[at >>> 2], u32[(at + 4) >>> 2]];
    check(start, 8, length * 8);
    const result = f64.slice(start >>> 3, (start >>> 3) + length);
    entered = false;
    return result;
  }

  function echoPoints(list) {
    const { length } = list;
    const start = allocate(8, length * 24);
    for (let index = 0; index < length; index += 1) {
      const { x, y, label } = list[index];
      const at = start + index * 24;
      f64[at >>> 3] = x;
      f64[(at + 8) >>> 3] = y;
      const pointer = lower(label);
      u32[(at + 16) >>> 2] = pointer;
      u32[(at + 20) >>> 2] = size;
    }
    enter();
    const at = main.pair(start, length) >>> 0;
    check(at, 4, 8);
    const [from, count] = [u32[at >>> 2], u32[(at + 4) >>> 2]];
    check(from, 8, count * 24);
    const result = [];
    for (let index = 0; index < count; index += 1) {
      const each = from + index * 24;
      result.push({
        x: f64[each >>> 3],
        y: f64[(each + 8) >>> 3],
        label: lift(u32[(each + 16) >>> 2], u32[(each + 20) >>> 2]),
      });
    }
    entered = false;
    return result;
  }

  function echoOption(value) {
    enter();
    const at = main.option(value === undefined ? 0 : 1, value === undefined ? 0 : value) >>> 0;
    check(at, 4, 8);
    if (u8[at] > 1) trap('invalid variant discriminant');
    const result = u8[at] === 0 ? undefined : u32[(at + 4) >>> 2];
    entered = false;
    return result;
  }

  function checked(value) {
    enter();
    const at = main.result(value) >>> 0;
    check(at, 4, 8);
    if (u8[at] > 1) trap('invalid variant discriminant');
    const failed = u8[at] === 1;
    const payload = u32[(at + 4) >>> 2];
    entered = false;
    if (failed) throw Object.assign(new Error('failed'), { payload });
    return payload;
  }

  const names = ['red', 'green', 'blue'];
  const numbers = new Map(names.map((name, index) => [name, index]));

  function echoColour(name) {
    const number = numbers.get(name);
    if (number === undefined) throw new TypeError(name);
    enter();
    const result = names[main.same(number)];
    if (result === undefined) trap('invalid variant discriminant');
    entered = false;
    return result;
  }

  function echoRights({ read, write, run }) {
    enter();
    const bits = main.same((read ? 1 : 0) | (write ? 2 : 0) | (run ? 4 : 0));
    entered = false;
    return { read: (bits & 1) !== 0, write: (bits & 2) !== 0, run: (bits & 4) !== 0 };
  }

  function newCounter(rep) {
    if (!mayLeave) trap('cannot leave component instance');
    const index = free === 0 ? reps.length : free;
    free = index === reps.length ? 0 : reps[index];
    reps[index] = rep;
    types[index] = true;
    return index;
  }

  function take(index) {
    if (types[index] !== true) trap('unknown handle');
    const rep = reps[index];
    types[index] = false;
    reps[index] = free;
    free = index;
    return rep;
  }

  const registry = new FinalizationRegistry(() => undefined);

  class Counter {
    #rep;

    constructor(rep) {
      this.#rep = rep;
      registry.register(this, rep, this);
    }

    get() {
      const rep = this.#rep;
      if (rep === undefined) throw new TypeError('dropped');
      enter();
      const result = main.get(rep) >>> 0;
      entered = false;
      return result;
    }

    give() {
      const rep = this.#rep;
      if (rep === undefined) throw new TypeError('dropped');
      this.#rep = undefined;
      registry.unregister(this);
      return rep;
    }

    static sum(a, b) {
      if (a.#rep === undefined || b.#rep === undefined) throw new TypeError('dropped');
      enter();
      const result = main.sum(a.#rep, b.#rep) >>> 0;
      entered = false;
      return result;
    }
  }

  function pass(counter) {
    const handle = newCounter(counter.give());
    enter();
    const result = new Counter(take(main.same(handle)));
    entered = false;
    return result;
  }

  function hostNote(value) {
    if (!mayLeave) trap('cannot leave component instance');
    return (value >>> 0) + 1;
  }

  function hostText(pointer, length, out) {
    if (!mayLeave) trap('cannot leave component instance');
    const result = echoText(lift(pointer >>> 0, length >>> 0));
    check(out >>> 0, 4, 8);
    const at = lower(result);
    u32[out >>> 2] = at;
    u32[(out + 4) >>> 2] = size;
  }

  function callNote(value) {
    enter();
    const result = main['call-note'](value) >>> 0;
    entered = false;
    return result;
  }

  function callText(text) {
    const pointer = lower(text);
    const length = size;
    enter();
    const at = main['call-text'](pointer, length) >>> 0;
    check(at, 4, 8);
    const result = lift(u32[at >>> 2], u32[(at + 4) >>> 2]);
    entered = false;
    return result;
  }

  function add(a, b) {
    enter();
    const result = main.add(a, b) >>> 0;
    entered = false;
    return result;
  }

  const counters = [new Counter(7), new Counter(8)];
  let moving = new Counter(9);
  const bytes = [new Uint8Array(16), new Uint8Array(10_000)];
  const floats = [new Float64Array(10), new Float64Array(1000)];
  const points = Array.from({ length: 100 }, (_, index) => ({
    x: index,
    y: -index,
    label: `point ${index}`,
  }));
  const long = ['x'.repeat(100), 'y'.repeat(10_000)];
  const rights = { read: true, write: false, run: true };
  return {
    core: { 'u32, u32 → u32': () => main.add(1, 2) },
    calls: {
      'u32, u32 → u32': () => add(1, 2),
      'string of 5': () => echoString('hello'),
      'string of 11': () => echoString('hello world'),
      'string of 100': () => echoString(long[0]),
      'string of 10k': () => echoString(long[1]),
      'string of 11, not ASCII': () => echoString('hällo wörld'),
      'list<u8> of 16': () => echoBytes(bytes[0]),
      'list<u8> of 10k': () => echoBytes(bytes[1]),
      'list<f64> of 10': () => echoFloats(floats[0]),
      'list<f64> of 1k': () => echoFloats(floats[1]),
      '100 records {f64, f64, string}': () => echoPoints(points),
      option: () => echoOption(7),
      'result, ok': () => checked(7),
      'result, err': () => {
        try {
          checked(0);
        } catch {
          // That is what is measured.
        }
      },
      enum: () => echoColour('green'),
      flags: () => echoRights(rights),
      'resource method': () => counters[0].get(),
      'two borrows': () => Counter.sum(counters[0], counters[1]),
      'own, there and back': () => {
        moving = pass(moving);
      },
      'import of u32 → u32': () => callNote(7),
      'import of a string of 11': () => callText('hello world'),
    },
  };
}
