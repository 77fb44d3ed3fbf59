/** The one diagnostic type of all packages, whatever they read: WIT, WAC or component binaries. */

export type Severity = 'error' | 'warning' | 'info';

/** A half-open range of a source file, in UTF-16 code units from its start. */
export interface Span {
  /** As the source was named when it was read; for a component binary its path, with offsets in bytes. */
  file: string;
  start: number;
  end: number;
}

/** Another place that explains the first: "first defined here". */
export interface RelatedPlace {
  span: Span;
  message: string;
}

/** A change of text that repairs the mistake; several edits are applied together. */
export interface Fix {
  /** In the imperative: "add the missing semicolon". */
  title: string;
  edits: { span: Span; newText: string }[];
}

export interface Diagnostic {
  /** Stable code, such as `WIT0123`; `docs/diagnostics/<code>.md` explains it. */
  code: string;
  severity: Severity;
  /** One sentence in plain words, without a trailing full stop. */
  message: string;
  /** Absent only where no source exists, such as a file that cannot be read. */
  span?: Span;
  /** What to do, in one sentence, where it is not clear from the message. */
  help?: string;
  related?: RelatedPlace[];
  fixes?: Fix[];
}
