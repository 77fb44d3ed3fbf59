/** Items with their docs and attributes, lists of items in braces, and what can be wrong with them. */

import type { Body, Gate, Name } from '../ast/ast.js';
import * as messages from '../diagnostics/syntax-messages.js';
import type { Message } from '../diagnostics/syntax-messages.js';
import type { Token } from '../lexer/token.js';
import * as T from '../lexer/tokens.js';
import type { WitTokenType } from '../lexer/tokens.js';
import { END_OF_FILE } from './core.js';
import { ListRules } from './list-rules.js';
import { nearestKeyword } from './spelling.js';

export abstract class ItemListRules extends ListRules {
  /** Index of the token before the item that is read just now. */
  private entryStart = 0;
  /** The item was put right and is to be read once more. */
  private retrying = false;
  /** Index of the first token of the current item, and its attributes; its rule fetches them first of all. */
  protected itemFirst = 0;
  protected itemGates: Gate[] = [];

  /** The beginning of the rule of an item: notes its docs and reads its attributes. */
  protected startItem(): void {
    this.itemFirst = this.currIdx + 1;
    this.itemGates = this.gates();
  }

  /** The first own token of an item, with the docs and attributes before it. */
  protected itemHead(first: WitTokenType): {
    start: number;
    docsStart: number;
    docsEnd: number;
    gates: Gate[];
  } {
    const docsStart = this.tokens.docsStartAt(this.itemFirst);
    const docsEnd = this.tokens.docsEndAt(this.itemFirst);
    const gates = this.itemGates;
    const start = this.takeStart(first);
    return { start, docsStart, docsEnd, gates };
  }

  /** The name of a function, consumed already, and its `:`; a misspelt keyword in its place shows here. */
  protected functionName(): Name {
    const index = this.currIdx;
    if (!this.RECORDING_PHASE && !this.at(T.Colon)) this.misspeltItem(this.peek(0));
    const name = this.RECORDING_PHASE ? { start: 0, end: 0, text: '' } : this.nameAt(index);
    this.colon();
    return name;
  }

  /** `recrod point {`: the word that was read as a name is no name but a misspelt keyword. */
  private misspeltItem(word: Token): void {
    const keyword = this.at(T.Identifier) ? nearestKeyword(word.image) : undefined;
    if (keyword === undefined || keyword.tokenTypeIdx === word.tokenTypeIdx) return;
    this.respell(word, keyword);
    this.currIdx = this.entryStart;
    throw RETRY;
  }

  /** Reports a misspelt keyword and puts the right one in its place. */
  protected respell(word: Token, keyword: WitTokenType): void {
    const text = keyword.text ?? '';
    this.report(messages.misspeltKeyword(word.image, text), this.placeOf(word), {
      fixes: [this.fix(`replace it by \`${text}\``, this.placeOf(word), text)],
    });
    this.tokens.change(word.index, keyword);
  }

  /** The items of a body, `{` read already, and its `}`. */
  protected itemList<Item>(
    item: () => void,
    body: Body<Item>,
    place: string,
    expected: string,
    open: Token,
  ): void {
    this.MANY(item);
    if (!this.RECORDING_PHASE) {
      this.goOn(
        () => !this.at(T.RightBrace) && this.recoverItem(body, place, expected, open),
        () => this.MANY(item),
      );
    }
    body.close = this.closeList(T.RightBrace, open, 'the block');
  }

  /** One item. */
  protected itemEntry<Item>(list: { items: Item[]; damaged: boolean }, read: () => Item): void {
    const from = this.currIdx;
    this.entryStart = from;
    try {
      list.items.push(read());
    } catch (error) {
      if (error === RETRY) {
        this.retrying = true;
        return;
      }
      this.caught(error);
      this.typeDepth = 0;
      list.damaged = true;
      if (this.currIdx === from) this.skip();
      this.skipItem();
    }
  }

  /** At a token that starts no item of this body. Whether the body goes on. */
  protected recoverItem(
    list: { damaged: boolean },
    place: string,
    expected: string,
    open: Token | undefined,
  ): boolean {
    if (this.retrying) {
      this.retrying = false;
      return true;
    }
    const token = this.peek();
    const type = token.tokenTypeIdx;
    if (type === END_OF_FILE) return false;
    const found = this.describe(token);
    if (type === T.Semicolon.tokenTypeIdx) {
      this.complain(messages.expectedToken(expected, found, 'remove the `;`'), {
        fixes: [this.fix('remove the `;`', this.placeOf(token), '')],
      });
      this.skip();
      return true;
    }
    if (open !== undefined && this.atOuterItem() && !this.isIndentedIn(token, open)) {
      this.complain(messages.unclosed('`}`', found, 'the block before it'), {
        related: [this.related(this.placeOf(open), 'opened here')],
      });
      return false;
    }
    if (token.isKeyword && this.isFunctionStart(3) && this.acceptKeywordAsName()) return true;
    if (this.at(T.Identifier)) {
      const keyword = nearestKeyword(token.image);
      if (keyword !== undefined && this.at(T.Identifier, 2)) {
        this.respell(token, keyword);
        return true;
      }
    }
    this.complain(this.noItem(token, found, place, expected));
    list.damaged = true;
    this.skip();
    if (type !== T.RightParen.tokenTypeIdx && type !== T.GreaterThan.tokenTypeIdx) this.skipItem();
    return true;
  }

  private noItem(token: Token, found: string, place: string, expected: string): Message {
    if (token.isKeyword && this.at(T.Colon, 2)) {
      return messages.keywordAsName(token.image);
    }
    if (this.at(T.Identifier) && this.at(T.Colon, 2)) {
      const help = `write \`import ${found.slice(1, -1)}: …\` or \`export ${found.slice(1, -1)}: …\``;
      return messages.expectedToken(expected, found, place === 'in a world' ? help : undefined);
    }
    return token.isKeyword
      ? messages.misplacedItem(found, place, expected)
      : messages.expectedToken(expected, found);
  }

  /** Whether a token stands further right than the line with a bracket starts: then it was meant to be inside. */
  private isIndentedIn(token: Token, open: Token): boolean {
    return this.columnOf(token.startOffset) > this.indentOf(open.startOffset);
  }

  private columnOf(offset: number): number {
    return offset - (this.source.lastIndexOf('\n', offset - 1) + 1);
  }

  private indentOf(offset: number): number {
    const start = this.source.lastIndexOf('\n', offset - 1) + 1;
    return this.source.slice(start, offset).search(/\S|$/);
  }
}

/** The item was put right; it is to be read once more. */
const RETRY = new Error('read the item again');
