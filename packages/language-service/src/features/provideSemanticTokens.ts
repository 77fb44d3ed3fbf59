import type { ast } from '@wit-ts/wit-parser';
import { Lexer, tokens, witTokens } from '@wit-ts/wit-parser/grammar';
import { isDeprecated } from '../names/describe.js';
import type { Names } from '../names/names.js';
import type { NameSymbol, Occurrence } from '../names/symbol.js';
import type { Range, SemanticToken } from '../types.js';
import type { Context } from './context.js';

const lexer = new Lexer();
const KEYWORDS = new Set(
  witTokens.filter(({ keyword }) => keyword).map(({ tokenTypeIdx }) => tokenTypeIdx),
);
const INTEGER = tokens.Integer.tokenTypeIdx;
const STRING = tokens.StringToken.tokenTypeIdx;
const IDENTIFIER = tokens.Identifier.tokenTypeIdx;

type Kind = Pick<SemanticToken, 'type' | 'modifiers'>;

/** What each name, keyword, number, text and comment of a document is, in order; comments of several lines as one token for each line. */
export function provideSemanticTokens(
  { names, path, tree }: Context,
  range: Range = { start: 0, end: tree.text.length },
): SemanticToken[] {
  const { text, comments } = tree;
  const found: SemanticToken[] = [];
  let last = 0;
  const add = (start: number, end: number, { type, modifiers }: Kind): void => {
    // What a name or version consists of is no token of its own.
    if (start < last || end <= range.start || start >= range.end) return;
    last = end;
    found.push({ start, end, type, modifiers });
  };
  const all = names.file(path)?.occurrences ?? [];
  let nextName = all.findIndex(({ end }) => end > range.start);
  if (nextName === -1) nextName = all.length;
  let nextComment = comments.findIndex(({ end }) => end > range.start);
  if (nextComment === -1) nextComment = comments.length;
  /** Adds the names and comments that start before a place. */
  const addUpTo = (place: number): void => {
    for (;;) {
      const name = all[nextName];
      const comment = comments[nextComment];
      const at = Math.min(name?.start ?? Infinity, comment?.start ?? Infinity);
      if (at >= Math.min(place, range.end)) return;
      if (name?.start === at) {
        nextName += 1;
        const kind = kindOf(names, name);
        if (kind !== undefined) add(name.start, name.end, kind);
      } else if (comment !== undefined) {
        nextComment += 1;
        addLines(text, comment.start, comment.end, add);
      }
    }
  };
  const { table } = lexer.scan(text);
  for (let at = 0; at < table.count; at += 1) {
    const start = table.startAt(at);
    if (start >= range.end) break;
    if (table.endAt(at) <= range.start) continue;
    addUpTo(start + 1);
    const kind = tokenKind(table.typeAt(at), at > 0 && text[table.startAt(at - 1)] === '@');
    if (kind !== undefined) add(start, table.endAt(at), kind);
  }
  addUpTo(Infinity);
  return found;
}

const KEYWORD: Kind = { type: 'keyword', modifiers: [] };
const COMMENT: Kind = { type: 'comment', modifiers: [] };
const DOCUMENTATION: Kind = { type: 'comment', modifiers: ['documentation'] };

function tokenKind(type: number, isGate: boolean): Kind | undefined {
  if (type === IDENTIFIER) return isGate ? { type: 'decorator', modifiers: [] } : undefined;
  if (type === INTEGER) return { type: 'number', modifiers: [] };
  if (type === STRING) return { type: 'string', modifiers: [] };
  return KEYWORDS.has(type) ? KEYWORD : undefined;
}

function addLines(
  text: string,
  start: number,
  end: number,
  add: (start: number, end: number, kind: Kind) => void,
): void {
  const isDocs = text.startsWith('///', start) || text.startsWith('/**', start);
  let at = start;
  while (at < end) {
    const feed = text.indexOf('\n', at);
    const stop = feed === -1 || feed > end ? end : feed;
    const last = text[stop - 1] === '\r' ? stop - 1 : stop;
    if (last > at) add(at, last, isDocs ? DOCUMENTATION : COMMENT);
    at = stop + 1;
  }
}

function kindOf(names: Names, occurrence: Occurrence): Kind | undefined {
  switch (occurrence.role) {
    case 'package':
      return occurrence.which === 'version'
        ? { type: 'number', modifiers: [] }
        : { type: 'namespace', modifiers: [] };
    case 'feature':
      return { type: 'variable', modifiers: [] };
    default: {
      const meaning = names.meaning(occurrence);
      if (meaning?.kind !== 'symbol') return undefined;
      const isDefinition = occurrence.role === 'definition';
      return symbolKind(names.definitionOf(meaning.symbol), isDefinition);
    }
  }
}

function symbolKind(symbol: NameSymbol, isDefinition: boolean): Kind {
  const modifiers: SemanticToken['modifiers'][number][] = isDefinition ? ['declaration'] : [];
  if (isDeprecated(symbol)) modifiers.push('deprecated');
  const kind = (type: SemanticToken['type']): Kind => ({ type, modifiers });
  switch (symbol.kind) {
    case 'interface':
    case 'inline':
      return kind('interface');
    case 'world':
      return kind('class');
    case 'type':
      return kind(typeToken(symbol.item.kind));
    case 'function':
      if (symbol.item.function.async) modifiers.push('async');
      return kind('function');
    case 'extern':
      if (symbol.extern.function.async) modifiers.push('async');
      return kind('function');
    case 'method':
      if (symbol.item.kind === 'constructor') return KEYWORD;
      if (symbol.item.kind === 'static') modifiers.push('static');
      if (symbol.item.function.async) modifiers.push('async');
      return kind('method');
    case 'field':
      return kind('property');
    case 'case':
    case 'flag':
      return kind('enumMember');
    case 'param':
      return kind('parameter');
    case 'label':
    case 'renamed':
      return kind('variable');
    case 'used':
    case 'alias':
      return kind('type');
  }
}

function typeToken(kind: ast.TypeItem['kind']): SemanticToken['type'] {
  switch (kind) {
    case 'record':
      return 'struct';
    case 'variant':
    case 'enum':
    case 'flags':
      return 'enum';
    case 'resource':
      return 'class';
    case 'type':
      return 'type';
  }
}
