/** Functions and the definitions of types. */

import type {
  Body,
  Case,
  EnumCase,
  Field,
  Flag,
  FunctionType,
  Gate,
  Name,
  Param,
  ResourceFunction,
  TypeItem,
} from '../ast/ast.js';
import * as messages from '../diagnostics/syntax-messages.js';
import type { Message } from '../diagnostics/syntax-messages.js';
import type { Token } from '../lexer/token.js';
import * as T from '../lexer/tokens.js';
import type { WitTokenType } from '../lexer/tokens.js';
import { END_OF_FILE } from './core.js';
import { nearestKeyword } from './spelling.js';
import { TypeRules } from './type-rules.js';

/** A list that collects entries, and remembers whether one was lost. */
interface Sink<Entry> {
  items: Entry[];
  damaged: boolean;
}

export function emptyBody<Item>(): Body<Item> {
  return { items: [], damaged: false, open: -1, close: -1 };
}

export abstract class DefinitionRules extends TypeRules {
  // The lists that are filled just now; none of them nests in itself.
  private params: Sink<Param> = emptyBody();
  private fields: Body<Field> = emptyBody();
  private flagList: Body<Flag> = emptyBody();
  private cases: Body<Case> = emptyBody();
  private enumCases: Body<EnumCase> = emptyBody();
  private resourceFunctions: Body<ResourceFunction> = emptyBody();
  /** Index of the token before the item or entry that is read just now. */
  private entryStart = 0;

  /** The item was put right and is to be read once more. */
  private retrying = false;
  /** The list whose entries are read just now: its brackets, and whether a `;` shows that it is not closed. */
  private listOpen: Token | undefined;
  private listCloser: WitTokenType = T.RightBrace;
  private listEndsAtSemicolon = false;

  /** Where the docs of the current item stand, and its attributes; its rule fetches them first of all. */
  protected itemFirst: Token | undefined;
  protected itemGates: Gate[] = [];

  // ---- Lists with commas ---------------------------------------------------------------------------------------------

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
      while (!this.at(close) && this.recoverEntry(sink, close, what)) this.MANY(entry);
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
  private readonly listIsUnclosed = (): Error => {
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
    if (
      this.at(T.Identifier) ||
      (token.tokenType?.keyword && this.peek(2).tokenTypeIdx === T.Colon.tokenTypeIdx)
    ) {
      this.complain(message, { fixes: [this.addition('add the missing `,`', ',')] });
      return;
    }
    // What ends the statement around the list: the bracket is missing, which `closeList` reports.
    if (this.endsList(close)) return;
    this.fail(message);
  }

  private endsList(close: WitTokenType): boolean {
    const type = this.LA(1).tokenTypeIdx;
    if (type === END_OF_FILE || type === T.RightBrace.tokenTypeIdx) return true;
    if (type === T.Semicolon.tokenTypeIdx) return this.listEndsAtSemicolon;
    if (type === T.Arrow.tokenTypeIdx && close === T.RightParen) return true;
    return this.atItemStart();
  }

  /** At a token that starts no entry. Whether the list goes on. */
  private recoverEntry(sink: { damaged: boolean }, close: WitTokenType, what: string): boolean {
    const isParam = close === T.RightParen;
    if (isParam && this.peek(2).tokenTypeIdx !== T.Colon.tokenTypeIdx) {
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
    if (!token.tokenType?.keyword || this.atItemStart()) return false;
    const help = `a parameter has a name: \`name: ${token.image}\``;
    this.complain(messages.expectedToken('a parameter', this.describe(token), help));
    sink.damaged = true;
    this.skipEntry(T.RightParen);
    return true;
  }

  // ---- Functions -----------------------------------------------------------------------------------------------------

  readonly param = this.RULE('param', (): Param => {
    const name = this.name();
    this.colon();
    const type = this.typeOrError(this.listIsUnclosed);
    return { start: name.start, end: type.end, name, type };
  });

  private readonly readParam = (): Param => this.SUBRULE(this.param);
  private readonly addParam = (): void =>
    this.commaEntry(this.params, T.RightParen, this.readParam);

  readonly paramList = this.RULE('paramList', (): Sink<Param> => {
    const open = this.take(T.LeftParen);
    const params: Sink<Param> = { items: [], damaged: false };
    this.params = params;
    this.commaList(this.addParam, params, T.RightParen, open, 'the list of parameters');
    return params;
  });

  private readonly functionResult = () => {
    this.take(T.Arrow);
    return this.typeOrError();
  };

  private readonly asyncKeyword = (): Token => this.take(T.Async);

  /** `async func(…) -> …`. */
  readonly functionType = this.RULE('functionType', (): FunctionType => {
    const async = this.OPTION(this.asyncKeyword);
    if (!this.RECORDING_PHASE && !this.at(T.Func)) this.acceptFuncLike();
    const { startOffset: keyword } = this.take(T.Func);
    const { items: params, damaged } = this.SUBRULE(this.paramList);
    const result = this.OPTION1(this.functionResult);
    const start = async === undefined ? keyword : async.startOffset;
    const end = this.lastEnd();
    return { start, end, async: async !== undefined, keyword, params, damaged, result };
  });

  /** `fn` or `function` where `func` should stand; or no word at all. */
  private acceptFuncLike(): void {
    const token = this.peek();
    if (this.at(T.Identifier) && this.peek(2).tokenTypeIdx === T.LeftParen.tokenTypeIdx) {
      const place = this.placeOf(token);
      this.complain(messages.misspeltKeyword(token.image, 'func'), {
        fixes: [this.fix('replace it by `func`', place, 'func')],
      });
      token.become(T.Func);
    } else if (this.at(T.LeftParen)) {
      this.fail(messages.expectedToken('`func`', '`(`', 'write `name: func(…)`'), {
        fixes: [this.addition('add the missing `func`', ' func')],
      });
    } else {
      this.fail(messages.expectedToken('`func`', this.describe(token)));
    }
  }

  // ---- Definitions ---------------------------------------------------------------------------------------------------

  readonly typeAlias = this.RULE('typeAlias', (): TypeItem => {
    const head = this.itemHead(T.Type);
    const name = this.name();
    this.take(T.Equals);
    const type = this.typeOrError();
    this.semicolon();
    return { kind: 'type', ...head, end: this.lastEnd(), name, type };
  });

  readonly field = this.RULE('field', (): Field => {
    const { docsStart, docsEnd } = this.peek();
    const name = this.name();
    this.colon();
    const type = this.typeOrError(this.listIsUnclosed);
    return { start: name.start, end: type.end, docsStart, docsEnd, name, type };
  });

  private readonly readField = (): Field => this.SUBRULE(this.field);
  private readonly addField = (): void =>
    this.commaEntry(this.fields, T.RightBrace, this.readField);

  readonly record = this.RULE('record', (): TypeItem => {
    const head = this.itemHead(T.Record);
    const name = this.name();
    const open = this.openBrace();
    const body = (this.fields = emptyBody<Field>());
    const close = this.commaList(this.addField, body, T.RightBrace, open, 'the record');
    return {
      kind: 'record',
      ...head,
      end: this.lastEnd(),
      name,
      ...body,
      open: offsetOf(open),
      close,
    };
  });

  readonly flag = this.RULE('flag', (): Flag => {
    const { docsStart, docsEnd } = this.peek();
    const name = this.name();
    return { start: name.start, end: name.end, docsStart, docsEnd, name };
  });

  private readonly readFlag = (): Flag => this.SUBRULE(this.flag);
  private readonly addFlag = (): void =>
    this.commaEntry(this.flagList, T.RightBrace, this.readFlag);

  readonly flags = this.RULE('flags', (): TypeItem => {
    const head = this.itemHead(T.Flags);
    const name = this.name();
    const open = this.openBrace();
    const body = (this.flagList = emptyBody<Flag>());
    const close = this.commaList(this.addFlag, body, T.RightBrace, open, 'the list of flags');
    return {
      kind: 'flags',
      ...head,
      end: this.lastEnd(),
      name,
      ...body,
      open: offsetOf(open),
      close,
    };
  });

  private readonly casePayload = () => {
    this.take(T.LeftParen);
    const type = this.typeOrError();
    this.take(T.RightParen);
    return type;
  };

  readonly case = this.RULE('case', (): Case => {
    const { docsStart, docsEnd } = this.peek();
    const name = this.name();
    const type = this.OPTION(this.casePayload);
    return { start: name.start, end: this.lastEnd(), docsStart, docsEnd, name, type };
  });

  private readonly readCase = (): Case => this.SUBRULE(this.case);
  private readonly addCase = (): void => this.commaEntry(this.cases, T.RightBrace, this.readCase);

  readonly variant = this.RULE('variant', (): TypeItem => {
    const head = this.itemHead(T.Variant);
    const name = this.name();
    const open = this.openBrace();
    const body = (this.cases = emptyBody<Case>());
    const close = this.commaList(this.addCase, body, T.RightBrace, open, 'the variant');
    return {
      kind: 'variant',
      ...head,
      end: this.lastEnd(),
      name,
      ...body,
      open: offsetOf(open),
      close,
    };
  });

  readonly enumCase = this.RULE('enumCase', (): EnumCase => {
    const { docsStart, docsEnd } = this.peek();
    const name = this.name();
    return { start: name.start, end: name.end, docsStart, docsEnd, name };
  });

  private readonly readEnumCase = (): EnumCase => this.SUBRULE(this.enumCase);
  private readonly addEnumCase = (): void =>
    this.commaEntry(this.enumCases, T.RightBrace, this.readEnumCase);

  readonly enum = this.RULE('enum', (): TypeItem => {
    const head = this.itemHead(T.Enum);
    const name = this.name();
    const open = this.openBrace();
    const body = (this.enumCases = emptyBody<EnumCase>());
    const close = this.commaList(this.addEnumCase, body, T.RightBrace, open, 'the enum');
    return {
      kind: 'enum',
      ...head,
      end: this.lastEnd(),
      name,
      ...body,
      open: offsetOf(open),
      close,
    };
  });

  // ---- Resources -----------------------------------------------------------------------------------------------------

  readonly resource = this.RULE('resource', (): TypeItem => {
    const head = this.itemHead(T.Resource);
    const name = this.name();
    const body = emptyBody<ResourceFunction>();
    this.resourceFunctions = body;
    if (!this.RECORDING_PHASE && !this.at(T.LeftBrace) && !this.at(T.Semicolon)) {
      this.semicolon(1);
    } else {
      this.OR(this.resourceEnds);
    }
    return { kind: 'resource', ...head, end: this.lastEnd(), name, ...body };
  });

  private readonly resourceEnds = [
    { ALT: (): void => this.semicolon() },
    {
      ALT: (): void => {
        const body = this.resourceFunctions;
        const open = this.take(T.LeftBrace);
        body.open = open.startOffset;
        this.itemList(
          this.addResourceFunction,
          body,
          'in a resource',
          '`constructor` or a function',
          open,
        );
      },
    },
  ];

  private readonly addResourceFunction = (): void =>
    this.itemEntry(this.resourceFunctions, this.readResourceFunction);
  private readonly readResourceFunction = (): ResourceFunction =>
    this.SUBRULE(this.resourceFunction);

  readonly resourceFunction = this.RULE('resourceFunction', (): ResourceFunction => {
    this.startItem();
    return this.OR(this.resourceFunctionAlternatives);
  });

  private readonly resourceFunctionAlternatives = [
    {
      ALT: (): ResourceFunction => {
        const head = this.itemHead(T.Constructor);
        const { startOffset: keyword, end } = this.LA(0) as Token;
        const { items: params, damaged } = this.SUBRULE(this.paramList);
        const result = this.OPTION(this.functionResult);
        const name = { start: keyword, end, text: 'constructor' };
        const type = {
          start: keyword,
          end: this.lastEnd(),
          async: false,
          keyword,
          params,
          damaged,
          result,
        };
        this.semicolon();
        return { kind: 'constructor', ...head, end: this.lastEnd(), name, function: type };
      },
    },
    {
      ALT: (): ResourceFunction => {
        const head = this.itemHead(T.Identifier);
        const name = this.functionName();
        const isStatic = this.OPTION1(this.staticKeyword) !== undefined;
        const type = this.SUBRULE(this.functionType);
        this.semicolon(1);
        const kind = isStatic ? 'static' : 'method';
        return { kind, ...head, end: this.lastEnd(), name, function: type };
      },
    },
  ];

  private readonly staticKeyword = (): Token => this.take(T.Static);

  // ---- Items ---------------------------------------------------------------------------------------------------------

  /** The beginning of the rule of an item: notes its docs and reads its attributes. */
  protected startItem(): void {
    this.itemFirst = this.peek();
    this.itemGates = this.gates();
  }

  /** The first own token of an item, with the docs and attributes before it. */
  protected itemHead(first: WitTokenType): {
    start: number;
    docsStart: number;
    docsEnd: number;
    gates: Gate[];
  } {
    const { docsStart = 0, docsEnd = 0 } = this.itemFirst ?? this.peek();
    const gates = this.itemGates;
    const { startOffset: start } = this.take(first);
    return { start, docsStart, docsEnd, gates };
  }

  /** The name of a function, consumed already, and its `:`; a misspelt keyword in its place shows here. */
  protected functionName(): Name {
    const token = this.LA(0) as Token;
    if (!this.RECORDING_PHASE && !this.at(T.Colon)) this.misspeltItem(token);
    const name = this.nameOf(token);
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
    word.become(keyword);
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
      while (!this.at(T.RightBrace) && this.recoverItem(body, place, expected, open))
        this.MANY(item);
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
    if (token.tokenType.keyword && this.isFunctionStart(3) && this.acceptKeywordAsName())
      return true;
    if (this.at(T.Identifier)) {
      const keyword = nearestKeyword(token.image);
      if (keyword !== undefined && this.peek(2).tokenTypeIdx === T.Identifier.tokenTypeIdx) {
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
    if (token.tokenType.keyword && this.peek(2).tokenTypeIdx === T.Colon.tokenTypeIdx) {
      return messages.keywordAsName(token.image);
    }
    if (this.at(T.Identifier) && this.peek(2).tokenTypeIdx === T.Colon.tokenTypeIdx) {
      const help = `write \`import ${found.slice(1, -1)}: …\` or \`export ${found.slice(1, -1)}: …\``;
      return messages.expectedToken(expected, found, place === 'in a world' ? help : undefined);
    }
    return token.tokenType.keyword
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

/** No entry of the list stands here, although it looks like one. */
const NO_ENTRY = new Error('the list ends before this');

/** The item was put right; it is to be read once more. */
const RETRY = new Error('read the item again');

/** What the entries of a list are called, by the list. */
const ENTRIES = new Map([
  ['the list of parameters', 'a parameter'],
  ['the record', 'a field of a record'],
  ['the list of flags', 'a flag'],
  ['the variant', 'a case of a variant'],
  ['the enum', 'a case of an enum'],
]);

/** The offset of a `{`, or -1 where another token stands in its place. */
export function offsetOf(open: Token): number {
  return open.tokenTypeIdx === T.LeftBrace.tokenTypeIdx ? open.startOffset : -1;
}
