/** What a JavaScript engine in a component writes to standard error, with places of the user's sources. */
import { ADAPTER_MODULE } from '@wit-ts/bindgen-ts';
import type { SourceMap } from './source-map.js';

/** How engines call the bundle in stack traces. */
export const BUNDLE_NAME = 'wit-ts-bundle.js';
const PLACE = /(?:componentize-qjs:user\.js|wit-ts-bundle\.js):(\d+):(\d+)/g;

/** How componentize-qjs 0.4.5 tells of an exception: as Rust prints its value. */
const EXCEPTION =
  /^Failed to call '([^']*)': Exception\(Exception \{ message: (?:Some\("((?:[^"\\]|\\.)*)"\)|None), stack: (?:Some\("((?:[^"\\]|\\.)*)"\)|None) \}\)$/;
const PANIC = /^thread '[^']*' \(\d+\) panicked at /;
const NOTE = /^note: run with `RUST_BACKTRACE=1` environment variable/;

/**
 * A text of whole lines, with the places of the bundle replaced by those it was made from. Exceptions are shown as
 * JavaScript shows them, without the frames of what `wit-ts build` put around the user's code.
 */
export function guestTrace(text: string, map: SourceMap): string {
  const shown: string[] = [];
  let last: string | undefined;
  for (const line of text.split('\n')) {
    const exception = EXCEPTION.exec(line);
    if (exception !== null) {
      if (last !== undefined && PANIC.test(last)) {
        shown.pop();
        if (shown.at(-1) === '') shown.pop();
      }
      const [, name = '', message = '', stack = ''] = exception;
      shown.push(`Uncaught in ${name}: ${unescaped(message)}`);
      for (const frame of unescaped(stack).split('\n')) {
        const mapped = mappedFrame(frame, map);
        if (mapped !== undefined && mapped.trim() !== '') shown.push(mapped);
      }
    } else if (!NOTE.test(line)) {
      const mapped = mappedFrame(line, map);
      if (mapped !== undefined) shown.push(mapped);
    }
    last = line;
  }
  return shown.join('\n');
}

/** A line with its places; `undefined` for a frame of the adapter. */
function mappedFrame(line: string, map: SourceMap): string | undefined {
  let isAdapter = false;
  const mapped = line.replaceAll(PLACE, (place, row: string, column: string) => {
    const found = map.original(Number(row), Number(column));
    if (found === undefined) return place;
    if (found.source.includes(ADAPTER_MODULE) || found.source.startsWith('wit-ts:'))
      isAdapter = true;
    return `${found.source}:${found.line}:${found.column}`;
  });
  return isAdapter ? undefined : mapped;
}

/** Text that Rust printed between quotes. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(u\{([0-9a-f]+)\}|.)/g, (_, what: string, code?: string) => {
    if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
    return what === 'n'
      ? '\n'
      : what === 't'
        ? '\t'
        : what === 'r'
          ? '\r'
          : what === '0'
            ? '\0'
            : what;
  });
}
