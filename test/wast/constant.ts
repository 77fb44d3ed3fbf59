/** Constants of scripts: `(u32.const 1)`, `(list.const (u8.const 1))`, … */
import { headOf, isString, type List, type Sexpr, SexprError, stringText } from './sexpr.js';

export type WastValue =
  | { kind: 'bool'; value: boolean }
  | { kind: 'u8' | 's8' | 'u16' | 's16' | 'u32' | 's32' | 'i32'; value: number }
  | { kind: 'u64' | 's64' | 'i64'; value: bigint }
  /** `nan` is `canonical` or `arithmetic` where any such NaN is meant. */
  | { kind: 'f32' | 'f64'; value: number; nan: 'canonical' | 'arithmetic' | undefined }
  | { kind: 'char' | 'string'; value: string }
  | { kind: 'list' | 'tuple'; items: WastValue[] }
  | { kind: 'record'; fields: { name: string; value: WastValue }[] }
  | { kind: 'variant'; name: string; value: WastValue | undefined }
  | { kind: 'enum'; name: string }
  | { kind: 'flags'; names: string[] }
  | { kind: 'option'; value: WastValue | undefined }
  | { kind: 'result'; ok: boolean; value: WastValue | undefined };

/** Reads one constant. */
export function constantOf(item: Sexpr): WastValue {
  if (item.kind !== 'list') throw new SexprError('a constant is a list', item.start);
  const head = headOf(item) ?? '';
  switch (head) {
    case 'bool.const':
      return { kind: 'bool', value: word(item, 1) === 'true' };
    case 'u8.const':
    case 's8.const':
    case 'u16.const':
    case 's16.const':
    case 'u32.const':
    case 's32.const':
    case 'i32.const': {
      const kind = head.slice(0, -'.const'.length) as 'u8';
      return { kind, value: Number(integer(word(item, 1))) };
    }
    case 'u64.const':
    case 's64.const':
    case 'i64.const': {
      const kind = head.slice(0, -'.const'.length) as 'u64';
      return { kind, value: integer(word(item, 1)) };
    }
    case 'f32.const':
    case 'f64.const':
      return float(head === 'f32.const' ? 'f32' : 'f64', word(item, 1));
    case 'char.const':
      return { kind: 'char', value: text(item, 1) };
    case 'str.const':
    case 'string.const':
      return { kind: 'string', value: text(item, 1) };
    case 'list.const':
    case 'tuple.const':
      return {
        kind: head === 'list.const' ? 'list' : 'tuple',
        items: item.items.slice(1).map(constantOf),
      };
    case 'record.const':
      return { kind: 'record', fields: item.items.slice(1).map(field) };
    case 'variant.const':
      return { kind: 'variant', name: text(item, 1), value: optional(item, 2) };
    case 'enum.const':
      return { kind: 'enum', name: text(item, 1) };
    case 'flags.const':
      return { kind: 'flags', names: item.items.slice(1).filter(isString).map(stringText) };
    case 'option.none':
      return { kind: 'option', value: undefined };
    case 'option.some':
      return { kind: 'option', value: optional(item, 1) };
    case 'result.ok':
    case 'result.err':
      return { kind: 'result', ok: head === 'result.ok', value: optional(item, 1) };
    default:
      throw new SexprError(`the constant \`${head}\` is not known`, item.start);
  }
}

function word(list: List, index: number): string {
  const item = list.items[index];
  if (item?.kind !== 'atom') throw new SexprError('a constant has no value', list.start);
  return item.text;
}

function text(list: List, index: number): string {
  const item = list.items[index];
  if (!isString(item)) throw new SexprError('a constant has no string', list.start);
  return stringText(item);
}

function optional(list: List, index: number): WastValue | undefined {
  const item = list.items[index];
  return item === undefined ? undefined : constantOf(item);
}

/** `(field "name" (u32.const 1))`, also without the inner parentheses. */
function field(item: Sexpr): { name: string; value: WastValue } {
  if (item.kind !== 'list' || headOf(item) !== 'field') {
    throw new SexprError('a field is missing', item.start);
  }
  const value = item.items[2];
  if (value === undefined) throw new SexprError('a field has no value', item.start);
  const constant: Sexpr = value.kind === 'list' ? value : { ...item, items: item.items.slice(2) };
  return { name: text(item, 1), value: constantOf(constant) };
}

function integer(digits: string): bigint {
  const plain = digits.replaceAll('_', '');
  return plain.startsWith('-') ? -BigInt(plain.slice(1)) : BigInt(plain.replace(/^\+/, ''));
}

function float(kind: 'f32' | 'f64', digits: string): WastValue {
  const plain = digits.replaceAll('_', '');
  if (plain === 'nan:canonical') return { kind, value: NaN, nan: 'canonical' };
  if (plain === 'nan:arithmetic') return { kind, value: NaN, nan: 'arithmetic' };
  const unsigned = plain.replace(/^[+-]/, '');
  const sign = plain.startsWith('-') ? -1 : 1;
  return { kind, value: sign * magnitude(unsigned), nan: undefined };
}

function magnitude(digits: string): number {
  if (digits.startsWith('nan')) return NaN;
  if (digits === 'inf') return Infinity;
  if (!digits.startsWith('0x')) return Number(digits);
  const [, whole = '', fraction = '', exponent = '0'] =
    /^0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i.exec(digits) ?? [];
  const mantissa = Number(
    BigInt(`0x${whole}${fraction || ''}` === '0x' ? 0 : `0x${whole}${fraction}`),
  );
  return mantissa * 2 ** (Number(exponent) - 4 * fraction.length);
}
