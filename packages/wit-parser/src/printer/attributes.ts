/** What stands before an item: documentation, feature gates and external ids. */

import type { Stability } from '../model/resolve.js';
import { escapeName } from './names.js';
import type { WitWriter } from './wit-writer.js';

/** One `///` a line. Empty documentation leaves no trace, so it is not there when the text is read again. */
export function printDocs(out: WitWriter, docs: string | undefined): void {
  if (docs === undefined || docs === '') return;
  const lines = docs.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    out.line(text === '' ? '///' : `/// ${text}`);
  }
}

/**
 * `@since(version = 1.2.3)` and its siblings, each on a line. A feature named like a keyword gets its `%`, which the
 * reference forgets, so that the text can be read again.
 */
export function printStability(out: WitWriter, stability: Stability | undefined): void {
  if (stability === undefined) return;
  out.line(
    stability.kind === 'stable'
      ? `@since(version = ${stability.since})`
      : `@unstable(feature = ${escapeName(stability.feature)})`,
  );
  if (stability.deprecated !== undefined) {
    out.line(`@deprecated(version = ${stability.deprecated})`);
  }
}

/** `@external-id("…")` on a line of its own. */
export function printExternalId(out: WitWriter, id: string | undefined): void {
  if (id !== undefined) out.line(`@external-id("${escapeString(id)}")`);
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** The inside of a string literal: everything but plain ASCII words is escaped. */
function escapeString(text: string): string {
  return text.replaceAll(
    /[^A-Za-z0-9\-_./: ]/gu,
    (char) => SHORT_ESCAPES.get(char) ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
