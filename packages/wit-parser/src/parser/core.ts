/** What all rules of the parser stand on: tokens with offsets, diagnostics, and names. */

import { EmbeddedActionsParser, EOF, isRecognitionException, type TokenType } from 'chevrotain';
import type { Comment, Name, Node } from '../ast/ast.js';
import type { Diagnostic, Fix, RelatedPlace } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/syntax-messages.js';
import type { Message } from '../diagnostics/syntax-messages.js';
import { checkName, repairName } from '../lexer/identifiers.js';
import type { Token } from '../lexer/token.js';
import * as T from '../lexer/tokens.js';
import type { WitTokenType } from '../lexer/tokens.js';
import { chooseBy, decisionOfLine, FirstSetLookahead, takeBy } from './lookahead.js';

export const END_OF_FILE = EOF.tokenTypeIdx ?? 1;

/** After so many mistakes in one file the rest is skipped. */
const MAX_MISTAKES = 100;

/** How chevrotain numbers the kinds of decisions in the keys of its lookahead functions. */
const DECISION_KEYS = { or: 1, option: 2, many: 3 };

/** Thrown where a construct is given up whose mistake is reported already; the list or item around it goes on. */
export const ABANDONED = new Error('the construct is given up');

export interface ReportExtra {
  related?: RelatedPlace[];
  fixes?: Fix[];
}

/** Tells what a failed `CONSUME` wanted, which chevrotain's exception only carries as text. */
class Expectation {
  types: readonly WitTokenType[] = [];

  readonly provider = {
    buildMismatchTokenMessage: ({ expected }: { expected: TokenType }): string => {
      this.types = [expected as WitTokenType];
      return expected.name;
    },
    buildNoViableAltMessage: (): string => '',
    buildEarlyExitMessage: (): string => '',
    buildNotAllInputParsedMessage: (): string => '',
  };
}

export abstract class ParserCore extends EmbeddedActionsParser {
  // Fields of chevrotain's parser that its types leave out.
  declare private selfAnalysisDone: boolean;
  declare private fullRuleNameToShort: Record<string, number>;
  declare private lookAheadFuncsCache: Map<number, unknown>;
  /** Index of the token that was consumed last. */
  declare protected currIdx: number;
  declare protected tokVector: Token[];

  protected source = '';
  protected file = '';
  protected comments: readonly Comment[] = [];
  protected tokenCount = 0;
  /** What the run found, in the order in which it was met. */
  diagnostics: Diagnostic[] = [];

  /** How deep the type is that is read just now. */
  protected typeDepth = 0;
  private readonly expectation: Expectation;
  /** The end of the file is no surprise: a block comment swallowed the rest. */
  private endIsExplained = false;
  private stopped = false;
  /** Index of the token consumed last when a mistake about the next one was reported; it is reported once. */
  protected reportedAt = -2;

  constructor(private readonly tokenTypes: readonly WitTokenType[]) {
    const expectation = new Expectation();
    super([...tokenTypes], {
      maxLookahead: 1,
      skipValidations: true,
      recoveryEnabled: false,
      lookaheadStrategy: new FirstSetLookahead(),
      errorMessageProvider: expectation.provider,
    });
    this.expectation = expectation;
  }

  /**
   * Instead of `performSelfAnalysis`, which records the grammar and takes most of the time of construction: takes the
   * decisions from a table that was made from the recorded grammar before (see `lookahead.ts`).
   */
  protected useTable(lines: readonly string[]): void {
    for (const line of lines) {
      const { rule, kind, occurrence, ways } = decisionOfLine(line);
      const key = (this.fullRuleNameToShort[rule] ?? 0) | (DECISION_KEYS[kind] << 8) | occurrence;
      this.lookAheadFuncsCache.set(key, kind === 'or' ? chooseBy(ways) : takeBy(ways));
    }
    this.selfAnalysisDone = true;
    // An object gets a fast layout when it is read as a prototype; so many fields would cost it that otherwise.
    const derived: { selfAnalysisDone?: boolean } = Object.create(this);
    for (let i = 0; i < 2; i++) if (derived.selfAnalysisDone !== true) throw ABANDONED;
  }

  /** Called where no alternative of a decision starts with the next token. */
  noAlternative(tokenTypes: number[]): never {
    const expected = tokenTypes.map((number) => this.typeOfNumber(number));
    this.fail(this.explain(expected));
  }

  private typeOfNumber(number: number): WitTokenType {
    this.typesByNumber ??= new Map(this.tokenTypes.map((type) => [type.tokenTypeIdx, type]));
    return this.typesByNumber.get(number) ?? T.Identifier;
  }

  private typesByNumber: Map<number, WitTokenType> | undefined;

  /** Gets ready for a file. */
  protected begin(
    file: string,
    source: string,
    tokens: Token[],
    comments: readonly Comment[],
    endIsExplained: boolean,
  ): void {
    this.input = tokens;
    this.tokenCount = tokens.length;
    this.file = file;
    this.source = source;
    this.comments = comments;
    this.diagnostics = [];
    this.typeDepth = 0;
    this.endIsExplained = endIsExplained;
    this.stopped = false;
    this.reportedAt = -2;
  }

  // ---- Tokens --------------------------------------------------------------------------------------------------------

  protected peek(howFar = 1): Token {
    return this.LA(howFar) as Token;
  }

  /** Whether the next token is of a type; never while the grammar is recorded. */
  protected at(type: WitTokenType): boolean {
    return this.LA(1).tokenTypeIdx === type.tokenTypeIdx;
  }

  protected take(type: WitTokenType, occurrence = 0): Token {
    return this.consume(occurrence, type) as Token;
  }

  /** The end of the token consumed last. */
  protected lastEnd(): number {
    return this.currIdx < 0 ? 0 : (this.tokVector[this.currIdx]?.end ?? 0);
  }

  /** Where a token is; the end of the file is an empty place behind the last character. */
  protected placeOf(token: Token): Node {
    return token.tokenTypeIdx === END_OF_FILE
      ? { start: this.source.length, end: this.source.length }
      : { start: token.startOffset, end: token.end };
  }

  /** How a message calls a token. */
  protected describe(token: Token): string {
    if (token.tokenTypeIdx === END_OF_FILE) return 'the end of the file';
    if (token.tokenType.keyword) return `the keyword \`${token.image}\``;
    if (token.tokenTypeIdx === T.StringToken.tokenTypeIdx) return 'a string';
    return `\`${messages.shorten(token.image)}\``;
  }

  // ---- Diagnostics ---------------------------------------------------------------------------------------------------

  /** Reports a mistake at a place. */
  protected report(message: Message, place: Node, extra?: ReportExtra): void {
    if (this.stopped || this.RECORDING_PHASE) return;
    if (this.diagnostics.length >= MAX_MISTAKES) {
      this.stopped = true;
      message = messages.tooManyMistakes(MAX_MISTAKES);
      extra = undefined;
    }
    const span = { file: this.file, start: place.start, end: place.end };
    this.diagnostics.push({ severity: 'error', ...message, span, ...extra });
    if (this.stopped) this.currIdx = this.tokenCount - 1;
  }

  /** Reports a mistake about the next token, unless one about it is reported already. */
  protected complain(message: Message, extra?: ReportExtra): void {
    if (this.reportedAt === this.currIdx) return;
    this.reportedAt = this.currIdx;
    const token = this.peek();
    if (token.tokenTypeIdx === END_OF_FILE && this.endIsExplained) return;
    const before = this.peek(0);
    if (before.tokenTypeIdx === T.StringToken.tokenTypeIdx && !before.simple) return;
    this.report(message, this.placeOf(token), extra);
  }

  /** Reports a mistake about the next token and gives up the construct. */
  protected fail(message: Message, extra?: ReportExtra): never {
    this.complain(message, extra);
    throw ABANDONED;
  }

  /** To be called first where an error was caught: reports it if it is a mistake in the text, or throws it again. */
  protected caught(error: unknown): void {
    if (error === ABANDONED) return;
    if (!(error instanceof Error) || !isRecognitionException(error)) throw error;
    this.complain(this.explain(this.expectation.types));
  }

  /** The message for a token that no rule wanted. */
  protected explain(expected: readonly WitTokenType[]): Message {
    const labels = [...new Set(expected.map((type) => type.LABEL))];
    return messages.expectedToken(messages.orList(labels.slice(0, 8)), this.describe(this.peek()));
  }

  protected fix(title: string, place: Node, newText: string): Fix {
    const span = { file: this.file, start: place.start, end: place.end };
    return { title, edits: [{ span, newText }] };
  }

  /** A fix that adds text behind the token consumed last. */
  protected addition(title: string, newText: string): Fix {
    const end = this.lastEnd();
    return this.fix(title, { start: end, end }, newText);
  }

  protected related(place: Node, message: string): RelatedPlace {
    return { span: { file: this.file, start: place.start, end: place.end }, message };
  }

  // ---- Names ---------------------------------------------------------------------------------------------------------

  /** A name; a keyword in its place is reported and taken as if it had its `%`. */
  protected name(occurrence = 0): Name {
    if (!this.RECORDING_PHASE && !this.at(T.Identifier)) this.acceptKeywordAsName();
    return this.nameOf(this.take(T.Identifier, occurrence));
  }

  protected nameOf(token: Token): Name {
    const { startOffset: start, end } = token;
    const explicit = this.source.charCodeAt(start) === 37;
    const text = this.source.slice(explicit ? start + 1 : start, end);
    if (!token.simple && !this.RECORDING_PHASE) this.validateName(text, token);
    return { start, end, text };
  }

  protected validateName(text: string, token: Token): void {
    const fault = checkName(text);
    if (fault === undefined) return;
    const repaired = repairName(text);
    const place = this.placeOf(token);
    this.report(
      messages.invalidName(text, fault),
      place,
      repaired === undefined
        ? undefined
        : { fixes: [this.fix(`rename it to \`${repaired}\``, place, repaired)] },
    );
  }

  /** Where a keyword stands in the place of a name, reports it and makes a name of it. */
  protected acceptKeywordAsName(): boolean {
    const token = this.peek();
    if (token.tokenTypeIdx === END_OF_FILE || !token.tokenType.keyword) return false;
    if (token.tokenTypeIdx === T.Underscore.tokenTypeIdx) return false;
    if (!AFTER_NAME.has(this.peek(2).tokenTypeIdx)) return false;
    const place = this.placeOf(token);
    const start = { start: place.start, end: place.start };
    this.complain(messages.keywordAsName(token.image), {
      fixes: [this.fix('put `%` before it', start, '%')],
    });
    token.become(T.Identifier);
    return true;
  }
}

/** The numbers of token types. */
export function setOf(...types: WitTokenType[]): ReadonlySet<number> {
  return new Set(types.map((type) => type.tokenTypeIdx));
}

/** What can follow a name, wherever one stands. */
const AFTER_NAME = setOf(
  T.Colon,
  T.Comma,
  T.RightBrace,
  T.RightParen,
  T.LeftBrace,
  T.LeftParen,
  T.Semicolon,
  T.Equals,
  T.GreaterThan,
  T.Period,
  T.Slash,
  T.As,
  T.At,
  T.With,
);
