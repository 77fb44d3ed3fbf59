/** Words that are keywords of WIT, but in documents only where a type stands: `let stream = new …;` names an instance. */
import { tokens as T, type TokenTable } from '@wit-ts/wit-parser/grammar';
import { Let, New } from './tokens.js';

const WORDS = /\b(?:stream|future|own|map|from|async|error-context)\b/;

const numbers = (types: readonly { tokenTypeIdx?: number }[]): ReadonlySet<number> =>
  new Set(types.flatMap(({ tokenTypeIdx }) => tokenTypeIdx ?? []));

const typeWords = numbers([T.Stream, T.Future, T.Own, T.MapKeyword, T.ErrorContext]);
/** These start no type. */
const otherWords = numbers([T.From, T.Async]);
/** A name comes behind these. */
const beforeNames = numbers([
  T.Import,
  T.Interface,
  T.World,
  T.Record,
  T.Variant,
  T.Enum,
  T.Flags,
  T.Resource,
  T.Type,
  T.As,
  T.Slash,
  T.Period,
]);
const is = (type: number, token: { tokenTypeIdx?: number }): boolean => type === token.tokenTypeIdx;

/** Makes names of the words that stand where a name stands. */
export function wordsAsNames(table: TokenTable, text: string): void {
  if (!WORDS.test(text)) return;
  new WordReader(table).run();
}

/** What the braces around a place hold. */
type Braces = 'arguments' | 'labels' | 'cases' | 'names' | 'items';

class WordReader {
  private readonly braces: Braces[] = [];
  private opened: Braces = 'items';
  /** Parentheses and angle brackets that are open. */
  private nested = 0;
  /** Whether the statement consists of expressions and paths alone. */
  private withoutTypes = false;

  constructor(private readonly table: TokenTable) {}

  run(): void {
    const { table } = this;
    for (let index = 0; index < table.count; index++) {
      const type = table.typeAt(index);
      if (this.isName(type, index)) table.change(index, T.Identifier);
      else this.follow(type, index);
    }
  }

  private isName(type: number, index: number): boolean {
    const next = this.table.typeAt(index + 1);
    if (otherWords.has(type)) return !(is(type, T.Async) && is(next, T.Func));
    if (!typeWords.has(type)) return false;
    const inner = this.braces.at(-1);
    if (inner === 'arguments' || (inner === undefined && this.withoutTypes)) return true;
    if (is(next, T.Colon) || is(next, T.Slash)) return true;
    if (index === 0) return false;
    const before = this.table.typeAt(index - 1);
    if (beforeNames.has(before)) return true;
    const isEntry = (is(before, T.LeftBrace) || is(before, T.Comma)) && this.nested === 0;
    return isEntry && (inner === 'labels' || inner === 'cases' || inner === 'names');
  }

  private follow(type: number, index: number): void {
    if (is(type, T.LeftBrace)) {
      this.braces.push(this.opened);
      this.opened = 'items';
      this.nested = 0;
    } else if (is(type, T.RightBrace)) {
      this.braces.pop();
      this.nested = 0;
    } else if (is(type, T.Semicolon)) {
      this.opened = 'items';
      this.nested = 0;
      if (this.braces.length === 0) this.withoutTypes = false;
    } else if (is(type, T.LeftParen) || is(type, T.LessThan)) {
      this.nested++;
    } else if (is(type, T.RightParen) || is(type, T.GreaterThan)) {
      this.nested--;
    } else if (is(type, New)) {
      this.opened = 'arguments';
    } else if (is(type, T.Enum) || is(type, T.Flags)) {
      this.opened = 'labels';
    } else if (is(type, T.Variant)) {
      this.opened = 'cases';
    } else if (is(type, T.Period) && is(this.table.typeAt(index + 1), T.LeftBrace)) {
      this.opened = 'names';
    } else if (is(type, T.With)) {
      this.opened = 'names';
    } else if (this.braces.length === 0 && startsExpressions(type)) {
      this.withoutTypes = true;
    }
  }
}

function startsExpressions(type: number): boolean {
  return is(type, Let) || is(type, T.Export) || is(type, T.Package);
}
