/** That two copies of something cannot become one. Thrown inside of the merge only, and caught where it starts. */

export class Mismatch extends Error {
  /** From the outside inwards: `interface \`types\``, `function \`read\``. */
  readonly path: string[] = [];

  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Runs a step; a mismatch in it knows that it happened there. */
export function inside<T>(place: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof Mismatch) error.path.unshift(place);
    throw error;
  }
}
