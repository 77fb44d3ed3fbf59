import { Lexer, type TokenTable } from '@wit-ts/wit-parser/grammar';

/** The list that a place is directly in. */
export type FrameKind =
  | 'file'
  | 'package'
  | 'interface'
  | 'world'
  | 'resource'
  | 'record'
  | 'variant'
  | 'enum'
  | 'flags'
  /** The braces of a `use`. */
  | 'use'
  /** The braces of a `with`. */
  | 'with'
  | 'params'
  /** The payload of a case. */
  | 'payload'
  /** The parentheses of an attribute. */
  | 'gate'
  | 'type'
  | 'other';

/** A token before the cursor. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

interface Frame {
  kind: FrameKind;
  /** The first token of the statement that opened it, attributes skipped. */
  head: number;
  /** The token that opened it. */
  open: number;
  /** The first token of the statement or entry that is being written in it. */
  start: number;
}

/** Where in the grammar a place is, found from the tokens before it, whether or not the text has mistakes. */
export interface Cursor {
  kind: FrameKind;
  /** The kinds of the lists around, the innermost last; without `kind` itself. */
  around: readonly FrameKind[];
  /** The tokens of the statement or entry up to the place, attributes skipped. */
  words: readonly Word[];
  /** The tokens of the statement that opened the list, up to its opening. */
  head: readonly Word[];
  /** Commas in the list so far. */
  index: number;
  /** Where the text behind what opened the list starts; 0 for the file. */
  open: number;
}

const lexer = new Lexer();

/**
 * @param offset where the word that is being written starts
 * @param from the start of the item at the top of the file that the place is in or behind; what is before it does not matter
 */
export function cursorAt(text: string, offset: number, from = 0): Cursor {
  const part = text.slice(from, offset);
  const { table } = lexer.scan(part);
  return new Walk(part, table, from).run();
}

const BODIES = new Map<string, FrameKind>([
  ['package', 'package'],
  ['interface', 'interface'],
  ['world', 'world'],
  ['resource', 'resource'],
  ['record', 'record'],
  ['variant', 'variant'],
  ['enum', 'enum'],
  ['flags', 'flags'],
  ['use', 'use'],
  ['include', 'with'],
]);

class Walk {
  readonly #text: string;
  readonly #table: TokenTable;
  /** Where the text that is read stands in the whole one. */
  readonly #from: number;
  readonly #frames: Frame[] = [{ kind: 'file', head: 0, open: -1, start: 0 }];

  constructor(text: string, table: TokenTable, from: number) {
    this.#from = from;
    this.#text = text;
    this.#table = table;
  }

  run(): Cursor {
    const { count } = this.#table;
    for (let at = 0; at < count; at += 1) this.#token(at);
    const top = this.#top;
    return {
      kind: top.kind,
      around: this.#frames.slice(0, -1).map(({ kind }) => kind),
      words: this.#words(this.#skipGates(top.start), count),
      head: top.open === -1 ? [] : this.#words(top.head, top.open),
      index: this.#commas(top),
      open: top.open === -1 ? 0 : this.#from + this.#table.endAt(top.open),
    };
  }

  get #top(): Frame {
    return this.#frames.at(-1) ?? { kind: 'file', head: 0, open: -1, start: 0 };
  }

  #token(at: number): void {
    const start = this.#table.startAt(at);
    if (this.#table.endAt(at) - start !== 1) return;
    switch (this.#text[start]) {
      case '{':
        this.#push(at, this.#bodyKind());
        break;
      case '(':
        this.#push(at, this.#parenKind(at));
        break;
      case '<':
        this.#push(at, 'type');
        break;
      case '>':
        this.#pop(['type']);
        break;
      case ')':
        this.#pop(['params', 'payload', 'gate', 'other']);
        break;
      case '}':
        this.#popBody(at);
        break;
      case ';':
        this.#endStatement(at);
        break;
      case ',':
        this.#top.start = at + 1;
        break;
      default:
    }
  }

  #push(at: number, kind: FrameKind): void {
    const head = this.#skipGates(this.#top.start);
    this.#frames.push({ kind, head, open: at, start: at + 1 });
  }

  /** What the braces that open after the present statement are. */
  #bodyKind(): FrameKind {
    const first = this.#skipGates(this.#top.start);
    const word = this.#word(first);
    if (word === 'import' || word === 'export') return 'interface';
    return BODIES.get(word) ?? 'other';
  }

  #parenKind(at: number): FrameKind {
    const before = this.#word(at - 1);
    if (before === 'func' || before === 'constructor') return 'params';
    if (this.#word(at - 2) === '@') return 'gate';
    return this.#top.kind === 'variant' ? 'payload' : 'other';
  }

  /** Closes the innermost list where it is of one of some kinds. */
  #pop(kinds: readonly FrameKind[]): void {
    if (kinds.includes(this.#top.kind)) this.#frames.pop();
  }

  #popBody(at: number): void {
    const inner: FrameKind[] = ['type', 'params', 'payload', 'gate'];
    while (inner.includes(this.#top.kind)) this.#frames.pop();
    if (this.#frames.length > 1) {
      const closed = this.#frames.pop();
      // Behind the names of a `use` and `with` the statement goes on.
      if (closed?.kind === 'use' || closed?.kind === 'with') return;
    }
    this.#top.start = at + 1;
  }

  #endStatement(at: number): void {
    const inner: FrameKind[] = ['type', 'params', 'payload', 'gate', 'use', 'with'];
    while (inner.includes(this.#top.kind)) this.#frames.pop();
    this.#top.start = at + 1;
  }

  /** The first token behind the attributes that start at one. */
  #skipGates(start: number): number {
    let at = start;
    while (this.#word(at) === '@') {
      if (this.#word(at + 2) !== '(') break;
      let end = at + 3;
      while (end < this.#table.count && this.#word(end) !== ')') end += 1;
      if (end >= this.#table.count) break;
      at = end + 1;
    }
    return at;
  }

  #commas({ open, kind }: Frame): number {
    let count = 0;
    let depth = 0;
    if (kind === 'file') return 0;
    for (let at = open + 1; at < this.#table.count; at += 1) {
      const word = this.#word(at);
      if (word === '<' || word === '(') depth += 1;
      else if (word === '>' || word === ')') depth -= 1;
      else if (word === ',' && depth === 0) count += 1;
    }
    return count;
  }

  #word(at: number): string {
    if (at < 0 || at >= this.#table.count) return '';
    return this.#text.slice(this.#table.startAt(at), this.#table.endAt(at));
  }

  #words(from: number, to: number): Word[] {
    const words: Word[] = [];
    for (let at = from; at < to; at += 1) {
      words.push({
        text: this.#word(at),
        start: this.#from + this.#table.startAt(at),
        end: this.#from + this.#table.endAt(at),
      });
    }
    return words;
  }
}
