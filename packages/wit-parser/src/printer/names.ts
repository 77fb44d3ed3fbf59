/** Names as WIT text: a word of the language is written with `%` before it where it stands for a name. */

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'use type func u8 u16 u32 u64 s8 s16 s32 s64 f32 f64 float32 float64 char resource record flags variant enum ' +
    'bool string option result future stream list own borrow _ as from static interface tuple world import export ' +
    'package with include constructor error-context async map'
  ).split(' '),
);

/**
 * Whether a name needs `%` in front of it in WIT text.
 *
 * Besides the keywords of the language these are `float32` and `float64`, which older readers take for types.
 */
export function isKeyword(name: string): boolean {
  return KEYWORDS.has(name);
}

/** The name as it is written in WIT: `stream` becomes `%stream`, `streams` stays. */
export function escapeName(name: string): string {
  return KEYWORDS.has(name) ? `%${name}` : name;
}
