/** Which keyword a word that is none was probably meant to be. */

import * as T from '../lexer/tokens.js';
import type { WitTokenType } from '../lexer/tokens.js';
import { editDistance } from '../resolver/suggest.js';

/** What starts an item and is followed by a name. */
export const ITEM_KEYWORDS = [
  T.Interface,
  T.World,
  T.Package,
  T.Record,
  T.Resource,
  T.Variant,
  T.Enum,
  T.Flags,
  T.Type,
  T.Use,
  T.Import,
  T.Export,
  T.Include,
];

/** Words of other languages. */
const ALIASES = new Map<string, WitTokenType>([
  ['struct', T.Record],
  ['class', T.Resource],
  ['union', T.Variant],
  ['oneof', T.Variant],
  ['bitflags', T.Flags],
  ['typedef', T.Type],
  ['alias', T.Type],
  ['using', T.Use],
  ['uses', T.Use],
  ['imports', T.Import],
  ['exports', T.Export],
  ['includes', T.Include],
  ['module', T.Package],
  ['namespace', T.Package],
  ['trait', T.Interface],
]);

/** The keyword that starts an item nearest to a word, or `undefined`. */
export function nearestKeyword(word: string): WitTokenType | undefined {
  if (word.length < 3 || word.length > 12) return undefined;
  const lower = word.toLowerCase();
  const alias = ALIASES.get(lower);
  if (alias !== undefined) return alias;
  let best: WitTokenType | undefined;
  let limit = word.length > 4 ? 2 : 1;
  for (const keyword of ITEM_KEYWORDS) {
    const distance = editDistance(lower, keyword.text ?? '', limit);
    if (distance > limit || (distance === limit && best !== undefined)) continue;
    best = keyword;
    limit = distance;
  }
  return best;
}
