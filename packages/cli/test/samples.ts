/** WAVE texts of values of a type, the same ones every time. */
import type { PrimitiveType, Resolve, Type } from '@wit-ts/wit-parser';

const primitives: Readonly<Record<PrimitiveType, readonly string[]>> = {
  bool: ['true', 'false'],
  u8: ['0', '255', '7'],
  u16: ['0', '65535', '300'],
  u32: ['0', '4294967295', '70000'],
  u64: ['0', '18446744073709551615', '9007199254740993'],
  s8: ['0', '-128', '127'],
  s16: ['-1', '-32768', '32767'],
  s32: ['-1', '-2147483648', '2147483647'],
  s64: ['-1', '-9223372036854775808', '9223372036854775807'],
  f32: ['0.1', '-0', '3.4028234664e38', 'nan', '1.4012984643e-45', '-inf', '16777216'],
  f64: ['0.1', '-0', '1e21', 'nan', '5e-324', 'inf', '-123456.789e-9', '0.30000000000000004'],
  char: ["'a'", "'☃'", String.raw`'\''`, String.raw`'\u{301}'`, String.raw`'\u{7f}'`, "'🌊'"],
  string: [
    '""',
    '"two words"',
    String.raw`"\"quoted\" 'and' \\ \t\n\r\u{0}\u{1b}"`,
    '"Zoë 🌊 é\u{a0}\u{200d}"',
    '"""\n  two\n    lines\n  """',
  ],
  'error-context': [],
};

/** The sample of this number; numbers go on without end. */
export function sample(resolve: Resolve, type: Type, index: number): string {
  if (typeof type !== 'number') return pick(primitives[type], index);
  const kind = resolve.types[type]?.kind;
  if (kind === undefined) throw new Error(`no type ${type}`);
  const inner = (item: Type, shift = 0): string => sample(resolve, item, index + shift);
  const payload = (item: Type | null): string => (item === null ? '' : `(${inner(item)})`);
  switch (kind.kind) {
    case 'alias':
      return inner(kind.type);
    case 'list':
      return `[${Array.from({ length: index % 4 }, (_, at) => inner(kind.type, at)).join(', ')}]`;
    case 'fixed-length-list':
      return `[${Array.from({ length: kind.length }, (_, at) => inner(kind.type, at)).join(', ')}]`;
    case 'map':
      return `[${Array.from({ length: index % 3 }, (_, at) => `(${inner(kind.key, at)}, ${inner(kind.value, at)})`).join(', ')}]`;
    case 'tuple':
      return `(${kind.types.map((item, at) => inner(item, at)).join(', ')})`;
    case 'record':
      return `{${kind.fields.map(({ name, type: item }, at) => `${name}: ${inner(item, at)}`).join(', ')}}`;
    case 'flags':
      return `{${kind.flags
        .filter((_, at) => (at + index) % 3 !== 0)
        .map(({ name }) => name)
        .join(', ')}}`;
    case 'enum':
      return `%${pick(kind.cases, index).name}`;
    case 'variant': {
      const { name, type: item } = pick(kind.cases, index);
      return `%${name}${payload(item)}`;
    }
    case 'option':
      return index % 3 === 0 ? 'none' : `some(${inner(kind.type)})`;
    case 'result':
      return index % 2 === 0 ? `ok${payload(kind.ok)}` : `err${payload(kind.err)}`;
    case 'resource':
    case 'handle':
    case 'future':
    case 'stream':
      throw new Error(`${kind.kind} has no text`);
  }
}

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}
