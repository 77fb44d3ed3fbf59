/** Damaged components: each is fixed by its number, so that a failure can be repeated. */
import type { ComponentNode } from '../../src/index.js';

/** A generator of numbers that is the same everywhere. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (seed ^ 0x9e3779b9) >>> 0;
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

/** A component to damage, with the parts that are not core code. */
export interface Sample {
  name: string;
  bytes: Uint8Array;
  /** Ranges in which a change concerns the component model. */
  interesting: { start: number; end: number }[];
}

/** Ranges of a component outside of core modules. */
export function interestingRanges(node: ComponentNode): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  let from = node.start + 8;
  for (const section of node.sections) {
    if (section.kind === 'core-module' || section.kind === 'component') {
      if (section.contentStart > from) ranges.push({ start: from, end: section.contentStart });
      const definition = node.definitions[section.first];
      if (definition?.kind === 'component') ranges.push(...interestingRanges(definition.component));
      // The headers of a core module come first.
      else
        ranges.push({
          start: section.contentStart,
          end: Math.min(section.end, section.start + 200),
        });
      from = section.end;
    }
  }
  if (node.end > from) ranges.push({ start: from, end: node.end });
  return ranges;
}

/** One damaged copy. */
export function mutate(sample: Sample, random: Random): Uint8Array {
  const { bytes } = sample;
  if (random.below(8) === 0) return bytes.slice(0, random.below(bytes.length));
  const copy = bytes.slice();
  const changes = 1 + random.below(3);
  for (let i = 0; i < changes; i++) change(copy, sample, random);
  if (random.below(12) === 0) return splice(copy, sample, random);
  return copy;
}

function place(sample: Sample, random: Random): number {
  const range = random.pick(sample.interesting);
  return range.start + random.below(range.end - range.start);
}

function change(bytes: Uint8Array, sample: Sample, random: Random): void {
  const at = place(sample, random);
  const old = bytes[at] ?? 0;
  switch (random.below(4)) {
    case 0:
      bytes[at] = old ^ (1 << random.below(8));
      break;
    case 1:
      bytes[at] = random.below(16);
      break;
    case 2:
      bytes[at] = old + (random.below(2) === 0 ? 1 : -1);
      break;
    default:
      bytes[at] = random.below(256);
  }
}

/** Leaves a piece out, or repeats one. */
function splice(bytes: Uint8Array, sample: Sample, random: Random): Uint8Array {
  const start = place(sample, random);
  const end = Math.min(bytes.length, start + 1 + random.below(20));
  const piece = bytes.subarray(start, end);
  const middle = random.below(2) === 0 ? [] : [...piece, ...piece];
  return Uint8Array.from([...bytes.subarray(0, start), ...middle, ...bytes.subarray(end)]);
}
