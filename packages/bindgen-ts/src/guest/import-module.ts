/** Declarations of what a world imports: ambient modules under the specifiers that the guest writes. */
import { commentText, docComment, stringLiteral } from '../naming/index.js';
import type { Doc, SourceFile } from '../output/index.js';
import { block, Declarations, deprecation, documented } from '../types/index.js';
import type { ImportedInterface, WorldPlan } from './world-plan.js';

/** `imports/<stem>.d.ts`: one imported interface. */
export function importModule(plan: WorldPlan, item: ImportedInterface): SourceFile {
  const definition = plan.resolve.interfaces[item.id];
  if (definition === undefined) throw new Error(`no interface ${item.id}`);
  const declarations = new Declarations({
    resolve: plan.resolve,
    names: plan.files.names(item.id),
    moduleOf: plan.moduleSeenFromImport,
    nameIn: (owner, type) => plan.files.names(owner).types.get(type),
    ambient: '',
  });
  declarations.addAll(definition.types.values(), definition.functions.values());
  const hasDefault = [...definition.functions.keys()].includes('default');
  return {
    path: `imports/${item.stem}.d.ts`,
    from: commentText(plan.files.label(item.id)),
    usesDispose: declarations.usesDispose,
    imports: [],
    statements: ambientModules(
      docComment(item.docs, deprecation(definition.stability)),
      item.specifier,
      item.bareSpecifier,
      declarations.finish(),
      hasDefault,
    ),
  };
}

/**
 * `imports/<world>-world.d.ts`: the types of the world and what it imports by itself, or `undefined` where it has neither.
 * They are a module under the name of the world.
 */
export function worldImportModule(plan: WorldPlan): SourceFile | undefined {
  if (plan.worldTypes.size === 0 && plan.importedFunctions.length === 0) return undefined;
  const declarations = new Declarations({
    resolve: plan.resolve,
    names: plan.worldNames,
    moduleOf: plan.moduleSeenFromImport,
    nameIn: (owner, type) => plan.files.names(owner).types.get(type),
    ambient: '',
  });
  declarations.addAll(plan.worldTypes.values(), plan.importedFunctions);
  const hasDefault = plan.importedFunctions.some((item) => item.name === 'default');
  return {
    path: `imports/${plan.stem}-world.d.ts`,
    from: commentText(plan.label),
    usesDispose: declarations.usesDispose,
    imports: [],
    statements: ambientModules(
      docComment(`What the world \`${plan.world.name}\` defines and imports by itself.`),
      plan.label,
      plan.bareLabel === plan.label ? undefined : plan.bareLabel,
      declarations.finish(),
      hasDefault,
    ),
  };
}

/** The module, and the same once more under its name without version. */
function ambientModules(
  docs: string | undefined,
  specifier: string,
  bare: string | undefined,
  declarations: readonly Doc[],
  hasDefault: boolean,
): Doc[] {
  const body = declarations.length === 0 ? ['export {};'] : declarations;
  const modules: Doc[] = [
    documented(docs, [`declare module ${stringLiteral(specifier)} `, spacedBlock(body)]),
  ];
  if (bare === undefined) return modules;
  const from = stringLiteral(specifier);
  const again: Doc[] = [`export * from ${from};`];
  // `export *` leaves out a function that is called `default`.
  if (hasDefault) again.push(`export { default } from ${from};`);
  modules.push([`declare module ${stringLiteral(bare)} `, block(again)]);
  return modules;
}

/** A block with an empty line between its members. */
function spacedBlock(members: readonly Doc[]): Doc {
  return block(members.flatMap((member, index) => (index === 0 ? [member] : ['', member])));
}
