/** Reading WAVE: values, and calls with their arguments. */
import type { Resolve, Type, WitFunction } from '@wit-ts/wit-parser';
import type { FunctionName } from './lexer.js';
import { parseCallNode, parseNode, type ParsedCall } from './parser.js';
import { outcome, Problem, type Outcome } from './problem.js';
import { Reader, type ReadOptions } from './read.js';
import { describeType } from './types.js';

/** What spans call the text where nobody gave it a name. */
const FILE = '<wave>';

/**
 * Reads a value of a type.
 *
 * @param text - one value; blanks and comments may stand around it
 * @param type - a type of `resolve`
 * @returns the value as the bindings for hosts take it, or a diagnostic for the first mistake
 */
export function parseWave(
  text: string,
  type: Type,
  resolve: Resolve,
  options: ReadOptions = {},
): Outcome<unknown> {
  return outcome(options.file ?? FILE, () =>
    new Reader(text, resolve, options).value(parseNode(text), type),
  );
}

/** A call as it is written, before it is known which function it means. */
export interface Call {
  /** The name and its parts. */
  readonly name: FunctionName;
  /** How many arguments are written. */
  readonly count: number;
  /** The arguments, for {@link callArguments}. */
  readonly parsed: ParsedCall;
}

/** Reads `f(…)`, `iface.f(…)` or `ns:pkg/iface.f@1.0.0(…)`. */
export function parseCall(text: string, options: { readonly file?: string } = {}): Outcome<Call> {
  return outcome(options.file ?? FILE, () => {
    const parsed = parseCallNode(text);
    return { name: parsed.name, count: parsed.args.length, parsed };
  });
}

/**
 * The arguments of a call for a function; options at the end of the parameters may be left out.
 *
 * @returns a value for each parameter, as the bindings for hosts take it, or a diagnostic
 */
export function callArguments(
  call: Call,
  target: WitFunction,
  resolve: Resolve,
  options: ReadOptions = {},
): Outcome<unknown[]> {
  const { text, args, close } = call.parsed;
  return outcome(options.file ?? FILE, () => {
    const reader = new Reader(text, resolve, options);
    const extra = args[target.params.length];
    if (extra !== undefined) {
      throw new Problem(
        'WAVE0020',
        `${target.name} takes ${count(target.params.length)}, not ${args.length}`,
        { start: extra.start, end: close.start },
        signature(target, resolve),
      );
    }
    return target.params.map((param, index) => {
      const given = args[index];
      if (given !== undefined) return reader.value(given, param.type);
      const none = reader.none(param.type);
      if (none !== undefined) return none.value;
      throw new Problem(
        'WAVE0020',
        `the argument ${param.name} of ${target.name} is missing`,
        close,
        signature(target, resolve),
      );
    });
  });
}

function count(length: number): string {
  if (length === 0) return 'no arguments';
  return length === 1 ? 'one argument' : `${length} arguments`;
}

function signature(target: WitFunction, resolve: Resolve): string {
  const params = target.params.map(({ name, type }) => `${name}: ${describeType(resolve, type)}`);
  return `it is ${target.name}(${params.join(', ')})`;
}
