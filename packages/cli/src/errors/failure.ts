/** A command that cannot go on says so with diagnostics; the entry prints them and sets the exit code. */
import type { Diagnostic, SourceSet } from '@wit-ts/wit-parser';

/** Ends a command with exit code 1 (or 2 for wrong usage) and these diagnostics. */
export class Failure extends Error {
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    readonly exitCode: 1 | 2 = 1,
    /** The texts that the diagnostics point into. */
    readonly sources?: SourceSet,
  ) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('; '));
    this.name = 'Failure';
  }
}

/** Each chunk of the command has a copy of the class, so that `instanceof` would not do. */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && error.name === 'Failure' && 'diagnostics' in error;
}

/** A failure without a place in a source. */
export function failure(code: CliCode, message: string, help?: string): Failure {
  return new Failure([cliDiagnostic(code, message, help)]);
}

/** One diagnostic of the command itself. */
export function cliDiagnostic(code: CliCode, message: string, help?: string): Diagnostic {
  return { code, severity: 'error', message, ...(help === undefined ? {} : { help }) };
}

/**
 * The codes of the command's own errors: `CLI00xx` input, `CLI01xx` output, `CLI02xx` choice, `CLI03xx` results,
 * `CLI04xx` running, `CLI05xx` building, `CLI09xx` surprise.
 */
export type CliCode =
  /** A path that leads nowhere. */
  | 'CLI0001'
  /** A file or folder that cannot be read. */
  | 'CLI0002'
  /** A folder without WIT. */
  | 'CLI0003'
  /** A core module where a component is needed. */
  | 'CLI0004'
  /** Bytes that are no component or WIT package, or a damaged one. */
  | 'CLI0005'
  /** Text of WebAssembly that cannot be assembled. */
  | 'CLI0006'
  /** A file that is not WIT where only WIT is formatted. */
  | 'CLI0007'
  /** A file that was written to while it was read. */
  | 'CLI0008'
  /** Output that cannot be written. */
  | 'CLI0101'
  /** A file of somebody else's where output should go. */
  | 'CLI0102'
  /** Generated files that are not up to date. */
  | 'CLI0103'
  /** Output that would leave its folder. */
  | 'CLI0104'
  /** Files that are not formatted. */
  | 'CLI0105'
  /** Options that exclude each other or lack another. */
  | 'CLI0202'
  /** A tool of the project's that fails: prettier and its configuration. */
  | 'CLI0203'
  /** A composed component that wasm-tools refuses. */
  | 'CLI0301'
  | 'CLI0302'
  /** A function that the component does not export. */
  | 'CLI0401'
  /** A name of several exported functions. */
  | 'CLI0402'
  /** A function that no text can call. */
  | 'CLI0403'
  /** WASI that cannot be loaded. */
  | 'CLI0404'
  /** A core module that the engine refuses. */
  | 'CLI0405'
  /** Imports that nobody supplies. */
  | 'CLI0406'
  /** A component that traps. */
  | 'CLI0407'
  /** A component that is no command. */
  | 'CLI0408'
  /** A package of the project that a build needs, and that is not installed. */
  | 'CLI0501'
  /** Such a package that cannot be loaded. */
  | 'CLI0502'
  /** A module that cannot be bundled. */
  | 'CLI0503'
  /** A module that the back end refuses. */
  | 'CLI0504'
  /** An error of wit-ts itself. */
  | 'CLI0900';
