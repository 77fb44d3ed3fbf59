/** WAVE text without types: brackets, labels and literals. */
import { isKeyword, Lexer, type FunctionName, type Token, type TokenKind } from './lexer.js';
import type { FieldNode, Label, Node } from './node.js';
import { Problem, type Range } from './problem.js';

/** As in the reference: deeper values are refused, so that no text can overflow the stack. */
const MAX_DEPTH = 100;

/** A call whose arguments have no types yet. */
export interface ParsedCall {
  readonly text: string;
  readonly name: FunctionName;
  readonly args: readonly Node[];
  /** The closing parenthesis. */
  readonly close: Range;
}

/** @throws Problem */
export function parseNode(text: string): Node {
  const parser = new Parser(new Lexer(text));
  const node = parser.value();
  parser.finish();
  return node;
}

/** `name(arguments)`. @throws Problem */
export function parseCallNode(text: string): ParsedCall {
  const lexer = new Lexer(text);
  const name = lexer.functionName();
  const parser = new Parser(lexer);
  if (lexer.peek() === undefined) {
    throw new Problem(
      'WAVE0003',
      'the arguments are missing',
      { start: name.end, end: name.end },
      `write ${text.slice(name.start, name.end)}(), with the arguments between the parentheses`,
    );
  }
  parser.expect('(');
  const args = parser.sequence(')');
  const close = parser.last;
  parser.finish();
  return { text, name, args, close };
}

class Parser {
  readonly #lexer: Lexer;
  #depth = 0;
  /** The token taken last. */
  last: Range = { start: 0, end: 0 };

  constructor(lexer: Lexer) {
    this.#lexer = lexer;
  }

  value(): Node {
    if (this.#depth >= MAX_DEPTH) {
      throw new Problem(
        'WAVE0005',
        `values are nested more than ${MAX_DEPTH} deep`,
        this.#lexer.peek() ?? this.last,
      );
    }
    this.#depth += 1;
    const node = this.#value(this.#take());
    this.#depth -= 1;
    return node;
  }

  /** @throws Problem where something follows */
  finish(): void {
    const rest = this.#lexer.peek();
    if (rest === undefined) return;
    const end = this.#lexer.text.length;
    throw new Problem('WAVE0004', 'nothing may follow here', { start: rest.start, end });
  }

  expect(kind: TokenKind): Token {
    const token = this.#take();
    if (token.kind !== kind) throw this.#unexpected(token, `${kind} is expected`);
    return token;
  }

  /** Values between commas up to and with the closing bracket. */
  sequence(close: ')' | ']'): Node[] {
    const items: Node[] = [];
    while (!this.#lexer.nextIs(close)) {
      items.push(this.value());
      if (!this.#lexer.nextIs(',')) break;
      this.#take();
    }
    const token = this.#take();
    if (token.kind !== close) throw this.#unexpected(token, `, or ${close} is expected`);
    return items;
  }

  #value(token: Token): Node {
    const { start, end } = token;
    switch (token.kind) {
      case 'number':
      case 'char':
      case 'string':
      case 'multiline-string':
        return { kind: token.kind, start, end };
      case '(': {
        const items = this.sequence(')');
        const range = this.#from(start);
        if (items.length > 0) return { kind: 'tuple', items, ...range };
        throw new Problem('WAVE0006', 'a tuple has at least one value', range);
      }
      case '[':
        return { kind: 'list', items: this.sequence(']'), ...this.#from(start) };
      case '{':
        return this.#recordOrFlags(start);
      case 'label':
        return this.#word(token);
      case '}':
      case ')':
      case ']':
      case ':':
      case ',':
        throw this.#unexpected(token, 'a value is expected');
    }
  }

  #word(token: Token): Node {
    const { start, end } = token;
    switch (this.#lexer.slice(token)) {
      case 'true':
        return { kind: 'bool', value: true, start, end };
      case 'false':
        return { kind: 'bool', value: false, start, end };
      case 'inf':
      case 'nan':
        return { kind: 'number', start, end };
      case 'none':
        return { kind: 'none', start, end };
      case 'some': {
        const payload = this.#payload(true);
        return { kind: 'some', payload, ...this.#from(start) };
      }
      case 'ok':
        return { kind: 'ok', payload: this.#payload(false), ...this.#from(start) };
      case 'err':
        return { kind: 'err', payload: this.#payload(false), ...this.#from(start) };
      default: {
        const label = this.#label(token);
        return { kind: 'case', label, payload: this.#payload(false), ...this.#from(start) };
      }
    }
  }

  #payload(required: true): Node;
  #payload(required: boolean): Node | undefined;
  #payload(required: boolean): Node | undefined {
    if (!required && !this.#lexer.nextIs('(')) return undefined;
    this.expect('(');
    const payload = this.value();
    this.expect(')');
    return payload;
  }

  #recordOrFlags(start: number): Node {
    const first = this.#take();
    if (first.kind === ':') {
      this.expect('}');
      return { kind: 'record', fields: [], ...this.#from(start) };
    }
    if (first.kind === '}') return { kind: 'flags', labels: [], ...this.#from(start) };
    if (first.kind !== 'label') throw this.#unexpected(first, 'a name or } is expected');
    return this.#lexer.nextIs(':') ? this.#record(first, start) : this.#flags(first, start);
  }

  #record(first: Token, start: number): Node {
    const fields: FieldNode[] = [];
    const seen = new Set<string>();
    for (let token = first; token.kind !== '}'; token = this.#afterComma()) {
      const label = this.#label(token);
      if (seen.has(label.name)) {
        throw new Problem(
          'WAVE0007',
          `the field ${label.name} is given twice`,
          label,
          'remove one',
        );
      }
      seen.add(label.name);
      this.expect(':');
      fields.push({ label, value: this.value() });
    }
    return { kind: 'record', fields, ...this.#from(start) };
  }

  #flags(first: Token, start: number): Node {
    const labels: Label[] = [];
    const seen = new Set<string>();
    for (let token = first; token.kind !== '}'; token = this.#afterComma()) {
      const label = this.#label(token);
      if (seen.has(label.name)) {
        throw new Problem('WAVE0008', `the flag ${label.name} is given twice`, label, 'remove one');
      }
      seen.add(label.name);
      labels.push(label);
    }
    return { kind: 'flags', labels, ...this.#from(start) };
  }

  /** The token behind a comma, or the closing brace. */
  #afterComma(): Token {
    const token = this.#take();
    if (token.kind === '}') return token;
    if (token.kind !== ',') throw this.#unexpected(token, ', or } is expected');
    return this.#take();
  }

  #label(token: Token): Label {
    if (token.kind !== 'label') throw this.#unexpected(token, 'a name is expected');
    const { start, end } = token;
    const written = this.#lexer.slice(token);
    return { name: written.startsWith('%') ? written.slice(1) : written, start, end };
  }

  #take(): Token {
    const token = this.#lexer.next();
    this.last = token;
    return token;
  }

  #from(start: number): Range {
    return { start, end: this.last.end };
  }

  #unexpected(token: Token, wanted: string): Problem {
    const written = this.#lexer.slice(token);
    const shown = written.length > 30 ? `${written.slice(0, 30)}…` : written;
    const help =
      token.kind === 'label' && isKeyword(written) && wanted.startsWith('a name')
        ? `write %${written} for a name`
        : undefined;
    return new Problem('WAVE0002', `${wanted} here, not ${shown}`, token, help);
  }
}
