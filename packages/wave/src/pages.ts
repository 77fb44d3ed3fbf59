/** What the documentation says of the mistakes in WAVE text. */
import type { CatalogueEntry } from '@wit-ts/wit-parser';
import type { WaveCode } from './problem.js';

interface Page {
  title: string;
  explanation: string;
  bad: string;
  good?: string;
}

const pages: Readonly<Record<WaveCode, Page>> = {
  WAVE0001: {
    title: 'Text that is no token of WAVE',
    explanation:
      'WAVE consists of brackets, commas, colons, numbers, labels in kebab-case, chars between single quotes and strings between double quotes. Quotes have to be closed, and only the escapes `\\\'`, `\\"`, `\\\\`, `\\t`, `\\n`, `\\r` and `\\u{…}` exist.',
    bad: 'greet("Ada)',
    good: 'greet("Ada")',
  },
  WAVE0002: {
    title: 'Another token than expected',
    explanation: 'The text has a bracket, comma, colon or word where something else has to stand.',
    bad: 'sum([1, , 2])',
    good: 'sum([1, 2])',
  },
  WAVE0003: {
    title: 'The text ends too early',
    explanation:
      'A bracket is not closed, or a value is missing at the end. A comment (`//`) reaches to the end of its line and hides brackets behind it.',
    bad: 'sum([1, 2]',
    good: 'sum([1, 2])',
  },
  WAVE0004: {
    title: 'Something follows the value',
    explanation: 'The text holds one value or one call, and nothing after it.',
    bad: 'greet("Ada") + 1',
    good: 'greet("Ada")',
  },
  WAVE0005: {
    title: 'Values are nested too deep',
    explanation: 'Values can be nested 100 deep.',
    bad: 'f([[[[[… a hundred brackets and more …]]]]])',
  },
  WAVE0006: {
    title: 'An empty tuple',
    explanation: 'Tuples have at least one value. A list without elements is `[]`.',
    bad: 'f(())',
    good: 'f([])',
  },
  WAVE0007: {
    title: 'A field given twice',
    explanation: 'Each field of a record is given once; the order does not matter.',
    bad: 'move({x: 1, x: 2})',
    good: 'move({x: 1, y: 2})',
  },
  WAVE0008: {
    title: 'A flag given twice',
    explanation: 'Each flag is named at most once.',
    bad: 'open({read, read})',
    good: 'open({read, write})',
  },
  WAVE0009: {
    title: 'An escape that stands for no character',
    explanation:
      '`\\u{…}` takes the number of a Unicode scalar value: at most 10ffff, and no surrogate (d800 to dfff). Other characters need no escape.',
    bad: 'greet("\\u{d83d}\\u{dc4b}")',
    good: 'greet("\\u{1f44b}")',
  },
  WAVE0010: {
    title: 'A multiline string out of shape',
    explanation:
      'The opening `"""` is followed by a line break; the closing `"""` stands on a line of its own behind spaces, and all lines begin with at least as many spaces, which are taken off.',
    bad: 'greet("""Ada\n""")',
    good: 'greet("""\n  Ada\n  """)',
  },
  WAVE0011: {
    title: 'A value of another type',
    explanation:
      'The function takes a value of another type here. `some` and `ok` may be left out, unless the value inside is itself an option or result. An enum or variant case called `true`, `false`, `some`, `none`, `ok`, `err`, `inf` or `nan` is written with `%`. A record whose fields are all left out is `{:}`; `{}` are flags.',
    bad: 'greet(42)',
    good: 'greet("42")',
  },
  WAVE0012: {
    title: 'A number out of range',
    explanation:
      'Integers are whole numbers in the range of their type, written without fraction or exponent.',
    bad: 'set-volume(256)',
    good: 'set-volume(255)',
  },
  WAVE0013: {
    title: 'A field is missing',
    explanation: 'Only fields whose type is an option can be left out.',
    bad: 'move({x: 1})',
    good: 'move({x: 1, y: 2})',
  },
  WAVE0014: {
    title: 'No field of that name',
    explanation: 'Fields are named as in WIT, in kebab-case.',
    bad: 'log({userName: "ada"})',
    good: 'log({user-name: "ada"})',
  },
  WAVE0015: {
    title: 'No case of that name',
    explanation: 'Cases of an enum or variant are named as in WIT.',
    bad: 'turn(lefft)',
    good: 'turn(left)',
  },
  WAVE0016: {
    title: 'No flag of that name',
    explanation: 'Flags are named as in WIT.',
    bad: 'open({raed})',
    good: 'open({read})',
  },
  WAVE0017: {
    title: 'A payload is missing',
    explanation: 'The case carries a value, which stands in parentheses behind it.',
    bad: 'draw(circle)',
    good: 'draw(circle(2.5))',
  },
  WAVE0018: {
    title: 'A payload too many',
    explanation: 'The case carries no value.',
    bad: 'draw(nothing(1))',
    good: 'draw(nothing)',
  },
  WAVE0019: {
    title: 'Another number of values',
    explanation:
      'Tuples and lists of a fixed length have exactly as many values as their type says.',
    bad: 'move((1, 2, 3))',
    good: 'move((1, 2))',
  },
  WAVE0020: {
    title: 'Arguments do not fit the parameters',
    explanation:
      'A call gives an argument for each parameter, in their order. Options at the end may be left out.',
    bad: 'add(1)',
    good: 'add(1, 2)',
  },
  WAVE0021: {
    title: 'A type without text form',
    explanation:
      'Resources, streams, futures and error contexts exist only inside a running program; no text stands for them. Call such functions from a program, through the bindings of `wit-ts bindgen host`.',
    bad: 'drop-thing(1)',
  },
  WAVE0022: {
    title: 'No name of a function',
    explanation:
      'A call starts with the name of a function: `f`, `iface.f`, or in full `ns:pkg/iface.f@1.0.0`, where the version stands behind the function.',
    bad: 'ns:pkg/iface@1.0.0.f()',
    good: 'ns:pkg/iface.f@1.0.0()',
  },
};

/** The codes of this package; their pages stand in `docs/diagnostics`. */
export const WAVE_CATALOGUE: readonly CatalogueEntry[] = Object.entries(pages).map(
  ([code, { title, explanation, bad, good }]) => ({
    code,
    title,
    severity: 'error',
    explanation,
    bad,
    ...(good === undefined ? {} : { good }),
    language: 'text',
  }),
);
