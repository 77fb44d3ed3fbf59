import fc from 'fast-check';
import { expect, it } from 'vitest';
import { didChange, didOpen } from '../src/documents.js';
import { MemoryFileSystem } from '../src/index.js';
import { Session } from '../src/session.js';

const piece = fc.constantFrom('a', 'é', '😀', '\n', '\r\n', '語', 'interface i {\n}\n', '', ' ');
const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
/** Two places, by the number of characters before them, and what comes between. */
const edit = fc.record({ from: fc.nat(), to: fc.nat(), inserted: text });

type Encoding = 'utf-8' | 'utf-16';

/** The line and character of a place, counted without the code that is tested. */
function positionOf(characters: readonly string[], at: number, encoding: Encoding) {
  const before = characters.slice(0, at).join('');
  const last = before.slice(before.lastIndexOf('\n') + 1);
  return {
    line: before.split('\n').length - 1,
    character: encoding === 'utf-8' ? Buffer.byteLength(last) : last.length,
  };
}

/** Characters as a person counts them; a line end is one. */
function charactersOf(content: string): string[] {
  return content.match(/\r\n|./gsu) ?? [];
}

it.each(['utf-8', 'utf-16'] as const)('keeps texts as the editor has them, in %s', (encoding) => {
  fc.assert(
    fc.property(text, fc.array(fc.array(edit, { minLength: 1, maxLength: 3 })), (start, turns) => {
      const host = { version: '', fs: new MemoryFileSystem(), exit: () => undefined };
      const session = new Session(host, {
        processId: null,
        rootUri: null,
        capabilities: { general: { positionEncodings: [encoding] } },
      });
      const uri = 'file:///w/a.wit';
      didOpen(session, { textDocument: { uri, languageId: 'wit', version: 0, text: start } });
      let expected = start;
      for (const [version, edits] of turns.entries()) {
        const contentChanges = edits.map(({ from, to, inserted }) => {
          const characters = charactersOf(expected);
          const places = [from, to].map((place) => place % (characters.length + 1));
          const [first = 0, last = 0] = places.toSorted((a, b) => a - b);
          const range = {
            start: positionOf(characters, first, encoding),
            end: positionOf(characters, last, encoding),
          };
          const kept = [characters.slice(0, first), characters.slice(last)];
          expected = kept.map((part) => part.join('')).join(inserted);
          return { range, text: inserted };
        });
        didChange(session, { textDocument: { uri, version }, contentChanges });
        expect(session.service.text('/w/a.wit')).toBe(expected);
      }
    }),
    { numRuns: 200 },
  );
});
