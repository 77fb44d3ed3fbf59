/** Semantic tokens as the numbers of the protocol. */
import { utf8Length } from '@wit-ts/wit-parser';
import {
  type PositionEncoding,
  SEMANTIC_TOKEN_MODIFIERS,
  SEMANTIC_TOKEN_TYPES,
  type SemanticToken,
} from './types.js';

/** A replacement of numbers in earlier data. */
export interface SemanticTokensEdit {
  start: number;
  deleteCount: number;
  data: number[];
}

const TYPES = new Map(SEMANTIC_TOKEN_TYPES.map((type, index) => [type, index]));
const MODIFIERS = new Map(
  SEMANTIC_TOKEN_MODIFIERS.map((modifier, index) => [modifier, 1 << index]),
);

/** Five numbers for each token: lines and characters since the one before, length, type, modifiers. */
export function encodeSemanticTokens(
  text: string,
  tokens: readonly SemanticToken[],
  encoding: PositionEncoding = 'utf-16',
): number[] {
  const data: number[] = [];
  const lengthOf = (start: number, end: number): number =>
    encoding === 'utf-16' ? end - start : utf8Length(text, start, end);
  let lineStart = 0;
  let line = 0;
  let lastLine = 0;
  let lastStart = 0;
  for (const { start, end, type, modifiers } of tokens) {
    for (
      let feed = text.indexOf('\n', lineStart);
      feed !== -1 && feed < start;
      feed = text.indexOf('\n', lineStart)
    ) {
      lineStart = feed + 1;
      line += 1;
    }
    const from = line === lastLine ? Math.max(lastStart, lineStart) : lineStart;
    const bits = modifiers.reduce((sum, modifier) => sum | (MODIFIERS.get(modifier) ?? 0), 0);
    data.push(
      line - lastLine,
      lengthOf(from, start),
      lengthOf(start, end),
      TYPES.get(type) ?? 0,
      bits,
    );
    lastLine = line;
    lastStart = start;
  }
  return data;
}

/** The one edit that makes new data out of old. */
export function semanticTokensDelta(
  before: readonly number[],
  after: readonly number[],
): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (start === before.length && start === after.length) return [];
  start -= start % 5;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  tail -= tail % 5;
  return [
    {
      start,
      deleteCount: before.length - start - tail,
      data: after.slice(start, after.length - tail),
    },
  ];
}
