/** Functions and the definitions of types. */

import type {
  Body,
  Case,
  EnumCase,
  Field,
  Flag,
  FunctionType,
  Param,
  ResourceFunction,
  TypeItem,
} from '../ast/ast.js';
import * as messages from '../diagnostics/syntax-messages.js';
import * as T from '../lexer/tokens.js';
import { ItemListRules } from './item-list-rules.js';
import { emptyBody, offsetOf, type Sink } from './list-rules.js';

export abstract class DefinitionRules extends ItemListRules {
  // The lists that are filled just now; none of them nests in itself.
  private params: Sink<Param> = emptyBody();
  private fields: Body<Field> = emptyBody();
  private flagList: Body<Flag> = emptyBody();
  private cases: Body<Case> = emptyBody();
  private enumCases: Body<EnumCase> = emptyBody();
  private resourceFunctions: Body<ResourceFunction> = emptyBody();

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
    this.eat(T.Arrow);
    return this.typeOrError();
  };

  private readonly asyncKeyword = (): number => this.takeStart(T.Async);

  /** `async func(…) -> …`. */
  readonly functionType = this.RULE('functionType', (): FunctionType => {
    const async = this.OPTION(this.asyncKeyword);
    if (!this.RECORDING_PHASE && !this.at(T.Func)) this.acceptFuncLike();
    const keyword = this.takeStart(T.Func);
    const { items: params, damaged } = this.SUBRULE(this.paramList);
    const result = this.OPTION1(this.functionResult);
    const start = async ?? keyword;
    const end = this.lastEnd();
    return { start, end, async: async !== undefined, keyword, params, damaged, result };
  });

  /** `fn` or `function` where `func` should stand; or no word at all. */
  private acceptFuncLike(): void {
    const token = this.peek();
    if (this.at(T.Identifier) && this.at(T.LeftParen, 2)) {
      const place = this.placeOf(token);
      this.complain(messages.misspeltKeyword(token.image, 'func'), {
        fixes: [this.fix('replace it by `func`', place, 'func')],
      });
      this.tokens.change(token.index, T.Func);
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
    this.eat(T.Equals);
    const type = this.typeOrError();
    this.semicolon();
    return { kind: 'type', ...head, end: this.lastEnd(), name, type };
  });

  readonly field = this.RULE('field', (): Field => {
    const { docsStart, docsEnd } = this.docs();
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
    const { docsStart, docsEnd } = this.docs();
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
    this.eat(T.LeftParen);
    const type = this.typeOrError();
    this.eat(T.RightParen);
    return type;
  };

  readonly case = this.RULE('case', (): Case => {
    const { docsStart, docsEnd } = this.docs();
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
    const { docsStart, docsEnd } = this.docs();
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
        const keyword = head.start;
        const end = this.lastEnd();
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

  private readonly staticKeyword = (): number => this.takeStart(T.Static);
}
