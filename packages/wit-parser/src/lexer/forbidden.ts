/** Characters that may not stand anywhere in a WIT file, comments and strings included. */

export type ForbiddenKind = 'control' | 'bidi' | 'discouraged' | 'surrogate';

export interface Forbidden {
  kind: ForbiddenKind;
  start: number;
  end: number;
}

/**
 * Control characters but tab, line feed and carriage return; changes of writing direction; characters that Unicode
 * discourages; lone surrogates.
 */
const SUSPICIOUS =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{7f}-\u{9f}\u{149}\u{673}\u{f77}\u{f79}\u{17a3}\u{17a4}\u{17b4}\u{17b5}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{d800}-\u{dfff}]/gu;

/** The forbidden characters of a text in order, at most `limit` of them. */
export function findForbidden(text: string, limit: number): Forbidden[] {
  const found: Forbidden[] = [];
  SUSPICIOUS.lastIndex = 0;
  for (let match = SUSPICIOUS.exec(text); match !== null; match = SUSPICIOUS.exec(text)) {
    const start = match.index;
    found.push({ kind: kindOf(text.charCodeAt(start)), start, end: start + 1 });
    if (found.length >= limit) break;
  }
  return found;
}

/** Whether {@link findForbidden} reports this character. */
export function isForbidden(character: string): boolean {
  SUSPICIOUS.lastIndex = 0;
  return SUSPICIOUS.test(character);
}

function kindOf(code: number): ForbiddenKind {
  if (code < 0xa0) return 'control';
  if (code >= 0xd800 && code <= 0xdfff) return 'surrogate';
  if (code >= 0x202a && code <= 0x2069) return 'bidi';
  return 'discouraged';
}
