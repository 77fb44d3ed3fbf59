/**
 * Going on after a mistake.
 *
 * Recovery is by hand, because it knows what WIT looks like: a mistake is reported once, then the parser goes on at the next
 * separator, at the end of the item, or where by the look of the lines the next item starts.
 */

import * as messages from '../diagnostics/syntax-messages.js';
import type { Token } from '../lexer/token.js';
import * as T from '../lexer/tokens.js';
import type { WitTokenType } from '../lexer/tokens.js';
import { ABANDONED, END_OF_FILE, ParserCore, setOf } from './core.js';
import { ITEM_KEYWORDS } from './spelling.js';

/** How many tokens behind a mistake a `;` is looked for that ends its statement. */
const SEMICOLON_REACH = 100;

export abstract class RecoveringParser extends ParserCore {
  // ---- Punctuation ---------------------------------------------------------------------------------------------------

  /**
   * The `;` of a statement.
   *
   * @param keep keeps the statement even where something else stands before its `;`
   */
  protected semicolon(occurrence = 0, keep = true): void {
    if (this.RECORDING_PHASE || this.at(T.Semicolon)) {
      this.eat(T.Semicolon, occurrence);
      return;
    }
    const token = this.peek();
    const found = this.describe(token);
    if (this.at(T.Comma)) {
      this.complain(messages.wrongTerminator(found), {
        fixes: [this.fix('replace `,` by `;`', this.placeOf(token), ';')],
      });
      this.skip();
      return;
    }
    const goesOn = this.startsLine(token) || this.at(T.RightBrace) || this.atItemStart();
    this.complain(messages.missingSemicolon(found), {
      fixes: [this.addition('add the missing `;`', ';')],
    });
    if (!goesOn && !(keep && this.skipToSemicolon())) throw ABANDONED;
  }

  /** Skips the `;` of this line with all before it; nothing where there is none near or a brace comes first. */
  private skipToSemicolon(): boolean {
    // A line can be as long as the file, so the search ends after some tokens.
    const limit = Math.min(this.tokens.count, this.currIdx + 1 + SEMICOLON_REACH);
    for (let i = this.currIdx + 1; i < limit; i++) {
      const gap = this.source.slice(this.tokens.endAt(i - 1), this.tokens.startAt(i));
      if (gap.includes('\n')) return false;
      const type = this.tokens.typeAt(i);
      if (type === T.LeftBrace.tokenTypeIdx || type === T.RightBrace.tokenTypeIdx) return false;
      if (type === T.Semicolon.tokenTypeIdx) {
        this.currIdx = i;
        return true;
      }
    }
    return false;
  }

  /** The `:` behind a name. */
  protected colon(occurrence = 0): void {
    if (this.RECORDING_PHASE || this.at(T.Colon)) {
      this.eat(T.Colon, occurrence);
      return;
    }
    const token = this.peek();
    const message = messages.expectedToken('`:`', this.describe(token));
    if (this.at(T.Equals)) {
      this.complain(message, { fixes: [this.fix('replace `=` by `:`', this.placeOf(token), ':')] });
      this.skip();
      return;
    }
    if (!token.isKeyword && !this.at(T.Identifier)) this.fail(message);
    this.complain(message, { fixes: [this.addition('add the missing `:`', ':')] });
    if (this.startsLine(token)) throw ABANDONED;
  }

  /** The `{` of a body; where it is missing, the token behind its place. */
  protected openBrace(occurrence = 0): Token {
    if (!this.RECORDING_PHASE && !this.at(T.LeftBrace) && this.startsLine(this.peek())) {
      this.complain(messages.expectedToken('`{`', this.describe(this.peek())), {
        fixes: [this.addition('add the missing `{`', ' {')],
      });
      if (this.nextType() === END_OF_FILE) throw ABANDONED;
      return this.peek();
    }
    return this.take(T.LeftBrace, occurrence);
  }

  /**
   * The bracket that closes a list.
   *
   * @returns its offset, or -1 where it is missing; then it is reported, and all goes on as if it were there.
   */
  protected closeList(type: WitTokenType, open: Token, what: string, occurrence = 0): number {
    if (this.RECORDING_PHASE || this.at(type)) return this.takeStart(type, occurrence);
    this.complain(messages.unclosed(type.LABEL, this.describe(this.peek()), what), {
      related: [this.related(this.placeOf(open), 'opened here')],
    });
    return -1;
  }

  /**
   * Goes on with a list that stopped at a token which starts no entry: puts that right and reads more entries, until nothing
   * can be put right. Each round takes a token at least, so that it ends for every input.
   */
  protected goOn(putRight: () => boolean, readMore: () => void): void {
    for (;;) {
      const before = this.currIdx;
      if (!putRight()) return;
      readMore();
      if (this.currIdx > before) continue;
      if (this.nextType() === END_OF_FILE) return;
      this.skip();
    }
  }

  // ---- Going on after a mistake --------------------------------------------------------------------------------------

  protected skip(): void {
    this.currIdx++;
  }

  /** The next token is not to be complained about: the mistake before it is the cause. */
  protected keepQuiet(): void {
    this.reportedAt = this.currIdx;
  }

  /** Whether a token is the first of its line. */
  protected startsLine(token: Token): boolean {
    if (token.tokenTypeIdx === END_OF_FILE) return true;
    const end = this.lastEnd();
    return this.currIdx < 0 || this.source.slice(end, token.startOffset).includes('\n');
  }

  /** Whether by its look an item of a body starts at the next token, whatever surrounds it. */
  protected atItemStart(): boolean {
    const token = this.peek();
    const next = this.nextType(2);
    const type = token.tokenTypeIdx;
    if (type === T.At.tokenTypeIdx) return this.startsLine(token);
    if (type === T.Identifier.tokenTypeIdx) {
      if (next !== T.Colon.tokenTypeIdx) return false;
      return this.isFunctionStart(3);
    }
    if (type === T.Constructor.tokenTypeIdx) {
      return next === T.LeftParen.tokenTypeIdx && this.startsLine(token);
    }
    if (!ITEM_STARTS.has(type) || next !== T.Identifier.tokenTypeIdx) return false;
    if (this.startsLine(token)) return true;
    const third = this.nextType(3);
    return third === T.LeftBrace.tokenTypeIdx || third === T.Equals.tokenTypeIdx;
  }

  /** Whether a token starts the type of a function, which nothing else does. */
  protected isFunctionStart(howFar: number): boolean {
    return FUNCTION_STARTS.has(this.nextType(howFar));
  }

  /** Whether by its look an interface, world or package starts at the next token that does not belong into the body around. */
  protected atOuterItem(): boolean {
    const token = this.peek();
    return (
      OUTER_STARTS.has(token.tokenTypeIdx) && this.at(T.Identifier, 2) && this.startsLine(token)
    );
  }

  /** Skips the rest of an item: through its `;` or its block, or up to the next item or the `}` of the body around it. */
  protected skipItem(): void {
    let depth = 0;
    for (;;) {
      const type = this.nextType();
      if (type === END_OF_FILE) break;
      if (type === T.LeftBrace.tokenTypeIdx) {
        depth++;
      } else if (type === T.RightBrace.tokenTypeIdx) {
        if (depth === 0) break;
        if (--depth === 0) {
          this.skip();
          if (this.at(T.Semicolon)) this.skip();
          return;
        }
      } else if (type === T.Semicolon.tokenTypeIdx) {
        if (depth === 0) return this.skip();
      } else if (depth === 0 ? this.atItemStart() : this.atOuterItem()) {
        break;
      }
      this.skip();
    }
    this.keepQuiet();
  }

  /** Skips the rest of an entry of a list: through its comma, or up to the end of the list. */
  protected skipEntry(close: WitTokenType): void {
    const inBraces = close === T.RightBrace;
    let depth = 0;
    for (;;) {
      const type = this.nextType();
      if (type === END_OF_FILE) break;
      if (depth === 0) {
        if (type === close.tokenTypeIdx) break;
        if (type === T.Comma.tokenTypeIdx) return this.skip();
        if (type === T.Semicolon.tokenTypeIdx) {
          if (inBraces) return this.skip();
          break;
        }
        if (type === T.RightBrace.tokenTypeIdx) break;
        if (this.atItemStart()) break;
      } else if (this.atOuterItem()) {
        break;
      }
      if (type === T.LeftBrace.tokenTypeIdx || type === T.LeftParen.tokenTypeIdx) depth++;
      if (type === T.RightBrace.tokenTypeIdx || type === T.RightParen.tokenTypeIdx) {
        depth = Math.max(0, depth - 1);
      }
      this.skip();
    }
    this.keepQuiet();
  }

  /** Skips the rest of a type that starts behind the token with index `from`: to where what surrounds it goes on. */
  protected skipType(from: number): void {
    let angles = 0;
    let others = 0;
    for (let i = from + 1; i <= this.currIdx; i++) {
      const type = this.tokens.typeAt(i);
      if (type === T.LessThan.tokenTypeIdx) angles++;
      else if (type === T.GreaterThan.tokenTypeIdx) angles--;
    }
    for (;;) {
      const type = this.nextType();
      if (type === END_OF_FILE) break;
      if (type === T.LeftParen.tokenTypeIdx || type === T.LeftBrace.tokenTypeIdx) {
        others++;
      } else if (type === T.RightParen.tokenTypeIdx || type === T.RightBrace.tokenTypeIdx) {
        if (others === 0) break;
        others--;
      } else if (others === 0) {
        if (type === T.Semicolon.tokenTypeIdx || type === T.Arrow.tokenTypeIdx) break;
        if (type === T.Comma.tokenTypeIdx && angles <= 0) break;
        const startsField = type === T.Identifier.tokenTypeIdx && this.at(T.Colon, 2);
        if (startsField || this.atItemStart()) break;
      } else if (this.atOuterItem()) {
        break;
      }
      if (type === T.LessThan.tokenTypeIdx) angles++;
      else if (type === T.GreaterThan.tokenTypeIdx) angles--;
      this.skip();
    }
    this.keepQuiet();
  }
}

const FUNCTION_STARTS = setOf(T.Func, T.Async, T.Static);

const OUTER_STARTS = setOf(T.Interface, T.World, T.Package);

const ITEM_STARTS = setOf(...ITEM_KEYWORDS);
