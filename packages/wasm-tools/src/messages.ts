/** Turns what wasm-tools says into one plain line. */

/**
 * A chain of causes, as either implementation prints it, in one line from the outside in.
 *
 * @param text What a call of the module threw, or the standard error of the binary.
 */
export function plainMessage(text: string): string {
  const parts = text
    .split('\n')
    .map((line) => line.trim().replace(/^\$/, ''))
    .filter((line) => line !== '' && line !== 'Caused by:' && !/^\[[^\]]* WARN \]/.test(line))
    .map((line) => line.replace(/^error: /, '').replace(/^\d+: /, ''));
  return parts.join(': ') || 'no reason given';
}

/**
 * The message of a failed assembly in the module, which prints its error as Rust's debug form.
 *
 * @returns The message with line and column, or the plain message where the form is another.
 */
export function parseFailure(text: string): string {
  const place = /^Error \{ kind: Wast\(.*?text: Some\(Text \{ line: (\d+), col: (\d+),/.exec(text);
  const kind = /kind: (?:Custom\("((?:[^"\\]|\\.)*)"\)|Lex\((.*)\)) \} ?\}\) \}$/.exec(text);
  if (place === null || kind === null) return plainMessage(text);
  const [, custom, lexer] = kind;
  const message = custom === undefined ? lexerFailure(lexer ?? '') : unescapeRust(custom);
  return `${message} (line ${Number(place[1]) + 1}, column ${Number(place[2]) + 1})`;
}

/** The same of the binary, which draws the place. */
export function parseFailureOfBinary(stderr: string): string {
  const drawn = /^error: ([^]*?)\n\s*--> <stdin>:(\d+):(\d+)\n/.exec(stderr);
  if (drawn === null) return plainMessage(stderr);
  const [, message = '', line, column] = drawn;
  return `${plainMessage(message)} (line ${line}, column ${column})`;
}

/** What a panic says, without the place in wasm-tools' own sources. */
export function panicMessage(stderr: string): string | undefined {
  const panic = /panicked at [^\n]*\n([^]*?)(?:\nnote: |$)/.exec(stderr)?.[1]?.trim();
  return panic === '' ? undefined : panic;
}

/** `InvalidStringEscape('z')` → `invalid string escape 'z'`. */
function lexerFailure(debug: string): string {
  const [, variant = debug, rest] = /^(\w+)(?:\((.*)\))?$/.exec(debug) ?? [];
  if (variant === 'UnexpectedEof') return 'unexpected end of the text';
  const words = variant.replace(/\B[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
  return rest === undefined ? words : `${words} ${unescapeRust(rest)}`;
}

function unescapeRust(text: string): string {
  return text.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_, code?: string, letter?: string) => {
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    if (letter === 'n') return '\n';
    if (letter === 'r') return '\r';
    if (letter === 't') return '\t';
    if (letter === '0') return '\0';
    return letter ?? '';
  });
}
