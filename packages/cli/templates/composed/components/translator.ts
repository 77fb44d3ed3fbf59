import { lookUp, type Language } from 'example:translate/words';
import type { Translator } from './bindings/translator/translator.js';

export function translate(text: string, to: Language): string {
  return text
    .split(' ')
    .map((word) => lookUp(word, to) ?? word)
    .join(' ');
}

({ translate }) satisfies Translator;
