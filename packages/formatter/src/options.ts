/** How WIT is laid out; the names are those of prettier. */
export interface FormatOptions {
  /** Lines are kept within this many columns where the grammar has a place to break; 80 if absent. */
  printWidth?: number;
  /** Columns of one step of indentation; 2 if absent. */
  tabWidth?: number;
  /** Indent with tabs, each `tabWidth` columns wide. */
  useTabs?: boolean;
  /** `auto`, which is the default, ends every line as the first line of the text ends. */
  endOfLine?: 'lf' | 'crlf' | 'auto';
}

/** The options in full. */
export interface Style {
  width: number;
  tabWidth: number;
  /** One step of indentation. */
  step: string;
  lineEnd: '\n' | '\r\n';
}

/** What the options mean for a text. */
export function styleOf(text: string, options: FormatOptions): Style {
  const tabWidth = Math.max(0, Math.trunc(options.tabWidth ?? 2));
  return {
    width: options.printWidth ?? 80,
    tabWidth,
    step: options.useTabs === true ? '\t' : ' '.repeat(tabWidth),
    lineEnd: lineEndOf(text, options.endOfLine ?? 'auto'),
  };
}

function lineEndOf(text: string, endOfLine: 'lf' | 'crlf' | 'auto'): '\n' | '\r\n' {
  if (endOfLine !== 'auto') return endOfLine === 'lf' ? '\n' : '\r\n';
  const feed = text.indexOf('\n');
  return feed > 0 && text.charCodeAt(feed - 1) === 13 ? '\r\n' : '\n';
}
