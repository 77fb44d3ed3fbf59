/** The part of an adapter that stands between a user's module and what the world imports. */
import {
  dealiasId,
  type InterfaceId,
  interfaceOfKey,
  type TypeId,
  type WitFunction,
  worldItemName,
} from '@wit-ts/wit-parser';
import {
  camelCase,
  memberAccess,
  methodName,
  pascalCase,
  propertyKey,
  stringLiteral,
} from '../../naming/index.js';
import { splitResult } from '../../types/index.js';
import { bareMethodName, functionsOf } from '../export-module.js';
import type { WorldPlan } from '../world-plan.js';
import { Conversions, type ResourceConversion } from './conversions.js';
import type { GuestDialect } from './dialect.js';
import { ADAPTER_MODULE, RAW_PREFIX } from './specifiers.js';

/** A resource of one side of the world, and the functions that convert it. */
export interface AdapterResource extends ResourceConversion {
  readonly id: TypeId;
  /** The class: what the user imports, or what the back end is given. */
  readonly className: string;
}

/** Gives the text for a member of what the engine has for an import. */
type Raw = (member: string) => string;

export class ImportSide {
  readonly conversions: Conversions;
  readonly rawImports: string[] = [];
  readonly statements: string[] = [];
  /** What the modules of imported interfaces export, by specifier. */
  readonly modules = new Map<string, string>();
  readonly #plan: WorldPlan;
  readonly #dialect: GuestDialect;
  readonly #resources = new Map<TypeId, AdapterResource>();

  constructor(plan: WorldPlan, dialect: GuestDialect) {
    const { resolve } = plan;
    this.#plan = plan;
    this.#dialect = dialect;
    this.conversions = new Conversions({
      resolve,
      dialect,
      prefix: 'i',
      resource: (id) => this.resource(dealiasId(resolve, id)),
    });
  }

  /** Fills {@link rawImports}, {@link statements} and {@link modules}. */
  write(): void {
    const { world, resolve, files } = this.#plan;
    let count = 0;
    for (const [key, item] of world.imports) {
      if (item.kind !== 'interface') continue;
      const definition = resolve.interfaces[item.id];
      if (definition === undefined || !this.#hasMembers(item.id)) continue;
      const raw = `raw${count++}`;
      // Engines have no module of an interface without functions.
      if (definition.functions.size > 0) {
        const specifier = RAW_PREFIX + worldItemName(resolve, key);
        this.rawImports.push(`import * as ${raw} from ${stringLiteral(specifier)};`);
      }
      const names = files.names(item.id);
      const exported: string[] = [];
      for (const [, id] of definition.types) {
        if (resolve.types[id]?.kind.kind !== 'resource') continue;
        const own = functionsOf(this.#plan, [...definition.functions.values()], id);
        const resource = this.resource(id);
        this.#importedClass(resource, own, (member) => raw + memberAccess(member));
        exported.push(`${resource.className} as ${names.types.get(id) ?? ''}`);
      }
      let functions = 0;
      for (const fn of definition.functions.values()) {
        if (fn.kind.kind !== 'freestanding') continue;
        const local = `${raw}f${functions++}`;
        const target = raw + memberAccess(camelCase(fn.name));
        this.statements.push(`export ${this.#importedFunction(local, fn, target)}`);
        exported.push(`${local} as ${names.functions.get(fn.name)?.exported ?? ''}`);
      }
      this.#addModule(item.id, interfaceOfKey(key) === undefined ? key : undefined, exported);
    }
    this.#writeOwnImports();
    // What has only types, so that a module of that name is there.
    for (const { specifier, bareSpecifier } of this.#plan.imports) {
      for (const name of [specifier, bareSpecifier]) {
        if (name !== undefined && !this.modules.has(name)) this.modules.set(name, 'export {};\n');
      }
    }
  }

  #hasMembers(id: InterfaceId): boolean {
    const definition = this.#plan.resolve.interfaces[id];
    if (definition === undefined) return false;
    return (
      definition.functions.size > 0 ||
      [...definition.types.values()].some(
        (type) => this.#plan.resolve.types[type]?.kind.kind === 'resource',
      )
    );
  }

  #addModule(id: InterfaceId, label: string | undefined, exported: readonly string[]): void {
    const item = this.#plan.imports.find((each) =>
      label === undefined ? each.id === id : each.specifier === label,
    );
    if (item === undefined) throw new Error(`no import of interface ${id}`);
    const text = reexport(exported);
    this.modules.set(item.specifier, text);
    if (item.bareSpecifier !== undefined) this.modules.set(item.bareSpecifier, text);
  }

  /** Functions and resources that the world imports by itself. */
  #writeOwnImports(): void {
    const { importedFunctions, worldTypes, worldNames, label, bareLabel, resolve } = this.#plan;
    const exported: string[] = [];
    const isGlobal = this.#dialect.rootImports === 'global';
    let count = 0;
    const raw: Raw = (member) => {
      const local = `own${count++}`;
      if (isGlobal) {
        this.statements.push(
          `const ${local} = globalThis${memberAccess(member)}; delete globalThis${memberAccess(member)};`,
        );
      } else {
        this.rawImports.push(
          `import ${local} from ${stringLiteral(RAW_PREFIX + this.#ownSpecifier(member))};`,
        );
      }
      return local;
    };
    for (const id of worldTypes.values()) {
      if (resolve.types[id]?.kind.kind !== 'resource') continue;
      const functions = functionsOf(this.#plan, importedFunctions, id);
      const resource = this.resource(id);
      this.#importedClass(resource, functions, raw);
      exported.push(`${resource.className} as ${worldNames.types.get(id) ?? ''}`);
    }
    for (const fn of importedFunctions) {
      if (fn.kind.kind !== 'freestanding') continue;
      const local = `own${count++}`;
      const target = raw(camelCase(fn.name));
      this.statements.push(`export ${this.#importedFunction(local, fn, target)}`);
      exported.push(`${local} as ${worldNames.functions.get(fn.name)?.exported ?? ''}`);
    }
    if (exported.length === 0 && worldTypes.size === 0) return;
    for (const name of [label, bareLabel]) this.modules.set(name, reexport(exported));
  }

  /** The name in WIT behind a member of the world. */
  #ownSpecifier(member: string): string {
    for (const { name, kind } of this.#plan.importedFunctions) {
      if (kind.kind === 'freestanding' && camelCase(name) === member) return name;
    }
    for (const name of this.#plan.worldTypes.keys()) if (pascalCase(name) === member) return name;
    throw new Error(`the world imports no ${member}`);
  }

  /** The class of an imported resource, and what converts its handles. */
  resource(id: TypeId): AdapterResource {
    let found = this.#resources.get(id);
    if (found === undefined) {
      const name = stringLiteral(this.#plan.resolve.types[id]?.name ?? 'resource');
      const className = `R${id}`;
      found = {
        id,
        className,
        in: `wrap${id}`,
        outOwn: `(x) => takeHandle(x, ${name})`,
        outBorrow: `(x) => handleOf(x, ${name})`,
      };
      this.#resources.set(id, found);
      this.statements.push(`const wrap${id} = (x) => wrapHandle(${className}.prototype, x);`);
    }
    return found;
  }

  #importedClass(
    { id, className }: AdapterResource,
    functions: readonly WitFunction[],
    raw: Raw,
  ): void {
    const name = this.#plan.resolve.types[id]?.name ?? 'resource';
    const members: string[] = [];
    const rawClass = functions.length > 0 ? raw(pascalCase(name)) : '';
    const constructor = functions.find(({ kind }) => kind.kind === 'constructor');
    if (constructor === undefined) {
      members.push(
        `constructor() { throw new TypeError(${stringLiteral(name)} + " has no constructor"); }`,
      );
    } else {
      const { params, args } = this.#outArguments(constructor);
      members.push(
        `constructor(${params}) { ${this.#guardedImport(constructor, `handles.set(this, new ${rawClass}(${args}));`)} }`,
      );
    }
    for (const fn of functions) {
      if (fn.kind.kind !== 'method' && fn.kind.kind !== 'static') continue;
      const isStatic = fn.kind.kind === 'static';
      const bare = bareMethodName(fn);
      const object = isStatic ? rawClass : `handleOf(this, ${stringLiteral(name)})`;
      const body = this.#importBody(fn, `${object}${memberAccess(camelCase(bare))}`);
      const head = `${isStatic ? 'static ' : ''}${fn.kind.async ? 'async ' : ''}`;
      members.push(`${head}${propertyName(methodName(bare, isStatic))}${body}`);
    }
    members.push('[Symbol.dispose]() { dropHandle(this); }');
    this.statements.push(`export class ${className} {\n${members.join('\n')}\n}`);
  }

  #importedFunction(local: string, fn: WitFunction, target: string): string {
    const isAsync = fn.kind.kind === 'freestanding' && fn.kind.async;
    return `${isAsync ? 'async ' : ''}function ${local}${this.#importBody(fn, target)}`;
  }

  /** `(a, b) { … }` */
  #importBody(fn: WitFunction, target: string): string {
    const { params, args } = this.#outArguments(fn);
    const isAsync = fn.kind.kind !== 'constructor' && fn.kind.async;
    const { value } = splitResult(this.#plan.resolve, fn.result);
    const call = `${isAsync ? 'await ' : ''}${target}(${args})`;
    const statement =
      value === null ? `${call};` : `return ${this.conversions.apply(value, 'in', call)};`;
    return `(${params}) { ${this.#guardedImport(fn, statement)} }`;
  }

  #guardedImport(fn: WitFunction, statement: string): string {
    const { throws } = splitResult(this.#plan.resolve, fn.result);
    if (throws === undefined) return statement;
    const convert = this.conversions.asFunction(throws, 'in');
    const given = convert === undefined ? '' : `, ${convert}`;
    return `try { ${statement} } catch (error) { throw importError(error${given}); }`;
  }

  #outArguments(fn: WitFunction): { params: string; args: string } {
    const list = fn.kind.kind === 'method' ? fn.params.slice(1) : fn.params;
    const names = list.map((_, index) => `a${index}`);
    const args = list.map(({ type }, index) => this.conversions.apply(type, 'out', `a${index}`));
    return { params: names.join(', '), args: args.join(', ') };
  }
}

function reexport(names: readonly string[]): string {
  if (names.length === 0) return 'export {};\n';
  return `export { ${names.join(', ')} } from ${stringLiteral(ADAPTER_MODULE)};\n`;
}

function propertyName(name: string): string {
  return name.startsWith('[') ? name : propertyKey(name);
}
