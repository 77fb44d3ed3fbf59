/** The grammar as EBNF (ISO 14977: `[ ]` is optional, `{ }` repeated, `,` joins, `;` ends). */

import type { Expression, Production } from './productions.js';

const WIDTH = 100;

const HEAD = `(*
  The grammar of WIT, the interface language of the WebAssembly Component Model.

  Generated from the parser of this project; a test keeps it equal. Written in the EBNF of ISO 14977.

  White space (space, tab, LF, CR LF) and comments ("//" to the end of the line, "/*" to "*/", which nest) may stand
  between all tokens. A few rules are narrower than they are written here:
  - \`package\` with ";" is the header of a file and stands before all items, without attributes.
  - A \`gate\` is @since(version = …), @deprecated(version = …), @unstable(feature = …) or @external-id("…").
  - The pieces of a \`version\` stand together without white space and form a version of semver.org; a "." belongs to
    it only where another piece follows.
  - The number of a \`list-type\` fits 32 bits; types nest to 99 levels, packages to 100.
*)
`;

const LEXICAL = `
(* Tokens whose text varies. Keywords are no identifiers without "%". *)

identifier =
    [ "%" ] , first word , { "-" , word } ;

first word =
    lower , { lower | digit } | upper , { upper | digit } ;

word =
    ( lower | digit ) , { lower | digit } | ( upper | digit ) , { upper | digit } ;

integer =
    digit , { digit } ;

string =
    '"' , { character | escape } , '"' ;

escape =
    "\\" , ( '"' | "'" | "t" | "n" | "r" | "\\" | ( hex , hex ) | ( "u{" , hex , { hex | "_" } , "}" ) ) ;

lower = ? "a" to "z" ? ;
upper = ? "A" to "Z" ? ;
digit = ? "0" to "9" ? ;
hex = ? "0" to "9", "a" to "f" or "A" to "F" ? ;
character = ? any character but '"', "\\" and control characters ? ;
`;

export function ebnf(productions: readonly Production[]): string {
  const rules = productions.map(
    ({ name, expression }) => `${words(name)} =\n${body(expression)} ;\n`,
  );
  return `${HEAD}\n${rules.join('\n')}${LEXICAL}`;
}

/** A rule's right side: alternatives on lines of their own, a long sequence broken behind its commas. */
function body(expression: Expression): string {
  if (expression.kind === 'choice' && inline(expression).length > WIDTH - 8) {
    return expression.ways.map((way, i) => `  ${i === 0 ? ' ' : '|'} ${inline(way)}`).join('\n');
  }
  const text = inline(expression);
  if (text.length <= WIDTH - 8 || expression.kind !== 'sequence') return `    ${text}`;
  return expression.parts
    .map((part) => {
      const line = nested(part);
      if (part.kind !== 'choice' || line.length <= WIDTH - 8) return `    ${line}`;
      const ways = part.ways.map((way) => inline(way));
      return `    ( ${ways.join('\n    | ')} )`;
    })
    .join(' ,\n');
}

function inline(expression: Expression): string {
  switch (expression.kind) {
    case 'token':
      return `"${expression.text}"`;
    case 'lexical':
    case 'rule':
      return words(expression.name);
    case 'sequence':
      return expression.parts.length === 0
        ? '(* nothing *)'
        : expression.parts.map(nested).join(' , ');
    case 'choice':
      return expression.ways.map(inline).join(' | ');
    case 'optional':
      return `[ ${inline(expression.part)} ]`;
    case 'repeated':
      return `{ ${inline(expression.part)} }`;
    case 'commas': {
      const entry = inline(expression.entry);
      return `[ ${entry} , { "," , ${entry} } , [ "," ] ]`;
    }
  }
}

/** Inside of a sequence a choice needs parentheses. */
function nested(expression: Expression): string {
  return expression.kind === 'choice' ? `( ${inline(expression)} )` : inline(expression);
}

function words(name: string): string {
  return name.replaceAll('-', ' ');
}
