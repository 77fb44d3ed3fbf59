/** A program of these files, for {@link withPlainArrays}. */
export function programOf(files: readonly string[]): object;

/** The text of a file of the program, with loops over arrays that count, and patterns of arrays that take by index; `undefined` where the program has no such file. */
export function withPlainArrays(program: object, path: string): string | undefined;
