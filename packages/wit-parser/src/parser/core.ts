/** What all rules of the parser stand on: tokens with offsets, diagnostics, and names. */

import { EmbeddedActionsParser, isRecognitionException, type TokenType } from 'chevrotain';
import type { Comment, Name, Node } from '../ast/ast.js';
import type { Diagnostic, Fix, RelatedPlace } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/syntax-messages.js';
import type { Message } from '../diagnostics/syntax-messages.js';
import { checkName, repairName } from '../lexer/identifiers.js';
import type { LexResult } from '../lexer/lexer.js';
import type { Token } from '../lexer/token.js';
import { END_OF_FILE, TokenTable } from '../lexer/token-table.js';
import * as T from '../lexer/tokens.js';
import type { WitTokenType } from '../lexer/tokens.js';
import { chooseBy, decisionOfLine, FirstSetLookahead, takeBy } from './lookahead.js';

export { END_OF_FILE };

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
  declare private tokVectorLength: number;

  protected source = '';
  protected file = '';
  protected comments: readonly Comment[] = [];
  protected tokens: TokenTable;
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
    this.tokens = new TokenTable([]);
    this.tokens.finish(0);
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

  /** Gets ready for a file that the lexer has read. */
  protected begin(file: string, source: string, lexed: LexResult): void {
    // Chevrotain is not given the tokens: it would want them as objects.
    this.input = [];
    this.tokens = lexed.table;
    this.tokVectorLength = lexed.table.count;
    this.file = file;
    this.source = source;
    this.comments = lexed.comments;
    this.diagnostics = [];
    this.typeDepth = 0;
    this.endIsExplained = lexed.faults.some((fault) => fault.kind === 'unterminated-comment');
    this.stopped = false;
    this.reportedAt = -2;
  }

  // ---- Tokens --------------------------------------------------------------------------------------------------------

  /** A token ahead (1 is the next one, 0 the one consumed last) as an object. */
  override LA(howFar: number): Token {
    return this.tokens.tokenAt(Math.min(this.currIdx + howFar, this.tokens.count));
  }

  /** The same under the name by which chevrotain's own methods ask for it. */
  protected override LA_FAST(howFar: number): Token {
    return this.LA(howFar);
  }

  protected peek(howFar = 1): Token {
    return this.tokens.tokenAt(this.currIdx + howFar);
  }

  /** The number of the type of a token ahead, at most three. */
  nextType(howFar = 1): number {
    return this.tokens.typeAt(this.currIdx + howFar);
  }

  /** Whether the next token is of a type. Without meaning while the grammar is recorded. */
  protected at(type: WitTokenType, howFar = 1): boolean {
    return this.tokens.typeAt(this.currIdx + howFar) === type.tokenTypeIdx;
  }

  /** Consumes a token whose place does not matter: `CONSUME` without its costs. */
  protected eat(type: WitTokenType, occurrence = 0): void {
    if (!this.RECORDING_PHASE && this.at(type)) this.currIdx++;
    else this.consume(occurrence, type);
  }

  /** Consumes a token. */
  protected take(type: WitTokenType, occurrence = 0): Token {
    if (this.RECORDING_PHASE || !this.at(type)) return this.consume(occurrence, type) as Token;
    return this.tokens.tokenAt(++this.currIdx);
  }

  /** Consumes a token, and tells where it starts. */
  protected takeStart(type: WitTokenType, occurrence = 0): number {
    this.eat(type, occurrence);
    return this.RECORDING_PHASE ? 0 : this.tokens.startAt(this.currIdx);
  }

  /** The end of the token consumed last. */
  protected lastEnd(): number {
    return this.tokens.endAt(this.currIdx);
  }

  /** The comments before the next token. */
  protected docs(): { docsStart: number; docsEnd: number } {
    const index = this.currIdx + 1;
    return { docsStart: this.tokens.docsStartAt(index), docsEnd: this.tokens.docsEndAt(index) };
  }

  /** Where a token is; the end of the file is an empty place behind the last character. */
  protected placeOf(token: Token): Node {
    return { start: token.startOffset, end: token.end };
  }

  /** How a message calls a token. */
  protected describe(token: Token): string {
    if (token.tokenTypeIdx === END_OF_FILE) return 'the end of the file';
    if (token.isKeyword) return `the keyword \`${token.image}\``;
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
    if (this.stopped) this.currIdx = this.tokens.count - 1;
  }

  /** Reports a mistake about the next token, unless one about it is reported already. */
  protected complain(message: Message, extra?: ReportExtra): void {
    if (this.reportedAt === this.currIdx) return;
    this.reportedAt = this.currIdx;
    if (this.nextType() === END_OF_FILE && this.endIsExplained) return;
    // A string that is not closed took the rest of its line with it.
    if (this.currIdx >= 0 && this.at(T.StringToken, 0) && !this.tokens.isSimple(this.currIdx))
      return;
    this.report(message, this.placeOf(this.peek()), extra);
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
    this.eat(T.Identifier, occurrence);
    return this.RECORDING_PHASE ? { start: 0, end: 0, text: '' } : this.nameAt(this.currIdx);
  }

  /** The name that a token is. */
  protected nameAt(index: number): Name {
    const start = this.tokens.startAt(index);
    const end = this.tokens.endAt(index);
    return { start, end, text: this.nameText(index, start, end) };
  }

  /** The text of a name without its `%`; it is checked. */
  protected nameText(index: number, start: number, end: number): string {
    const explicit = this.source.charCodeAt(start) === 37;
    const text = this.source.slice(explicit ? start + 1 : start, end);
    if (!this.tokens.isSimple(index)) this.validateName(text, { start, end });
    return text;
  }

  private validateName(text: string, place: Node): void {
    const fault = checkName(text);
    if (fault === undefined) return;
    const repaired = repairName(text);
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
    if (!token.isKeyword || this.at(T.Underscore)) return false;
    if (!AFTER_NAME.has(this.nextType(2))) return false;
    const place = this.placeOf(token);
    const start = { start: place.start, end: place.start };
    this.complain(messages.keywordAsName(token.image), {
      fixes: [this.fix('put `%` before it', start, '%')],
    });
    this.tokens.change(token.index, T.Identifier);
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
