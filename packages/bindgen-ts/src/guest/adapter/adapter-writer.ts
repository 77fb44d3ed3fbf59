/** Writes the adapter between the module of a user and a back end: one JavaScript module for a world. */
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
  isIdentifierName,
  memberAccess,
  memberName,
  methodName,
  pascalCase,
  propertyKey,
  stringLiteral,
} from '../../naming/index.js';
import { resolveAlias, splitResult } from '../../types/index.js';
import { bareMethodName, functionsOf } from '../export-module.js';
import type { WorldPlan } from '../world-plan.js';
import { Conversions, type ResourceConversion } from './conversions.js';
import type { GuestDialect } from './dialect.js';
import { ADAPTER_HELPERS } from './helpers.js';

/** The specifier of the user's own module, as {@link GuestAdapter.entry} imports it. */
export const USER_MODULE = 'wit-ts:user';
/** The specifier of {@link GuestAdapter.adapter}. */
export const ADAPTER_MODULE = 'wit-ts:adapter';
/** Put in front of the specifiers that the back end itself resolves. */
export const RAW_PREFIX = 'wit-ts:raw/';

/** A resource of one side of the world, and the functions that convert it. */
interface Resource extends ResourceConversion {
  readonly id: TypeId;
  /** The class: what the user imports, or what the back end is given. */
  readonly className: string;
}

/** What the world of a back end has beside the user's. */
export interface AdapterExtras {
  /** The interface of standard error, for an engine without `console`. */
  readonly stderr?: string;
  /** The name of a function that is given each object of an exported resource when it is dropped. */
  readonly dispose?: string;
}

/** What imports a function: a namespace of the engine, or the global object. */
type Raw = (member: string) => string;

export class AdapterWriter {
  readonly #plan: WorldPlan;
  readonly #dialect: GuestDialect;
  readonly #extra: AdapterExtras;
  readonly #imported = new Map<TypeId, Resource>();
  readonly #exported = new Map<TypeId, Resource>();
  readonly #rawImports: string[] = [];
  readonly #statements: string[] = [];
  /** What the modules of imported interfaces export, by specifier. */
  readonly modules = new Map<string, string>();
  /** What the entry exports: the name of the back end, and the local one. */
  readonly #exports = new Map<string, string>();
  readonly #importSide: Conversions;
  readonly #exportSide: Conversions;

  constructor(plan: WorldPlan, dialect: GuestDialect, extra: AdapterExtras) {
    this.#plan = plan;
    this.#dialect = dialect;
    this.#extra = extra;
    const { resolve } = plan;
    const common = { resolve, dialect };
    this.#importSide = new Conversions({
      ...common,
      prefix: 'i',
      resource: (id) => this.#importedResource(dealiasId(resolve, id)),
    });
    this.#exportSide = new Conversions({
      ...common,
      prefix: 'e',
      resource: (id) => {
        const target = dealiasId(resolve, id);
        return this.#exported.get(target) ?? this.#importedResource(target);
      },
    });
  }

  /** Fills {@link modules}. @returns the adapter module */
  adapter(): string {
    for (const { id } of this.#plan.exports) this.#declareExported(id);
    this.#writeImports();
    this.#plan.exports.forEach((item, index) => this.#writeExport(item.id, item.key, index));
    this.#plan.functions.forEach(({ key, function: fn }, index) => {
      this.#exports.set(camelCase(fn.name), `f${index}`);
      this.#statements.push(this.#exportedFunction(`f${index}`, fn, `user${memberAccess(key)}`));
    });
    const { dispose } = this.#extra;
    if (dispose !== undefined) {
      this.#statements.push('function dispose(facade) { facade[Symbol.dispose](); }');
      this.#exports.set(camelCase(dispose), 'dispose');
    }
    const names = [...new Set(this.#exports.values())];
    return [
      ...this.#rawImports,
      ADAPTER_HELPERS,
      ...(this.#dialect.withoutConsole ? consoleText(this.#extra.stderr) : []),
      'let user;',
      'export function connect(module) { user = module; }',
      ...this.#importSide.declarations,
      ...this.#exportSide.declarations,
      ...this.#statements,
      `export { ${names.join(', ')} };`,
      '',
    ].join('\n');
  }

  /** The module that the back end gets, in front of bundling. */
  entry(): string {
    const names = [...new Set(this.#exports.values())];
    const exported = [...this.#exports].map(
      ([name, local]) => `${local} as ${isIdentifierName(name) ? name : stringLiteral(name)}`,
    );
    return [
      `import { ${['connect', ...names].join(', ')} } from ${stringLiteral(ADAPTER_MODULE)};`,
      `import * as user from ${stringLiteral(USER_MODULE)};`,
      'connect(user);',
      `export { ${exported.join(', ')} };`,
      '',
    ].join('\n');
  }

  // Imports.

  #writeImports(): void {
    const { world, resolve, files } = this.#plan;
    for (const [key, item] of world.imports) {
      if (item.kind !== 'interface') continue;
      const definition = resolve.interfaces[item.id];
      if (definition === undefined || !this.#hasMembers(item.id)) continue;
      const raw = `raw${this.#rawImports.length}`;
      const specifier = RAW_PREFIX + worldItemName(resolve, key);
      this.#rawImports.push(`import * as ${raw} from ${stringLiteral(specifier)};`);
      const names = files.names(item.id);
      const exported: string[] = [];
      for (const [, id] of definition.types) {
        if (resolve.types[id]?.kind.kind !== 'resource') continue;
        const functions = functionsOf(this.#plan, [...definition.functions.values()], id);
        const resource = this.#importedResource(id);
        this.#importedClass(resource, functions, (member) => raw + memberAccess(member));
        exported.push(`${resource.className} as ${names.types.get(id) ?? ''}`);
      }
      let count = 0;
      for (const fn of definition.functions.values()) {
        if (fn.kind.kind !== 'freestanding') continue;
        const local = `${raw}f${count++}`;
        const target = raw + memberAccess(camelCase(fn.name));
        this.#statements.push(`export ${this.#importedFunction(local, fn, target)}`);
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
        this.#statements.push(
          `const ${local} = globalThis${memberAccess(member)}; delete globalThis${memberAccess(member)};`,
        );
      } else {
        this.#rawImports.push(
          `import ${local} from ${stringLiteral(RAW_PREFIX + this.#ownSpecifier(member))};`,
        );
      }
      return local;
    };
    for (const id of worldTypes.values()) {
      if (resolve.types[id]?.kind.kind !== 'resource') continue;
      const functions = functionsOf(this.#plan, importedFunctions, id);
      const resource = this.#importedResource(id);
      this.#importedClass(resource, functions, raw);
      exported.push(`${resource.className} as ${worldNames.types.get(id) ?? ''}`);
    }
    for (const fn of importedFunctions) {
      if (fn.kind.kind !== 'freestanding') continue;
      const local = `own${count++}`;
      const target = raw(camelCase(fn.name));
      this.#statements.push(`export ${this.#importedFunction(local, fn, target)}`);
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

  #importedResource(id: TypeId): Resource {
    let found = this.#imported.get(id);
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
      this.#imported.set(id, found);
      this.#statements.push(`const wrap${id} = (x) => wrapHandle(${className}.prototype, x);`);
    }
    return found;
  }

  #importedClass({ id, className }: Resource, functions: readonly WitFunction[], raw: Raw): void {
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
    this.#statements.push(`export class ${className} {\n${members.join('\n')}\n}`);
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
      value === null ? `${call};` : `return ${this.#importSide.apply(value, 'in', call)};`;
    return `(${params}) { ${this.#guardedImport(fn, statement)} }`;
  }

  #guardedImport(fn: WitFunction, statement: string): string {
    const { throws } = splitResult(this.#plan.resolve, fn.result);
    if (throws === undefined) return statement;
    const convert = this.#importSide.asFunction(throws, 'in');
    const given = convert === undefined ? '' : `, ${convert}`;
    return `try { ${statement} } catch (error) { throw importError(error${given}); }`;
  }

  #outArguments(fn: WitFunction): { params: string; args: string } {
    const list = fn.kind.kind === 'method' ? fn.params.slice(1) : fn.params;
    const names = list.map((_, index) => `a${index}`);
    const args = list.map(({ type }, index) => this.#importSide.apply(type, 'out', `a${index}`));
    return { params: names.join(', '), args: args.join(', ') };
  }

  // Exports.

  #declareExported(id: InterfaceId): void {
    const { resolve } = this.#plan;
    for (const type of resolve.interfaces[id]?.types.values() ?? []) {
      if (resolve.types[type]?.kind.kind !== 'resource') continue;
      const className = `E${type}`;
      const out = `(x) => facadeOf(${className}.prototype, x)`;
      this.#exported.set(type, {
        id: type,
        className,
        in: '(x) => x[IMPLEMENTATION]',
        outOwn: out,
        outBorrow: out,
      });
    }
  }

  #writeExport(id: InterfaceId, key: string, index: number): void {
    const { resolve, files } = this.#plan;
    const definition = resolve.interfaces[id];
    if (definition === undefined) throw new Error(`no interface ${id}`);
    const target = `user${memberAccess(key)}`;
    const members: string[] = [];
    const functions = [...definition.functions.values()];
    for (const [name, type] of definition.types) {
      const resource = this.#exported.get(type);
      if (resource === undefined || resolve.types[type]?.kind.kind !== 'resource') continue;
      const userClass = `${target}${memberAccess(files.names(id).types.get(type) ?? '')}`;
      const own = functionsOf(this.#plan, functions, type);
      this.#exportedClass(resource, own, userClass);
      members.push(`${propertyKey(pascalCase(name))}: ${resource.className}`);
    }
    let count = 0;
    for (const fn of functions) {
      if (fn.kind.kind !== 'freestanding') continue;
      const local = `x${index}f${count++}`;
      const called = `${target}${memberAccess(memberName(fn.name))}`;
      this.#statements.push(this.#exportedFunction(local, fn, called));
      members.push(`${propertyKey(camelCase(fn.name))}: ${local}`);
    }
    this.#statements.push(`const x${index} = { ${members.join(', ')} };`);
    this.#exports.set(rawInterfaceName(this.#plan, id), `x${index}`);
  }

  #exportedClass(resource: Resource, functions: readonly WitFunction[], userClass: string): void {
    const members: string[] = [];
    const constructor = functions.find(({ kind }) => kind.kind === 'constructor');
    if (constructor !== undefined) {
      const { params, args } = this.#inArguments(constructor);
      const made = `new ${userClass}(${args})`;
      const body = this.#isFallible(constructor)
        ? `let made; try { made = ${made}; } catch (error) { return { tag: "err", val: ${this.#caught(constructor)}.payload }; } this[IMPLEMENTATION] = made; return { tag: "ok", val: this };`
        : `this[IMPLEMENTATION] = ${made};`;
      members.push(`constructor(${params}) { ${body} }`);
    }
    for (const fn of functions) {
      if (fn.kind.kind !== 'method' && fn.kind.kind !== 'static') continue;
      const isStatic = fn.kind.kind === 'static';
      const bare = bareMethodName(fn);
      const object = isStatic ? userClass : 'this[IMPLEMENTATION]';
      const written = methodName(bare, isStatic);
      const member = written.startsWith('[') ? written : memberAccess(written);
      const head = `${isStatic ? 'static ' : ''}${fn.kind.async ? 'async ' : ''}`;
      members.push(
        `${head}[${stringLiteral(camelCase(bare))}]${this.#exportBody(fn, object + member)}`,
      );
    }
    members.push('[Symbol.dispose]() { this[IMPLEMENTATION][Symbol.dispose]?.(); }');
    this.#statements.push(`class ${resource.className} {\n${members.join('\n')}\n}`);
  }

  #exportedFunction(local: string, fn: WitFunction, target: string): string {
    const isAsync = fn.kind.kind === 'freestanding' && fn.kind.async;
    return `${isAsync ? 'async ' : ''}function ${local}${this.#exportBody(fn, target)}`;
  }

  #exportBody(fn: WitFunction, target: string): string {
    const { params, args } = this.#inArguments(fn);
    const isAsync = fn.kind.kind !== 'constructor' && fn.kind.async;
    const { value } = splitResult(this.#plan.resolve, fn.result);
    const call = `${isAsync ? 'await ' : ''}${target}(${args})`;
    const { throws } = splitResult(this.#plan.resolve, fn.result);
    if (throws === undefined) {
      const statement =
        value === null ? `${call};` : `return ${this.#exportSide.apply(value, 'out', call)};`;
      return `(${params}) { ${statement} }`;
    }
    // A value that does not fit is a mistake of the guest, and not the err that it throws.
    const given = value === null ? '' : `return ${this.#exportSide.apply(value, 'out', 'value')};`;
    return `(${params}) { let value; ${this.#guardedExport(fn, `value = ${call};`)} ${given} }`;
  }

  #guardedExport(fn: WitFunction, statement: string): string {
    const { throws } = splitResult(this.#plan.resolve, fn.result);
    if (throws === undefined) return statement;
    return `try { ${statement} } catch (error) { throw ${this.#caught(fn)}; }`;
  }

  /** What an error comes to that the user's function threw. */
  #caught(fn: WitFunction): string {
    const { throws } = splitResult(this.#plan.resolve, fn.result);
    if (throws === undefined || throws === null) return 'exportError(error)';
    const isText =
      this.#dialect.errorsAreTexts && resolveAlias(this.#plan.resolve, throws) === 'string';
    const convert = this.#exportSide.asFunction(throws, 'out') ?? 'same';
    return `${isText ? 'exportErrorText' : 'exportError'}(error, ${convert})`;
  }

  #isFallible(fn: WitFunction): boolean {
    return splitResult(this.#plan.resolve, fn.result).throws !== undefined;
  }

  #inArguments(fn: WitFunction): { params: string; args: string } {
    const list = fn.kind.kind === 'method' ? fn.params.slice(1) : fn.params;
    const names = list.map((_, index) => `a${index}`);
    const args = list.map(({ type }, index) => this.#exportSide.apply(type, 'in', `a${index}`));
    return { params: names.join(', '), args: args.join(', ') };
  }
}

/** Under which name back ends look for an exported interface: without package and version. */
export function rawInterfaceName(plan: WorldPlan, id: InterfaceId): string {
  for (const [key, item] of plan.world.exports) {
    if (item.kind !== 'interface' || item.id !== id) continue;
    const name = worldItemName(plan.resolve, key).replace(/@.*$/, '');
    return camelCase(name.slice(name.lastIndexOf('/') + 1));
  }
  throw new Error(`no export of interface ${id}`);
}

function reexport(names: readonly string[]): string {
  if (names.length === 0) return 'export {};\n';
  return `export { ${names.join(', ')} } from ${stringLiteral(ADAPTER_MODULE)};\n`;
}

function propertyName(name: string): string {
  return name.startsWith('[') ? name : propertyKey(name);
}

/** A `console` that writes to standard error, or drops what it is given. */
function consoleText(stderr: string | undefined): string[] {
  if (stderr === undefined) return ['globalThis.console ??= makeConsole(() => {});'];
  return [
    `import * as rawStderr from ${stringLiteral(RAW_PREFIX + stderr)};`,
    'globalThis.console ??= makeConsole((text) => writeError(rawStderr.getStderr(), text));',
  ];
}
