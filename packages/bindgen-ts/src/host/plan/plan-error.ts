import type { Diagnostic } from '@wit-ts/wit-parser';
import type { ByteRange } from '@wit-ts/component';

/** Something that host bindings cannot be made for; becomes a diagnostic. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
  readonly code: string;
  readonly range: ByteRange | undefined;
  readonly help: string | undefined;

  constructor(code: string, message: string, range?: ByteRange, help?: string) {
    super(message);
    this.code = code;
    this.range = range;
    this.help = help;
  }

  diagnostic(file: string): Diagnostic {
    const { start, end } = this.range ?? { start: 0, end: 0 };
    return {
      code: this.code,
      severity: 'error',
      message: this.message,
      span: { file, start, end },
      ...(this.help === undefined ? {} : { help: this.help }),
    };
  }
}
