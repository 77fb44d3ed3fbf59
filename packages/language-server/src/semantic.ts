import type { SemanticTokens } from 'vscode-languageserver-protocol';

/** The semantic tokens that the client has of each document, so that it can be sent what changed. */
export class SemanticTokensMemory {
  readonly #last = new Map<string, { id: string; data: number[] }>();
  #count = 0;

  remember(path: string, data: number[]): SemanticTokens & { resultId: string } {
    this.#count += 1;
    const id = String(this.#count);
    this.#last.set(path, { id, data });
    return { resultId: id, data };
  }

  /** What was sent under an id; `undefined` where something else was sent since. */
  recall(path: string, id: string): number[] | undefined {
    const last = this.#last.get(path);
    return last?.id === id ? last.data : undefined;
  }

  forget(path: string): void {
    this.#last.delete(path);
  }
}
