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
    const { startOffset: start } = this.take(T.List);
    this.take(T.LessThan);
    const element = this.SUBRULE(this.type);
    const length = this.OPTION(this.listLength);
    const { end } = this.take(T.GreaterThan);
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
    this.take(T.Comma);
    const token = this.take(T.Integer);
    const span = { start: token.startOffset, end: token.end };
    const value = this.RECORDING_PHASE ? 0 : Number(token.image);
    if (value > U32_MAX) this.report(messages.badListLength(token.image), span);
    return { value: value > U32_MAX ? 1 : value, span };
  };

  readonly mapType = this.RULE('mapType', (): TypeExpr => {
    const { startOffset: start } = this.take(T.MapKeyword);
    this.take(T.LessThan);
    const key = this.SUBRULE(this.type);
    this.take(T.Comma);
    const value = this.SUBRULE1(this.type);
    const { end } = this.take(T.GreaterThan);
    return { kind: 'map', start, end, key, value };
  });

  readonly optionType = this.RULE('optionType', (): TypeExpr => {
    const { startOffset: start } = this.take(T.Option);
    this.take(T.LessThan);
    const element = this.SUBRULE(this.type);
    const { end } = this.take(T.GreaterThan);
    return { kind: 'option', start, end, element };
  });

  readonly resultType = this.RULE('resultType', (): TypeExpr => {
    const { startOffset: start } = this.take(T.Result);
    const { ok, err } = this.OPTION(this.resultTypes) ?? NO_TYPES;
    return { kind: 'result', start, end: this.lastEnd(), ok, err };
  });

  private readonly resultTypes = (): ResultTypes => {
    this.take(T.LessThan);
    const types = this.OR(this.resultAlternatives);
    this.take(T.GreaterThan);
    return types;
  };

  private readonly resultAlternatives = [
    {
      ALT: (): ResultTypes => {
        this.take(T.Underscore);
        this.take(T.Comma);
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
    this.take(T.Comma, 1);
    return this.SUBRULE2(this.type);
  };

  readonly tupleType = this.RULE('tupleType', (): TypeExpr => {
    const { startOffset: start } = this.take(T.Tuple);
    this.take(T.LessThan);
    const outer = this.tupleElements;
    const elements: TypeExpr[] = [];
    this.tupleElements = elements;
    this.MANY(this.tupleElement);
    this.tupleElements = outer;
    const { end } = this.take(T.GreaterThan);
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
    const { startOffset: start } = this.take(T.Future);
    const element = this.OPTION(this.oneType);
    return { kind: 'future', start, end: this.lastEnd(), element };
  });

  readonly streamType = this.RULE('streamType', (): TypeExpr => {
    const { startOffset: start } = this.take(T.Stream);
    const element = this.OPTION(this.oneType);
    return { kind: 'stream', start, end: this.lastEnd(), element };
  });

  private readonly oneType = (): TypeExpr => {
    this.take(T.LessThan);
    const element = this.SUBRULE(this.type);
    this.take(T.GreaterThan);
    return element;
  };

  readonly ownType = this.RULE('ownType', (): TypeExpr => {
    const { startOffset: start } = this.take(T.Own);
    const resource = this.resourceName();
    return { kind: 'handle', handle: 'own', start, end: this.lastEnd(), resource };
  });

  readonly borrowType = this.RULE('borrowType', (): TypeExpr => {
    const { startOffset: start } = this.take(T.Borrow);
    const resource = this.resourceName();
    return { kind: 'handle', handle: 'borrow', start, end: this.lastEnd(), resource };
  });

  private resourceName(): Name {
    this.take(T.LessThan);
    const name = this.name();
    this.take(T.GreaterThan);
    return name;
  }

  private readonly primitiveAlternatives = PRIMITIVES.map(([token, name]) => ({
    ALT: (): PrimitiveTypeExpr => {
      const { startOffset: start, end } = this.take(token);
      return { kind: 'primitive', start, end, name };
    },
  }));

  private readonly typeAlternatives: { ALT: () => TypeExpr }[] = [
    {
      ALT: () => {
        const { start, end, text } = this.nameOf(this.take(T.Identifier));
        return { kind: 'name', start, end, text };
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
      const first = this.tokVector[from + 1];
      const start = first === undefined ? this.source.length : this.placeOf(first).start;
      return { kind: 'error', start, end: Math.max(start, this.lastEnd()) } satisfies ErrorType;
    }
  }

  protected override explain(expected: readonly WitTokenType[]): Message {
    return expected.includes(T.U8) ? this.noType() : super.explain(expected);
  }

  /** What to say where a type should start and nothing like one does. */
  private noType(): Message {
    const token = this.peek();
    if (this.at(T.LeftParen) && this.LA(0).tokenTypeIdx === T.Arrow.tokenTypeIdx) {
      return messages.namedResults();
    }
    const found = this.describe(token);
    if (token.tokenTypeIdx === T.Underscore.tokenTypeIdx) {
      return messages.expectedType(found, '`_` stands only for the first type of `result<_, E>`');
    }
    const keyword = token.tokenType?.keyword === true;
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
