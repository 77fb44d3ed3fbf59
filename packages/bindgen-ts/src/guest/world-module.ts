/** The file of the world: the one type that says what the guest has to export, and the way to all others. */
import type { Type } from '@wit-ts/wit-parser';
import { commentText, docComment, GLOBALS_IN_TYPES, propertyKey, Scope } from '../naming/index.js';
import { type Doc, group, ifBreak, indent, join, line, type SourceFile } from '../output/index.js';
import { block, documented, resolveAlias, type TypeContext } from '../types/index.js';
import { type ExportModule, functionMember } from './export-module.js';
import { claimTypeName, type ExportedInterface, type WorldPlan } from './world-plan.js';

export interface WorldModule {
  /** `<world>.ts` or `<world>.d.ts`. */
  file: SourceFile;
  /** The type of the world. */
  worldType: string;
  /** Name of the type of each exported interface there, in the order of the plan. */
  interfaceTypes: string[];
  /** What `<world>.js` re-exports where the file is a declaration file. */
  valueExports: Doc[];
}

const helpers = ['Option', 'Result'] as const;

/** Makes the file. All names that an export's file has are re-exported, so that a guest imports from one place. */
export function worldModule(
  plan: WorldPlan,
  exports: readonly ExportModule[],
  imports: readonly SourceFile[],
  extension: '.ts' | '.d.ts',
): WorldModule {
  const taken = new Scope(GLOBALS_IN_TYPES.filter((name) => !isHelper(name)));
  const statements: Doc[] = [];
  const valueExports: Doc[] = [];
  const ownTypes = [
    ...plan.worldNames.types.values(),
    ...[...plan.worldNames.cases.values()].flat(),
  ];
  for (const name of ownTypes) taken.claim(name);
  if (ownTypes.length > 0) {
    statements.push(named('import type', ownTypes, plan.label), [
      named('export type', ownTypes),
      ';',
    ]);
  }
  const meanings = new Map<string, Type>();
  for (const [id, name] of plan.worldNames.types) {
    meanings.set(name, resolveAlias(plan.resolve, id));
  }
  const reexports = reexportAll(plan, exports, taken, meanings);
  const worldType = claimTypeName(taken, plan.world.name, 'World');
  for (const { importType, statement, values } of reexports.byFile.values()) {
    statements.push(importType, statement);
    if (values !== undefined) valueExports.push(values);
  }
  statements.push(...reexports.shared);
  const interfaceTypes = plan.exports.map(
    ({ id }) => reexports.byFile.get(id)?.interfaceType ?? '',
  );
  return {
    file: {
      path: `${plan.stem}${extension}`,
      from: commentText(plan.label),
      usesDispose: false,
      references: imports.map(({ path }) => `./${path}`),
      imports: statements,
      statements: worldDeclarations(plan, interfaceTypes, worldType),
    },
    worldType,
    interfaceTypes,
    valueExports,
  };
}

function worldDeclarations(
  plan: WorldPlan,
  interfaceTypes: readonly string[],
  name: string,
): Doc[] {
  const used = new Set<string>();
  const context: TypeContext = {
    resolve: plan.resolve,
    reference: (id) => plan.worldNames.types.get(id),
    uses: (helper) => used.add(helper),
  };
  const members: Doc[] = plan.exports.map(
    ({ key }, index) => `${propertyKey(key)}: ${interfaceTypes[index] ?? ''};`,
  );
  for (const item of plan.functions) {
    members.push(functionMember(context, item.key, item.function, false));
  }
  const docs = docComment(
    plan.world.docs,
    `What a module exports that implements the world \`${plan.label}\`.`,
  );
  const declarations: Doc[] = [documented(docs, [`export interface ${name} `, block(members)])];
  if (used.has('Option')) {
    declarations.push('type Option<T> = { tag: "none" } | { tag: "some"; val: T };');
  }
  if (used.has('Result')) {
    declarations.push('type Result<T, E> = { tag: "ok"; val: T } | { tag: "err"; val: E };');
  }
  return declarations;
}

interface Reexport {
  /** The type of the interface, as the file of the world knows it. */
  interfaceType: string;
  importType: Doc;
  statement: Doc;
  /** The same for what exists at run time. */
  values: Doc | undefined;
}

function reexportAll(
  plan: WorldPlan,
  exports: readonly ExportModule[],
  taken: Scope,
  meanings: Map<string, Type>,
): { byFile: Map<number, Reexport>; shared: Doc[] } {
  const byFile = new Map<number, Reexport>();
  const helperFiles = new Map<string, string[]>();
  plan.exports.forEach((item, index) => {
    const module = exports[index];
    if (module === undefined || byFile.has(item.id)) return;
    const from = `./exports/${item.stem}.js`;
    for (const { name } of module.names.all) {
      if (isHelper(name)) helperFiles.set(name, [...(helperFiles.get(name) ?? []), from]);
    }
    byFile.set(item.id, reexport(plan, item, module, from, taken, meanings));
  });
  // A name that comes from two `export *` is an error, unless it is exported by name as well.
  const shared = [...helperFiles].flatMap(([name, [first, second]]) =>
    first === undefined || second === undefined ? [] : [named('export type', [name], first)],
  );
  return { byFile, shared };
}

/**
 * All names of an export's file; those that are taken get the name of their interface in front, unless they mean the same
 * type.
 */
function reexport(
  plan: WorldPlan,
  item: ExportedInterface,
  module: ExportModule,
  from: string,
  taken: Scope,
  meanings: Map<string, Type>,
): Reexport {
  const types = new Map(
    [...plan.files.names(item.id).types].map(([id, name]) => [
      name,
      resolveAlias(plan.resolve, id),
    ]),
  );
  const own = module.names.all.filter(({ name }) => !isHelper(name));
  const hasValues = own.some(({ isValue }) => isValue);
  const original = module.names.interfaceType;
  const known = new Set(
    [...types].flatMap(([name, type]) => (meanings.get(name) === type ? [name] : [])),
  );
  for (const [name, type] of types) if (!meanings.has(name)) meanings.set(name, type);
  if (own.every(({ name }) => !taken.has(name))) {
    for (const { name } of own) taken.claim(name);
    const statement = `export * from "${from}";`;
    const importType = named('import type', [original], from);
    const values = hasValues ? statement : undefined;
    return { interfaceType: original, importType, statement, values };
  }
  const prefix = plan.files.identifier(item.id);
  const items: string[] = [];
  const values: string[] = [];
  let interfaceType = original;
  for (const { name, isValue } of own) {
    if (known.has(name)) continue;
    const free = taken.claim(taken.has(name) ? prefix + name : name);
    const text = free === name ? name : `${name} as ${free}`;
    items.push(isValue ? text : `type ${text}`);
    if (isValue) values.push(text);
    if (name === original) interfaceType = free;
  }
  const imported = interfaceType === original ? original : `${original} as ${interfaceType}`;
  return {
    interfaceType,
    importType: named('import type', [imported], from),
    statement: named('export', items, from),
    values: values.length > 0 ? named('export', values, from) : undefined,
  };
}

function isHelper(name: string): boolean {
  return helpers.some((helper) => helper === name);
}

/** `export { a, b } from "…";`, one name a line where they do not fit; without `from`, and without its `;`, too. */
function named(head: string, names: readonly string[], from?: string): Doc {
  const tail = from === undefined ? '' : ` from "${from}";`;
  const [only] = names;
  // Prettier keeps a single name on the line of its `import`, however long.
  if (names.length === 1 && only !== undefined) return `${head} { ${only} }${tail}`;
  return [
    group([`${head} {`, indent([line, join([',', line], names)]), ifBreak(','), line, '}', tail]),
  ];
}
