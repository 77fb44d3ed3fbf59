/** Reading one file. */

import type { Ast, Comment, ItemList, PackageHeader, TopLevelItem } from '../ast/ast.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { Lexer, type LexResult } from '../lexer/lexer.js';
import { witTokens } from '../lexer/tokens.js';
import { WitRules } from './item-rules.js';
import { LOOKAHEAD_TABLE } from './lookahead-table.js';
import { lexDiagnostic } from './lex-diagnostics.js';

export interface ParseResult {
  ast: Ast;
  /**
   * The mistakes of the file in order of their places; characters that are forbidden anywhere come first, because nothing
   * else is looked at before they are gone.
   */
  diagnostics: Diagnostic[];
  /** The same as `ast.comments`. */
  comments: readonly Comment[];
}

/** The parser of WIT. Its construction takes some milliseconds, so there is one, made when it is first needed. */
class WitParser extends WitRules {
  /** @param record records the grammar, for those who want to look at it, instead of taking the decisions from a table */
  constructor(record = false) {
    super(witTokens);
    if (record) this.performSelfAnalysis();
    else this.useTable(LOOKAHEAD_TABLE);
  }

  parse(
    file: string,
    source: string,
    lexed: LexResult,
  ): ItemList<TopLevelItem> & { header: PackageHeader | undefined } {
    this.begin(file, source, lexed);
    const list = this.witFile();
    return { ...list, header: this.header };
  }

  /** Lets go of the text that was read last. */
  release(lexer: Lexer): void {
    this.begin('', '', lexer.scan(''));
  }
}

let shared: { lexer: Lexer; parser: WitParser } | undefined;

/**
 * Reads a WIT file.
 *
 * It never throws: a file with mistakes gives diagnostics, and a tree of all that could be understood. It takes time linear
 * in the length of the text.
 *
 * @param file the name for spans and messages
 */
export function parse(text: string, file: string): ParseResult {
  shared ??= { lexer: new Lexer(), parser: new WitParser() };
  const { lexer, parser } = shared;
  const lexed = lexer.scan(text);
  const { comments } = lexed;
  const { header, items, damaged } = parser.parse(file, text, lexed);
  const found = parser.diagnostics;
  parser.release(lexer);
  const ast: Ast = { file, text, comments, package: header, items, damaged };
  if (found.length === 0 && lexed.faults.length === 0 && lexed.forbidden.length === 0) {
    return { ast, diagnostics: found, comments };
  }
  // A token is cut before any rule sees it, so at the same place the fault of the lexer comes first.
  const placed = lexed.faults.map((fault) => ({
    at: fault.kind === 'string' ? fault.literal : fault.start,
    diagnostic: lexDiagnostic(fault, text, file),
  }));
  for (const diagnostic of found) placed.push({ at: diagnostic.span?.start ?? 0, diagnostic });
  placed.sort((a, b) => a.at - b.at);
  const later = placed.map(({ diagnostic }) => diagnostic);
  const first = lexed.forbidden.map((fault) => lexDiagnostic(fault, text, file));
  return { ast, diagnostics: withoutRepetition([...first, ...later]), comments };
}

function withoutRepetition(diagnostics: Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, span }) => {
    const key = `${code} ${span?.start}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A parser with its recorded grammar, for tests and for tools that look at it. */
export function createRecordedParser(): WitParser {
  return new WitParser(true);
}

export type { WitParser };
