/**
 * The token types of WIT, as plain chevrotain token types with fixed numbers.
 *
 * They are made without calling into chevrotain, so that importing this module costs nothing; an extending language
 * (WAC) makes its own with {@link keywordToken} and {@link punctuationToken}.
 */

import type { TokenType } from 'chevrotain';

/** A chevrotain token type with its number and, for keywords and punctuation, its text. */
export interface WitTokenType extends TokenType {
  tokenTypeIdx: number;
  /** How the token is spelt, where there is one spelling. */
  text: string | undefined;
  /** How a message calls it, such as `` `record` `` or "a name". */
  LABEL: string;
  keyword: boolean;
}

/** The numbers 1 and 2 are chevrotain's own (end of file, a token for recording). */
let nextIndex = 10;

function tokenType(
  name: string,
  label: string,
  text: string | undefined,
  keyword: boolean,
): WitTokenType {
  return {
    name,
    LABEL: label,
    text,
    keyword,
    tokenTypeIdx: nextIndex++,
    CATEGORIES: [],
    categoryMatches: [],
    categoryMatchesMap: {},
    isParent: false,
  };
}

/** A keyword that the lexer tells from names by its text. */
export function keywordToken(name: string, text: string): WitTokenType {
  return tokenType(name, `\`${text}\``, text, true);
}

/** Punctuation of one or more ASCII characters; the longest match wins. */
export function punctuationToken(name: string, text: string): WitTokenType {
  return tokenType(name, `\`${text}\``, text, false);
}

/** A token whose text varies. */
export function variableToken(name: string, label: string): WitTokenType {
  return tokenType(name, label, undefined, false);
}

/** `name` or `%name`; whether it is a valid name is checked where it is used as one. */
export const Identifier = variableToken('Identifier', 'a name');
export const Integer = variableToken('Integer', 'a number');
export const StringToken = variableToken('StringToken', 'a string');

export const Equals = punctuationToken('Equals', '=');
export const Comma = punctuationToken('Comma', ',');
export const Colon = punctuationToken('Colon', ':');
export const Period = punctuationToken('Period', '.');
export const Semicolon = punctuationToken('Semicolon', ';');
export const LeftParen = punctuationToken('LeftParen', '(');
export const RightParen = punctuationToken('RightParen', ')');
export const LeftBrace = punctuationToken('LeftBrace', '{');
export const RightBrace = punctuationToken('RightBrace', '}');
export const LessThan = punctuationToken('LessThan', '<');
export const GreaterThan = punctuationToken('GreaterThan', '>');
export const Arrow = punctuationToken('Arrow', '->');
export const Star = punctuationToken('Star', '*');
export const At = punctuationToken('At', '@');
export const Slash = punctuationToken('Slash', '/');
export const Plus = punctuationToken('Plus', '+');
export const Minus = punctuationToken('Minus', '-');

export const Use = keywordToken('Use', 'use');
export const Type = keywordToken('Type', 'type');
export const Func = keywordToken('Func', 'func');
export const U8 = keywordToken('U8', 'u8');
export const U16 = keywordToken('U16', 'u16');
export const U32 = keywordToken('U32', 'u32');
export const U64 = keywordToken('U64', 'u64');
export const S8 = keywordToken('S8', 's8');
export const S16 = keywordToken('S16', 's16');
export const S32 = keywordToken('S32', 's32');
export const S64 = keywordToken('S64', 's64');
export const F32 = keywordToken('F32', 'f32');
export const F64 = keywordToken('F64', 'f64');
export const Char = keywordToken('Char', 'char');
export const Bool = keywordToken('Bool', 'bool');
export const StringKeyword = keywordToken('StringKeyword', 'string');
export const ErrorContext = keywordToken('ErrorContext', 'error-context');
export const Record = keywordToken('Record', 'record');
export const Resource = keywordToken('Resource', 'resource');
export const Own = keywordToken('Own', 'own');
export const Borrow = keywordToken('Borrow', 'borrow');
export const Flags = keywordToken('Flags', 'flags');
export const Variant = keywordToken('Variant', 'variant');
export const Enum = keywordToken('Enum', 'enum');
export const Option = keywordToken('Option', 'option');
export const Result = keywordToken('Result', 'result');
export const Future = keywordToken('Future', 'future');
export const Stream = keywordToken('Stream', 'stream');
export const List = keywordToken('List', 'list');
export const MapKeyword = keywordToken('MapKeyword', 'map');
export const Tuple = keywordToken('Tuple', 'tuple');
export const Underscore = keywordToken('Underscore', '_');
export const Async = keywordToken('Async', 'async');
export const As = keywordToken('As', 'as');
/** No rule takes it; it is only reserved. */
export const From = keywordToken('From', 'from');
export const Static = keywordToken('Static', 'static');
export const Interface = keywordToken('Interface', 'interface');
export const Import = keywordToken('Import', 'import');
export const Export = keywordToken('Export', 'export');
export const World = keywordToken('World', 'world');
export const Package = keywordToken('Package', 'package');
export const Constructor = keywordToken('Constructor', 'constructor');
export const Include = keywordToken('Include', 'include');
export const With = keywordToken('With', 'with');

/** The tokens of WIT. */
export const witTokens: readonly WitTokenType[] = [
  Identifier,
  Integer,
  StringToken,
  Equals,
  Comma,
  Colon,
  Period,
  Semicolon,
  LeftParen,
  RightParen,
  LeftBrace,
  RightBrace,
  LessThan,
  GreaterThan,
  Arrow,
  Star,
  At,
  Slash,
  Plus,
  Minus,
  Use,
  Type,
  Func,
  U8,
  U16,
  U32,
  U64,
  S8,
  S16,
  S32,
  S64,
  F32,
  F64,
  Char,
  Bool,
  StringKeyword,
  ErrorContext,
  Record,
  Resource,
  Own,
  Borrow,
  Flags,
  Variant,
  Enum,
  Option,
  Result,
  Future,
  Stream,
  List,
  MapKeyword,
  Tuple,
  Underscore,
  Async,
  As,
  From,
  Static,
  Interface,
  Import,
  Export,
  World,
  Package,
  Constructor,
  Include,
  With,
];
