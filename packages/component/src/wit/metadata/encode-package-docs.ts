/**
 * The custom section `package-docs`: docs and feature gates, which component types have no place for.
 *
 * One byte of version, then JSON; absent parts are left out. The text is written here and not by `JSON.stringify` over
 * objects, since names from WIT may be any word, `__proto__` too.
 */

import {
  type Interface,
  type InterfaceId,
  interfaceOfKey,
  type PackageId,
  type Resolve,
  type Stability,
  type TypeId,
  type WitFunction,
  type World,
  worldItemName,
} from '@wit-ts/wit-parser';

export const PACKAGE_DOCS_SECTION = 'package-docs';

/** The version of the section that is written; version 0 has the same form with less in it. */
export const PACKAGE_DOCS_VERSION = 1;

/** JSON of an object with the members that are there; `undefined` where none is. */
function object(members: readonly (readonly [string, string | undefined])[]): string | undefined {
  const present = members.filter((m): m is readonly [string, string] => m[1] !== undefined);
  if (present.length === 0) return undefined;
  return `{${present.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

/** JSON of a table from names; entries without content are left out, and so is a table without entries. */
function table<T>(
  entries: Iterable<readonly [string, T]>,
  json: (value: T) => string | undefined,
): string | undefined {
  return object([...entries].map(([name, value]) => [name, json(value)]));
}

function text(docs: string | undefined): string | undefined {
  return docs === undefined ? undefined : JSON.stringify(docs);
}

function stability(gate: Stability | undefined): string | undefined {
  if (gate === undefined) return undefined;
  const detail =
    gate.kind === 'stable'
      ? (['since', gate.since] as const)
      : (['feature', gate.feature] as const);
  const content = object([
    [detail[0], JSON.stringify(detail[1])],
    ['deprecated', text(gate.deprecated)],
  ]);
  return object([[gate.kind, content]]);
}

function functionDocs(f: WitFunction): string | undefined {
  return object([
    ['docs', text(f.docs)],
    ['stability', stability(f.stability)],
  ]);
}

function typeDocs(resolve: Resolve, id: TypeId): string | undefined {
  const def = resolve.types[id];
  if (def === undefined) throw new Error(`the resolve has no type ${id}`);
  const parts = partsWithDocs(def.kind);
  return object([
    ['docs', text(def.docs)],
    ['stability', stability(def.stability)],
    [
      'items',
      parts &&
        table(
          parts.map((p) => [p.name, p.docs] as const),
          text,
        ),
    ],
  ]);
}

/** Fields, flags or cases of a type: the parts that have docs of their own. */
export function partsWithDocs(
  kind: Resolve['types'][number]['kind'],
): { name: string; docs?: string }[] | undefined {
  switch (kind.kind) {
    case 'record':
      return kind.fields;
    case 'flags':
      return kind.flags;
    case 'variant':
    case 'enum':
      return kind.cases;
    default:
      return undefined;
  }
}

function interfaceOf(resolve: Resolve, id: InterfaceId): Interface {
  const iface = resolve.interfaces[id];
  if (iface === undefined) throw new Error(`the resolve has no interface ${id}`);
  return iface;
}

function interfaceDocs(resolve: Resolve, id: InterfaceId): string | undefined {
  const iface = interfaceOf(resolve, id);
  return object([
    ['docs', text(iface.docs)],
    ['stability', stability(iface.stability)],
    ['funcs', table(iface.functions, functionDocs)],
    ['types', table(iface.types, (type) => typeDocs(resolve, type))],
  ]);
}

/** What one direction (imports or exports) of a world has to say. */
function worldSide(resolve: Resolve, items: World['imports']) {
  const inline: [string, InterfaceId][] = [];
  const functions: [string, WitFunction][] = [];
  const types: [string, TypeId][] = [];
  const gates: [string, Stability | undefined][] = [];
  const docs: [string, string | undefined][] = [];
  for (const [key, item] of items) {
    if (item.kind === 'function') functions.push([key, item.function]);
    else if (item.kind === 'type') types.push([key, item.id]);
    else if (interfaceOfKey(key) !== undefined || interfaceOf(resolve, item.id).name !== null) {
      const name = worldItemName(resolve, key);
      gates.push([name, item.stability]);
      docs.push([name, item.docs]);
    } else inline.push([key, item.id]);
  }
  return {
    interfaces: table(inline, (id) => interfaceDocs(resolve, id)),
    functions: table(functions, functionDocs),
    types: table(types, (id) => typeDocs(resolve, id)),
    gates: table(gates, stability),
    docs: table(docs, text),
  };
}

function worldDocs(resolve: Resolve, world: World): string | undefined {
  const imports = worldSide(resolve, world.imports);
  const exports = worldSide(resolve, world.exports);
  return object([
    ['docs', text(world.docs)],
    ['stability', stability(world.stability)],
    ['interfaces', imports.interfaces],
    ['types', imports.types],
    ['funcs', imports.functions],
    ['interface_exports', exports.interfaces],
    ['func_exports', exports.functions],
    ['interface_import_stability', imports.gates],
    ['interface_export_stability', exports.gates],
    ['interface_import_docs', imports.docs],
    ['interface_export_docs', exports.docs],
  ]);
}

/** The data of the section for one package. */
export function encodePackageDocs(resolve: Resolve, packageId: PackageId): Uint8Array {
  const pkg = resolve.packages[packageId];
  if (pkg === undefined) throw new Error(`the resolve has no package ${packageId}`);
  const json = object([
    ['docs', text(pkg.docs)],
    [
      'worlds',
      table(pkg.worlds, (id) => {
        const world = resolve.worlds[id];
        if (world === undefined) throw new Error(`the resolve has no world ${id}`);
        return worldDocs(resolve, world);
      }),
    ],
    ['interfaces', table(pkg.interfaces, (id) => interfaceDocs(resolve, id))],
  ]);
  const body = new TextEncoder().encode(json ?? '{}');
  const data = new Uint8Array(body.length + 1);
  data[0] = PACKAGE_DOCS_VERSION;
  data.set(body, 1);
  return data;
}
