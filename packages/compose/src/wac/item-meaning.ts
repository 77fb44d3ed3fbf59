/** Items where types are written. */
import { entityWord } from '@wit-ts/component';
import type { Item, Meaning } from './model.js';
import { meaningOf } from './types.js';

/** What an item is, with its article. */
export function wordOfItem({ entity }: Pick<Item, 'entity'>): string {
  const word = entityWord(entity);
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

/** What an item means where a type is written. */
export function meaningOfItem({ entity }: Pick<Item, 'entity'>): Meaning {
  switch (entity.kind) {
    case 'type':
      return meaningOf(entity.created);
    case 'func':
      return { kind: 'func', type: entity.type };
    default:
      return { kind: 'other', word: wordOfItem({ entity }) };
  }
}
