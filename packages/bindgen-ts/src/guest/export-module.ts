/** What an exported interface asks of the guest: its types, its resources as classes to extend, and the interface itself. */
import {
  containedTypes,
  type Interface,
  type Type,
  type TypeId,
  type WitFunction,
} from '@wit-ts/wit-parser';
import {
  commentText,
  docComment,
  GLOBALS_IN_TYPES,
  memberName,
  methodName,
  propertyKey,
  Scope,
} from '../naming/index.js';
import { type Doc, group, type SourceFile } from '../output/index.js';
import {
  block,
  Declarations,
  deprecation,
  documented,
  parameterList,
  resolveAlias,
  signatureDoc,
  tsFunctionSignature,
  type TypeContext,
  typeText,
} from '../types/index.js';
import { claimTypeName, type ExportedInterface, type WorldPlan } from './world-plan.js';

/** The names that an export's file gives to others. */
export interface ExportNames {
  /** The type of the interface. */
  interfaceType: string;
  /** The abstract class of each resource, and the type of the class that implements it. */
  resources: ReadonlyMap<TypeId, { abstract: string; class: string }>;
  /** All names that the file exports, and which of them exist at run time. */
  all: { name: string; isValue: boolean }[];
}

export interface ExportModule {
  file: SourceFile;
  names: ExportNames;
}

/** `exports/<stem>.ts`, or `.d.ts`. */
export function exportModule(
  plan: WorldPlan,
  item: ExportedInterface,
  extension: '.ts' | '.d.ts',
): ExportModule {
  const { resolve } = plan;
  const definition = resolve.interfaces[item.id];
  if (definition === undefined) throw new Error(`no interface ${item.id}`);
  const scopeNames = plan.files.names(item.id);
  const declarations = new Declarations({
    resolve,
    names: scopeNames,
    moduleOf: plan.moduleSeenFromExport,
    nameIn: (owner, type) => plan.files.names(owner).types.get(type),
    ambient: extension === '.ts' ? '' : 'declare ',
  });
  const { context } = declarations;
  const resources: { id: TypeId; name: string; className: string }[] = [];
  const scope = new Scope([
    ...GLOBALS_IN_TYPES,
    ...scopeNames.types.values(),
    ...[...scopeNames.cases.values()].flat(),
  ]);
  const label = plan.files.label(item.id);
  const interfaceType = claimTypeName(scope, definition.name ?? label, 'Interface');
  for (const id of definition.types.values()) {
    if (resolve.types[id]?.kind.kind === 'resource') {
      const name = scopeNames.types.get(id) ?? '';
      resources.push({ id, name, className: scope.claim(`${name}Class`) });
    } else {
      declarations.addType(id);
    }
  }
  const functions = [...definition.functions.values()];
  const own: Doc[] = [];
  for (const { id, name, className } of resources) {
    const members = functionsOf(plan, functions, id);
    const resource = resolve.types[id];
    const docs = docComment(resource?.docs, deprecation(resource?.stability));
    own.push(abstractClass(context, docs, name, members, extension));
    own.push(classType(context, name, className, members));
  }
  own.push(interfaceDeclaration(plan, context, definition, label, interfaceType, resources));
  const finished = declarations.finish();
  const helperNames = ['Option', 'Result'].filter((name) => uses(finished, name));
  const helpers = finished.splice(finished.length - helperNames.length);
  return {
    file: {
      path: `exports/${item.stem}${extension}`,
      from: commentText(label),
      usesDispose: resources.length > 0,
      imports: [],
      statements: [...finished, ...own, ...helpers],
    },
    names: {
      interfaceType,
      resources: new Map(
        resources.map(({ id, name, className }) => [id, { abstract: name, class: className }]),
      ),
      all: [
        ...[...scopeNames.types].map(([id, name]) => ({
          name,
          isValue: resolve.types[id]?.kind.kind === 'resource',
        })),
        ...[...scopeNames.cases.values()].flat().map((name) => ({ name, isValue: false })),
        ...resources.map(({ className }) => ({ name: className, isValue: false })),
        { name: interfaceType, isValue: false },
        ...helperNames.map((name) => ({ name, isValue: false })),
      ],
    },
  };
}

/** Whether the helper type is among the finished declarations. */
function uses(finished: readonly Doc[], helper: string): boolean {
  return finished.some(
    (doc) => typeof doc === 'string' && doc.startsWith(`export type ${helper}<`),
  );
}

/** The constructor, methods and static functions of a resource. */
export function functionsOf(
  plan: WorldPlan,
  functions: readonly WitFunction[],
  resource: TypeId,
): WitFunction[] {
  return functions.filter(
    ({ kind }) =>
      kind.kind !== 'freestanding' && resolveAlias(plan.resolve, kind.resource) === resource,
  );
}

/** The name of a method or static function without its resource. */
export function bareMethodName(item: WitFunction): string {
  return item.name.slice(item.name.indexOf('.') + 1);
}

function abstractClass(
  context: TypeContext,
  docs: string | undefined,
  name: string,
  functions: readonly WitFunction[],
  extension: '.ts' | '.d.ts',
): Doc {
  const members: Doc[] = [];
  for (const item of functions) {
    if (item.kind.kind !== 'method') continue;
    members.push(
      documented(exportDocs(context, item), [
        `abstract ${methodName(bareMethodName(item), false)}`,
        signatureDoc(tsFunctionSignature(context, item)),
        ';',
      ]),
    );
  }
  members.push(
    documented(
      '/** Called when the resource is dropped by its last owner. */',
      '[Symbol.dispose]?(): void;',
    ),
  );
  const ambient = extension === '.ts' ? '' : 'declare ';
  return documented(docs, [`export ${ambient}abstract class ${name} `, block(members)]);
}

/** The static side: what the interface expects of the class itself. */
function classType(
  context: TypeContext,
  name: string,
  className: string,
  functions: readonly WitFunction[],
): Doc {
  const members: Doc[] = [];
  const constructor = functions.find(({ kind }) => kind.kind === 'constructor');
  if (constructor === undefined) {
    members.push(`readonly prototype: ${name};`);
  } else {
    const { parameters } = tsFunctionSignature(context, constructor);
    members.push(
      documented(
        exportDocs(context, constructor),
        group(['new ', parameterList(parameters), `: ${name};`]),
      ),
    );
  }
  for (const item of functions) {
    if (item.kind.kind !== 'static') continue;
    const method = methodName(bareMethodName(item), true);
    // `new(): T` would be a construct signature.
    const key = method === 'new' ? '["new"]' : method;
    members.push(
      documented(exportDocs(context, item), [
        key,
        signatureDoc(tsFunctionSignature(context, item)),
        ';',
      ]),
    );
  }
  return documented(docComment(`The class that implements \`${name}\`: a class that extends it.`), [
    `export interface ${className} `,
    block(members),
  ]);
}

function interfaceDeclaration(
  plan: WorldPlan,
  context: TypeContext,
  definition: Interface,
  label: string,
  interfaceType: string,
  resources: readonly { id: TypeId; name: string; className: string }[],
): Doc {
  const members: Doc[] = resources.map(({ name, className }) => `${name}: ${className};`);
  for (const item of definition.functions.values()) {
    if (item.kind.kind !== 'freestanding') continue;
    const mentionsOwn = mentionsResource(plan, item, new Set(resources.map(({ id }) => id)));
    members.push(functionMember(context, memberName(item.name), item, mentionsOwn));
  }
  const docs = docComment(
    definition.docs,
    `\`${label}\`, as the component exports it.`,
    deprecation(definition.stability),
  );
  return documented(docs, [`export interface ${interfaceType} `, block(members)]);
}

/**
 * A function as member of an interface. As a property its parameters are checked strictly. As a method, a parameter may
 * be of the class that implements an own resource, where the declaration knows only the abstract one.
 */
export function functionMember(
  context: TypeContext,
  key: string,
  item: WitFunction,
  asMethod: boolean,
): Doc {
  const signature = tsFunctionSignature(context, item);
  const docs = exportDocs(context, item);
  const name = propertyKey(key);
  if (asMethod) {
    const safe = name === 'new' || name === 'constructor' ? `["${name}"]` : name;
    return documented(docs, [safe, signatureDoc(signature), ';']);
  }
  const { parameters, result } = signature;
  const type = group([parameterList(parameters), ' => ', result]);
  return documented(docs, [name, ': ', type, ';']);
}

/** Docs of a function that the guest implements, and what it throws for `err`. */
export function exportDocs(context: TypeContext, item: WitFunction): string | undefined {
  const { throws } = tsFunctionSignature(context, item);
  const thrown =
    throws === undefined
      ? undefined
      : throws === null
        ? '@throws for `err`'
        : `@throws {${typeText(context, throws)}} for \`err\``;
  return docComment(item.docs, thrown, deprecation(item.stability));
}

/** Whether a resource of this set occurs anywhere in the parameters or result. */
function mentionsResource(
  plan: WorldPlan,
  item: WitFunction,
  resources: ReadonlySet<TypeId>,
): boolean {
  if (resources.size === 0) return false;
  const seen = new Set<TypeId>();
  const pending: (Type | null | undefined)[] = [
    ...item.params.map(({ type }) => type),
    item.result,
  ];
  while (pending.length > 0) {
    const type = pending.pop();
    if (typeof type !== 'number' || seen.has(type)) continue;
    if (resources.has(type)) return true;
    seen.add(type);
    const kind = plan.resolve.types[type]?.kind;
    if (kind === undefined) continue;
    pending.push(...(kind.kind === 'handle' ? [kind.type] : containedTypes(kind)));
  }
  return false;
}
