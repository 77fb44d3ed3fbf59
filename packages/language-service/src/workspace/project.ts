import {
  type DecodedWit,
  type Diagnostic,
  type FileSystem,
  IncrementalResolver,
  type LoadedText,
  type PackageUnit,
  type ParsedSource,
  type SourceGroup,
  type ast,
  decodeUtf8,
  loadGroups,
  parseSource,
  printWit,
  reparseSource,
  syntaxDiagnostics,
} from '@wit-ts/wit-parser';
import type { ServiceOptions } from '../options.js';
import type { Documents } from './documents.js';
import { isUntitled } from './paths.js';

/** A folder's package and all that stands in its `deps`: what is resolved together. */
export class Project {
  readonly folder: string;
  /** Counts the updates that changed something, so that others know when what they found out is old. */
  generation = 0;
  readonly #fs: FileSystem;
  readonly #documents: Documents;
  readonly #resolver: IncrementalResolver;
  readonly #sources = new Map<string, ParsedSource>();
  readonly #decoder: CachingDecoder;
  /** Groups with the paths of their files; read again after a change on the disk. */
  #groups: SourceGroup[] | undefined;
  readonly #trees = new WeakMap<DecodedWit, ast.Ast | null>();
  #loadDiagnostics: readonly Diagnostic[] = [];
  #changed = new Set<string>();
  #byFile: Map<string, Diagnostic[]> | undefined;

  constructor(folder: string, fs: FileSystem, documents: Documents, options: ServiceOptions) {
    this.folder = folder;
    this.#fs = fs;
    this.#documents = documents;
    this.#decoder = new CachingDecoder(options);
    this.#resolver = new IncrementalResolver({
      features: options.features ?? [],
      allFeatures: options.allFeatures ?? false,
    });
  }

  /** A document's text changed. */
  textChanged(path: string): void {
    this.#changed.add(path);
  }

  /** Files came or went, or may have changed on the disk. */
  filesChanged(): void {
    this.#groups = undefined;
  }

  /** Resolves what changed since the last call; called before anything is asked. */
  update(): this {
    if (this.#groups === undefined) this.#read();
    else if (this.#changed.size > 0) this.#reread(this.#groups);
    else return this;
    this.#changed.clear();
    this.#byFile = undefined;
    this.generation += 1;
    this.#resolver.update(this.#groups ?? []);
    return this;
  }

  get resolver(): IncrementalResolver {
    return this.#resolver;
  }

  get units(): readonly PackageUnit[] {
    return this.#resolver.units;
  }

  /** The files in order of the groups. */
  get sources(): ParsedSource[] {
    return [...this.#sources.values()];
  }

  source(path: string): ParsedSource | undefined {
    return this.#sources.get(path);
  }

  /** The trees of packages in binary form, printed; nobody can open their texts. */
  get decodedTrees(): ast.Ast[] {
    return (this.#groups ?? []).flatMap((group) =>
      group.kind === 'decoded' ? this.#printed(group.path, group.decoded) : [],
    );
  }

  /** The diagnostics of every file that has some. */
  diagnosticsByFile(): ReadonlyMap<string, readonly Diagnostic[]> {
    if (this.#byFile !== undefined) return this.#byFile;
    const byFile = new Map<string, Diagnostic[]>();
    const first = this.#sources.keys().next().value;
    const add = (diagnostic: Diagnostic): void => {
      const file = diagnostic.span?.file ?? first;
      if (file === undefined) return;
      const list = byFile.get(file);
      if (list === undefined) byFile.set(file, [diagnostic]);
      else list.push(diagnostic);
    };
    for (const diagnostic of this.#loadDiagnostics) add(diagnostic);
    for (const source of this.#sources.values()) syntaxDiagnostics(source).forEach(add);
    for (const unit of this.#resolver.units) unit.diagnostics.forEach(add);
    this.#resolver.diagnostics.forEach(add);
    for (const list of byFile.values()) {
      list.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
    }
    this.#byFile = byFile;
    return byFile;
  }

  #printed(path: string, decoded: DecodedWit): ast.Ast[] {
    let tree = this.#trees.get(decoded);
    if (tree === undefined) {
      tree = printedTree(path, decoded);
      this.#trees.set(decoded, tree);
    }
    return tree === null ? [] : [tree];
  }

  #read(): void {
    const { groups, diagnostics } = isUntitled(this.folder)
      ? { groups: [], diagnostics: [] }
      : loadGroups(this.folder, this.#fs, this.#decoder.options);
    this.#loadDiagnostics = diagnostics;
    const known = new Map(this.#sources);
    this.#sources.clear();
    const parsed = (loaded: LoadedText): ParsedSource => {
      // The text of an editor may hold what UTF-8 cannot.
      const open = this.#documents.text(loaded.path);
      const source = this.#parsed(
        known.get(loaded.path),
        open === undefined ? loaded : { path: loaded.path, text: open },
      );
      this.#sources.set(loaded.path, source);
      return source;
    };
    this.#groups = groups.map((group) =>
      group.kind === 'decoded'
        ? group
        : { kind: 'texts', folder: group.folder, sources: group.texts.map(parsed) },
    );
    const alone = isUntitled(this.folder) ? this.#documents.text(this.folder) : undefined;
    if (alone !== undefined) {
      const sources = [parsed({ path: this.folder, text: alone })];
      this.#groups = [{ kind: 'texts', folder: this.folder, sources }];
    }
    // A folder that holds `deps` alone has no package of its own to complain about.
    this.#groups = this.#groups.filter(
      (group) =>
        group.kind === 'decoded' || group.folder !== this.folder || group.sources.length > 0,
    );
  }

  #reread(groups: readonly SourceGroup[]): void {
    for (const path of this.#changed) {
      const text = this.#documents.text(path) ?? this.#diskText(path);
      const before = this.#sources.get(path);
      if (before !== undefined && text !== undefined) {
        this.#sources.set(
          path,
          this.#parsed(before, typeof text === 'string' ? { path, text } : text),
        );
      }
    }
    this.#groups = groups.map((group) =>
      group.kind === 'decoded' || !group.sources.some(({ path }) => this.#changed.has(path))
        ? group
        : { ...group, sources: group.sources.map((old) => this.#sources.get(old.path) ?? old) },
    );
  }

  #diskText(path: string): LoadedText | undefined {
    let bytes: Uint8Array | undefined;
    try {
      bytes = this.#fs.readFile(path);
    } catch {
      return undefined;
    }
    if (bytes === undefined) return undefined;
    const decoded = decodeUtf8(bytes);
    if (decoded.valid) return { path, text: decoded.text };
    return {
      path,
      text: decoded.text,
      invalidAt: { offset: decoded.badOffset, byte: decoded.badByte },
    };
  }

  #parsed(before: ParsedSource | undefined, { path, text, invalidAt }: LoadedText): ParsedSource {
    if (before !== undefined && before.ast.text === text && invalidAt === undefined) return before;
    // Only a text that is open changes a little at a time.
    return before !== undefined && invalidAt === undefined
      ? reparseSource(before, text)
      : parseSource(path, text, invalidAt);
  }
}

/** A package in binary form as text; `null` where it cannot be said as text. */
function printedTree(path: string, { resolve, package: id }: DecodedWit): ast.Ast | null {
  try {
    return parseSource(path, printWit(resolve, id)).ast;
  } catch {
    return null;
  }
}

/** Decodes packages in binary form once for each content. */
class CachingDecoder {
  readonly options: Pick<ServiceOptions, 'decodeWit' | 'assemble'>;
  readonly #known = new Map<
    string,
    { bytes: Uint8Array; decoded: ReturnType<NonNullable<ServiceOptions['decodeWit']>> }
  >();

  constructor({ decodeWit, assemble }: ServiceOptions) {
    this.options = {};
    if (assemble !== undefined) this.options.assemble = assemble;
    if (decodeWit === undefined) return;
    this.options.decodeWit = (bytes, name) => {
      const known = this.#known.get(name);
      if (known !== undefined && isEqual(known.bytes, bytes)) return known.decoded;
      const decoded = decodeWit(bytes, name);
      this.#known.set(name, { bytes, decoded });
      return decoded;
    };
  }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
