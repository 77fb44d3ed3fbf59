import type {
  InterfaceId,
  Resolve,
  Stability,
  TypeDef,
  TypeId,
  WitFunction,
} from '@wit-ts/wit-parser';
import { docComment, methodKey, methodNames, typeName } from '../naming/index.js';
import { group, hardline, indent, line, lines } from '../output/doc.js';
import type { Doc } from '../output/doc.js';
import {
  block,
  caseMembers,
  fieldDocs,
  flagKeys,
  mapDefinition,
  mapType,
  union,
} from './map-type.js';
import type { TypeContext } from './map-type.js';
import { parameterList, signatureDoc, tsFunctionSignature } from './signature.js';
import { resolveAlias, usedInterface } from './type-names.js';
import type { ScopeNames } from './type-names.js';

/** How declarations differ between the files they stand in. */
export interface DeclarationOptions {
  readonly resolve: Resolve;
  readonly names: ScopeNames;
  /** Specifier of the module that declares the types of another interface. */
  readonly moduleOf: (id: InterfaceId) => string;
  /** Name that a type has in the module of its own interface. */
  readonly nameIn: (owner: InterfaceId, type: TypeId) => string | undefined;
  /** `declare ` in front of functions and classes; empty within `declare module`. */
  readonly ambient: 'declare ' | '';
  /** Resources may do without `[Symbol.dispose]`: the other side implements them. */
  readonly optionalDispose?: boolean;
}

/** Top-level declarations of one file, in order, and which helpers they need. */
export class Declarations {
  readonly #options: DeclarationOptions;
  readonly #docs: Doc[] = [];
  readonly #helpers = new Set<'Option' | 'Result'>();
  readonly context: TypeContext;
  /** Whether `Symbol.dispose` occurs, which needs `lib="esnext.disposable"`. */
  usesDispose = false;

  constructor(options: DeclarationOptions) {
    this.#options = options;
    this.context = {
      resolve: options.resolve,
      reference: (id) => options.names.types.get(id),
      uses: (helper) => this.#helpers.add(helper),
    };
  }

  /** All declarations; `Option` and `Result` are defined last where they are used. */
  finish(): Doc[] {
    const docs = [...this.#docs];
    if (this.#helpers.has('Option'))
      docs.push('export type Option<T> = { tag: "none" } | { tag: "some"; val: T };');
    if (this.#helpers.has('Result'))
      docs.push('export type Result<T, E> = { tag: "ok"; val: T } | { tag: "err"; val: E };');
    return docs;
  }

  /** Declares types, then resources, then functions. */
  addAll(types: Iterable<TypeId>, functions: Iterable<WitFunction>): void {
    const all = [...functions];
    const resources: TypeId[] = [];
    for (const id of types) {
      if (this.#options.resolve.types[id]?.kind.kind === 'resource') resources.push(id);
      else this.addType(id);
    }
    for (const id of resources) this.addResource(id, all);
    for (const item of all) if (item.kind.kind === 'freestanding') this.addFunction(item);
  }

  addType(id: TypeId): void {
    const { resolve, names } = this.#options;
    const definition = resolve.types[id];
    const name = names.types.get(id);
    if (definition === undefined || name === undefined) throw new Error(`type ${id} has no name`);
    const kind = definition.kind;
    const docs = typeDocs(definition);
    if (kind.kind === 'record') {
      const members = fieldDocs(this.context, kind.fields).map((member, index) =>
        documented(docComment(kind.fields[index]?.docs), [member, ';']),
      );
      this.#push(docs, [`export interface ${name} `, block(members)]);
    } else if (kind.kind === 'flags') {
      const members = flagKeys(kind.flags).map((key, index) =>
        documented(docComment(kind.flags[index]?.docs), `${key}?: boolean;`),
      );
      this.#push(docs, [`export interface ${name} `, block(members)]);
    } else if (kind.kind === 'variant') {
      const cases = names.cases.get(id) ?? [];
      this.#push(docs, alias(name, union(cases)));
      kind.cases.forEach((item, index) => {
        const members = caseMembers(this.context, item).map((member): Doc => [member, ';']);
        const caseName = cases[index] ?? name + typeName(item.name);
        this.#push(docComment(item.docs), [`export interface ${caseName} `, block(members)]);
      });
    } else if (kind.kind === 'alias' && typeof kind.type === 'number') {
      const owner = usedInterface(resolve, id);
      const target = owner === undefined ? undefined : this.#options.nameIn(owner, kind.type);
      if (owner === undefined || target === undefined)
        this.#push(docs, alias(name, mapType(this.context, kind.type)));
      else {
        const module = this.#options.moduleOf(owner);
        this.#push(docs, unbreakableAlias(name, `import("${module}").${target}`));
      }
    } else this.#push(docs, alias(name, mapDefinition(this.context, id)));
  }

  /** A resource: a class with its constructor, methods and static functions. */
  addResource(id: TypeId, functions: readonly WitFunction[]): void {
    const { resolve, names, ambient } = this.#options;
    const definition = resolve.types[id];
    const name = names.types.get(id);
    if (definition === undefined || name === undefined) throw new Error(`type ${id} has no name`);
    const members: Doc[] = [];
    const own = functions.filter(
      (item) =>
        item.kind.kind !== 'freestanding' && resolveAlias(resolve, item.kind.resource) === id,
    );
    const constructor = own.find((item) => item.kind.kind === 'constructor');
    if (constructor === undefined) {
      members.push(lines('/** There is no public constructor. */'), 'private constructor();');
    } else {
      const { parameters } = tsFunctionSignature(this.context, constructor);
      members.push(
        documented(docComment(constructor.docs), [
          'constructor',
          group(parameterList(parameters)),
          ';',
        ]),
      );
    }
    const methods = methodNames(own);
    for (const item of own) {
      if (item.kind.kind !== 'method' && item.kind.kind !== 'static') continue;
      const isStatic = item.kind.kind === 'static';
      const written = methods.get(item.name) ?? item.name;
      const method = methodKey(written);
      const signature = tsFunctionSignature(this.context, item);
      const head = isStatic ? `static ${method}` : method;
      members.push(documented(functionDocs(item), [head, signatureDoc(signature), ';']));
    }
    const isOptional = this.#options.optionalDispose === true;
    // A type of optional members alone would take nothing that has members of its own, such as those of another WASI.
    if (!isOptional || own.some((item) => item.kind.kind === 'method')) {
      this.usesDispose = true;
      members.push(
        documented(
          isOptional
            ? '/** Called when the component drops the resource. */'
            : '/** Drops the resource; more than once does nothing. */',
          isOptional ? '[Symbol.dispose]?(): void;' : '[Symbol.dispose](): void;',
        ),
      );
    }
    this.#push(docComment(definition.docs, deprecation(definition.stability)), [
      `export ${ambient}class ${name} `,
      block(members),
    ]);
  }

  addFunction(item: WitFunction): void {
    const { names, ambient } = this.#options;
    const name = names.functions.get(item.name);
    if (name === undefined) throw new Error(`function ${item.name} has no name`);
    const signature = signatureDoc(tsFunctionSignature(this.context, item));
    if (name.binding === name.exported) {
      this.#push(functionDocs(item), [`export ${ambient}function ${name.binding}`, signature, ';']);
    } else {
      this.#push(functionDocs(item), [`${ambient}function ${name.binding}`, signature, ';']);
      this.#docs.push(`export { ${name.binding} as ${name.exported} };`);
    }
  }

  #push(docs: string | undefined, declaration: Doc): void {
    this.#docs.push(documented(docs, declaration));
  }
}

/** Docs of a type; those of the cases of an enum are listed, since a union of strings has no place for them. */
function typeDocs(definition: TypeDef): string | undefined {
  const deprecated = deprecation(definition.stability);
  if (definition.kind.kind !== 'enum') return docComment(definition.docs, deprecated);
  const cases = definition.kind.cases
    .filter((item) => item.docs !== undefined && item.docs.trim() !== '')
    .map((item) => `- \`${item.name}\`: ${item.docs?.trim().replaceAll(/\s*\n\s*/g, ' ') ?? ''}`);
  return docComment(definition.docs, cases.join('\n'), deprecated);
}

/** Docs of a function, and what it throws. */
export function functionDocs(item: WitFunction): string | undefined {
  return docComment(item.docs, deprecation(item.stability));
}

/** The tag for what `@deprecated` marks in WIT. */
export function deprecation(stability: Stability | undefined): string | undefined {
  return stability?.deprecated === undefined
    ? undefined
    : `@deprecated since ${stability.deprecated}`;
}

/** A declaration below its doc comment. */
export function documented(docs: string | undefined, declaration: Doc): Doc {
  return docs === undefined ? declaration : [lines(docs), hardline, declaration];
}

/** `export type Name = …;` where the type itself can end its lines. */
function alias(name: string, type: Doc): Doc {
  return ['export type ', name, ' = ', type, ';'];
}

function unbreakableAlias(name: string, type: string): Doc {
  return group([`export type ${name} =`, indent([line, type]), ';']);
}
