/** The resolved model as WIT text, as `wasm-tools component wit` prints it. */

import {
  interfaceOfKey,
  type Interface,
  type InterfaceId,
  type Package,
  type PackageId,
  type Resolve,
  type World,
  type WorldId,
  type WorldItem,
  type WorldKey,
  type WitFunction,
} from '../model/resolve.js';
import { printDocs, printExternalId, printStability } from './attributes.js';
import { functionText } from './function-text.js';
import { interfacePath } from './interface-path.js';
import { escapeName } from './names.js';
import { TypesPrinter } from './print-types.js';
import { WitWriter } from './wit-writer.js';

export interface PrintOptions {
  /**
   * The packages printed after the main one as `package ns:name { … }`; all other packages of the model if absent. For
   * one package alone give `[]`.
   */
  nested?: readonly PackageId[];
  /** Whether doc comments are printed; they are if absent. */
  docs?: boolean;
}

/** A file of a package that is laid out as a folder. */
export interface WitFile {
  /** Relative to the folder: `name.wit` or `deps/name.wit`. */
  path: string;
  text: string;
}

/**
 * The text of a package and of the packages that come with it, readable again as one file.
 *
 * Reading the text gives a model that says the same. What the text cannot keep, as that of the reference: empty doc comments;
 * whether the documentation of a labelled interface stands on the interface or on the statement; and the order of functions
 * among those of resources, which stand inside of their resource, and with it some ids. Reading and printing once more
 * changes nothing.
 *
 * @throws Error where the model is broken: ids that lead nowhere, types without the name they need
 */
export function printWit(resolve: Resolve, main: PackageId, options: PrintOptions = {}): string {
  const nested = options.nested ?? [...resolve.packages.keys()].filter((id) => id !== main);
  const printer = new WitPrinter(resolve, options.docs ?? true);
  printer.package(main, true);
  for (const [index, id] of nested.entries()) {
    if (index > 0) printer.separate();
    printer.package(id, false);
  }
  return printer.text;
}

/** One file for each package of the model: the main one in the folder itself, the others in `deps`. */
export function printWitFiles(
  resolve: Resolve,
  main: PackageId,
  options: Pick<PrintOptions, 'docs'> = {},
): WitFile[] {
  return resolve.packages.map((pkg, id) => ({
    path: `${id === main ? '' : 'deps/'}${fileStem(resolve, pkg)}.wit`,
    text: printWit(resolve, id, { ...options, nested: [] }),
  }));
}

/** The shortest of `name`, `name@version`, `ns:name`, `ns:name@version` that no other package of the model has. */
function fileStem(resolve: Resolve, pkg: Package): string {
  const { namespace, name, version } = pkg.name;
  const sameName = resolve.packages.filter((other) => other.name.name === name);
  const namespaces = new Set(sameName.map((other) => other.name.namespace));
  const versions = sameName.filter((other) => other.name.namespace === namespace).length;
  const stem = namespaces.size === 1 ? name : `${namespace}:${name}`;
  return versions === 1 || version === undefined ? stem : `${stem}@${version}`;
}

class WitPrinter {
  readonly #out = new WitWriter();
  readonly #types: TypesPrinter;

  constructor(
    readonly resolve: Resolve,
    readonly withDocs: boolean,
  ) {
    this.#types = new TypesPrinter(resolve, this.#out, withDocs);
  }

  get text(): string {
    return this.#out.text;
  }

  /** The two line breaks between nested packages. */
  separate(): void {
    this.#out.newline();
    this.#out.newline();
  }

  package(id: PackageId, isMain: boolean): void {
    const out = this.#out;
    const pkg = at(this.resolve.packages, id, 'package');
    this.#docs(pkg.docs);
    const { namespace, name, version } = pkg.name;
    out.put(`package ${escapeName(namespace)}:${escapeName(name)}`);
    if (version !== undefined) out.put(`@${version}`);
    if (isMain) {
      out.line(';');
      out.newline();
    } else {
      out.open();
    }
    for (const [interfaceName, interfaceId] of pkg.interfaces) {
      const iface = at(this.resolve.interfaces, interfaceId, 'interface');
      this.#docs(iface.docs);
      printStability(out, iface.stability);
      out.put(`interface ${escapeName(interfaceName)}`);
      this.#interfaceBody(interfaceId, iface);
      if (isMain) out.newline();
    }
    for (const [worldName, worldId] of pkg.worlds) {
      const world = at(this.resolve.worlds, worldId, 'world');
      this.#docs(world.docs);
      printStability(out, world.stability);
      out.put(`world ${escapeName(worldName)}`);
      this.#worldBody(worldId, world);
    }
    if (!isMain) out.close();
  }

  #interfaceBody(id: InterfaceId, iface: Interface): void {
    const out = this.#out;
    out.open();
    const { ofResource, freestanding } = groupFunctions(iface.functions.values());
    let printed = this.#types.print(
      { kind: 'interface', id },
      iface.package,
      iface.types,
      ofResource,
      false,
    );
    for (const fn of freestanding) {
      if (printed) out.newline();
      printed = true;
      this.#docs(fn.docs);
      printStability(out, fn.stability);
      printExternalId(out, fn.externalId);
      out.line(`${escapeName(fn.name)}: ${functionText(this.resolve, fn)};`);
    }
    out.close();
  }

  #worldBody(id: WorldId, world: World): void {
    const out = this.#out;
    out.open();
    let printed = false;
    const types = new Map<string, number>();
    const functions: WitFunction[] = [];
    for (const [key, item] of world.imports) {
      if (item.kind === 'type') {
        types.set(key, item.id);
      } else if (item.kind === 'function') {
        functions.push(item.function);
      } else {
        this.#worldItem(key, item, world.package, 'import');
        printed = true;
      }
    }
    const { ofResource, freestanding } = groupFunctions(functions);
    const owner = { kind: 'world', id } as const;
    printed = this.#types.print(owner, world.package, types, ofResource, printed);
    for (const fn of freestanding) {
      this.#worldItem(fn.name, { kind: 'function', function: fn }, world.package, 'import');
      printed = true;
    }
    if (printed && world.exports.size > 0) out.newline();
    for (const [key, item] of world.exports) {
      this.#worldItem(key, item, world.package, 'export');
    }
    out.close();
  }

  #worldItem(
    key: WorldKey,
    item: WorldItem,
    currentPackage: PackageId,
    direction: 'import' | 'export',
  ): void {
    const out = this.#out;
    switch (item.kind) {
      case 'interface': {
        const iface = at(this.resolve.interfaces, item.id, 'interface');
        const byPath = interfaceOfKey(key) !== undefined;
        this.#docs(item.docs ?? (byPath ? undefined : iface.docs));
        printStability(out, item.stability);
        printExternalId(out, item.externalId);
        out.put(`${direction} `);
        if (!byPath) out.put(`${escapeName(key)}: `);
        if (iface.name === null) {
          out.put('interface');
          this.#interfaceBody(item.id, iface);
        } else {
          out.line(`${interfacePath(this.resolve, item.id, currentPackage)};`);
        }
        return;
      }
      case 'function': {
        const fn = item.function;
        this.#docs(fn.docs);
        printStability(out, fn.stability);
        printExternalId(out, fn.externalId);
        out.line(`${direction} ${escapeName(fn.name)}: ${functionText(this.resolve, fn)};`);
        return;
      }
      case 'type':
        throw new Error('a world exports a type, which WIT cannot say');
    }
  }

  #docs(docs: string | undefined): void {
    if (this.withDocs) printDocs(this.#out, docs);
  }
}

/** Functions of resources by their resource, and all others. */
function groupFunctions(functions: Iterable<WitFunction>): {
  ofResource: Map<number, WitFunction[]>;
  freestanding: WitFunction[];
} {
  const ofResource = new Map<number, WitFunction[]>();
  const freestanding: WitFunction[] = [];
  for (const fn of functions) {
    if (fn.kind.kind === 'freestanding') {
      freestanding.push(fn);
      continue;
    }
    const group = ofResource.get(fn.kind.resource);
    if (group === undefined) ofResource.set(fn.kind.resource, [fn]);
    else group.push(fn);
  }
  return { ofResource, freestanding };
}

function at<T>(arena: readonly T[], id: number, kind: string): T {
  const item = arena[id];
  if (item === undefined) throw new Error(`there is no ${kind} ${id} in this model`);
  return item;
}
