/** Between the editor's offsets and the protocol's lines and characters. */
import type { Text } from '@codemirror/state';
import type { Position, Range } from 'vscode-languageserver-protocol';

export function positionAt(text: Text, offset: number): Position {
  const line = text.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}

/** Places outside of the text are brought back into it. */
export function offsetAt(text: Text, { line, character }: Position): number {
  if (line >= text.lines) return text.length;
  const { from, length } = text.line(line + 1);
  return from + Math.min(character, length);
}

export function rangeOf(text: Text, range: Range): { from: number; to: number } {
  const from = offsetAt(text, range.start);
  return { from, to: Math.max(from, offsetAt(text, range.end)) };
}
