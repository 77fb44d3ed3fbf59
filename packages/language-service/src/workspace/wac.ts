import { checkWac, parseWac, type WacDocument } from '@wit-ts/wac';
import { type Diagnostic, decodeUtf8 } from '@wit-ts/wit-parser';
import type { ServiceOptions } from '../options.js';
import type { Workspace } from './workspace.js';

interface Checked {
  text: string;
  document: WacDocument;
  diagnostics: readonly Diagnostic[];
}

/** `.wac` documents: syntax and names are checked here, what they link by the checker of the options. */
export class WacDocuments {
  readonly #workspace: Workspace;
  readonly #options: ServiceOptions;
  readonly #known = new Map<string, Checked>();

  constructor(workspace: Workspace, options: ServiceOptions) {
    this.#workspace = workspace;
    this.#options = options;
  }

  text(path: string): string | undefined {
    const open = this.#workspace.documents.text(path);
    if (open !== undefined) return open;
    try {
      const bytes = this.#workspace.fs.readFile(path);
      return bytes && decodeUtf8(bytes).text;
    } catch {
      return undefined;
    }
  }

  diagnostics(path: string): readonly Diagnostic[] {
    const text = this.text(path);
    if (text === undefined) {
      this.#known.delete(path);
      return [];
    }
    const known = this.#known.get(path);
    if (known?.text === text) return [...known.diagnostics, ...this.#linked(known, path)];
    const { document, diagnostics } = parseWac(text, path);
    const found = diagnostics.length > 0 ? diagnostics : checkWac(document);
    const checked = { text, document, diagnostics: found };
    this.#known.set(path, checked);
    return [...found, ...this.#linked(checked, path)];
  }

  /** The checker decides itself what it keeps: the components may change while the document does not. */
  #linked({ document, diagnostics }: Checked, path: string): readonly Diagnostic[] {
    const isSound = diagnostics.every(({ severity }) => severity !== 'error');
    return isSound ? (this.#options.checkWac?.(document, path) ?? []) : [];
  }
}
