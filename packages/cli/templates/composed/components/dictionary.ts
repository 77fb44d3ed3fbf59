import type { Dictionary, Words } from './bindings/dictionary/dictionary.js';

const french = new Map([
  ['good', 'bon'],
  ['morning', 'matin'],
  ['world', 'monde'],
]);
const german = new Map([
  ['good', 'guten'],
  ['morning', 'Morgen'],
  ['world', 'Welt'],
]);

export const words = {
  lookUp: (word, to) => (to === 'french' ? french : german).get(word),
} satisfies Words;

({ words }) satisfies Dictionary;
