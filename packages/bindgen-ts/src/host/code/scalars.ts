import { discriminantSize, flagsSize } from '@wit-ts/canonical-abi/layout';
import type { AbiType, PrimitiveKind } from '@wit-ts/canonical-abi/layout';
import type { Env } from './env.js';
import type { Helpers } from './helpers.js';

/** A typed array over a memory. */
export type View = 'u8' | 's8' | 'u16' | 's16' | 'u32' | 's32' | 'u64' | 's64' | 'f32' | 'f64';

/** What text of generated code may ask for. */
interface Uses {
  readonly env: Env;
  readonly helpers: Helpers;
}

/**
 * How a value that is one core value passes. Each function makes an expression of another; `flat` tells a core value,
 * which may have bits beyond the range of the type, from one in memory.
 */
export interface Scalar {
  /** How it stands in memory. */
  readonly view: View;
  /** Lowering only coerces: it may stand among the arguments of the call that it is for. */
  readonly harmless: boolean;
  /** Lowering cannot throw whatever it is given, short of a symbol or an object that throws when it is converted. */
  readonly unfailing: boolean;
  /** A JavaScript value of a core value. */
  readonly lift: (raw: string, flat: boolean, uses: Uses) => string;
  /** A core value of a JavaScript value. */
  readonly lower: (value: string, flat: boolean, uses: Uses) => string;
  /** A core value of one of another component. */
  readonly copy: (raw: string, flat: boolean, uses: Uses) => string;
}

const same = (text: string): string => text;
type Wrap = (text: string) => string;

/** A number whose core value is wrapped into its range where it is flat. */
function number(view: View, lower: Wrap, lift: Wrap = same, copy: Wrap = same): Scalar {
  const whenFlat =
    (wrap: Wrap): Scalar['lift'] =>
    (text, flat) =>
      flat ? wrap(text) : text;
  return {
    view,
    harmless: true,
    unfailing: view !== 'u64' && view !== 's64',
    lift: whenFlat(lift),
    lower: whenFlat(lower),
    copy: whenFlat(copy),
  };
}

/** A number of less than 32 bits, which lifting, lowering and copying wrap alike. */
function small(view: View, wrap: Wrap): Scalar {
  return number(view, wrap, wrap, wrap);
}

function signed(bits: number): Wrap {
  return (text) => `(${text} << ${bits}) >> ${bits}`;
}

const unsigned64: Wrap = (text) => `BigInt.asUintN(64, ${text})`;

/** The primitive types that are one core value. */
const PRIMITIVES: Readonly<Record<Exclude<PrimitiveKind, 'string' | 'error-context'>, Scalar>> = {
  bool: {
    view: 'u8',
    harmless: true,
    unfailing: true,
    lift: (raw) => `${raw} !== 0`,
    lower: (value) => `${value} ? 1 : 0`,
    copy: (raw) => `${raw} === 0 ? 0 : 1`,
  },
  u8: small('u8', (text) => `${text} & 255`),
  s8: small('s8', signed(24)),
  u16: small('u16', (text) => `${text} & 65535`),
  s16: small('s16', signed(16)),
  u32: number(
    'u32',
    (value) => `${value} >>> 0`,
    (raw) => `${raw} >>> 0`,
  ),
  s32: number('s32', (value) => `${value} | 0`),
  u64: number('u64', unsigned64, unsigned64),
  s64: number('s64', (value) => `BigInt.asIntN(64, ${value})`),
  f32: number('f32', (value) => `+${value}`),
  f64: number('f64', (value) => `+${value}`),
  char: {
    view: 'u32',
    harmless: false,
    unfailing: false,
    lift: (raw, _, { env }) => `${env.runtime('liftChar')}(${raw})`,
    lower: (value, _, { env }) => `${env.runtime('lowerChar')}(${value})`,
    copy: (raw, _, { env }) => `${env.runtime('checkChar')}(${raw})`,
  },
};

function flags(type: Extract<AbiType, { kind: 'flags' }>): Scalar {
  const count = type.flags.length;
  return {
    view: unsignedView(flagsSize(count)),
    harmless: false,
    unfailing: false,
    lift: (raw, _, { helpers }) => `${helpers.liftFlags(type)}(${raw})`,
    lower: (value, _, { helpers }) => `${helpers.lowerFlags(type)}(${value})`,
    copy: (raw, flat) => {
      const full = count === flagsSize(count) * 8 && (!flat || count === 32);
      return full ? raw : `${raw} & ${2 ** count - 1}`;
    },
  };
}

function enumeration(type: Extract<AbiType, { kind: 'enum' }>): Scalar {
  const count = type.cases.length;
  return {
    view: unsignedView(discriminantSize(count)),
    harmless: false,
    unfailing: false,
    lift: (raw, _, { env, helpers }) =>
      `${env.runtime('liftEnum')}(${helpers.enumNames(type)}, ${raw})`,
    lower: (value, _, { env, helpers }) =>
      `${env.runtime('lowerEnum')}(${helpers.enumCases(type)}, ${value})`,
    copy: (raw, _, { env }) => `${env.runtime('checkDiscriminant')}(${raw}, ${count})`,
  };
}

/** How a type passes that is one core value and no handle; `undefined` for others. */
export function scalarOf(type: AbiType): Scalar | undefined {
  switch (type.kind) {
    case 'flags':
      return flags(type);
    case 'enum':
      return enumeration(type);
    case 'string':
    case 'error-context':
    case 'record':
    case 'tuple':
    case 'variant':
    case 'option':
    case 'result':
    case 'list':
    case 'fixed-length-list':
    case 'map':
    case 'own':
    case 'borrow':
    case 'stream':
    case 'future':
      return undefined;
    default:
      return PRIMITIVES[type.kind];
  }
}

/** How a type of one core value stands in memory: handles are numbers there. */
export function viewOf(type: AbiType): View | undefined {
  if (type.kind === 'own' || type.kind === 'borrow') return 'u32';
  return scalarOf(type)?.view;
}

/** The view of unsigned numbers of `size` bytes. */
export function unsignedView(size: 1 | 2 | 4): View {
  if (size === 1) return 'u8';
  return size === 2 ? 'u16' : 'u32';
}
