/** Reads of a component what describes it, and leaves out its core modules, of which a file consists for the most part. */
import { readvSync } from 'node:fs';
import { recognise } from '@wit-ts/component';

/** Smaller core modules are read faster than they are gone around. */
const SMALL_MODULE = 32 * 1024;

/** So much is read at once. */
const WINDOW = 16 * 1024;

/** So little at the end of a file is read without a look at what it is. */
const REST = 64 * 1024;

/** Components in components; deeper ones are for a read of the whole file to refuse. */
const MAX_DEPTH = 100;

const COMPONENT_PREAMBLE = 8;
const MODULE_PREAMBLE = 8;

/** The longest head of a section: its id and a size. */
const LONGEST_HEAD = 6;

const CORE_MODULE_SECTION = 1;
const COMPONENT_SECTION = 4;

/** No section of a core module begins so: who looks into one that was left out gets an error, not zeros. */
const UNREADABLE = 0xff;

/**
 * Fills an array with the bytes of a file, apart from those of its larger core modules. Such a module has its preamble, and after
 * it bytes that no reader of core modules accepts.
 *
 * @param file of which nothing needs to have been read
 * @param bytes as many as the file has
 * @returns whether that is done: the file has to be read whole where it is not what it should be
 */
export function readStructure(file: number, bytes: Uint8Array): boolean {
  return new StructureReader(file, bytes).run();
}

class StructureReader {
  /** What is before this is there or left out. */
  private done = 0;

  constructor(
    private readonly file: number,
    private readonly bytes: Uint8Array,
  ) {}

  run(): boolean {
    const { bytes } = this;
    const size = bytes.length;
    if (!this.fillTo(Math.min(size, COMPONENT_PREAMBLE))) return false;
    if (recognise(bytes) !== 'component') return false;
    const ends = [size];
    let pos = COMPONENT_PREAMBLE;
    while (size - pos > REST) {
      while (pos === ends.at(-1)) ends.pop();
      const end = ends.at(-1) as number;
      if (!this.fillTo(pos + LONGEST_HEAD)) return false;
      const id = bytes[pos];
      const length = unsigned(bytes, pos + 1);
      if (length === undefined) return false;
      const start = length.end;
      const sectionEnd = start + length.value;
      if (sectionEnd > end) return false;
      if (id === COMPONENT_SECTION) {
        if (length.value < COMPONENT_PREAMBLE || ends.length >= MAX_DEPTH) return false;
        ends.push(sectionEnd);
        pos = start + COMPONENT_PREAMBLE;
        continue;
      }
      if (id === CORE_MODULE_SECTION && length.value >= SMALL_MODULE) {
        if (!this.leaveOut(start, sectionEnd)) return false;
      }
      pos = sectionEnd;
    }
    return this.fillTo(size);
  }

  private leaveOut(start: number, end: number): boolean {
    const content = start + MODULE_PREAMBLE;
    if (!this.fillTo(content)) return false;
    this.bytes.fill(UNREADABLE, content, content + LONGEST_HEAD);
    this.done = Math.max(this.done, end);
    return true;
  }

  /** Reads on to `end`, or farther. */
  private fillTo(end: number): boolean {
    const { file, bytes } = this;
    if (end <= this.done) return true;
    const to = Math.min(bytes.length, Math.max(end, this.done + WINDOW));
    while (this.done < to) {
      const count = readvSync(file, [bytes.subarray(this.done, to)], this.done);
      if (count === 0) return false;
      this.done += count;
    }
    return true;
  }
}

/** An unsigned integer in LEB128 and where it ends; `undefined` where it is none of 32 bits. */
function unsigned(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0;
  let factor = 1;
  for (let at = start; at < start + 5; at++) {
    const byte = bytes[at] as number;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value < 2 ** 32 ? { value, end: at + 1 } : undefined;
    factor *= 128;
  }
  return undefined;
}
