/** A program of these files, for {@link withCountedLoops}. */
export function programOf(files: readonly string[]): object;

/** The text of a file of the program, where loops over arrays count; `undefined` where the program has no such file. */
export function withCountedLoops(program: object, path: string): string | undefined;
