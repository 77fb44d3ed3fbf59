/**
 * The messages of the lexer and the parser: one builder for each kind of mistake, and the pages that explain the codes
 * (`syntax-pages.ts`). Codes WIT0001 to WIT0019 are for characters, WIT0020 to WIT0099 for the grammar.
 */

import type { NameFault } from '../lexer/identifiers.js';
import type { StringFault } from '../lexer/strings.js';

export interface Message {
  code: string;
  message: string;
  help?: string;
}

// ---- Characters ------------------------------------------------------------------------------------------------------

export function controlCharacter(code: number): Message {
  return {
    code: 'WIT0001',
    message: `the control character ${codePoint(code)} may not stand in WIT`,
    help: 'only tabs and line ends are allowed; remove it, also from comments and strings',
  };
}

export function bidiOverride(code: number): Message {
  return {
    code: 'WIT0002',
    message: `the character ${codePoint(code)} changes the direction of text and may not stand in WIT`,
    help: 'it can make text look different from what it is; remove it, also from comments and strings',
  };
}

export function discouragedCharacter(code: number): Message {
  return {
    code: 'WIT0003',
    message: `the character ${codePoint(code)} is discouraged by Unicode and may not stand in WIT`,
    help: 'replace it by what Unicode recommends, also in comments and strings',
  };
}

export function loneSurrogate(code: number): Message {
  return {
    code: 'WIT0004',
    message: `the text is not valid Unicode: half of a surrogate pair, ${codePoint(code)}, stands alone`,
    help: 'remove it; no UTF-8 file can contain it',
  };
}

export function unexpectedCharacter(character: string): Message {
  const lookalike = LOOKALIKES.get(character);
  return {
    code: 'WIT0005',
    message: `unexpected character ${describeCharacter(character)}`,
    ...(lookalike !== undefined && { help: lookalike }),
  };
}

const LOOKALIKES = new Map([
  ['#', 'comments start with `//`'],
  ["'", 'strings stand in double quotes'],
  ['`', 'a keyword becomes a name with `%` before it: `%type`'],
  ['[', 'a list is written `list<u8>`'],
  [']', 'a list is written `list<u8>`'],
  ['?', 'an optional type is written `option<u8>`'],
  ['|', 'alternatives are the cases of a `variant`'],
  ['\r', 'a line ends with LF or CR LF; a CR alone is no line end'],
  ['\u00a0', 'replace the no-break space by a space'],
  ['\ufeff', 'a byte order mark may only be the first character of a file'],
  ['\u2013', 'replace the dash by `-`'],
  ['\u2014', 'replace the dash by `-`'],
  ['\u201c', 'use the plain quote `"`'],
  ['\u201d', 'use the plain quote `"`'],
]);

export function unterminatedComment(): Message {
  return {
    code: 'WIT0006',
    message: 'this block comment is not closed',
    help: 'add `*/`; block comments nest, so each `/*` needs its own',
  };
}

export function badString(fault: StringFault): Message {
  const code = 'WIT0007';
  switch (fault.kind) {
    case 'unterminated':
      return {
        code,
        message: 'this string is not closed',
        help: 'add `"`; write `\\n` for a line end inside of a string',
      };
    case 'control-character':
      return {
        code,
        message: 'a tab may not stand in a string as it is',
        help: 'write `\\t`',
      };
    case 'bad-escape':
      return {
        code,
        message: `\`\\${fault.character}\` is no escape`,
        help: 'the escapes are `\\"`, `\\\'`, `\\\\`, `\\t`, `\\n`, `\\r`, `\\u{1f600}` and two hexadecimal digits for a byte',
      };
    case 'wanted':
      return {
        code,
        message: `expected \`${fault.wanted}\` in the escape \`\\u{…}\``,
        help: 'write the code point in braces: `\\u{1f600}`',
      };
    case 'bad-hex-digit':
      return {
        code,
        message: `${describeCharacter(fault.character)} is no hexadecimal digit`,
        help: 'a byte is written with two digits (`\\0a`), a code point as `\\u{1f600}`',
      };
    case 'lone-underscore':
      return {
        code,
        message: 'a number may not end with `_`',
        help: '`_` separates digits: `\\u{1_f600}`',
      };
    case 'number-too-big':
      return {
        code,
        message: 'this number does not fit 32 bits',
        help: 'code points end at `\\u{10ffff}`',
      };
    case 'bad-code-point':
      return {
        code,
        message: `${codePoint(fault.value)} is no Unicode character`,
        help: 'code points end at `\\u{10ffff}`, and surrogates are none',
      };
    case 'not-utf8':
      return {
        code,
        message: 'the bytes of this string are not valid UTF-8',
        help: 'write the character itself, or `\\u{…}`',
      };
  }
}

// ---- Grammar ---------------------------------------------------------------------------------------------------------

/** @param expected as {@link orList} joins it; @param found as the parser describes a token */
export function expectedToken(expected: string, found: string, help?: string): Message {
  return {
    code: 'WIT0020',
    message: `expected ${expected}, found ${found}`,
    ...(help !== undefined && { help }),
  };
}

export function missingSemicolon(found: string): Message {
  return {
    code: 'WIT0021',
    message: `expected \`;\`, found ${found}`,
  };
}

export function parametersWithoutFunc(found: string, name: string): Message {
  return {
    code: 'WIT0021',
    message: `expected \`;\`, found ${found}`,
    help: `an import or export of a function is written \`${shorten(name)}: func(…)\``,
  };
}

export function wrongTerminator(found: string): Message {
  return {
    code: 'WIT0021',
    message: `expected \`;\`, found ${found}`,
    help: 'a statement ends with `;`; commas separate fields, cases and parameters',
  };
}

export function missingComma(closer: string, found: string): Message {
  return {
    code: 'WIT0022',
    message: `expected \`,\` or ${closer}, found ${found}`,
  };
}

export function unclosed(closer: string, found: string, what: string): Message {
  return {
    code: 'WIT0023',
    message: `expected ${closer}, found ${found}: ${what} is not closed`,
    help: `add ${closer}`,
  };
}

export function unmatchedCloser(found: string): Message {
  return {
    code: 'WIT0024',
    message: `unexpected ${found}: nothing is open that it could close`,
    help: `remove ${found}, or look for one too many before it`,
  };
}

export function keywordAsName(keyword: string): Message {
  return {
    code: 'WIT0025',
    message: `expected a name, found the keyword \`${keyword}\``,
    help: `with \`%\` before it a keyword is a name: \`%${keyword}\``,
  };
}

export function invalidName(name: string, fault: NameFault): Message {
  const shown = `\`${shorten(name)}\``;
  const help =
    'a name is words joined by `-`, each in lower case (or all in upper case), and starts with a letter';
  switch (fault.kind) {
    case 'empty-part':
      return {
        code: 'WIT0026',
        message:
          name === ''
            ? 'a name is missing behind `%`'
            : `${shown} is not a valid name: there is an empty word before, between or behind \`-\``,
        help,
      };
    case 'bad-start':
      return {
        code: 'WIT0026',
        message: `${shown} is not a valid name: it may not start with ${describeCharacter(fault.character)}`,
        help,
      };
    case 'bad-character':
      return {
        code: 'WIT0026',
        message: `${shown} is not a valid name: ${describeCharacter(fault.character)} may not stand in it`,
        help,
      };
    case 'mixed-case':
      return {
        code: 'WIT0026',
        message: `${shown} is not a valid name: \`${shorten(fault.part)}\` mixes upper and lower case`,
        help,
      };
  }
}

export function misspeltKeyword(word: string, keyword: string): Message {
  return {
    code: 'WIT0027',
    message: `\`${shorten(word)}\` is no keyword of WIT`,
    help: `did you mean \`${keyword}\`?`,
  };
}

export function misplacedItem(found: string, place: string, expected: string): Message {
  return {
    code: 'WIT0028',
    message: `${found} cannot stand ${place}`,
    help: `expected here: ${expected}`,
  };
}

export function expectedType(found: string, help: string | undefined): Message {
  return {
    code: 'WIT0029',
    message: `expected a type, found ${found}`,
    ...(help !== undefined && { help }),
  };
}

export function typeTooDeep(limit: number): Message {
  return {
    code: 'WIT0030',
    message: `types are nested more than ${limit} deep`,
    help: 'give the inner types names of their own with `type`',
  };
}

export function packageTooDeep(limit: number): Message {
  return {
    code: 'WIT0031',
    message: `packages are nested more than ${limit} deep`,
    help: 'packages stand side by side at the top of a file, not inside each other',
  };
}

export function badListLength(text: string): Message {
  return {
    code: 'WIT0032',
    message: `the length ${shorten(text)} of this list does not fit 32 bits`,
    help: 'use a length below 4294967296, or `list` without a length',
  };
}

export function badVersion(reason: string): Message {
  return {
    code: 'WIT0033',
    message: reason,
    help: 'write MAJOR.MINOR.PATCH without spaces, such as `1.2.3` or `1.2.3-rc.1`',
  };
}

export function unfinishedVersion(expected: string, found: string): Message {
  return {
    code: 'WIT0033',
    message: `expected ${expected}, found ${found}: a version has three numbers`,
    help: 'write MAJOR.MINOR.PATCH, such as `1.2.3` or `1.2.3-rc.1`',
  };
}

export function unknownAttribute(name: string, nearest: string | undefined): Message {
  return {
    code: 'WIT0034',
    message: `there is no attribute \`@${shorten(name)}\``,
    help:
      nearest === undefined
        ? 'the attributes are `@since(version = 1.2.3)`, `@unstable(feature = name)`, `@deprecated(version = 1.2.3)` and `@external-id("…")`'
        : `did you mean \`@${nearest}\`?`,
  };
}

export function badAttributeArgument(usage: string, expected: string, found: string): Message {
  return {
    code: 'WIT0035',
    message: `expected ${expected}, found ${found}`,
    help: `write \`${usage}\``,
  };
}

export function misplacedAttribute(what: string): Message {
  return {
    code: 'WIT0036',
    message: `${what} cannot have attributes`,
    help: 'attributes stand before interfaces, worlds, types, functions, imports, exports, `use` and `include`',
  };
}

export function latePackageHeader(found: string): Message {
  return {
    code: 'WIT0037',
    message: `expected \`{\`, found ${found}: a package header without braces must be the first item of its file`,
    help: 'move it to the top, or put the items of this package into braces: `package a:b { … }`',
  };
}

export function namedResults(): Message {
  return {
    code: 'WIT0029',
    message: 'expected a type, found `(`: a function has one result, without a name',
    help: 'for several results use `tuple<…>` or a record',
  };
}

export function tooManyMistakes(limit: number): Message {
  return {
    code: 'WIT0099',
    message: `more than ${limit} mistakes in this file; the rest of it is not looked at`,
    help: 'repair the first ones and try again',
  };
}

// ---- Words -----------------------------------------------------------------------------------------------------------

/** `a`, `a or b`, `a, b or c`. */
export function orList(entries: readonly string[]): string {
  if (entries.length < 2) return entries[0] ?? 'something else';
  return `${entries.slice(0, -1).join(', ')} or ${entries.at(-1)}`;
}

/** Names from a file can be very long. */
export function shorten(text: string): string {
  return text.length > 48 ? `${text.slice(0, 45)}…` : text;
}

function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A character that shows as itself where it can, with its number where that helps. */
function describeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 32 && code < 127) return `\`${character}\``;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? `\`${character}\` (${codePoint(code)})`
    : codePoint(code);
}
