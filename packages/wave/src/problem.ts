/** Mistakes in WAVE text: thrown inside the package, given to callers as diagnostics. */
import type { Diagnostic } from '@wit-ts/wit-parser';

/** A half-open range of the text, in UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The codes of this package; `pages.ts` explains each. */
export type WaveCode =
  | 'WAVE0001'
  | 'WAVE0002'
  | 'WAVE0003'
  | 'WAVE0004'
  | 'WAVE0005'
  | 'WAVE0006'
  | 'WAVE0007'
  | 'WAVE0008'
  | 'WAVE0009'
  | 'WAVE0010'
  | 'WAVE0011'
  | 'WAVE0012'
  | 'WAVE0013'
  | 'WAVE0014'
  | 'WAVE0015'
  | 'WAVE0016'
  | 'WAVE0017'
  | 'WAVE0018'
  | 'WAVE0019'
  | 'WAVE0020'
  | 'WAVE0021'
  | 'WAVE0022';

/** The first mistake ends the reading: WAVE texts are short, and what follows a mistake is guesswork. */
export class Problem extends Error {
  constructor(
    readonly code: WaveCode,
    message: string,
    readonly range: Range,
    readonly help?: string,
  ) {
    super(message);
  }

  diagnostic(file: string): Diagnostic {
    const { code, message, range, help } = this;
    return {
      code,
      severity: 'error',
      message,
      span: { file, start: range.start, end: range.end },
      ...(help === undefined ? {} : { help }),
    };
  }
}

/** What a reading function of this package gives. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly diagnostics: Diagnostic[] };

/** Runs a reader; its {@link Problem} becomes a diagnostic. */
export function outcome<T>(file: string, read: () => T): Outcome<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, diagnostics: [error.diagnostic(file)] };
    throw error;
  }
}
