/** What there is to begin with; the build puts the texts of `examples/` here. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly files: readonly (readonly [path: string, text: string])[];
  readonly component?: { readonly name: string; readonly base64: string };
}

declare const PLAYGROUND_EXAMPLES: readonly Example[];

export const EXAMPLES = PLAYGROUND_EXAMPLES;
