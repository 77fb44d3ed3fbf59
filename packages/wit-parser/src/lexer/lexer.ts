/**
 * The lexer of WIT, by hand: it yields chevrotain tokens, but is far cheaper to make and to run than chevrotain's own.
 *
 * An extending language passes its own keywords and punctuation.
 */

import type { Comment } from '../ast/ast.js';
import { findForbidden, isForbidden, type Forbidden } from './forbidden.js';
import { readString, type StringFault } from './strings.js';
import type { Token } from './token.js';
import { TokenTable } from './token-table.js';
import { Identifier, Integer, StringToken, witTokens, type WitTokenType } from './tokens.js';

/** A mistake that the lexer finds; it goes on behind it. */
export type LexFault =
  | Forbidden
  | { kind: 'unexpected'; start: number; end: number }
  | { kind: 'unterminated-comment'; start: number; end: number }
  | { kind: 'string'; fault: StringFault; start: number; end: number; literal: number };

export interface LexResult {
  /** The tokens, until the same lexer reads another text. */
  table: TokenTable;
  comments: Comment[];
  /** Characters that are forbidden anywhere: the reference looks for them before everything else. */
  forbidden: LexFault[];
  faults: LexFault[];
}

/** More of one kind are not worth a line each. */
const MAX_FAULTS = 100;

const enum Class {
  Other,
  Blank,
  Lower,
  Upper,
  Digit,
  Hyphen,
  Underscore,
}

const CLASSES = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (code === 32 || code === 9 || code === 10) CLASSES[code] = Class.Blank;
  else if (code >= 97 && code <= 122) CLASSES[code] = Class.Lower;
  else if (code >= 65 && code <= 90) CLASSES[code] = Class.Upper;
  else if (code >= 48 && code <= 57) CLASSES[code] = Class.Digit;
}
CLASSES[45] = Class.Hyphen;
CLASSES[95] = Class.Underscore;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const HASH = 35;
const PERCENT = 37;
const STAR = 42;
const SLASH = 47;
const BYTE_ORDER_MARK = 0xfeff;

export class Lexer {
  /** Keywords by length and first letter. */
  private readonly keywords: (WitTokenType[] | undefined)[] = [];
  /** Punctuation by first character, longest first. */
  private readonly punctuation: (WitTokenType[] | undefined)[] = [];

  private readonly table: TokenTable;

  constructor(tokenTypes: readonly WitTokenType[] = witTokens) {
    const byNumber: (WitTokenType | undefined)[] = [];
    for (const type of tokenTypes) byNumber[type.tokenTypeIdx] = type;
    this.table = new TokenTable(byNumber);
    for (const type of tokenTypes) {
      if (type.text === undefined) continue;
      const first = type.text.charCodeAt(0);
      const table = type.keyword ? this.keywords : this.punctuation;
      const key = type.keyword ? keywordKey(type.text.length, first) : first;
      const row = (table[key] ??= []);
      row.push(type);
      row.sort((a, b) => b.text!.length - a.text!.length);
    }
  }

  /** As {@link scan}, with the tokens as objects, which stay. */
  tokenize(source: string): Omit<LexResult, 'table'> & { tokens: Token[] } {
    const { table, ...rest } = this.scan(source);
    return { tokens: table.toArray(), ...rest };
  }

  /** Cuts a text into tokens and comments. It never throws, and takes time linear in the length of the text. */
  scan(source: string): LexResult {
    const { table } = this;
    table.reset(source);
    const comments: Comment[] = [];
    const faults: LexFault[] = [];
    const forbidden = findForbidden(source, MAX_FAULTS);
    const length = source.length;
    let i = source.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    while (i < length) {
      const code = source.charCodeAt(i);
      const start = i;
      const charClass = code < 128 ? CLASSES[code]! : Class.Other;
      if (charClass === Class.Blank) {
        i++;
        continue;
      }
      if (
        charClass === Class.Lower ||
        charClass === Class.Upper ||
        charClass === Class.Underscore
      ) {
        i = scanName(source, i + 1);
        const type = this.keywordAt(source, start, i) ?? Identifier;
        const simple = charClass === Class.Lower && scannedSimple;
        table.push(type.tokenTypeIdx, start, i, comments.length, simple);
        continue;
      }
      if (code === SLASH) {
        const next = source.charCodeAt(i + 1);
        if (next === SLASH) {
          i = endOfLine(source, i + 2);
          comments.push({ start, end: i, block: false });
          continue;
        }
        if (next === STAR) {
          i = endOfBlock(source, i + 2);
          if (i < 0) {
            faults.push({ kind: 'unterminated-comment', start, end: start + 2 });
            i = length;
          }
          comments.push({ start, end: i, block: true });
          continue;
        }
      }
      let type: WitTokenType | undefined;
      let simple = false;
      if (charClass === Class.Digit) {
        type = Integer;
        for (i++; i < length && isDigit(source.charCodeAt(i));) i++;
      } else if (code === PERCENT) {
        type = Identifier;
        i = this.isNameStart(source, i + 1)
          ? scanName(source, afterCharacter(source, i + 1))
          : i + 1;
        simple = scannedSimple && i > start + 1 && isLower(source.charCodeAt(start + 1));
      } else if (code === QUOTE) {
        type = StringToken;
        const read = readString(source, i);
        simple = read.fault === undefined;
        if (read.fault !== undefined && faults.length < MAX_FAULTS) {
          const { at, ...fault } = read.fault;
          if (fault.kind !== 'control-character' || fault.character === '\t') {
            const end = Math.min(at + 1, length);
            faults.push({ kind: 'string', fault, start: at, end, literal: start });
          }
        }
        i = read.end;
      } else {
        type = this.punctuationAt(source, i, code);
        if (type !== undefined) {
          i += type.text!.length;
        } else if (this.isNameStart(source, i)) {
          type = Identifier;
          i = scanName(source, afterCharacter(source, i));
        } else {
          i = this.skipUnexpected(source, i, faults);
          continue;
        }
      }
      table.push(type.tokenTypeIdx, start, i, comments.length, simple);
    }
    table.finish(comments.length);
    return { table, comments, forbidden, faults };
  }

  private keywordAt(source: string, start: number, end: number): WitTokenType | undefined {
    const row = this.keywords[keywordKey(end - start, source.charCodeAt(start))];
    if (row === undefined) return undefined;
    for (let i = 0; i < row.length; i++) {
      if (source.startsWith(row[i]!.text!, start)) return row[i];
    }
    return undefined;
  }

  private punctuationAt(source: string, at: number, code: number): WitTokenType | undefined {
    const row = this.punctuation[code];
    if (row === undefined) return undefined;
    for (let i = 0; i < row.length; i++) {
      const type = row[i]!;
      if (type.text!.length === 1 || source.startsWith(type.text!, at)) return type;
    }
    return undefined;
  }

  /** A letter in the sense of Unicode, `_` or, behind `%` alone, `-`. */
  private isNameStart(source: string, at: number): boolean {
    const code = source.codePointAt(at);
    if (code === undefined) return false;
    if (code < 128) {
      const charClass = CLASSES[code]!;
      return (
        charClass === Class.Lower ||
        charClass === Class.Upper ||
        charClass === Class.Underscore ||
        charClass === Class.Hyphen
      );
    }
    return /^\p{XID_Start}/u.test(String.fromCodePoint(code));
  }

  /** Steps over what starts no token; a CR that belongs to a line end and what is forbidden anyhow are no fault here. */
  private skipUnexpected(source: string, at: number, faults: LexFault[]): number {
    const code = source.charCodeAt(at);
    if (code === CARRIAGE_RETURN && source.charCodeAt(at + 1) === LINE_FEED) return at + 2;
    const end = afterCharacter(source, at);
    if (faults.length < MAX_FAULTS && !isForbidden(source.slice(at, end))) {
      faults.push({ kind: 'unexpected', start: at, end });
    }
    // As a comment of other languages, most likely.
    return code === HASH ? endOfLine(source, end) : end;
  }
}

function keywordKey(length: number, first: number): number {
  return (length << 7) | (first & 127);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** Whether the name that {@link scanName} read last has but lower case letters, digits and single hyphens inside. */
let scannedSimple = false;

/** From behind the first character of a name to its end. */
function scanName(source: string, from: number): number {
  const length = source.length;
  let i = from;
  let simple = true;
  let previous: Class = Class.Lower;
  for (; i < length; i++) {
    const code = source.charCodeAt(i);
    if (code >= 128) {
      const end = afterCharacter(source, i);
      if (!/^\p{XID_Continue}/u.test(source.slice(i, end))) break;
      simple = false;
      previous = Class.Lower;
      i = end - 1;
      continue;
    }
    const charClass: Class = CLASSES[code]!;
    if (charClass < Class.Lower) break;
    if (charClass === Class.Hyphen) {
      if (previous === Class.Hyphen) simple = false;
    } else if (charClass === Class.Upper || charClass === Class.Underscore) {
      simple = false;
    }
    previous = charClass;
  }
  scannedSimple = simple && previous !== Class.Hyphen;
  return i;
}

function afterCharacter(source: string, at: number): number {
  return source.codePointAt(at)! > 0xffff ? at + 2 : at + 1;
}

/** The end of a line comment: at the line feed, or at the carriage return before it. */
function endOfLine(source: string, from: number): number {
  const feed = source.indexOf('\n', from);
  if (feed < 0) return source.length;
  return feed > from && source.charCodeAt(feed - 1) === CARRIAGE_RETURN ? feed - 1 : feed;
}

/** Behind the end of a block comment, whose inside starts at `from`; -1 where it has none. Block comments nest. */
function endOfBlock(source: string, from: number): number {
  const length = source.length;
  let depth = 1;
  for (let i = from; i < length - 1; i++) {
    const code = source.charCodeAt(i);
    if (code === SLASH && source.charCodeAt(i + 1) === STAR) {
      depth++;
      i++;
    } else if (code === STAR && source.charCodeAt(i + 1) === SLASH) {
      i++;
      if (--depth === 0) return i + 1;
    }
  }
  return -1;
}
