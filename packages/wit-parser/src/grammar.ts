/**
 * The grammar of WIT, to be extended: WAC adds its own keywords and rules and uses those of WIT for types, interfaces and
 * worlds.
 *
 * A derived parser makes its tokens with {@link keywordToken} and {@link punctuationToken}, passes all of them (those of WIT
 * and its own) to the {@link Lexer} and to the constructor of {@link WitRules}, defines its rules as fields and calls
 * `performSelfAnalysis()` at the end of its constructor. Rules are called through `SUBRULE`, tokens taken by `take`;
 * mistakes are reported by `complain` and `fail` and caught by `caught`.
 */

export { Lexer, type LexFault, type LexResult } from './lexer/lexer.js';
export { Token } from './lexer/token.js';
export { TokenTable } from './lexer/token-table.js';
export * as tokens from './lexer/tokens.js';
export {
  keywordToken,
  punctuationToken,
  variableToken,
  witTokens,
  type WitTokenType,
} from './lexer/tokens.js';
export { checkName, repairName, type NameFault } from './lexer/identifiers.js';
export { readString, type StringFault, type StringResult } from './lexer/strings.js';
export { ABANDONED, END_OF_FILE, ParserCore, setOf, type ReportExtra } from './parser/core.js';
export { RecoveringParser } from './parser/recovery.js';
export { PathRules, localPath, packagePath } from './parser/path-rules.js';
export { TypeRules } from './parser/type-rules.js';
export { emptyBody, ListRules, offsetOf, type Sink } from './parser/list-rules.js';
export { ItemListRules } from './parser/item-list-rules.js';
export { DefinitionRules } from './parser/definition-rules.js';
export { WitRules } from './parser/item-rules.js';
export { lexDiagnostic } from './parser/lex-diagnostics.js';
export * as syntaxMessages from './diagnostics/syntax-messages.js';
export type { Message } from './diagnostics/syntax-messages.js';
