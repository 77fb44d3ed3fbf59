/** Types where they are used: `list<u8>`, `result<_, error>`, names. */

import type { ErrorType, Name, Node, PrimitiveTypeExpr, TypeExpr } from '../ast/ast.js';
import * as messages from '../diagnostics/syntax-messages.js';
import type { Message } from '../diagnostics/syntax-messages.js';
import * as T from '../lexer/tokens.js';
import type { WitTokenType } from '../lexer/tokens.js';
import type { PrimitiveType } from '../model/resolve.js';
import { PathRules } from './path-rules.js';

/** The reference gives up at this depth too. */
const MAX_TYPE_DEPTH = 100;
const U32_MAX = 0xffffffff;

const PRIMITIVES: readonly (readonly [WitTokenType, PrimitiveType])[] = [
  [T.U8, 'u8'],
  [T.U16, 'u16'],
  [T.U32, 'u32'],
  [T.U64, 'u64'],
  [T.S8, 's8'],
  [T.S16, 's16'],
  [T.S32, 's32'],
  [T.S64, 's64'],
  [T.F32, 'f32'],
  [T.F64, 'f64'],
  [T.Char, 'char'],
  [T.Bool, 'bool'],
  [T.StringKeyword, 'string'],
  [T.ErrorContext, 'error-context'],
];

export abstract class TypeRules extends PathRules {
  private tupleElements: TypeExpr[] = [];

  readonly listType = this.RULE('listType', (): TypeExpr => {
    const start = this.takeStart(T.List);
    this.eat(T.LessThan);
    const element = this.SUBRULE(this.type);
    const length = this.OPTION(this.listLength);
    this.eat(T.GreaterThan);
    const end = this.lastEnd();
    return length === undefined
      ? { kind: 'list', start, end, element }
      : {
          kind: 'fixed-length-list',
          start,
          end,
          element,
          length: length.value,
          lengthSpan: length.span,
        };
  });

  private readonly listLength = (): { value: number; span: Node } => {
    this.eat(T.Comma);
    const token = this.take(T.Integer);
    const span = { start: token.startOffset, end: token.end };
    const value = this.RECORDING_PHASE ? 0 : Number(token.image);
    if (value > U32_MAX) this.report(messages.badListLength(token.image), span);
    return { value: value > U32_MAX ? 1 : value, span };
  };

  readonly mapType = this.RULE('mapType', (): TypeExpr => {
    const start = this.takeStart(T.MapKeyword);
    this.eat(T.LessThan);
    const key = this.SUBRULE(this.type);
    this.eat(T.Comma);
    const value = this.SUBRULE1(this.type);
    this.eat(T.GreaterThan);
    const end = this.lastEnd();
    return { kind: 'map', start, end, key, value };
  });

  readonly optionType = this.RULE('optionType', (): TypeExpr => {
    const start = this.takeStart(T.Option);
    this.eat(T.LessThan);
    const element = this.SUBRULE(this.type);
    this.eat(T.GreaterThan);
    const end = this.lastEnd();
    return { kind: 'option', start, end, element };
  });

  readonly resultType = this.RULE('resultType', (): TypeExpr => {
    const start = this.takeStart(T.Result);
    const { ok, err } = this.OPTION(this.resultTypes) ?? NO_TYPES;
    return { kind: 'result', start, end: this.lastEnd(), ok, err };
  });

  private readonly resultTypes = (): ResultTypes => {
    this.eat(T.LessThan);
    const types = this.OR(this.resultAlternatives);
    this.eat(T.GreaterThan);
    return types;
  };

  private readonly resultAlternatives = [
    {
      ALT: (): ResultTypes => {
        this.eat(T.Underscore);
        this.eat(T.Comma);
        return { ok: undefined, err: this.SUBRULE(this.type) };
      },
    },
    {
      ALT: (): ResultTypes => {
        const ok = this.SUBRULE1(this.type);
        return { ok, err: this.OPTION1(this.secondResultType) };
      },
    },
  ];

  private readonly secondResultType = (): TypeExpr => {
    this.eat(T.Comma, 1);
    return this.SUBRULE2(this.type);
  };

  readonly tupleType = this.RULE('tupleType', (): TypeExpr => {
    const start = this.takeStart(T.Tuple);
    this.eat(T.LessThan);
    const outer = this.tupleElements;
    const elements: TypeExpr[] = [];
    this.tupleElements = elements;
    this.MANY(this.tupleElement);
    this.tupleElements = outer;
    this.eat(T.GreaterThan);
    const end = this.lastEnd();
    return { kind: 'tuple', start, end, elements };
  });

  private readonly tupleElement = (): void => {
    const list = this.tupleElements;
    list.push(this.SUBRULE(this.type));
    this.tupleElements = list;
    if (this.OPTION(this.comma) === undefined && !this.RECORDING_PHASE) {
      if (!this.at(T.GreaterThan)) {
        this.fail(messages.missingComma('`>`', this.describe(this.peek())));
      }
    }
  };

  /** To be called in an `OPTION`: it gives the token where there is one. */
  protected readonly comma = (): unknown => this.take(T.Comma);

  readonly futureType = this.RULE('futureType', (): TypeExpr => {
    const start = this.takeStart(T.Future);
    const element = this.OPTION(this.oneType);
    return { kind: 'future', start, end: this.lastEnd(), element };
  });

  readonly streamType = this.RULE('streamType', (): TypeExpr => {
    const start = this.takeStart(T.Stream);
    const element = this.OPTION(this.oneType);
    return { kind: 'stream', start, end: this.lastEnd(), element };
  });

  private readonly oneType = (): TypeExpr => {
    this.eat(T.LessThan);
    const element = this.SUBRULE(this.type);
    this.eat(T.GreaterThan);
    return element;
  };

  readonly ownType = this.RULE('ownType', (): TypeExpr => {
    const start = this.takeStart(T.Own);
    const resource = this.resourceName();
    return { kind: 'handle', handle: 'own', start, end: this.lastEnd(), resource };
  });

  readonly borrowType = this.RULE('borrowType', (): TypeExpr => {
    const start = this.takeStart(T.Borrow);
    const resource = this.resourceName();
    return { kind: 'handle', handle: 'borrow', start, end: this.lastEnd(), resource };
  });

  private resourceName(): Name {
    this.eat(T.LessThan);
    const name = this.name();
    this.eat(T.GreaterThan);
    return name;
  }

  private readonly primitiveAlternatives = PRIMITIVES.map(([token, name]) => ({
    ALT: (): PrimitiveTypeExpr => {
      const start = this.takeStart(token);
      const end = this.lastEnd();
      return { kind: 'primitive', start, end, name };
    },
  }));

  private readonly typeAlternatives: { ALT: () => TypeExpr }[] = [
    {
      ALT: () => {
        this.eat(T.Identifier);
        if (this.RECORDING_PHASE) return { kind: 'error', start: 0, end: 0 };
        const start = this.tokens.startAt(this.currIdx);
        const end = this.tokens.endAt(this.currIdx);
        return { kind: 'name', start, end, text: this.nameText(this.currIdx, start, end) };
      },
    },
    ...this.primitiveAlternatives,
    { ALT: () => this.SUBRULE(this.listType) },
    { ALT: () => this.SUBRULE(this.mapType) },
    { ALT: () => this.SUBRULE(this.optionType) },
    { ALT: () => this.SUBRULE(this.resultType) },
    { ALT: () => this.SUBRULE(this.tupleType) },
    { ALT: () => this.SUBRULE(this.futureType) },
    { ALT: () => this.SUBRULE(this.streamType) },
    { ALT: () => this.SUBRULE(this.ownType) },
    { ALT: () => this.SUBRULE(this.borrowType) },
  ];

  readonly type = this.RULE('type', (): TypeExpr => {
    if (this.typeDepth >= MAX_TYPE_DEPTH) this.fail(messages.typeTooDeep(MAX_TYPE_DEPTH));
    this.typeDepth++;
    const type = this.OR(this.typeAlternatives);
    this.typeDepth--;
    return type;
  });

  /**
   * A type in a place where the surroundings can go on without it.
   *
   * @param unclosed in a list: where a function stands instead of a type, the list was not closed
   */
  protected typeOrError(unclosed?: () => Error): TypeExpr {
    const from = this.currIdx;
    if (unclosed !== undefined && this.isFunctionStart(1)) throw unclosed();
    try {
      return this.SUBRULE(this.type);
    } catch (error) {
      this.typeDepth = 0;
      this.caught(error);
      this.skipType(from);
      const start = this.tokens.startAt(from + 1);
      return { kind: 'error', start, end: Math.max(start, this.lastEnd()) } satisfies ErrorType;
    }
  }

  protected override explain(expected: readonly WitTokenType[]): Message {
    return expected.includes(T.U8) ? this.noType() : super.explain(expected);
  }

  /** What to say where a type should start and nothing like one does. */
  private noType(): Message {
    const token = this.peek();
    if (this.at(T.LeftParen) && this.at(T.Arrow, 0)) {
      return messages.namedResults();
    }
    const found = this.describe(token);
    if (token.tokenTypeIdx === T.Underscore.tokenTypeIdx) {
      return messages.expectedType(found, '`_` stands only for the first type of `result<_, E>`');
    }
    const keyword = token.isKeyword;
    return messages.expectedType(
      found,
      keyword ? `write \`%${token.image}\` if a type of that name is meant` : undefined,
    );
  }
}

interface ResultTypes {
  ok: TypeExpr | undefined;
  err: TypeExpr | undefined;
}

const NO_TYPES: ResultTypes = { ok: undefined, err: undefined };
