/** Which gated items of a document are part of it. */
import type { ast } from '@wit-ts/wit-parser';

/** The features that are enabled; the other gates say nothing about the composition. */
export class Features {
  constructor(
    private readonly enabled: ReadonlySet<string>,
    private readonly all: boolean,
  ) {}

  /** The feature that is missing for an item with these gates; `undefined` for one that is part of the document. */
  missing(gates: readonly ast.Gate[]): string | undefined {
    if (this.all) return undefined;
    for (const gate of gates) {
      if (gate.kind === 'unstable' && !this.enabled.has(gate.feature.text)) {
        return gate.feature.text;
      }
    }
    return undefined;
  }
}
