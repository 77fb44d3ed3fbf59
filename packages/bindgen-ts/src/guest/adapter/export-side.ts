/** The part of an adapter that stands between an engine and what a user's module exports. */
import {
  dealiasId,
  type InterfaceId,
  type TypeId,
  type WitFunction,
  worldItemName,
} from '@wit-ts/wit-parser';
import {
  camelCase,
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
import { Conversions } from './conversions.js';
import type { GuestDialect } from './dialect.js';
import type { AdapterResource, ImportSide } from './import-side.js';

export class ExportSide {
  readonly conversions: Conversions;
  readonly statements: string[] = [];
  /** What the entry exports: the name of the back end, and the local one. */
  readonly names = new Map<string, string>();
  readonly #plan: WorldPlan;
  readonly #dialect: GuestDialect;
  readonly #resources = new Map<TypeId, AdapterResource>();

  constructor(plan: WorldPlan, dialect: GuestDialect, imports: ImportSide) {
    const { resolve } = plan;
    this.#plan = plan;
    this.#dialect = dialect;
    this.conversions = new Conversions({
      resolve,
      dialect,
      prefix: 'e',
      resource: (id) => {
        const target = dealiasId(resolve, id);
        return this.#resources.get(target) ?? imports.resource(target);
      },
    });
  }

  /**
   * Fills {@link statements} and {@link names}.
   *
   * @param dispose - the name of a function that is given each object of an exported resource when it is dropped
   */
  write(dispose: string | undefined): void {
    for (const { id } of this.#plan.exports) this.#declareExported(id);
    this.#plan.exports.forEach((item, index) => this.#writeExport(item.id, item.key, index));
    this.#plan.functions.forEach(({ key, function: fn }, index) => {
      this.names.set(camelCase(fn.name), `f${index}`);
      this.statements.push(this.#exportedFunction(`f${index}`, fn, `user${memberAccess(key)}`));
    });
    if (dispose === undefined) return;
    this.statements.push('function dispose(facade) { facade[Symbol.dispose](); }');
    this.names.set(camelCase(dispose), 'dispose');
  }

  #declareExported(id: InterfaceId): void {
    const { resolve } = this.#plan;
    for (const type of resolve.interfaces[id]?.types.values() ?? []) {
      if (resolve.types[type]?.kind.kind !== 'resource') continue;
      const className = `E${type}`;
      const out = `(x) => facadeOf(${className}.prototype, x)`;
      this.#resources.set(type, {
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
      const resource = this.#resources.get(type);
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
      this.statements.push(this.#exportedFunction(local, fn, called));
      members.push(`${propertyKey(camelCase(fn.name))}: ${local}`);
    }
    this.statements.push(`const x${index} = { ${members.join(', ')} };`);
    this.names.set(rawInterfaceName(this.#plan, id), `x${index}`);
  }

  #exportedClass(
    resource: AdapterResource,
    functions: readonly WitFunction[],
    userClass: string,
  ): void {
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
    this.statements.push(`class ${resource.className} {\n${members.join('\n')}\n}`);
  }

  #exportedFunction(local: string, fn: WitFunction, target: string): string {
    const isAsync = fn.kind.kind === 'freestanding' && fn.kind.async;
    return `${isAsync ? 'async ' : ''}function ${local}${this.#exportBody(fn, target)}`;
  }

  #exportBody(fn: WitFunction, target: string): string {
    const { params, args } = this.#inArguments(fn);
    const isAsync = fn.kind.kind !== 'constructor' && fn.kind.async;
    const { value, throws } = splitResult(this.#plan.resolve, fn.result);
    const call = `${isAsync ? 'await ' : ''}${target}(${args})`;
    if (throws === undefined) {
      const statement =
        value === null ? `${call};` : `return ${this.conversions.apply(value, 'out', call)};`;
      return `(${params}) { ${statement} }`;
    }
    // A value that does not fit is a mistake of the guest, and not the err that it throws.
    const given = value === null ? '' : `return ${this.conversions.apply(value, 'out', 'value')};`;
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
    const convert = this.conversions.asFunction(throws, 'out') ?? 'same';
    return `${isText ? 'exportErrorText' : 'exportError'}(error, ${convert})`;
  }

  #isFallible(fn: WitFunction): boolean {
    return splitResult(this.#plan.resolve, fn.result).throws !== undefined;
  }

  #inArguments(fn: WitFunction): { params: string; args: string } {
    const list = fn.kind.kind === 'method' ? fn.params.slice(1) : fn.params;
    const names = list.map((_, index) => `a${index}`);
    const args = list.map(({ type }, index) => this.conversions.apply(type, 'in', `a${index}`));
    return { params: names.join(', '), args: args.join(', ') };
  }
}

/** Under which name back ends look for an exported interface: without package and version. */
function rawInterfaceName(plan: WorldPlan, id: InterfaceId): string {
  for (const [key, item] of plan.world.exports) {
    if (item.kind !== 'interface' || item.id !== id) continue;
    const name = worldItemName(plan.resolve, key).replace(/@.*$/, '');
    return camelCase(name.slice(name.lastIndexOf('/') + 1));
  }
  throw new Error(`no export of interface ${id}`);
}
