import type { Resolve, TypeId, WitFunction, World } from '@wit-ts/wit-parser';
import { docComment, propertyKey, rootMemberName, Scope } from '../naming/index.js';
import { docText, hardline, indent } from '../output/doc.js';
import type { Doc } from '../output/doc.js';
import {
  block,
  Declarations,
  documented,
  InterfaceFiles,
  signatureDoc,
  tsFunctionSignature,
  worldTypeNames,
} from '../types/index.js';
import type { TypeContext } from '../types/index.js';
import type { Names } from './code/names.js';
import { witFunctionText } from './wit-text.js';
import { hasMembers, importKeys, takesResources, worldItems } from './world.js';
import type { WorldItems } from './world.js';

/** The types of the main module: what the world defines, `Imports` and `Exports`. */
export class WorldTypes {
  readonly items: WorldItems;
  readonly context: TypeContext;
  /** Names of the namespaces in which the types of the interfaces are imported. */
  readonly namespaces = new Map<number, string>();
  readonly importsName: string;
  readonly exportsName: string;
  readonly #resolve: Resolve;
  readonly #world: World;
  readonly #files: InterfaceFiles;
  readonly #declarations: Declarations;
  readonly #typeIds: TypeId[] = [];
  readonly #exportedNames = new Map<string, string>();
  readonly #suppliedName: string;
  #usesSupplied = false;

  constructor(resolve: Resolve, world: World, files: InterfaceFiles, names: Names) {
    this.#resolve = resolve;
    this.#world = world;
    this.#files = files;
    this.items = worldItems(resolve, world, files);
    const exported = new Scope();
    for (const { name } of this.items.exportedFunctions)
      this.#exportedNames.set(name, exported.claim(rootMemberName(name)));
    for (const fixed of ['instantiate', 'getCoreModule', 'imports', '_imports', 'instantiateCore'])
      names.module(fixed);
    this.importsName = names.module('Imports');
    this.exportsName = names.module('Exports');
    this.#suppliedName = names.module('Supplied');
    const option = names.module('Option');
    const result = names.module('Result');
    const worldNames = worldTypeNames(resolve, world, [
      this.importsName,
      this.exportsName,
      this.#suppliedName,
    ]);
    for (const name of worldNames.types.values()) names.module(name);
    for (const cases of worldNames.cases.values()) for (const name of cases) names.module(name);
    for (const item of [...world.imports.values(), ...world.exports.values()])
      if (item.kind === 'type') this.#typeIds.push(item.id);
    for (const id of files.ids()) this.namespaces.set(id, names.module(files.identifier(id)));
    this.#declarations = new Declarations({
      resolve,
      names: worldNames,
      moduleOf: (id) => `./interfaces/${files.stem(id)}.js`,
      nameIn: (owner, type) => files.names(owner).types.get(type),
      ambient: 'declare ',
      // Resources of the world itself are classes that the host supplies.
      optionalDispose: true,
    });
    const own = this.#declarations.context;
    this.context = {
      ...own,
      helper: (helper) => (helper === 'Option' ? option : result),
      reference: (id) => this.#reference(id) ?? own.reference(id),
    };
  }

  #reference(id: TypeId): string | undefined {
    const owner = this.#resolve.types[id]?.owner;
    if (owner?.kind !== 'interface') return undefined;
    const namespace = this.namespaces.get(owner.id);
    const name = namespace === undefined ? undefined : this.#files.names(owner.id).types.get(id);
    return name === undefined ? undefined : `${namespace}.${name}`;
  }

  /** `import type * as Types from "./interfaces/types.js";`, for the interfaces that `statements` mention. */
  typeImports(statements: readonly Doc[]): string[] {
    // Namespaces are PascalCase; most words are not.
    const words = new Set(docText(statements).match(/(?<![\w$])[A-Z_$][\w$]*/g));
    return [...this.namespaces].flatMap(([id, name]) =>
      words.has(name)
        ? [`import type * as ${name} from "./interfaces/${this.#files.stem(id)}.js";`]
        : [],
    );
  }

  get usesDispose(): boolean {
    return this.#declarations.usesDispose;
  }

  /** `Imports`, `Exports` and the types of the world. */
  declarations(): Doc[] {
    const imports = documented(
      '/** What the host supplies. Names with a version, such as `wasi:cli/exit@0.2.0`, are accepted too. */',
      [`export interface ${this.importsName} `, block(this.#imports())],
    );
    const exports = documented('/** What the component offers. */', [
      `export interface ${this.exportsName} `,
      block(this.#exports()),
    ]);
    const functions = [...this.#world.imports.values(), ...this.#world.exports.values()].flatMap(
      (item) => (item.kind === 'function' ? [item.function] : []),
    );
    for (const id of this.#typeIds) {
      if (this.#resolve.types[id]?.kind.kind === 'resource')
        this.#declarations.addResource(id, functions);
      else this.#declarations.addType(id);
    }
    const supplied = this.#usesSupplied ? [suppliedType(this.#suppliedName)] : [];
    return [imports, exports, ...this.#declarations.finish(), ...supplied];
  }

  #imports(): Doc[] {
    const keys = importKeys(this.items.importedInterfaces);
    const members: Doc[] = [];
    for (const item of this.items.importedInterfaces) {
      if (!hasMembers(this.#resolve, item.id)) continue;
      const key = propertyKey(keys.get(item.label) ?? item.label);
      const type = `typeof ${this.namespaces.get(item.id) ?? 'never'}`;
      const isSupplied = takesResources(this.#resolve, item.id);
      this.#usesSupplied ||= isSupplied;
      members.push(`${key}: ${isSupplied ? `${this.#suppliedName}<${type}>` : type};`);
    }
    for (const { name, id } of this.items.importedResources)
      members.push(`${propertyKey(name)}: typeof ${this.context.reference(id) ?? 'never'};`);
    for (const item of this.items.importedFunctions) {
      if (item.kind.kind !== 'freestanding') continue;
      const signature = signatureDoc(tsFunctionSignature(this.context, item));
      members.push(documented(this.docs(item), [signatureKey(item.name), signature, ';']));
    }
    return members;
  }

  #exports(): Doc[] {
    const members: Doc[] = [];
    for (const { key, namespace } of this.exportedInterfaceKeys())
      members.push(`${propertyKey(key)}: typeof ${namespace};`);
    for (const item of this.items.exportedFunctions) {
      if (item.kind.kind !== 'freestanding') continue;
      const signature = signatureDoc(tsFunctionSignature(this.context, item));
      members.push(
        documented(this.docs(item), [signatureKey(this.exportedName(item)), signature, ';']),
      );
    }
    return members;
  }

  /** The name of a function that the world itself exports. */
  exportedName(item: WitFunction): string {
    return this.#exportedNames.get(item.name) ?? rootMemberName(item.name);
  }

  /** Names under which exported interfaces are reached: short and full, each once. */
  exportedInterfaceKeys(): { key: string; label: string; namespace: string; stem: string }[] {
    const scope = new Scope(this.#exportedNames.values());
    return this.items.exportedInterfaces.flatMap((item) => {
      const namespace = this.namespaces.get(item.id) ?? 'never';
      return [item.short === 'then' ? '_then' : item.short, item.label].flatMap((key) => {
        if (scope.has(key)) return [];
        scope.claim(key);
        return [{ key, label: item.label, namespace, stem: this.#files.stem(item.id) }];
      });
    });
  }

  /** Doc comment of a function: its WIT, then what WIT says of it. */
  docs(item: WitFunction): string | undefined {
    return docComment(`\`${witFunctionText(this.#resolve, item)}\``, item.docs);
  }
}

/** A method name as written in an interface, where `new` means what makes objects. */
function signatureKey(name: string): string {
  return name === 'new' ? '["new"]' : propertyKey(name);
}

/** Methods, unlike functions, may ask more of their parameters than what is declared. */
function suppliedType(name: string): Doc {
  return documented(
    '/** An interface whose functions take resources: the classes of the host may have more members than are asked for. */',
    [
      `type ${name}<T> = {`,
      indent([
        hardline,
        '[K in keyof T]: T[K] extends abstract new (...args: never) => unknown',
        indent([
          hardline,
          '? T[K]',
          hardline,
          ': T[K] extends (...args: infer A) => infer R',
          indent([hardline, '? { supplied(...args: A): R }["supplied"]', hardline, ': T[K];']),
        ]),
      ]),
      hardline,
      '};',
    ],
  );
}
