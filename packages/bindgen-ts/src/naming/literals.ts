import { isIdentifierName } from './reserved.js';

/** A text as a string literal: double quotes, or single ones where that needs fewer escapes (as prettier chooses). */
export function stringLiteral(text: string): string {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const quote = doubles > singles ? "'" : '"';
  let out = quote;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === quote || char === '\\') out += `\\${char}`;
    else if (char === '\n') out += '\\n';
    else if (char === '\r') out += '\\r';
    else if (char === '\t') out += '\\t';
    else if (isUnsafe(code)) out += `\\u${code.toString(16).padStart(4, '0')}`;
    else out += char;
  }
  return out + quote;
}

/** Control characters, line separators, bidirectional overrides and lone surrogates: never raw in generated text. */
function isUnsafe(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    code === 0x61c ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfeff
  );
}

/** A text safe in a comment of one line: without line ends, comment ends and invisible characters. */
export function commentText(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === '\t') out += ' ';
    else if (isUnsafe(code)) out += `\\u{${code.toString(16)}}`;
    else out += char;
  }
  return out.replaceAll('*/', '*\\/');
}

/** A member name as key of an object literal or type. `__proto__` as plain key would set the prototype. */
export function propertyKey(name: string): string {
  if (name === '__proto__') return '["__proto__"]';
  return isIdentifierName(name) ? name : stringLiteral(name);
}

/** Access to a member: `.name`, or `["na-me"]`. */
export function memberAccess(name: string): string {
  return isIdentifierName(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

/** Whether every object inherits something of that name, so that a member which is left out is found all the same. */
export function isInheritedName(name: string): boolean {
  return name in Object.prototype;
}
