/** Words that cannot name a binding in a strict-mode module (ECMAScript, section "Keywords and Reserved Words"). */
const RESERVED_WORDS: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** Global names that generated type declarations refer to: a WIT type of that name must step aside. */
export const GLOBALS_IN_TYPES: readonly string[] = (
  'Array ArrayLike AsyncIterable BigInt64Array BigUint64Array Disposable Float32Array Float64Array Int16Array ' +
  'Int32Array Int8Array Map Promise PromiseLike Symbol Uint16Array Uint32Array Uint8Array Option Result ErrorContext'
).split(' ');

/** Whether `name` cannot be used as the name of a variable, parameter or function. */
export function isReservedWord(name: string): boolean {
  return RESERVED_WORDS.has(name);
}

/** Whether `name` is an ASCII identifier; reserved words count as one. */
export function isIdentifierName(name: string): boolean {
  return /^[A-Za-z_$][0-9A-Za-z_$]*$/.test(name);
}
