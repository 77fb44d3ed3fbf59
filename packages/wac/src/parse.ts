/** Reading one document. */
import type { Diagnostic } from '@wit-ts/wit-parser';
import {
  Lexer,
  lexDiagnostic,
  tokens as T,
  TokenTable,
  type WitTokenType,
} from '@wit-ts/wit-parser/grammar';
import type { WacDocument } from './ast.js';
import { WacRules } from './statement-rules.js';
import { wacTokens } from './tokens.js';
import { wordsAsNames } from './words.js';

export interface WacParseResult {
  document: WacDocument;
  /** The mistakes of the document in order of their places. */
  diagnostics: Diagnostic[];
}

let shared: { lexer: Lexer; parser: WacRules } | undefined;

/**
 * Reads a WAC document.
 *
 * It never throws: a document with mistakes gives diagnostics, and a tree of all that could be understood.
 *
 * @param file the name for spans and messages
 */
export function parseWac(text: string, file: string): WacParseResult {
  shared ??= { lexer: new Lexer(wacTokens), parser: new WacRules() };
  const { lexer, parser } = shared;
  const lexed = lexer.scan(text);
  const { comments, faults, forbidden } = lexed;
  const table = withoutEmptyResults(lexed.table, text);
  wordsAsNames(table, text);
  const { directive, items, damaged } = parser.read(file, text, { ...lexed, table });
  const diagnostics = [
    ...[...forbidden, ...faults].map((fault) => lexDiagnostic(fault, text, file)),
    ...parser.diagnostics,
  ].toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  const document = { file, text, comments, directive, statements: items, damaged };
  return { document, diagnostics };
}

const EMPTY_RESULT = [T.Result, T.LessThan, T.Underscore, T.GreaterThan];

/** `result<_>`, which only WAC allows, is `result`. */
function withoutEmptyResults(table: TokenTable, text: string): TokenTable {
  const isEmptyResult = (at: number): boolean =>
    at + EMPTY_RESULT.length <= table.count &&
    EMPTY_RESULT.every((type, index) => table.typeAt(at + index) === type.tokenTypeIdx);
  if (!/_\s*>/.test(text)) return table;
  const kept = new TokenTable(tokensByNumber());
  kept.reset(text);
  for (let i = 0; i < table.count; i++) {
    const skip = isEmptyResult(i) ? EMPTY_RESULT.length - 1 : 0;
    const end = table.endAt(i + skip);
    kept.push(table.typeAt(i), table.startAt(i), end, table.docsEndAt(i), table.isSimple(i));
    i += skip;
  }
  kept.finish(table.docsEndAt(table.count));
  return kept;
}

function tokensByNumber(): (WitTokenType | undefined)[] {
  const types: (WitTokenType | undefined)[] = [];
  for (const type of wacTokens) types[type.tokenTypeIdx] = type;
  return types;
}
