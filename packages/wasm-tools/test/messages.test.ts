import { describe, expect, test } from 'vitest';
import { panicMessage, parseFailure, parseFailureOfBinary, plainMessage } from '../src/messages.js';

/** As the module says it: Rust's debug form. */
const debug = (kind: string, snippet = '(component'): string =>
  `Error { kind: Wast(Error { inner: ErrorInner { text: Some(Text { line: 0, col: 12, snippet: "${snippet}" }), ` +
  `file: None, span: Span { offset: 12 }, kind: ${kind} }) }`.replace(/ \}\) \}$/, ' } }) }');

describe('parseFailure', () => {
  test.each([
    ['Custom("expected `)`")', 'expected `)`'],
    ['Custom("a \\"b\\" \\\\ \\u{202e}")', 'a "b" \\ \u202e'],
    ['Lex(UnexpectedEof)', 'unexpected end of the text'],
    ["Lex(InvalidStringEscape('z'))", "invalid string escape 'z'"],
    ['Lex(DanglingBlockComment)', 'dangling block comment'],
    ["Lex(Unexpected('\\u{202e}'))", "unexpected '\u202e'"],
  ])('%s', (kind, message) => {
    expect(parseFailure(debug(kind))).toBe(`${message} (line 1, column 13)`);
  });

  test('is not led astray by the text itself', () => {
    const snippet = 'kind: Custom(\\"no\\") } }) }, line: 7, col: 7';
    expect(parseFailure(debug('Custom("yes")', snippet))).toBe('yes (line 1, column 13)');
  });

  test('keeps what it does not know', () => {
    expect(parseFailure('something else')).toBe('something else');
  });
});

test('parseFailureOfBinary reads the place', () => {
  const drawn = 'error: expected `)`\n     --> <stdin>:2:1\n      |\n    2 | \n      | ^\n';
  expect(parseFailureOfBinary(drawn)).toBe('expected `)` (line 2, column 1)');
});

test('plainMessage makes a line of a chain', () => {
  const chain = 'error: failed to read\n\nCaused by:\n    0: not valid\n    1: no such thing\n';
  expect(plainMessage(chain)).toBe('failed to read: not valid: no such thing');
  expect(plainMessage('')).toBe('no reason given');
});

test('panicMessage leaves out places in other sources', () => {
  const text =
    "\nthread '<unnamed>' (1) panicked at src/a.rs:1:2:\nentered unreachable code\nnote: run with\n";
  expect(panicMessage(text)).toBe('entered unreachable code');
  expect(panicMessage('nothing of the kind')).toBeUndefined();
});
