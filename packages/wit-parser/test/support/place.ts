/** `line:column` of an offset, both from 1, the column in bytes of UTF-8. */
export function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${Buffer.byteLength(before.at(-1) ?? '') + 1}`;
}
