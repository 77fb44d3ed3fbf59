/** Lists with commas between their entries, and what can be wrong with them. */

import type { Body } from '../ast/ast.js';
import * as messages from '../diagnostics/syntax-messages.js';
import type { Token } from '../lexer/token.js';
import * as T from '../lexer/tokens.js';
import type { WitTokenType } from '../lexer/tokens.js';
import { END_OF_FILE } from './core.js';
import { TypeRules } from './type-rules.js';

/** A list that collects entries, and remembers whether one was lost. */
export interface Sink<Entry> {
  items: Entry[];
  damaged: boolean;
}

export function emptyBody<Item>(): Body<Item> {
  return { items: [], damaged: false, open: -1, close: -1 };
}

/** The offset of a `{`, or -1 where another token stands in its place. */
export function offsetOf(open: Token): number {
  return open.tokenTypeIdx === T.LeftBrace.tokenTypeIdx ? open.startOffset : -1;
}

export abstract class ListRules extends TypeRules {
  /** The list whose entries are read just now: its brackets, and whether a `;` shows that it is not closed. */
  private listOpen: Token | undefined;
  private listCloser: WitTokenType = T.RightBrace;
  private listEndsAtSemicolon = false;

  /**
   * The entries of a list up to its closing bracket, with commas between them and perhaps behind the last one.
   *
   * @param entry reads one, by {@link commaEntry}
   */
  protected commaList(
    entry: () => void,
    sink: { damaged: boolean },
    close: WitTokenType,
    open: Token,
    what: string,
    endsAtSemicolon = false,
  ): number {
    this.listOpen = open;
    this.listCloser = close;
    this.listEndsAtSemicolon = endsAtSemicolon || close === T.RightParen;
    this.MANY(entry);
    if (!this.RECORDING_PHASE) {
      this.goOn(
        () => !this.at(close) && this.recoverEntry(sink, close, what),
        () => this.MANY(entry),
      );
    }
    return this.closeList(close, open, what);
  }

  /** One entry and its comma. */
  protected commaEntry<Entry>(sink: Sink<Entry>, close: WitTokenType, read: () => Entry): void {
    const from = this.currIdx;
    try {
      sink.items.push(read());
      if (this.OPTION1(this.comma) === undefined && !this.RECORDING_PHASE && !this.at(close)) {
        this.missingComma(close);
      }
    } catch (error) {
      if (error === NO_ENTRY) {
        this.currIdx = from;
        this.keepQuiet();
        return;
      }
      this.caught(error);
      this.typeDepth = 0;
      sink.damaged = true;
      if (this.currIdx === from) this.skip();
      this.skipEntry(close);
    }
  }

  /** `name: func` where an entry of a list should be: the list before it was not closed. */
  protected readonly listIsUnclosed = (): Error => {
    const closer = this.listCloser.LABEL;
    const open = this.listOpen;
    this.complain(
      messages.unclosed(closer, this.describe(this.peek()), 'the list before it'),
      open && { related: [this.related(this.placeOf(open), 'opened here')] },
    );
    return NO_ENTRY;
  };

  /** Neither a comma nor the end of the list behind an entry. */
  private missingComma(close: WitTokenType): void {
    const token = this.peek();
    const message = messages.missingComma(close.LABEL, this.describe(token));
    if (this.at(T.Semicolon) && !this.listEndsAtSemicolon) {
      this.complain(message, {
        fixes: [this.fix('replace `;` by `,`', this.placeOf(token), ',')],
      });
      this.skip();
      return;
    }
    if (this.at(T.Identifier) || (token.isKeyword && this.at(T.Colon, 2))) {
      this.complain(message, { fixes: [this.addition('add the missing `,`', ',')] });
      return;
    }
    // What ends the statement around the list: the bracket is missing, which `closeList` reports.
    if (this.endsList(close)) return;
    this.fail(message);
  }

  private endsList(close: WitTokenType): boolean {
    const type = this.nextType();
    if (type === END_OF_FILE || type === T.RightBrace.tokenTypeIdx) return true;
    if (type === T.Semicolon.tokenTypeIdx) return this.listEndsAtSemicolon;
    if (type === T.Arrow.tokenTypeIdx && close === T.RightParen) return true;
    return this.atItemStart();
  }

  /** At a token that starts no entry. Whether the list goes on. */
  private recoverEntry(sink: { damaged: boolean }, close: WitTokenType, what: string): boolean {
    const isParam = close === T.RightParen;
    if (isParam && !this.at(T.Colon, 2)) {
      if (this.unnamedParam(sink)) return true;
    } else if (this.acceptKeywordAsName()) {
      return true;
    }
    if (this.endsList(close) && !this.at(T.At)) return false;
    const token = this.peek();
    if (this.at(T.At)) {
      this.skipMisplacedGates(ENTRIES.get(what) ?? 'an entry of a list');
      return true;
    }
    const message = messages.expectedToken(
      `${isParam ? 'a parameter' : 'a name'} or ${close.LABEL}`,
      this.describe(token),
    );
    if (this.at(T.Comma)) {
      this.complain(message, { fixes: [this.fix('remove the `,`', this.placeOf(token), '')] });
      this.skip();
      return true;
    }
    this.complain(message);
    sink.damaged = true;
    this.skipEntry(close);
    return !this.at(close) && !this.endsList(close);
  }

  /** `func(u8)`: a type without a name before it. */
  private unnamedParam(sink: { damaged: boolean }): boolean {
    const token = this.peek();
    if (!token.isKeyword || this.atItemStart()) return false;
    const help = `a parameter has a name: \`name: ${token.image}\``;
    this.complain(messages.expectedToken('a parameter', this.describe(token), help));
    sink.damaged = true;
    this.skipEntry(T.RightParen);
    return true;
  }
}

/** No entry of the list stands here, although it looks like one. */
const NO_ENTRY = new Error('the list ends before this');

/** What the entries of a list are called, by the list. */
const ENTRIES = new Map([
  ['the list of parameters', 'a parameter'],
  ['the record', 'a field of a record'],
  ['the list of flags', 'a flag'],
  ['the variant', 'a case of a variant'],
  ['the enum', 'a case of an enum'],
]);
