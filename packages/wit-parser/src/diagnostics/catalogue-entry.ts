/** How a table of diagnostics documents its codes. Each package that reports diagnostics has such a table. */

import type { Severity } from './diagnostic.js';

/** A source of an example: one text, or files by path where one is not enough. */
export type ExampleSource = string | Readonly<Record<string, string>>;

/** What is known of one code. */
export interface CatalogueEntry {
  /** As in {@link Diagnostic.code}; stable for ever. */
  code: string;
  /** The mistake in a few words, as the title of its page. */
  title: string;
  severity: Severity;
  /** Why it is a mistake and what to do, in whole sentences of Markdown. */
  explanation: string;
  /** The shortest input that is reported with this code. */
  bad: ExampleSource;
  /** The same input put right. */
  good: ExampleSource;
}
