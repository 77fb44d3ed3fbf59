/** From the tokens of a file without mistakes to a plan of its lines. */

import { setOf, tokens as T } from '@wit-ts/wit-parser/grammar';
import type { GapOperation, Group, Layout, Operation } from './operation.js';
import { isTight } from './spacing.js';
import type { Gap, TokenStream } from './token-stream.js';

/**
 * What the tokens stand in just now: items, each with its own end; entries with commas, one a line; a list with commas
 * that is broken where it does not fit; or brackets that are never broken.
 */
interface Context {
  kind: 'items' | 'entries' | 'list' | 'brackets';
  group: Group | undefined;
  /** A gap of the list while it stays on one line, at its ends. */
  edge: Layout;
  /** Whether a comma may stand behind the last entry of a list. */
  comma: boolean;
}

const FILE: Context = { kind: 'items', group: undefined, edge: 'hard', comma: false };
const ITEMS = FILE;
const ENTRIES: Context = { kind: 'entries', group: undefined, edge: 'hard', comma: true };
const BRACKETS: Context = { kind: 'brackets', group: undefined, edge: 'tight', comma: false };

const OPENING = setOf(T.LeftBrace, T.LeftParen, T.LessThan);
const CLOSING = setOf(T.RightBrace, T.RightParen, T.GreaterThan);
/** Definitions whose body is a list with commas. */
const WITH_ENTRIES = setOf(T.Record, T.Variant, T.Enum, T.Flags);
/** Types with several parts. */
const WITH_PARTS = setOf(T.Tuple, T.Result, T.MapKeyword);
const STARTS = setOf(
  T.Interface,
  T.World,
  T.Package,
  T.Resource,
  T.Record,
  T.Variant,
  T.Enum,
  T.Flags,
);

/** Plans the lines of a text that the parser accepts. It looks at each token once and does not recurse. */
export function plan(stream: TokenStream): Operation[] {
  return new Planner(stream).run();
}

class Planner {
  readonly #operations: Operation[] = [];
  readonly #contexts: Context[] = [FILE];
  readonly #groups: Group[] = [];
  /** The keyword that tells what the next `{` opens. */
  #definition = 0;
  /** The token consumed last ended an attribute. */
  #afterGate = false;

  constructor(readonly stream: TokenStream) {}

  run(): Operation[] {
    const { stream } = this;
    for (let index = 0; index < stream.count; index += 1) {
      const type = stream.type(index);
      if (CLOSING.has(type)) this.#close(index);
      else if (!this.#isLastComma(index)) {
        this.#put(index, this.#layoutBefore(index));
        if (OPENING.has(type)) this.#open(index);
        else if (STARTS.has(type)) this.#definition = type;
        this.#afterGate = false;
      }
    }
    this.#gap(stream.gap(stream.count), 'hard', { closes: true });
    return this.#operations;
  }

  #layoutBefore(index: number): Layout {
    const { stream } = this;
    const before = stream.type(index - 1);
    const context = this.#context;
    if (index === 0 || OPENING.has(before)) return context.edge;
    if (context.kind === 'items') {
      if (before === T.Semicolon.tokenTypeIdx || this.#afterGate) return 'hard';
      if (before === T.RightBrace.tokenTypeIdx) {
        return stream.type(index) === T.Semicolon.tokenTypeIdx ? 'tight' : 'hard';
      }
    }
    if (before === T.Comma.tokenTypeIdx) {
      if (context.kind === 'entries') return 'hard';
      if (context.kind === 'list') return 'line';
    }
    return isTight(stream, index) ? 'tight' : 'space';
  }

  /** Opens the context behind a bracket. */
  #open(index: number): void {
    const context = this.#contextAfter(index);
    this.#contexts.push(context);
    if (context.kind === 'brackets') return;
    if (context.group !== undefined) {
      this.#groups.push(context.group);
      this.#operations.push({ kind: 'open', group: context.group });
    }
    this.#operations.push({ kind: 'indent' });
  }

  #contextAfter(index: number): Context {
    const { stream } = this;
    const before = stream.type(index - 1);
    switch (stream.type(index)) {
      case T.LeftBrace.tokenTypeIdx:
        if (before === T.Period.tokenTypeIdx) return list('soft', true);
        if (before === T.With.tokenTypeIdx) return list('line', true);
        return WITH_ENTRIES.has(this.#definition) ? ENTRIES : ITEMS;
      case T.LeftParen.tokenTypeIdx:
        return before === T.Func.tokenTypeIdx || before === T.Constructor.tokenTypeIdx
          ? list('soft', true)
          : BRACKETS;
      default:
        return WITH_PARTS.has(before) ? list('soft', false) : BRACKETS;
    }
  }

  /** A comma before the end of a list is looked at together with the end. */
  #isLastComma(index: number): boolean {
    const isComma = this.stream.type(index) === T.Comma.tokenTypeIdx;
    return isComma && CLOSING.has(this.stream.type(index + 1));
  }

  #close(index: number): void {
    const { stream } = this;
    const context = this.#context;
    this.#contexts.pop();
    if (context.kind === 'brackets') {
      this.#gap(stream.gap(index), 'tight', {});
      this.#operations.push({ kind: 'token', index });
      this.#afterGate =
        stream.type(index) === T.RightParen.tokenTypeIdx && this.#context.kind === 'items';
      return;
    }
    this.#afterGate = false;
    this.#end(index, context);
    this.#operations.push({ kind: 'dedent' }, { kind: 'token', index });
    if (context.group !== undefined) {
      this.#groups.pop();
      this.#operations.push({ kind: 'close', group: context.group });
    }
  }

  /** What stands before the bracket that closes a list. */
  #end(index: number, { kind, edge, comma, group }: Context): void {
    const { stream } = this;
    const gap = stream.gap(index);
    const before = stream.type(index - 1);
    if (OPENING.has(before)) {
      const isBare = gap.comments.length === 0;
      const place = { opens: true, closes: true };
      this.#gap(gap, isBare ? 'tight' : edge, isBare ? place : { ...place, group });
    } else if (kind === 'items') {
      this.#gap(gap, edge, { closes: true });
    } else {
      const written = before === T.Comma.tokenTypeIdx;
      const beforeComma = written ? operationOf(stream.gap(index - 1), 'tight', {}) : undefined;
      const behind = operationOf(gap, edge, { closes: true, group });
      const whole =
        beforeComma === undefined
          ? behind
          : operationOf(joined(beforeComma.gap, gap), edge, { closes: true, group });
      if (beforeComma !== undefined && comma) this.#force(beforeComma);
      this.#force(comma ? behind : whole);
      this.#operations.push({
        kind: 'end',
        comma: comma ? (written ? index - 1 : 'added') : 'none',
        beforeComma,
        gap: comma ? behind : whole,
        whole,
      });
    }
  }

  #put(index: number, layout: Layout): void {
    const opens = index === 0 || OPENING.has(this.stream.type(index - 1));
    const group = layout === 'soft' || layout === 'line' ? this.#context.group : undefined;
    this.#gap(this.stream.gap(index), layout, { opens, group, blank: !opens && !this.#afterGate });
    this.#operations.push({ kind: 'token', index });
  }

  #gap(gap: Gap, layout: Layout, facts: Partial<GapOperation>): void {
    const operation = operationOf(gap, layout, facts);
    this.#force(operation);
    this.#operations.push(operation);
  }

  /** Breaks the groups around a gap whose comments cannot stay on one line with what is beside them. */
  #force({ gap, layout }: GapOperation): void {
    const mayBreak = layout === 'soft' || layout === 'line';
    const { comments, breaks } = gap;
    const forces = comments.some(
      (comment, i) =>
        !comment.block ||
        this.stream.text.slice(comment.start, comment.end).includes('\n') ||
        (mayBreak && breaks[i] !== 0 && breaks[i + 1] !== 0),
    );
    if (forces) for (const group of this.#groups) group.broken = true;
  }

  get #context(): Context {
    return this.#contexts.at(-1) ?? FILE;
  }
}

function operationOf(gap: Gap, layout: Layout, facts: Partial<GapOperation>): GapOperation {
  return {
    kind: 'gap',
    gap,
    layout,
    group: undefined,
    opens: false,
    closes: false,
    blank: false,
    ...facts,
  };
}

/** The gap that is left where the token between two gaps goes away. */
function joined(first: Gap, second: Gap): Gap {
  const seam = (first.breaks.at(-1) ?? 0) + (second.breaks[0] ?? 0);
  return {
    index: second.index,
    comments: [...first.comments, ...second.comments],
    breaks: [...first.breaks.slice(0, -1), seam, ...second.breaks.slice(1)],
  };
}

function list(edge: Layout, comma: boolean): Context {
  return { kind: 'list', group: { broken: undefined }, edge, comma };
}
