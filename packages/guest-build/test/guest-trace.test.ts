import { expect, it } from 'vitest';
import { guestTrace, SourceMap } from '../src/index.js';

/** Line 1 of the bundle is line 4 of app.ts, line 2 belongs to the adapter, line 3 to lib.ts. */
const map = SourceMap.parse(
  JSON.stringify({
    version: 3,
    sources: ['src/app.ts', 'wit-ts:wit-ts:adapter', 'lib.ts'],
    names: [],
    mappings: 'AAGA,SAAS;ACHT;ACAA',
  }),
);

function shown(...lines: string[]): string[] {
  if (map === undefined) throw new Error('the map cannot be read');
  return guestTrace(lines.join('\n'), map).split('\n');
}

it('shows an exception of QuickJS as JavaScript does', () => {
  expect(
    shown(
      'before',
      '',
      "thread '<unnamed>' (1) panicked at crates/runtime/src/interpreter.rs:51:31:",
      String.raw`Failed to call 'look-up': Exception(Exception { message: Some("too \"deep\"\u{1f600}"), stack: Some("    at fail (componentize-qjs:user.js:1:12)\n    at x0f0 (componentize-qjs:user.js:2:1)\n    at <native>\n") })`,
      'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
      'after',
    ),
  ).toEqual([
    'before',
    'Uncaught in look-up: too "deep"😀',
    '    at fail (src/app.ts:4:10)',
    '    at <native>',
    'after',
  ]);
});

it('leaves the frames of the adapter out, and other texts as they are', () => {
  expect(
    shown(
      'fail@wit-ts-bundle.js:3:1',
      'call@wit-ts-bundle.js:2:5',
      'other.js:1:1',
      'wit-ts-bundle.js:99:1',
    ),
  ).toEqual(['fail@lib.ts:1:1', 'other.js:1:1', 'wit-ts-bundle.js:99:1']);
});

it('reads maps of any kind without failing', () => {
  for (const text of [
    '',
    '{}',
    '[]',
    'null',
    '{"version":3}',
    '{"version":3,"sources":[1],"mappings":"!!"}',
  ]) {
    expect(SourceMap.parse(text)?.original(1, 1)).toBeUndefined();
  }
});
