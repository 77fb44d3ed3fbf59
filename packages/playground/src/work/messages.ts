/** What the page asks its workers, and what they answer. */

/** What is resolved: the texts, or the component that they were read from. */
export interface Input {
  readonly files: readonly (readonly [path: string, text: string])[];
  readonly component?: { readonly name: string; readonly bytes: Uint8Array };
}

export interface ResolveRequest {
  readonly kind: 'resolve';
  readonly input: Input;
}

/** The WIT of a binary file, for the editor. */
export interface DecodeRequest {
  readonly kind: 'decode';
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a code of a diagnostic means. */
export interface ExplainRequest {
  readonly kind: 'explain';
  readonly code: string;
}

export interface GenerateRequest {
  readonly kind: 'host' | 'guest';
  readonly input: Input;
  /** `namespace:package/name@version`; the first one of the package where it has no such world. */
  readonly world: string | undefined;
}

export interface ResolveAnswer {
  /** Absent where there are errors. */
  readonly wit?: string;
  readonly json?: string;
  readonly worlds: readonly string[];
  /** Plain lines: what keeps it from being resolved. */
  readonly errors: readonly string[];
}

export type DecodeAnswer =
  | { readonly ok: true; readonly wit: string; readonly component: boolean }
  | { readonly ok: false; readonly message: string };

/** Markdown and examples. */
export interface ExplainAnswer {
  readonly title?: string;
  readonly explanation?: string;
  readonly good?: string;
}

export interface GeneratedText {
  readonly path: string;
  /** Absent for binary files. */
  readonly text?: string;
  readonly size: number;
}

export interface GenerateAnswer {
  readonly files: readonly GeneratedText[];
  readonly errors: readonly string[];
}

export interface Requests {
  resolve: { request: ResolveRequest; answer: ResolveAnswer };
  decode: { request: DecodeRequest; answer: DecodeAnswer };
  explain: { request: ExplainRequest; answer: ExplainAnswer };
  host: { request: GenerateRequest; answer: GenerateAnswer };
  guest: { request: GenerateRequest; answer: GenerateAnswer };
}

export type Reply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: string };
