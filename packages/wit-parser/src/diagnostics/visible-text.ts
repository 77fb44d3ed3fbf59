/** Text from outside made safe and measurable for a terminal. */

/** One character as it is shown, and the columns it takes. */
export interface Cell {
  text: string;
  width: number;
}

const TAB_WIDTH = 4;

/**
 * The characters of a line as a terminal may show them: a tab becomes blanks, and whatever could move the cursor, change
 * colours or reorder text (control characters, overrides of the writing direction, invisible characters, halves of
 * surrogate pairs) becomes its code, such as `\u{1b}`.
 */
export function visibleCells(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const char of line) {
    let text = char;
    let width = 1;
    if (char === '\t') {
      width = TAB_WIDTH - (column % TAB_WIDTH);
      text = ' '.repeat(width);
    } else if (isHarmful(char)) {
      text = codeOf(char);
      width = text.length;
    } else if (char > '\u007e') {
      width = displayWidth(char.codePointAt(0) ?? 0);
    }
    cells.push({ text, width });
    column += width;
  }
  return cells;
}

/** A text (a message, a path) with everything harmful replaced; line breaks stay when `keepLines` is set. */
export function visibleText(text: string, keepLines = false): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  let safe = '';
  for (const char of text) {
    safe += isHarmful(char) && !(keepLines && char === '\n') ? codeOf(char) : char;
  }
  return safe;
}

function codeOf(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Controls, formats (bidirectional overrides, zero width), line and paragraph separators, surrogates, private use. */
function isHarmful(char: string): boolean {
  return char < ' ' || (char > '\u007e' && /[\p{C}\p{Zl}\p{Zp}]/u.test(char));
}

/** Columns that a character takes in a terminal: 0 for marks that combine, 2 for wide East Asian ones and emoji. */
function displayWidth(codePoint: number): number {
  const char = String.fromCodePoint(codePoint);
  if (/[\p{Mn}\p{Me}]/u.test(char)) return 0;
  if (/\p{Emoji_Presentation}/u.test(char)) return 2;
  for (const [first, last] of WIDE) if (codePoint >= first && codePoint <= last) return 2;
  return 1;
}

/** The blocks of Unicode whose characters are wide (East_Asian_Width W and F), joined where only gaps lie between. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];
