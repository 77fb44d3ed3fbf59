/** A component without the code of its large core modules: what a check of types has to see, in a fraction of the bytes. */

const CUSTOM = 0;
const CORE_MODULE = 1;
const COMPONENT = 4;
const ELEMENTS = 9;
const CODE = 10;
const DATA = 11;
const DATA_COUNT = 12;
const PREAMBLE = 8;

/** The shortest function body: its size, no locals, `end`. */
const NO_BODY = [0x02, 0x00, 0x0b] as const;

export interface Outline {
  /** The component; large core modules that were accepted are without code, elements, data and custom sections. */
  bytes: Uint8Array;
  /** How many core modules there are, at any depth. */
  modules: number;
  /** How many of them were not accepted. */
  refused: number;
}

/** Nested deeper, a component is made to keep a tool busy. */
const MAX_DEPTH = 100;

/** A smaller core module is kept as it is: to take it apart takes longer than to look at its code. */
const WORTH_STRIPPING = 1024;

/** A component that is being copied. */
interface Frame {
  /** Where its section begins, where its content ends. */
  start: number;
  end: number;
  /** What was put in the place of its bytes before `taken`; those after it have been left as they are so far. */
  parts: Uint8Array[];
  taken: number;
}

/**
 * Copies a component, given in pieces, without the code of its large core modules.
 *
 * @param accepts whether a core module is valid as a whole: one that is not is copied unchanged
 * @returns the outline; `undefined` where the bytes are broken off or damaged so that sections cannot be told apart
 */
export function outline(
  pieces: readonly Uint8Array[],
  accepts: (module: Uint8Array) => boolean,
): Outline | undefined {
  const source = new Pieces(pieces);
  const result: Outline = { bytes: new Uint8Array(0), modules: 0, refused: 0 };
  const outermost: Frame = { start: 0, end: source.length, parts: [], taken: 0 };
  const frames = [outermost];
  /** Puts something in the place of a section of the innermost component. */
  const replace = (from: number, to: number, id: number, content: readonly Uint8Array[]): void => {
    const frame = frames.at(-1);
    if (frame === undefined) return;
    if (from > frame.taken) frame.parts.push(source.slice(frame.taken, from));
    addSection(frame.parts, id, content);
    frame.taken = to;
  };
  let at = PREAMBLE;
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const { start, end: last, parts } = frame;
    if (at >= last) {
      frames.pop();
      if (parts.length === 0 && frames.length > 0) continue;
      if (last > frame.taken) parts.push(source.slice(frame.taken, last));
      replace(start, last, COMPONENT, parts);
      continue;
    }
    const id = source.byte(at);
    const size = source.unsigned(at + 1, last);
    const content = source.next;
    if (id === undefined || size === undefined || size > last - content) return undefined;
    const end = content + size;
    if (id === COMPONENT) {
      if (size < PREAMBLE || frames.length > MAX_DEPTH) return undefined;
      frames.push({ start: at, end, parts: [], taken: content });
      at = content + PREAMBLE;
      continue;
    }
    if (id === CORE_MODULE) {
      result.modules++;
      const module = source.slice(content, end);
      if (!accepts(module)) result.refused++;
      else if (size >= WORTH_STRIPPING) replace(at, end, CORE_MODULE, withoutCode(module));
    }
    at = end;
  }
  result.bytes = joined(outermost.parts);
  return result;
}

/** The sections of a valid core module that say what it imports, defines and exports. */
function withoutCode(module: Uint8Array): Uint8Array[] {
  const source = new Pieces([module]);
  const parts = [module.subarray(0, PREAMBLE)];
  let at = PREAMBLE;
  while (at < module.length) {
    const size = source.unsigned(at + 1, module.length);
    if (size === undefined) return [module];
    const content = source.next;
    const end = content + size;
    switch (module[at]) {
      case CUSTOM:
      case ELEMENTS:
      case DATA:
      case DATA_COUNT:
        break;
      case CODE: {
        const count = source.unsigned(content, end);
        if (count === undefined) return [module];
        addSection(parts, CODE, noBodies(count));
        break;
      }
      default:
        parts.push(module.subarray(at, end));
    }
    at = end;
  }
  return parts;
}

function noBodies(count: number): Uint8Array[] {
  const bodies = new Uint8Array(count * NO_BODY.length);
  for (let i = 0; i < count; i++) bodies.set(NO_BODY, i * NO_BODY.length);
  return [leb(count), bodies];
}

function addSection(to: Uint8Array[], id: number, content: readonly Uint8Array[]): void {
  const size = content.reduce((sum, part) => sum + part.length, 0);
  to.push(Uint8Array.of(id), leb(size));
  for (const part of content) to.push(part);
}

function leb(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/** The first eight bytes, which say what it is. */
export function preambleOf(pieces: readonly Uint8Array[]): Uint8Array {
  return new Pieces(pieces).slice(0, PREAMBLE);
}

/** Puts pieces together. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const result = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}

/** Bytes in pieces, read as if they were one array. */
class Pieces {
  readonly length: number;
  /** Where the number ends that was read last. */
  next = 0;
  readonly #pieces: readonly Uint8Array[];
  /** The piece that was read last, and where it begins. */
  #index = 0;
  #start = 0;

  constructor(pieces: readonly Uint8Array[]) {
    this.#pieces = pieces;
    this.length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  #pieceAt(at: number): Uint8Array | undefined {
    let piece = this.#pieces[this.#index];
    while (at < this.#start && this.#index > 0) {
      piece = this.#pieces[--this.#index];
      this.#start -= piece?.length ?? 0;
    }
    while (piece !== undefined && at >= this.#start + piece.length) {
      this.#start += piece.length;
      piece = this.#pieces[++this.#index];
    }
    return piece;
  }

  byte(at: number): number | undefined {
    return this.#pieceAt(at)?.[at - this.#start];
  }

  /** An unsigned LEB128 number of up to 32 bits that ends before `limit`; {@link next} is where. */
  unsigned(start: number, limit: number): number | undefined {
    let value = 0;
    for (let index = 0; index < 5 && start + index < limit; index++) {
      const byte = this.byte(start + index);
      if (byte === undefined) return undefined;
      const bits = byte & 0x7f;
      // A shift gives 32 bits with a sign.
      value += index < 4 ? bits << (7 * index) : bits * 2 ** 28;
      if (byte < 0x80) {
        this.next = start + index + 1;
        return value;
      }
    }
    return undefined;
  }

  /** A view where the range lies in one piece, else a copy. */
  slice(from: number, to: number): Uint8Array {
    const first = this.#pieceAt(from);
    if (first !== undefined && to <= this.#start + first.length) {
      return first.subarray(from - this.#start, to - this.#start);
    }
    const parts: Uint8Array[] = [];
    for (let at = from; at < to;) {
      const piece = this.#pieceAt(at);
      if (piece === undefined) break;
      const part = piece.subarray(at - this.#start, to - this.#start);
      parts.push(part);
      at += part.length;
    }
    return joined(parts);
  }
}
