import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStructure } from '../src/input/structure.js';
import { folderWith } from './command.js';

const COMPONENT = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];
const MODULE = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

type Section =
  { kind: 'module' | 'other'; size: number } | { kind: 'component'; sections: Section[] };

const leaf: fc.Arbitrary<Section> = fc.record({
  kind: fc.constantFrom('module' as const, 'other' as const),
  size: fc.oneof(
    fc.integer({ min: 8, max: 300 }),
    fc.integer({ min: 32_700, max: 32_900 }),
    fc.integer({ min: 8, max: 120_000 }),
  ),
});
const { component } = fc.letrec<{ component: Section }>((tie) => ({
  component: fc.record({
    kind: fc.constant('component' as const),
    sections: fc.array(fc.oneof({ weight: 4, arbitrary: leaf }, tie('component')), {
      maxLength: 6,
    }),
  }),
}));

/** A size in LEB128; in all five bytes, as tools write it that fill it in later, where `wide`. */
function leb(value: number, wide = false): number[] {
  const bytes: number[] = [];
  let rest = value;
  const least = wide ? 4 : 0;
  while (rest >= 0x80 || bytes.length < least) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/** The bytes of a component, none of them zero outside of preambles and sizes, and where its large modules are. */
function bytesOf(sections: readonly Section[]): { bytes: Buffer; large: [number, number][] } {
  const parts: Buffer[] = [Buffer.from(COMPONENT)];
  const large: [number, number][] = [];
  let length = COMPONENT.length;
  for (const [index, section] of sections.entries()) {
    const inner = section.kind === 'component' ? bytesOf(section.sections) : undefined;
    const content = inner?.bytes ?? Buffer.alloc(sizeOf(section), 1 + (index % 200));
    if (section.kind === 'module') content.set(MODULE);
    const id = section.kind === 'module' ? 1 : section.kind === 'component' ? 4 : 7;
    const head = Buffer.from([id, ...leb(content.length, index % 2 === 1)]);
    const start = length + head.length;
    if (section.kind === 'module' && content.length >= 32 * 1024) {
      large.push([start, start + content.length]);
    }
    for (const [from, to] of inner?.large ?? []) large.push([start + from, start + to]);
    parts.push(head, content);
    length = start + content.length;
  }
  return { bytes: Buffer.concat(parts), large };
}

const sizeOf = (section: Section): number => ('size' in section ? section.size : 0);

let folder: string | undefined;

/** What the file of these bytes is read as; `undefined` where it has to be read whole. */
function structureOf(content: Uint8Array, length = content.length): Buffer | undefined {
  const path = join((folder ??= folderWith()), 'file');
  writeFileSync(path, content);
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length, 0xee);
    return readStructure(file, bytes) ? bytes : undefined;
  } finally {
    closeSync(file);
  }
}

const section = (id: number, content: readonly number[] | Uint8Array, size?: number): Buffer =>
  Buffer.concat([Buffer.from([id, ...leb(size ?? content.length)]), Buffer.from(content)]);
const filler = section(7, new Uint8Array(100_000));
const file = (...sections: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(COMPONENT), ...sections]);

describe('the structure of a component', () => {
  it('is all but the content of large core modules, which nobody can read', () => {
    let left = 0;
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 4 }), (sections) => {
        const { bytes, large } = bytesOf(sections);
        const read = structureOf(bytes);
        expect(read).toBeDefined();
        const expected = Buffer.from(bytes);
        for (const [start, end] of large) {
          const content = start + MODULE.length;
          expect(read?.subarray(start, content)).toEqual(Buffer.from(MODULE));
          // Near the end of a file modules are read like all else.
          if (read?.subarray(content, end).equals(bytes.subarray(content, end)) === true) {
            expect(bytes.length - content).toBeLessThan(128 * 1024);
            continue;
          }
          left++;
          expect(new Set(read?.subarray(content, content + 6))).toEqual(new Set([0xff]));
          read?.copy(expected, content, content, end);
        }
        expect(read?.equals(expected)).toBe(true);
      }),
      { numRuns: 60, seed: 1 },
    );
    expect(left).toBeGreaterThan(20);
  });

  it('is not what odd files have', () => {
    const nested = (depth: number): Buffer => {
      let inner = file(filler);
      for (let level = 1; level < depth; level++) inner = file(section(4, inner));
      return inner;
    };
    expect(structureOf(nested(100))?.equals(nested(100))).toBe(true);
    const module = section(1, [...MODULE, ...new Uint8Array(50_000)]);
    const odd = {
      empty: Buffer.alloc(0),
      text: Buffer.from('(component)'.padEnd(300_000)),
      'a core module': Buffer.from([...MODULE, ...filler]),
      'the first bytes of a component': Buffer.from(COMPONENT.slice(0, 6)),
      'another version': Buffer.from([...COMPONENT.slice(0, 6), 9, 0, ...filler]),
      'a section beyond the end': file(filler, section(1, filler, 500_000)),
      'a section beyond 4 GiB': file(Buffer.from([1, 0xff, 0xff, 0xff, 0xff, 0x0f]), filler),
      'a size of more than 32 bits': file(Buffer.from([1, 0xff, 0xff, 0xff, 0xff, 0x1f]), filler),
      'a size that never ends': file(Buffer.alloc(100_000, 0xff)),
      'a module beyond the component around it': file(
        section(4, [...COMPONENT, ...section(1, MODULE, 200_000)]),
        filler,
        filler,
        filler,
      ),
      'a component of less than its preamble': file(section(4, [1, 2, 3]), filler),
      'components nested too deep': nested(102),
    };
    for (const [name, bytes] of Object.entries(odd)) {
      expect(structureOf(bytes), name).toBeUndefined();
    }
    const cut = file(module, filler);
    expect(structureOf(cut.subarray(0, 60_000), cut.length), 'shorter than it was').toBeUndefined();
  });
});
