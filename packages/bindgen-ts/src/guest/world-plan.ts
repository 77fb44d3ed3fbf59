/** What the guest bindings of a world consist of, before anything is written. */
import {
  compareVersionTexts,
  type InterfaceId,
  interfaceOfKey,
  type PackageName,
  qualifiedName,
  type Resolve,
  type TypeId,
  type WitFunction,
  type World,
  type WorldId,
} from '@wit-ts/wit-parser';
import { identifier, memberName, rootMemberName, Scope, typeName } from '../naming/index.js';
import { InterfaceFiles, type ScopeNames, shortName, worldTypeNames } from '../types/index.js';

/** An imported interface: a module that the guest imports by its specifier. */
export interface ImportedInterface {
  id: InterfaceId;
  /** `wasi:io/streams@0.2.12`, or the plain name of an inline or labelled interface. */
  specifier: string;
  /** The specifier without version, where it means this interface. */
  bareSpecifier?: string;
  /** File name without folder and ending. */
  stem: string;
  docs: string | undefined;
}

/** An exported interface: an object that the guest exports. */
export interface ExportedInterface {
  id: InterfaceId;
  /** Name of the export: `scorer`, or the whole `ns:pkg/scorer@1.0.0` where two are called so. */
  key: string;
  stem: string;
}

/** A function that the world exports by itself. */
export interface ExportedFunction {
  key: string;
  function: WitFunction;
}

export interface WorldPlan {
  resolve: Resolve;
  world: World;
  /** `ns:pkg/world@1.0.0`: also the specifier of what the world itself imports. */
  label: string;
  bareLabel: string;
  /** File name of the world without ending. */
  stem: string;
  files: InterfaceFiles;
  imports: ImportedInterface[];
  exports: ExportedInterface[];
  functions: ExportedFunction[];
  /** Types of the world, its resources among them. */
  worldTypes: Map<string, TypeId>;
  worldNames: ScopeNames;
  /** Functions that the world imports by itself, those of its resources among them. */
  importedFunctions: WitFunction[];
  /** Where the types of an interface are to be found, seen from an export. */
  moduleSeenFromExport(id: InterfaceId): string;
  /** The same, seen from an import. */
  moduleSeenFromImport(id: InterfaceId): string;
}

/** Looks through a world and gives everything its name. */
export function planWorld(resolve: Resolve, id: WorldId): WorldPlan {
  const world = resolve.worlds[id];
  const owner = world && resolve.packages[world.package]?.name;
  if (world === undefined || owner === undefined) throw new Error(`no world ${id}`);
  const files = new InterfaceFiles(resolve, world);
  const exportedByPath = new Map<InterfaceId, string>();
  for (const key of world.exports.keys()) {
    const exported = interfaceOfKey(key);
    if (exported !== undefined) exportedByPath.set(exported, files.stem(exported));
  }
  const imports = importedInterfaces(resolve, world, files, exportedByPath);
  const specifiers = new Map(imports.map((item) => [item.id, item.specifier]));
  const specifierOf = (wanted: InterfaceId): string =>
    specifiers.get(wanted) ?? files.label(wanted);
  const importedFunctions = [...world.imports.values()].flatMap((item) =>
    item.kind === 'function' ? [item.function] : [],
  );
  const worldTypes = new Map<string, TypeId>();
  for (const [name, item] of [...world.imports, ...world.exports]) {
    if (item.kind === 'type') worldTypes.set(name, item.id);
  }
  const { exports, functions } = exportsOf(world, files);
  return {
    resolve,
    world,
    label: qualifiedName(owner, world.name),
    bareLabel: qualifiedName(unversioned(owner), world.name),
    stem: world.name.toLowerCase(),
    files,
    imports,
    exports,
    functions,
    worldTypes,
    worldNames: withFunctions(worldTypeNames(resolve, world), importedFunctions),
    importedFunctions,
    moduleSeenFromImport: specifierOf,
    moduleSeenFromExport: (wanted) => {
      const stem = exportedByPath.get(wanted);
      return stem === undefined ? specifierOf(wanted) : `./${stem}.js`;
    },
  };
}

function importedInterfaces(
  resolve: Resolve,
  world: World,
  files: InterfaceFiles,
  exported: ReadonlyMap<InterfaceId, string>,
): ImportedInterface[] {
  const found: ImportedInterface[] = [];
  const stems = new Scope();
  const add = (id: InterfaceId, label: string | undefined, docs: string | undefined): void => {
    const stem = label === undefined ? files.stem(id) : label.toLowerCase();
    found.push({
      id,
      specifier: label ?? files.label(id),
      stem: stems.claim(stem),
      docs: docs ?? resolve.interfaces[id]?.docs,
    });
  };
  for (const [key, item] of world.imports) {
    if (item.kind !== 'interface') continue;
    add(item.id, interfaceOfKey(key) === undefined ? key : undefined, item.docs);
  }
  const known = new Set(found.map((item) => item.id));
  for (const id of files.ids()) {
    const isInline = resolve.interfaces[id]?.name === null;
    if (!known.has(id) && !exported.has(id) && !isInline) add(id, undefined, undefined);
  }
  addBareSpecifiers(resolve, found);
  return found;
}

/** `wasi:io/streams` means the newest of several versions. */
function addBareSpecifiers(resolve: Resolve, imports: readonly ImportedInterface[]): void {
  const newest = new Map<string, { item: ImportedInterface; version: string }>();
  const taken = new Set(imports.map((item) => item.specifier));
  for (const item of imports) {
    const definition = resolve.interfaces[item.id];
    const owner = definition && resolve.packages[definition.package]?.name;
    if (definition?.name == null || owner?.version === undefined) continue;
    if (item.specifier !== qualifiedName(owner, definition.name)) continue;
    const bare = qualifiedName(unversioned(owner), definition.name);
    const other = newest.get(bare);
    if (taken.has(bare)) continue;
    if (other === undefined || compareVersionTexts(owner.version, other.version) > 0) {
      newest.set(bare, { item, version: owner.version });
    }
  }
  for (const [bare, { item }] of newest) item.bareSpecifier = bare;
}

function exportsOf(
  world: World,
  files: InterfaceFiles,
): { exports: ExportedInterface[]; functions: ExportedFunction[] } {
  const functions: ExportedFunction[] = [];
  const interfaces: { id: InterfaceId; short: string; label: string }[] = [];
  for (const [key, item] of world.exports) {
    if (item.kind === 'function' && item.function.kind.kind === 'freestanding') {
      functions.push({ key: rootMemberName(item.function.name), function: item.function });
    }
    if (item.kind !== 'interface') continue;
    const byPath = interfaceOfKey(key) !== undefined;
    const label = byPath ? files.label(item.id) : key;
    interfaces.push({ id: item.id, short: byPath ? shortName(label) : memberName(key), label });
  }
  const uses = new Map<string, number>();
  for (const name of [
    ...functions.map(({ key }) => key),
    ...interfaces.map(({ short }) => short),
  ]) {
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const exports = interfaces.map(({ id, short, label }) => ({
    id,
    key: uses.get(short) === 1 ? short : label,
    stem: files.stem(id),
  }));
  return { exports, functions };
}

function unversioned(name: PackageName): PackageName {
  return { namespace: name.namespace, name: name.name };
}

/** The names of a world's types, and beside them those of the functions it imports. */
function withFunctions(names: ScopeNames, functions: readonly WitFunction[]): ScopeNames {
  const scope = new Scope([...names.types.values(), ...[...names.cases.values()].flat()]);
  const exported = new Scope();
  const all = new Map<string, { binding: string; exported: string }>();
  for (const { kind, name } of functions) {
    if (kind.kind !== 'freestanding') continue;
    all.set(name, {
      binding: scope.claim(identifier(name)),
      exported: exported.claim(memberName(name)),
    });
  }
  return { ...names, functions: all };
}

/** A type name that is free: `Scorer`, else `ScorerInterface`, else with a number. */
export function claimTypeName(scope: Scope, witName: string, suffix: string): string {
  const goal = typeName(witName);
  return scope.claim(scope.has(goal) ? goal + suffix : goal);
}
