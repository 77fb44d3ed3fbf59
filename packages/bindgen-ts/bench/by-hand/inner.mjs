// The calls of the benchmark as an expert would write them for exactly these functions, with every check that the canonical
// ABI asks for: whether the instance may be entered and left, bounds, alignment, UTF-8, discriminants, handles and loans.
import { copy, decode, encode, encodeLong, isAscii, scratch, trap, writeAscii } from './text.mjs';

const MAX_BYTES = 2 ** 28 - 1;

/**
 * The component that hands values back.
 *
 * @param load gives the core modules of the generated bindings, in their order: allocator, functions.
 * @param host what the host gives: `note`, `text`, `open`
 */
export function inner(load, host) {
  const libc = new WebAssembly.Instance(load('calls.core.wasm'), {}).exports;
  const { memory, realloc } = libc;
  const main = new WebAssembly.Instance(load('calls.core2.wasm'), {
    libc,
    host: {
      note: hostNote,
      text: hostText,
      open: hostOpen,
      number: hostNumber,
      drop: dropTicket,
      new: newCounter,
    },
  }).exports;

  let entered = false;
  let mayLeave = true;
  let u8 = new Uint8Array(memory.buffer);
  let u32 = new Uint32Array(memory.buffer);
  let f64 = new Float64Array(memory.buffer);

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

  function leave() {
    entered = false;
  }

  function checkEnter() {
    if (entered) trap('cannot enter component instance');
  }

  function allocate(alignment, size) {
    mayLeave = false;
    const at = realloc(0, 0, alignment, size) >>> 0;
    mayLeave = true;
    check(at, alignment, size);
    return at;
  }

  function check(at, alignment, size) {
    refresh();
    if ((at & (alignment - 1)) !== 0) trap('unaligned pointer');
    if (at + size > u8.length) trap('out of bounds');
  }

  function checkList(at, alignment, size) {
    if (size > MAX_BYTES) trap('too long');
    check(at, alignment, size);
  }

  let size = 0;

  function lower(text) {
    if (typeof text !== 'string') throw new TypeError('expected a string');
    const { length } = text;
    if (length <= 12 && isAscii(text)) {
      const at = allocate(1, length);
      writeAscii(text, u8, at);
      size = length;
      return at;
    }
    if (length * 3 > scratch.length) return lowerLong(text);
    const bytes = encode(text);
    const at = allocate(1, bytes);
    copy(scratch, 0, u8, at, bytes);
    size = bytes;
    return at;
  }

  function lowerLong(text) {
    const bytes = encodeLong(text);
    if (bytes.length > MAX_BYTES) trap('too long');
    const at = allocate(1, bytes.length);
    u8.set(bytes, at);
    size = bytes.length;
    return at;
  }

  function lift(at, length) {
    checkList(at, 1, length);
    return decode(u8, at, length);
  }

  function echoString(text) {
    checkEnter();
    const pointer = lower(text);
    const length = size;
    entered = true;
    const at = main.pair(pointer, length) >>> 0;
    check(at, 4, 8);
    const result = lift(u32[at >>> 2], u32[(at + 4) >>> 2]);
    entered = false;
    return result;
  }

  function echoBytes(list) {
    checkEnter();
    const pointer = allocate(1, list.length);
    u8.set(list, pointer);
    entered = true;
    const at = main.pair(pointer, list.length) >>> 0;
    check(at, 4, 8);
    const start = u32[at >>> 2];
    const length = u32[(at + 4) >>> 2];
    checkList(start, 1, length);
    const result = u8.slice(start, start + length);
    entered = false;
    return result;
  }

  function echoFloats(list) {
    checkEnter();
    const pointer = allocate(8, list.length * 8);
    f64.set(list, pointer >>> 3);
    entered = true;
    const at = main.pair(pointer, list.length) >>> 0;
    check(at, 4, 8);
    const start = u32[at >>> 2];
    const length = u32[(at + 4) >>> 2];
    checkList(start, 8, length * 8);
    const result = f64.slice(start >>> 3, (start >>> 3) + length);
    entered = false;
    return result;
  }

  function echoPoints(list) {
    checkEnter();
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
    entered = true;
    const at = main.pair(start, length) >>> 0;
    check(at, 4, 8);
    const from = u32[at >>> 2];
    const count = u32[(at + 4) >>> 2];
    checkList(from, 8, count * 24);
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
    const none = value === undefined || value === null;
    enter();
    const at = main.option(none ? 0 : 1, none ? 0 : value) >>> 0;
    check(at, 4, 8);
    if (u8[at] > 1) trap('invalid variant discriminant');
    const result = u8[at] === 0 ? undefined : u32[(at + 4) >>> 2];
    entered = false;
    return result;
  }

  const float = new Float64Array(1);
  const bits = new BigInt64Array(float.buffer);

  function echoShape(value) {
    let number = 0;
    let payload = 0n;
    switch (value.tag) {
      case 'empty':
        break;
      case 'round':
        number = 1;
        float[0] = value.val;
        payload = bits[0];
        break;
      case 'count':
        number = 2;
        payload = BigInt(value.val >>> 0);
        break;
      default:
        throw new TypeError('invalid tag');
    }
    enter();
    const at = main.variant(number, payload) >>> 0;
    check(at, 8, 16);
    let result;
    switch (u8[at]) {
      case 0:
        result = { tag: 'empty' };
        break;
      case 1:
        result = { tag: 'round', val: f64[(at + 8) >>> 3] };
        break;
      case 2:
        result = { tag: 'count', val: u32[(at + 8) >>> 2] };
        break;
      default:
        trap('invalid variant discriminant');
    }
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
    const rights = main.same((read ? 1 : 0) | (write ? 2 : 0) | (run ? 4 : 0));
    entered = false;
    return { read: (rights & 1) !== 0, write: (rights & 2) !== 0, run: (rights & 4) !== 0 };
  }

  // Handles: of counters, which the component owns, and of tickets, which are the host's.
  const OWN_COUNTER = 1;
  const OWN_TICKET = 2;
  const LENT_TICKET = 3;
  const kinds = [0];
  const reps = [0];
  const loans = [0];
  let free = 0;

  function addHandle(kind, rep) {
    const index = free === 0 ? reps.length : free;
    free = index === reps.length ? 0 : reps[index];
    kinds[index] = kind;
    reps[index] = rep;
    loans[index] = 0;
    return index;
  }

  function removeHandle(index) {
    if (loans[index] !== 0) trap('cannot remove owned resource while borrowed');
    const rep = reps[index];
    kinds[index] = 0;
    reps[index] = free;
    free = index;
    return rep;
  }

  function newCounter(rep) {
    if (!mayLeave) trap('cannot leave component instance');
    return addHandle(OWN_COUNTER, rep);
  }

  function takeCounter(index) {
    if (kinds[index] !== OWN_COUNTER) trap('unknown handle');
    return removeHandle(index);
  }

  const registry = new FinalizationRegistry(() => undefined);

  class Counter {
    #rep;

    constructor(rep) {
      this.#rep = rep;
      registry.register(this, rep, this);
    }

    get rep() {
      if (this.#rep === undefined) throw new TypeError('dropped');
      return this.#rep;
    }

    get() {
      const { rep } = this;
      enter();
      const result = main.get(rep) >>> 0;
      entered = false;
      return result;
    }

    give() {
      const { rep } = this;
      this.#rep = undefined;
      registry.unregister(this);
      return rep;
    }
  }

  function sum(a, b) {
    const first = a.rep;
    const second = b.rep;
    enter();
    const result = main.sum(first, second) >>> 0;
    entered = false;
    return result;
  }

  function pass(counter) {
    checkEnter();
    const handle = addHandle(OWN_COUNTER, counter.give());
    entered = true;
    const result = new Counter(takeCounter(main.same(handle)));
    entered = false;
    return result;
  }

  // Tickets by number.
  const tickets = [];
  const unused = [];
  let lent = 0;

  function addTicket(ticket) {
    if (typeof ticket !== 'object' || ticket === null) throw new TypeError('expected a ticket');
    const rep = unused.length === 0 ? tickets.length : unused.pop();
    tickets[rep] = ticket;
    return rep;
  }

  function removeTicket(rep) {
    const ticket = tickets[rep];
    tickets[rep] = undefined;
    unused.push(rep);
    return ticket;
  }

  function hostOpen(value) {
    if (!mayLeave) trap('cannot leave component instance');
    return addHandle(OWN_TICKET, addTicket(host.open(value >>> 0)));
  }

  function hostNumber(handle) {
    if (!mayLeave) trap('cannot leave component instance');
    const index = handle >>> 0;
    if (!(kinds[index] >= OWN_TICKET)) trap('unknown handle');
    loans[index] += 1;
    const result = tickets[reps[index]].number();
    loans[index] -= 1;
    return result >>> 0;
  }

  function dropTicket(handle) {
    if (!mayLeave) trap('cannot leave component instance');
    const index = handle >>> 0;
    const kind = kinds[index];
    if (!(kind >= OWN_TICKET)) trap('unknown handle');
    const rep = removeHandle(index);
    if (kind === LENT_TICKET) lent -= 1;
    else removeTicket(rep)[Symbol.dispose ?? Symbol.for('dispose')]?.();
  }

  function readTicket(ticket) {
    checkEnter();
    const rep = addTicket(ticket);
    const handle = addHandle(LENT_TICKET, rep);
    lent += 1;
    entered = true;
    const result = main['read-ticket'](handle) >>> 0;
    if (lent !== 0) trap('borrow handles still remain at the end of the call');
    removeTicket(rep);
    entered = false;
    return result;
  }

  function useTicket(value) {
    enter();
    const result = main['use-ticket'](value) >>> 0;
    entered = false;
    return result;
  }

  function hostNote(value) {
    if (!mayLeave) trap('cannot leave component instance');
    return host.note(value >>> 0) >>> 0;
  }

  function hostText(pointer, length, out) {
    if (!mayLeave) trap('cannot leave component instance');
    const result = host.text(lift(pointer >>> 0, length >>> 0));
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
    checkEnter();
    const pointer = lower(text);
    const length = size;
    entered = true;
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

  const exports = {
    Counter: class extends Counter {
      constructor(value) {
        enter();
        const rep = takeCounter(main.counter(value));
        entered = false;
        super(rep);
      }
    },
    add,
    echoString,
    echoBytes,
    echoFloats,
    echoPoints,
    echoOption,
    echoShape,
    check: checked,
    echoColour,
    echoRights,
    sum,
    pass,
    readTicket,
    useTicket,
    callNote,
    callText,
  };
  const bytes = () => u8;
  const words = () => u32;
  return { exports, main, enter, leave, allocate, check, checkList, bytes, words };
}
