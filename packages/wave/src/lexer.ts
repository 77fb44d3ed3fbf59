/** Tokens of WAVE. */
import { Problem, type Range } from './problem.js';

export type Punctuation = '{' | '}' | '(' | ')' | '[' | ']' | ':' | ',';

export type TokenKind = Punctuation | 'number' | 'label' | 'char' | 'string' | 'multiline-string';

export interface Token extends Range {
  readonly kind: TokenKind;
}

const SKIPPED = /(?:[ \t\n\r]+|\/\/[^\n]*)*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|-inf/y;
const FIRST_WORD = '(?:[a-z][a-z0-9]*|[A-Z][A-Z0-9]*)';
const WORD = '(?:[a-z0-9]+|[A-Z0-9]+)';
const LABEL_SOURCE = `${FIRST_WORD}(?:-${WORD})*`;
const LABEL = new RegExp(`%?${LABEL_SOURCE}`, 'y');
const ESCAPE = String.raw`\\['"tnr\\]|\\u\{[0-9a-fA-F]{1,6}\}`;
const CHAR = new RegExp(`'(?:[^\\\\'\\n]|${ESCAPE})'`, 'uy');
const SEMVER = String.raw`(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?`;
const FUNCTION_NAME = new RegExp(
  `(?:(${LABEL_SOURCE}:${LABEL_SOURCE})/)?(${LABEL_SOURCE})(?:\\.(${LABEL_SOURCE}))?(?:@(${SEMVER}))?`,
  'y',
);
/** A run of characters of a string between escapes. */
const PLAIN = /[^\\"\n]*/y;
const STRING_ESCAPE = new RegExp(ESCAPE, 'y');

/** The parts of a function name as they are written, with where it stands. */
export interface FunctionName extends Range {
  /** `ns:name`. */
  readonly package: string | undefined;
  readonly interface: string | undefined;
  readonly function: string;
  readonly version: string | undefined;
}

/** Reads one token after another; linear in the length of the text. */
export class Lexer {
  readonly text: string;
  #at = 0;
  #next: Token | undefined | null = null;

  /** @throws Problem for half of a surrogate pair, which no UTF-8 text can hold */
  constructor(text: string) {
    this.text = text;
    const half = text.search(/\p{Surrogate}/u);
    if (half !== -1) {
      const range = { start: half, end: half + 1 };
      throw new Problem('WAVE0001', 'the text holds half of a surrogate pair', range);
    }
  }

  /** The next token, which stays; `undefined` at the end. */
  peek(): Token | undefined {
    if (this.#next === null) this.#next = this.#scan();
    return this.#next;
  }

  /** The next token, which is taken. */
  next(): Token {
    const token = this.peek();
    if (token === undefined) {
      const end = this.text.length;
      throw new Problem('WAVE0003', 'the text ends too early', { start: end, end });
    }
    this.#next = null;
    return token;
  }

  /** Whether a token of this kind comes next; what is no token at all is not, and is reported when it is taken. */
  nextIs(kind: TokenKind): boolean {
    return this.peekOrProblem()?.kind === kind;
  }

  slice(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** The name of a function, which only the first token of a call can be. */
  functionName(): FunctionName {
    this.#skip();
    const start = this.#at;
    FUNCTION_NAME.lastIndex = start;
    const found = FUNCTION_NAME.exec(this.text);
    const [whole = '', ns, first = '', second, version] = found ?? [];
    if (found === null) {
      throw new Problem(
        'WAVE0022',
        start === this.text.length ? 'there is no call' : 'the name of a function is expected here',
        { start, end: Math.min(start + 1, this.text.length) },
        'write f(…), or ns:pkg/iface.f@1.0.0(…)',
      );
    }
    const range = { start, end: start + whole.length };
    if (ns !== undefined && second === undefined) {
      throw new Problem(
        'WAVE0022',
        `${whole} names an interface but no function of it`,
        range,
        `write ${ns}/${first}.f(…), with the version, if any, after the function`,
      );
    }
    this.#at = range.end;
    return {
      ...range,
      package: ns,
      interface: second === undefined ? undefined : first,
      function: second ?? first,
      version,
    };
  }

  private peekOrProblem(): Token | undefined {
    try {
      return this.peek();
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  }

  #skip(): void {
    SKIPPED.lastIndex = this.#at;
    SKIPPED.exec(this.text);
    this.#at = SKIPPED.lastIndex;
  }

  #scan(): Token | undefined {
    this.#skip();
    const start = this.#at;
    const first = this.text[start];
    if (first === undefined) return undefined;
    switch (first) {
      case '{':
      case '}':
      case '(':
      case ')':
      case '[':
      case ']':
      case ':':
      case ',':
        return this.#token(first, start + 1);
      case '"':
        return this.#string(start);
      case "'":
        return this.#char(start);
      default:
        return this.#word(start, first);
    }
  }

  #token(kind: TokenKind, end: number): Token {
    const start = this.#at;
    this.#at = end;
    return { kind, start, end };
  }

  #word(start: number, first: string): Token {
    for (const [kind, pattern] of [
      ['number', NUMBER],
      ['label', LABEL],
    ] as const) {
      pattern.lastIndex = start;
      if (pattern.test(this.text)) return this.#token(kind, pattern.lastIndex);
    }
    const shown = JSON.stringify(String.fromCodePoint(this.text.codePointAt(start) ?? 0));
    throw new Problem(
      'WAVE0001',
      `${shown} means nothing here`,
      { start, end: start + (first < '\ud800' || first > '\udbff' ? 1 : 2) },
      first === '-' ? 'after - come digits or inf' : undefined,
    );
  }

  #char(start: number): Token {
    CHAR.lastIndex = start;
    if (CHAR.test(this.text)) return this.#token('char', CHAR.lastIndex);
    const close = this.text.indexOf("'", start + 1);
    const line = this.text.indexOf('\n', start);
    const closed = close !== -1 && (line === -1 || close < line);
    throw new Problem(
      'WAVE0001',
      closed ? 'a char is one character between single quotes' : 'the char has no closing quote',
      { start, end: closed ? close + 1 : start + 1 },
      closed
        ? 'write more than one character as a string, between double quotes; escapes are \\\' \\" \\\\ \\t \\n \\r and \\u{…}'
        : undefined,
    );
  }

  #string(start: number): Token {
    if (this.text.startsWith('"""', start)) {
      const close = this.text.indexOf('"""', start + 3);
      if (close !== -1) return this.#token('multiline-string', close + 3);
      throw new Problem(
        'WAVE0001',
        'the multiline string has no closing """',
        { start, end: start + 3 },
        'a quote inside a string is written \\"',
      );
    }
    let at = start + 1;
    for (;;) {
      PLAIN.lastIndex = at;
      PLAIN.exec(this.text);
      at = PLAIN.lastIndex;
      const stop = this.text[at];
      if (stop === '"') return this.#token('string', at + 1);
      if (stop !== '\\') {
        throw new Problem(
          'WAVE0001',
          'the string has no closing quote on its line',
          { start, end: at },
          'write a line break as \\n, or use """ on lines of their own',
        );
      }
      STRING_ESCAPE.lastIndex = at;
      if (!STRING_ESCAPE.test(this.text)) {
        throw new Problem(
          'WAVE0001',
          'there is no such escape in a string',
          { start: at, end: Math.min(at + 2, this.text.length) },
          'escapes are \\\' \\" \\\\ \\t \\n \\r and \\u{…} with one to six hexadecimal digits',
        );
      }
      at = STRING_ESCAPE.lastIndex;
    }
  }
}

/** Words that stand for values; a case of such a name is written with `%`. */
const KEYWORDS: ReadonlySet<string> = new Set([
  'true',
  'false',
  'some',
  'none',
  'ok',
  'err',
  'inf',
  'nan',
]);

export function isKeyword(label: string): boolean {
  return KEYWORDS.has(label);
}
