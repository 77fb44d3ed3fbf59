/** Standard error of a component that was made of TypeScript: places in it are those of the `.ts`. */
import { guestTrace, SourceMap, sourceMapsOf } from '@wit-ts/guest-build';
import type { Io } from '../io/io.js';

interface OutputStream {
  write(bytes: Uint8Array): void;
  blockingWriteAndFlush(bytes: Uint8Array): void;
}

/**
 * Lets what a component writes to a stream go through its source map. The component is searched for one when it writes
 * for the first time; without one, or with several, nothing is changed.
 */
export function explainErrors(stream: unknown, component: Uint8Array, io: Io): void {
  const target = stream as OutputStream;
  const original = target.blockingWriteAndFlush.bind(target);
  const decoder = new TextDecoder();
  let map: SourceMap | null | undefined;
  let rest = '';
  const write = (bytes: Uint8Array): void => {
    map ??= mapOf(component);
    if (map === null) {
      original(bytes);
      return;
    }
    rest += decoder.decode(bytes, { stream: true });
    const end = endOfLines(rest);
    if (end === 0) return;
    io.err(guestTrace(rest.slice(0, end), map));
    rest = rest.slice(end);
  };
  Object.assign(target, { write, blockingWriteAndFlush: write });
  process.once('exit', () => {
    if (rest !== '' && map !== null && map !== undefined) io.err(guestTrace(rest, map));
  });
}

/** Where the last whole line ends; the head of a panic waits for its message. */
function endOfLines(text: string): number {
  const end = text.lastIndexOf('\n') + 1;
  const head = /(?:^|\n)\n?thread '[^'\n]*' \(\d+\) panicked at [^\n]*\n$/.exec(text.slice(0, end));
  return head === null ? end : head.index;
}

function mapOf(component: Uint8Array): SourceMap | null {
  const [text, another] = sourceMapsOf(component);
  if (text === undefined || another !== undefined) return null;
  return SourceMap.parse(text) ?? null;
}
