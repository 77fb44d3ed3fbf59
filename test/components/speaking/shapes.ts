/** Types of WIT as core code sees them: size, alignment and flat values. */
import type { Resolve, Type } from '@wit-ts/wit-parser';
import { dealias } from '@wit-ts/wit-parser';

export type Flat = 'i32' | 'i64' | 'f32' | 'f64';

/** Without names: what the canonical ABI makes of a type. */
export type Shape =
  | { kind: 'int'; bytes: 1 | 2 | 4 | 8; load: string }
  | { kind: 'float'; bytes: 4 | 8 }
  | { kind: 'char' }
  | { kind: 'flags'; bits: number }
  | { kind: 'bytes' }
  | { kind: 'list'; element: Shape }
  | { kind: 'record'; fields: Shape[] }
  | { kind: 'variant'; cases: (Shape | null)[] }
  | { kind: 'handle'; handle: 'own' | 'borrow'; resource: number };

/** What these guests cannot say. */
export class Unspeakable extends Error {}

const INTEGERS = new Map<string, [1 | 2 | 4 | 8, string]>([
  ['bool', [1, 'i32.load8_u']],
  ['u8', [1, 'i32.load8_u']],
  ['s8', [1, 'i32.load8_s']],
  ['u16', [2, 'i32.load16_u']],
  ['s16', [2, 'i32.load16_s']],
  ['u32', [4, 'i32.load']],
  ['s32', [4, 'i32.load']],
  ['u64', [8, 'i64.load']],
  ['s64', [8, 'i64.load']],
]);

export function shapeOf(resolve: Resolve, type: Type): Shape {
  const resolved = dealias(resolve, type);
  const inner = (of: Type): Shape => shapeOf(resolve, of);
  const payload = (of: Type | null): Shape | null => (of === null ? null : inner(of));
  if (typeof resolved === 'string') {
    const integer = INTEGERS.get(resolved);
    if (integer !== undefined) return { kind: 'int', bytes: integer[0], load: integer[1] };
    if (resolved === 'f32' || resolved === 'f64') {
      return { kind: 'float', bytes: resolved === 'f32' ? 4 : 8 };
    }
    if (resolved === 'string') return { kind: 'bytes' };
    if (resolved === 'char') return { kind: 'char' };
    throw new Unspeakable(resolved);
  }
  const kind = resolve.types[resolved]?.kind;
  switch (kind?.kind) {
    case 'record':
      return { kind: 'record', fields: kind.fields.map((field) => inner(field.type)) };
    case 'tuple':
      return { kind: 'record', fields: kind.types.map(inner) };
    case 'variant':
      return { kind: 'variant', cases: kind.cases.map((each) => payload(each.type)) };
    case 'enum':
      return { kind: 'variant', cases: kind.cases.map(() => null) };
    case 'option':
      return { kind: 'variant', cases: [null, inner(kind.type)] };
    case 'result':
      return { kind: 'variant', cases: [payload(kind.ok), payload(kind.err)] };
    case 'list':
      return { kind: 'list', element: inner(kind.type) };
    case 'flags':
      if (kind.flags.length > 32) throw new Unspeakable('many flags');
      return { kind: 'flags', bits: kind.flags.length };
    case 'handle':
      return { kind: 'handle', handle: kind.handle, resource: originOf(resolve, kind.type) };
    default:
      throw new Unspeakable(kind?.kind ?? 'nothing');
  }
}

/** The resource itself, behind the names that `use` and `type` gave it. */
export function originOf(resolve: Resolve, id: number): number {
  const origin = dealias(resolve, id);
  if (typeof origin !== 'number') throw new Error('a primitive is no resource');
  return origin;
}

function discriminantBytes(cases: number): number {
  return cases <= 256 ? 1 : 2;
}

export function sizeOf(shape: Shape): number {
  switch (shape.kind) {
    case 'int':
    case 'float':
      return shape.bytes;
    case 'flags':
      return shape.bits <= 8 ? 1 : shape.bits <= 16 ? 2 : 4;
    case 'char':
    case 'handle':
      return 4;
    case 'bytes':
    case 'list':
      return 8;
    case 'record': {
      const end = fieldOffsets(shape.fields).end;
      return up(end, alignOf(shape));
    }
    case 'variant': {
      const largest = Math.max(0, ...shape.cases.map((of) => (of === null ? 0 : sizeOf(of))));
      return up(payloadOffset(shape.cases) + largest, alignOf(shape));
    }
  }
}

export function alignOf(shape: Shape): number {
  switch (shape.kind) {
    case 'int':
    case 'float':
    case 'flags':
      return sizeOf(shape);
    case 'char':
    case 'handle':
    case 'bytes':
    case 'list':
      return 4;
    case 'record':
      return Math.max(1, ...shape.fields.map(alignOf));
    case 'variant':
      return Math.max(discriminantBytes(shape.cases.length), casesAlign(shape.cases));
  }
}

function casesAlign(cases: readonly (Shape | null)[]): number {
  return Math.max(1, ...cases.map((of) => (of === null ? 1 : alignOf(of))));
}

export function payloadOffset(cases: readonly (Shape | null)[]): number {
  return up(discriminantBytes(cases.length), casesAlign(cases));
}

export function fieldOffsets(fields: readonly Shape[]): { offsets: number[]; end: number } {
  const offsets: number[] = [];
  let end = 0;
  for (const field of fields) {
    const at = up(end, alignOf(field));
    offsets.push(at);
    end = at + sizeOf(field);
  }
  return { offsets, end };
}

function up(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

export function flatOf(shape: Shape): Flat[] {
  switch (shape.kind) {
    case 'int':
      return [shape.bytes === 8 ? 'i64' : 'i32'];
    case 'float':
      return [shape.bytes === 8 ? 'f64' : 'f32'];
    case 'char':
    case 'flags':
    case 'handle':
      return ['i32'];
    case 'bytes':
    case 'list':
      return ['i32', 'i32'];
    case 'record':
      return shape.fields.flatMap(flatOf);
    case 'variant': {
      const joined: Flat[] = [];
      for (const of of shape.cases) {
        for (const [index, flat] of (of === null ? [] : flatOf(of)).entries()) {
          joined[index] = join(joined[index] ?? flat, flat);
        }
      }
      return ['i32', ...joined];
    }
  }
}

function join(a: Flat, b: Flat): Flat {
  if (a === b) return a;
  return [a, b].every((each) => each === 'i32' || each === 'f32') ? 'i32' : 'i64';
}

/** Instructions that make a joined value what a case wants. */
export function narrow(from: Flat, to: Flat): string {
  switch (`${from} ${to}`) {
    case 'i32 f32':
      return 'f32.reinterpret_i32';
    case 'i64 i32':
      return 'i32.wrap_i64';
    case 'i64 f32':
      return 'i32.wrap_i64 f32.reinterpret_i32';
    case 'i64 f64':
      return 'f64.reinterpret_i64';
    default:
      return '';
  }
}

/** Instructions that make the value of a case a joined one. */
export function widen(from: Flat, to: Flat): string {
  switch (`${from} ${to}`) {
    case 'f32 i32':
      return 'i32.reinterpret_f32';
    case 'i32 i64':
      return 'i64.extend_i32_u';
    case 'f32 i64':
      return 'i32.reinterpret_f32 i64.extend_i32_u';
    case 'f64 i64':
      return 'i64.reinterpret_f64';
    default:
      return '';
  }
}
