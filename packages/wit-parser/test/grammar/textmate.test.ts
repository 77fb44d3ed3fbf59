import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { beforeAll, describe, expect, it } from 'vitest';
import { Lexer } from '../../src/lexer/lexer.js';
import { parse } from '../../src/parser/parse.js';
import { expectGolden } from '../support/golden.js';
import { CONFORMANCE, CONFORMANCE_NOTE, hasConformance } from '../support/suites.js';

const GRAMMAR = fileURLToPath(new URL('../../../../grammar/wit.tmLanguage.json', import.meta.url));
const require = createRequire(import.meta.url);

let grammar: IGrammar;

beforeAll(async () => {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) =>
      Promise.resolve(
        scope === 'source.wit'
          ? textmate.parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR)
          : null,
      ),
  });
  const loaded = await registry.loadGrammar('source.wit');
  if (loaded === null) throw new Error('no grammar');
  grammar = loaded;
});

/** A piece of text with its scopes, innermost last, without the one of the file. */
interface Piece {
  start: number;
  end: number;
  text: string;
  scopes: string[];
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let stack = textmate.INITIAL;
  let offset = 0;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const end = Math.min(endIndex, line.length);
      const piece = line.slice(startIndex, end);
      if (piece === '') continue;
      pieces.push({
        start: offset + startIndex,
        end: offset + end,
        text: piece,
        scopes: scopes.slice(1),
      });
    }
    offset += line.length + 1;
  }
  return pieces;
}

/** Says where the colours contradict what the lexer reads. */
function contradictions(text: string): string[] {
  const pieces = piecesOf(text);
  const { tokens, comments } = new Lexer().tokenize(text);
  const found: string[] = [];
  const scopesAt = (offset: number): string =>
    pieces.find(({ start, end }) => start <= offset && offset < end)?.scopes.join(' ') ?? '';
  const want = (offset: number, what: string, pattern: RegExp, wanted: boolean): void => {
    const scopes = scopesAt(offset);
    if (pattern.test(scopes) !== wanted) found.push(`${what} at ${offset}: ${scopes}`);
  };
  const versions = versionPlaces(text);
  for (const { start, end } of comments) {
    want(start, 'comment', /^comment\./, true);
    want(end - 1, 'end of comment', /^comment\./, true);
  }
  for (const token of tokens) {
    const { startOffset, tokenType, image } = token;
    if (versions.some(({ start, end }) => start <= startOffset && startOffset < end)) {
      want(startOffset, image, /constant\.numeric/, true);
    } else if (tokenType.name === 'Identifier') {
      want(startOffset, image, /keyword|storage|support|comment|string|numeric/, false);
      want(token.end - 1, image, /entity|variable|constant\.other/, true);
    } else if (tokenType.name === 'StringToken') {
      want(startOffset, image, /string\.quoted/, true);
      want(token.end - 1, image, /string\.quoted/, true);
    } else if (tokenType.name === 'Integer') {
      want(startOffset, image, /constant\.numeric/, true);
    } else if (token.isKeyword) {
      want(startOffset, image, /keyword|storage|support/, true);
      want(token.end - 1, image, /keyword|storage|support/, true);
    } else {
      want(startOffset, image, /punctuation|keyword\.operator/, true);
    }
  }
  return found;
}

/** Versions are one thing to the eye and several tokens to the lexer. */
function versionPlaces(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const open: unknown[] = [parse(text, 'x.wit').ast];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, field] of Object.entries(value)) {
      if (key === 'version' && field !== undefined)
        found.push(field as { start: number; end: number });
      else if (key !== 'comments') open.push(field);
    }
  }
  return found;
}

const SAMPLE = `/// Docs.
package wasi:clocks@0.2.0-rc.1; // trailing

/* block /* nested */ still */
use wasi:io/poll@0.2.0 as poll;

@since(version = 0.2.0)
interface types {
  use poll.{pollable, %type as other};
  type list-of = list<u8, 16>;
  record point { x: u32, %record: option<records>, }
  variant v { a(u8), list-a }
  resource file {
    constructor(path: string) -> result<file, error-context>;
    read: static async func(self-x: borrow<file>) -> result<_, string>;
  }
  @unstable(feature = fancy-thing)
  @external-id("a \\u{41} \\q \\" b")
  %func: func(a: tuple<s8, f64>) -> stream;
}

world w {
  import types;
  import wasi:io/streams@0.2.0;
  import users: wasi:keyvalue/store;
  import label: types;
  export run: async func();
  export inline: interface { f: func(); }
  include other with { a as b }
}
`;

describe('the TextMate grammar', () => {
  it('colours the sample', () => {
    const lines = piecesOf(SAMPLE)
      .filter(({ text }) => text.trim() !== '')
      .map(({ text, scopes }) => `${text.trim().padEnd(24)} ${scopes.join(' ')}`.trimEnd());
    expectGolden(`${lines.join('\n')}\n`, new URL('textmate.golden.txt', import.meta.url));
    expect(contradictions(SAMPLE)).toEqual([]);
  });

  it.each([
    'records: func();',
    'type-a: func();',
    'a-type: func();',
    '%use: func();',
    'u8x: func();',
  ])('sees no keyword in %s', (text) => {
    expect(contradictions(`package a:b;\ninterface i {\n  ${text}\n}\n`)).toEqual([]);
  });

  const files = hasConformance ? witFiles(CONFORMANCE) : [];

  it.skipIf(!hasConformance)(`agrees with the lexer on every file (${CONFORMANCE_NOTE})`, () => {
    expect(files.length).toBeGreaterThan(100);
    const wrong: Record<string, string[]> = {};
    for (const file of files) {
      const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
      const found = contradictions(text);
      if (found.length > 0) wrong[file.slice(CONFORMANCE.length)] = found;
    }
    expect(wrong).toEqual({});
  });
});

function witFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    // Files that must be rejected are no measure for colours.
    if (entry.name === 'parse-fail') return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? witFiles(path) : path.endsWith('.wit') ? [path] : [];
  });
}
