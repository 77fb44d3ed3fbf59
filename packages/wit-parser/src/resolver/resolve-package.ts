import { spanOf } from '../ast/ast.js';
import { docsOf } from '../ast/docs.js';
import * as messages from '../diagnostics/resolve-messages.js';
import { externalIdOf, stabilityOf } from './attributes.js';
import { mentionsOf } from './mentions.js';
import { resolveNamedInterface } from './package-interfaces.js';
import { type PackageItem, orderItems } from './package-items.js';
import { PackageState } from './package-state.js';
import { type PackageFile, packageKey, packageNameOf } from './package-syntax.js';
import { resolveWorld } from './package-worlds.js';
import type { Reporter } from './reporter.js';
import type { UnresolvedPackage } from './unresolved.js';

/** A package's files, with what their headers say. */
export interface PackageFiles {
  files: PackageFile[];
  header: PackageFile | undefined;
  docs: string | undefined;
}

/**
 * Resolves everything that a package can say about itself: its names, the order of its interfaces, worlds and types, and what it
 * wants of other packages. Depends on nothing but the files given, so that an editor can redo one package alone.
 *
 * @returns `undefined` where no file has a `package` header; the mistakes of such files are reported nevertheless.
 */
export function resolvePackageFiles(
  { files, header, docs }: PackageFiles,
  reporter: Reporter,
  { symbols = false, docs: withDocs = true }: { symbols?: boolean; docs?: boolean } = {},
): UnresolvedPackage | undefined {
  const state = new PackageState(files, reporter, { symbols, docs: withDocs });
  if (header?.header === undefined && !state.damaged) {
    const { ast } = files[0] ?? {};
    reporter.report(messages.noPackageHeader(ast && { file: ast.file, start: 0, end: 0 }));
  }
  for (const { ast, items } of files) state.mentions.push(mentionsOf(ast, items));
  addForeignItems(state);
  const ordered = orderItems(state);
  addForeignTypes(state);
  resolveItems(state, ordered, 'interface');
  resolveItems(state, ordered, 'world');
  if (header?.header === undefined) return undefined;
  const { name } = header.header;
  return {
    name: packageNameOf(name),
    key: packageKey(packageNameOf(name)),
    docs,
    site: { ast: header.ast, node: name },
    foreignPackages: [...state.foreignPackages.values()],
    foreignInterfaces: state.foreignInterfaces,
    foreignWorlds: state.foreignWorlds,
    foreignTypes: state.foreignTypes,
    types: state.types,
    typeAsts: state.typeAsts,
    typeNodes: state.typeNodes,
    interfaces: state.interfaces,
    worlds: state.worlds,
    requiredResources: state.requiredResources,
    references: state.references,
    damaged: state.damaged,
  };
}

/** Collects the headers of the files of one package; those that contradict each other are reported. */
export class PackageCollector {
  readonly #reporter: Reporter;
  readonly #files: PackageFile[] = [];
  #header: PackageFile | undefined;
  #docs: { text: string; file: PackageFile } | undefined;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  add(file: PackageFile): void {
    const { ast, header } = file;
    if (header !== undefined) this.#addHeader(file, header);
    for (const item of file.items) {
      if (item.kind !== 'package') continue;
      this.#reporter.report(messages.nestedTooDeep(spanOf(ast, item.name)));
    }
    this.#files.push(file);
  }

  finish(): PackageFiles {
    return { files: this.#files, header: this.#header, docs: this.#docs?.text };
  }

  #addHeader(file: PackageFile, header: NonNullable<PackageFile['header']>): void {
    const { ast } = file;
    const first = this.#header?.header;
    if (first !== undefined && this.#header !== undefined) {
      const name = packageKey(packageNameOf(header.name));
      const before = packageKey(packageNameOf(first.name));
      if (name !== before) {
        const places = [spanOf(ast, header.name), spanOf(this.#header.ast, first.name)] as const;
        this.#reporter.report(messages.differentHeader(name, before, ...places));
        return;
      }
    }
    this.#header = file;
    const text = docsOf(ast, header.docs);
    if (text === undefined) return;
    if (this.#docs === undefined) this.#docs = { text, file };
    else {
      this.#reporter.report(messages.secondPackageDocs(docsSpan(file), docsSpan(this.#docs.file)));
    }
  }
}

function docsSpan({ ast, header }: PackageFile): { file: string; start: number; end: number } {
  const { docsStart = 0, docsEnd = 0 } = header?.docs ?? {};
  const start = ast.comments[docsStart]?.start ?? 0;
  return { file: ast.file, start, end: ast.comments[docsEnd - 1]?.end ?? start };
}

/** Placeholders for the interfaces and worlds of other packages, in the order of their first mention. */
function addForeignItems(state: PackageState): void {
  for (const mentions of state.mentions) {
    for (const mention of mentions) {
      if (mention.path.kind !== 'package') continue;
      const stability = stabilityOf(mention.gates, mention.ast, state.reporter);
      const { gates } = state.addForeignItem(mention, mention.path);
      // A mention without a gate settles that the item is wanted.
      if (gates.length === 0 || gates.at(-1) !== undefined) gates.push(stability);
    }
  }
}

/** Placeholders for the types of other packages that a `use` names. */
function addForeignTypes(state: PackageState): void {
  for (const [file, mentions] of state.mentions.entries()) {
    for (const { ast, gates, path, names } of mentions) {
      if (names === undefined) continue;
      const stability = stabilityOf(gates, ast, state.reporter);
      externalIdOf(gates, ast, state.reporter);
      const id = state.interfaceOf(path, ast, file);
      if (id === undefined || id >= state.foreignInterfaces.length) continue;
      const scope = state.scopes[id];
      for (const { name } of names) {
        if (scope === undefined || scope.names.has(name.text)) continue;
        scope.names.set(name.text, state.foreignTypes.length);
        const site = { ast, node: name };
        state.foreignTypes.push({ interface: id, name: name.text, stability, site });
      }
    }
  }
}

function resolveItems(
  state: PackageState,
  ordered: readonly PackageItem[],
  kind: 'interface' | 'world',
): void {
  for (const { item, file } of ordered) {
    const found = state.packageItems.get(item.name.text);
    if (item.kind !== kind || found?.kind !== kind) continue;
    if (item.kind === 'interface') resolveNamedInterface(state, found.id, item, file);
    else resolveWorld(state, found.id, item, file);
  }
}
