import { group, hardline, ifBreak, indent, join, line, softline } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import type { LocalNames } from './names.js';

/** Statements of a function body, in order. Nested blocks share the names of the function. */
export class Code {
  readonly names: LocalNames;
  readonly #parts: Doc[] = [];

  constructor(names: LocalNames) {
    this.names = names;
  }

  get empty(): boolean {
    return this.#parts.length === 0;
  }

  /** A statement on a line of its own. */
  line(statement: Doc): void {
    this.#parts.push(statement);
  }

  /** `const name = expression;`; gives the name. */
  constant(goal: string, expression: Doc): string {
    const name = this.names.claim(goal);
    this.line(assignment(['const ', name], expression));
    return name;
  }

  /** Head, ` {`, statements, `}` and what follows. */
  block(head: Doc, build: (inner: Code) => void, tail: Doc = ''): void {
    const inner = new Code(this.names);
    build(inner);
    this.line([head, ' ', inner.braces(), tail]);
  }

  /** `for (let i = 0; i < count; i += 1) { … }` */
  loop(count: string, build: (inner: Code, index: string) => void): void {
    const index = this.names.claim('i');
    this.block(`for (let ${index} = 0; ${index} < ${count}; ${index} += 1)`, (inner) =>
      build(inner, index),
    );
  }

  /** The statements between braces. */
  braces(): Doc {
    if (this.empty) return '{}';
    return ['{', indent([hardline, this.lines()]), hardline, '}'];
  }

  lines(): Doc {
    return join(hardline, this.#parts);
  }
}

/** `left = right;`; a right side that cannot be broken goes to the next line where it does not fit. */
export function assignment(left: Doc, right: Doc): Doc {
  const value = typeof right === 'string' ? breakable(right) : right;
  if (typeof value === 'string') return group([left, ' =', indent([line, value]), ';']);
  return [left, ' = ', value, ';'];
}

/** The text of a call as a document that can end lines between its arguments; other texts stay texts. */
export function breakable(text: string): Doc {
  const open = callStart(text);
  if (open === -1) return text;
  const args = splitArguments(text.slice(open + 1, -1));
  const [only] = args;
  if (only === undefined || (args.length === 1 && /^[\w$]{1,20}$/.test(only))) return text;
  return call(text.slice(0, open), args.map(breakable));
}

/** Where the argument list that ends the text begins; -1 where the text as a whole is no call. */
function callStart(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  for (let index = text.length - 1; index >= 0; index -= 1) {
    if (text[index] === ')') depth += 1;
    else if (text[index] === '(') depth -= 1;
    if (depth === 0) return /^[\w$.]+$/.test(text.slice(0, index)) ? index : -1;
  }
  return -1;
}

function splitArguments(text: string): string[] {
  const args: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const char = text[index];
    if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
    else if ((char === ',' || char === undefined) && depth === 0) {
      args.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return args.filter((item) => item !== '');
}

/** `name(arguments)`. */
export function call(name: Doc, args: readonly Doc[]): Doc {
  if (args.length === 0) return [name, '()'];
  const docs = args.map((item) => (typeof item === 'string' ? breakable(item) : item));
  return [
    name,
    group(['(', indent([softline, join([',', line], docs)]), ifBreak(','), softline, ')']),
  ];
}

/** An object literal on one line where it fits. */
export function objectLiteral(members: readonly Doc[]): Doc {
  if (members.length === 0) return '{}';
  return group(['{', indent([line, join([',', line], members)]), ifBreak(','), line, '}']);
}

/** An object literal with one member a line. */
export function tallObject(members: readonly Doc[]): Doc {
  if (members.length === 0) return '{}';
  return ['{', indent(members.map((member): Doc => [hardline, member, ','])), hardline, '}'];
}

/** An array literal. */
export function arrayLiteral(members: readonly Doc[]): Doc {
  if (members.length === 0) return '[]';
  return group(['[', indent([softline, join([',', line], members)]), ifBreak(','), softline, ']']);
}
