/** A first implementation of a world: it compiles, and throws the name of what is not implemented yet. */
import type { Resolve, TypeId, WitFunction, WorldId } from '@wit-ts/wit-parser';
import {
  commentText,
  identifier,
  isIdentifierName,
  isReservedWord,
  memberName,
  methodName,
  propertyKey,
  Scope,
  stringLiteral,
} from '../naming/index.js';
import {
  type Doc,
  GENERATED_BY,
  group,
  hardline,
  ifBreak,
  indent,
  join,
  line,
  printDoc,
  softline,
} from '../output/index.js';
import {
  block,
  parameterList,
  signatureDoc,
  tsFunctionSignature,
  type TypeContext,
} from '../types/index.js';
import { bareMethodName, exportModule, type ExportModule, functionsOf } from './export-module.js';
import { type ExportedInterface, planWorld, type WorldPlan } from './world-plan.js';
import { worldModule } from './world-module.js';

/** What {@link generateGuestStub} needs. */
export interface GuestStubOptions {
  resolve: Resolve;
  world: WorldId;
  lang?: 'ts' | 'js';
  /** Where the bindings are, seen from the stub: `./bindings`. */
  bindings: string;
}

/** File name, without ending, of the world's file among the bindings, and of a stub that is not called otherwise. */
export function guestEntry(resolve: Resolve, world: WorldId): string {
  return planWorld(resolve, world).stem;
}

/**
 * A module that exports all that the world asks for. It belongs to the user: write it where nothing is yet.
 *
 * @returns the text, in prettier's default form
 */
export function generateGuestStub(options: GuestStubOptions): string {
  const plan = planWorld(options.resolve, options.world);
  return new StubWriter(plan, options).text();
}

class StubWriter {
  readonly #plan: WorldPlan;
  readonly #typed: boolean;
  readonly #bindings: string;
  readonly #scope = new Scope();
  readonly #imports: Doc[] = [];
  readonly #statements: Doc[] = [];
  /** Exported names and what they are called in the stub. */
  readonly #exported: { key: string; local: string }[] = [];

  constructor(plan: WorldPlan, options: GuestStubOptions) {
    this.#plan = plan;
    this.#typed = options.lang !== 'js';
    this.#bindings = options.bindings;
  }

  text(): string {
    const plan = this.#plan;
    const modules = plan.exports.map((item) => exportModule(plan, item, '.ts'));
    const world = worldModule(plan, modules, [], '.ts');
    const entry = `${this.#bindings}/${plan.stem}.js`;
    const types = [...new Set([...world.interfaceTypes, world.worldType])];
    for (const type of types) this.#scope.claim(type);
    if (this.#typed) this.#imports.push(importTypes(types, entry));
    for (const { key } of plan.exports) this.#scope.claim(localName(key));
    plan.exports.forEach((item, index) => {
      const module = modules[index];
      const type = world.interfaceTypes[index] ?? '';
      if (module !== undefined) this.#interface(item, module, type, entry);
    });
    for (const item of plan.functions) {
      this.#function(item.key, item.function, world.worldType, entry);
    }
    this.#finish(world.worldType);
    const head = `${GENERATED_BY} from ${commentText(plan.label)} as a start: this file is yours and is not written again.`;
    const blocks = [
      head,
      ...(this.#imports.length > 0 ? [join(hardline, this.#imports)] : []),
      ...this.#statements,
    ];
    return `${printDoc(join([hardline, hardline], blocks))}\n`;
  }

  #interface(item: ExportedInterface, module: ExportModule, type: string, entry: string): void {
    const plan = this.#plan;
    const definition = plan.resolve.interfaces[item.id];
    if (definition === undefined) throw new Error(`no interface ${item.id}`);
    const functions = [...definition.functions.values()];
    const members: Doc[] = [];
    if (module.names.resources.size > 0) {
      const namespace = this.#scope.claim(`${localName(item.key)}Types`);
      this.#imports.push(
        `import * as ${namespace} from "${this.#bindings}/exports/${item.stem}.js";`,
      );
      for (const [id, { abstract }] of module.names.resources) {
        const name = this.#scope.claim(
          this.#scope.has(abstract) ? this.#plan.files.identifier(item.id) + abstract : abstract,
        );
        this.#class(item, id, name, `${namespace}.${abstract}`, namespace, functions);
        members.push(name === abstract ? `${name},` : `${abstract}: ${name},`);
      }
    }
    for (const fn of functions) {
      if (fn.kind.kind !== 'freestanding') continue;
      const { parameters } = tsFunctionSignature(this.#untyped(), fn);
      const names = parameters.map(({ name }) => name);
      const asynchronous = fn.kind.async ? 'async ' : '';
      members.push([
        asynchronous,
        propertyKey(memberName(fn.name)),
        nameList(names),
        ' ',
        notImplemented(fn.name),
        ',',
      ]);
    }
    const local = localName(item.key);
    const object: Doc = [`${local} = `, block(members)];
    if (this.#typed) this.#export(item.key, local, undefined, [object, ` satisfies ${type};`]);
    else {
      const docs = `/** @satisfies {import("${entry}").${type}} */`;
      this.#export(item.key, local, docs, [object, ';']);
    }
  }

  #class(
    item: ExportedInterface,
    id: TypeId,
    name: string,
    base: string,
    namespace: string,
    functions: readonly WitFunction[],
  ): void {
    const names = this.#plan.files.names(item.id);
    const context: TypeContext = {
      resolve: this.#plan.resolve,
      reference: (type) => {
        const own = names.types.get(type);
        return own === undefined ? undefined : `${namespace}.${own}`;
      },
      helper: (helper) => `${namespace}.${helper}`,
    };
    const members: Doc[] = [];
    for (const fn of functionsOf(this.#plan, functions, id)) {
      if (fn.kind.kind === 'freestanding') continue;
      const signature = tsFunctionSignature(context, fn);
      const untyped = nameList(signature.parameters.map((parameter) => parameter.name));
      if (fn.kind.kind === 'constructor') {
        const list = this.#typed ? group(parameterList(signature.parameters)) : untyped;
        members.push(['constructor', list, ' ', notImplemented(`${name} constructor`, 'super();')]);
        continue;
      }
      const isStatic = fn.kind.kind === 'static';
      const method = methodName(bareMethodName(fn), isStatic);
      const head = `${isStatic ? 'static ' : ''}${fn.kind.async ? 'async ' : ''}${method}`;
      const list = this.#typed ? signatureDoc(signature) : untyped;
      members.push([head, list, ' ', notImplemented(`${name}.${bareMethodName(fn)}`)]);
    }
    const spaced = members.flatMap((member, index): Doc[] =>
      index === 0 ? [member] : ['', member],
    );
    this.#statements.push([`class ${name} extends ${base} `, block(spaced)]);
  }

  #function(key: string, fn: WitFunction, worldType: string, entry: string): void {
    const local = this.#scope.claim(localName(key));
    const { parameters } = tsFunctionSignature(this.#untyped(), fn);
    const names = nameList(parameters.map(({ name }) => name));
    const asynchronous = fn.kind.kind === 'freestanding' && fn.kind.async ? 'async ' : '';
    const body = notImplemented(fn.name);
    const access = `${worldType}[${stringLiteral(key)}]`;
    const annotation = this.#typed ? `: ${access}` : '';
    const docs = this.#typed ? undefined : `/** @type {import("${entry}").${access}} */`;
    const constant = [`${local}${annotation} = `, asynchronous, names, ' => ', body, ';'];
    this.#export(key, local, docs, constant);
  }

  /** A constant under its own name, or under another where its own is no name for one. */
  #export(key: string, local: string, docs: string | undefined, constant: Doc): void {
    this.#exported.push({ key, local });
    const head: Doc = docs === undefined ? [] : [docs, hardline];
    const direct = key === local;
    this.#statements.push([head, direct ? 'export const ' : 'const ', constant]);
    if (direct) return;
    const name = isIdentifierName(key) ? key : stringLiteral(key);
    this.#statements.push(`export { ${local} as ${name} };`);
  }

  /** Lets the compiler compare what is here with what the world asks for. */
  #finish(worldType: string): void {
    if (!this.#typed) return;
    const members = this.#exported.map(({ key, local }) =>
      key === local ? local : `${propertyKey(key)}: ${local}`,
    );
    const object: Doc =
      members.length === 0
        ? '{}'
        : group(['{', indent([line, join([',', line], members)]), ifBreak(','), line, '}']);
    this.#statements.push([
      '// Nothing that the world asks for is missing, or the compiler says so here.',
      hardline,
      '(',
      object,
      `) satisfies ${worldType};`,
    ]);
  }

  /** For signatures of which only the names of parameters are used. */
  #untyped(): TypeContext {
    return { resolve: this.#plan.resolve, reference: () => 'unknown' };
  }
}

function importTypes(names: readonly string[], from: string): Doc {
  if (names.length === 1) return `import type { ${names[0] ?? ''} } from "${from}";`;
  return group([
    'import type {',
    indent([line, join([',', line], names)]),
    ifBreak(','),
    line,
    `} from "${from}";`,
  ]);
}

/** What an export is called in the stub: its own name, where that can name a constant. */
function localName(key: string): string {
  if (!isIdentifierName(key)) return identifier(key);
  return isReservedWord(key) ? `_${key}` : key;
}

/** `(a, b)`. */
function nameList(names: readonly string[]): Doc {
  return names.length === 0
    ? '()'
    : group(['(', indent([softline, join([',', line], names)]), ifBreak(','), softline, ')']);
}

/** A body that throws by name. */
function notImplemented(name: string, first?: string): Doc {
  const statements: Doc[] = first === undefined ? [] : [first];
  statements.push(`throw new Error(${stringLiteral(`not implemented: ${name}`)});`);
  return block(statements);
}
