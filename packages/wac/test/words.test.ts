import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWac, parseWac } from '../src/index.js';

const words = fc.constantFrom(
  ...'stream future own map from async error-context let new import export interface world record variant enum flags use as with package targets func type resource a b'.split(
    ' ',
  ),
  ...'{ } ( ) < > , ; : . / = ... [ ] -> _ "x" @ %stream'.split(' '),
);

describe('words that are names in documents', () => {
  it('never keep a document from being read to its end', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (list) => {
        const text = `package a:b;\n${list.join(' ')}`;
        const { document, diagnostics } = parseWac(text, 'app.wac');
        for (const { span } of [...diagnostics, ...checkWac(document)]) {
          expect(span === undefined || span.end <= text.length).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
