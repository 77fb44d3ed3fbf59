/** How a table of diagnostics documents its codes. Each package that reports diagnostics has such a table. */

import type { Severity } from './diagnostic.js';

/** The source of an example: one text, or several files by their paths in the folder of a package. */
export type ExampleSource = string | Readonly<Record<string, string>>;

/** What is known of one code; its page in the documentation is made from it. */
export interface CatalogueEntry {
  /** As in `Diagnostic.code`; stable for ever. */
  code: string;
  /** The mistake in a few words, without a full stop: the title of the page. */
  title: string;
  severity: Severity;
  /** Why it is a mistake and what to do, in whole sentences of Markdown. */
  explanation: string;
  /** A short input that is reported with this code; absent where no text can show it. */
  bad?: ExampleSource;
  /** The same input put right. */
  good?: ExampleSource;
  /** The language of the examples, for highlighting; WIT if absent. */
  language?: 'wit' | 'wac' | 'wat' | 'sh' | 'text' | 'ts';
}
