import type { ExternItem, ExternPath, Include, Name, Node, World } from '../ast/ast.js';
import { spanOf } from '../ast/ast.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { WorldItem } from '../model/resolve.js';
import { externalIdOf, stabilityOf } from './attributes.js';
import { resolveFreestanding, resolveResourceFunction } from './functions.js';
import { resolveInlineInterface } from './package-interfaces.js';
import type { PackageState } from './package-state.js';
import { resolveTypes } from './type-definitions.js';
import { TypeScope } from './type-scope.js';
import type { UnresolvedWorld, UnresolvedWorldItem } from './unresolved.js';

/** The imports or the exports of a world while they are collected. */
interface Direction {
  kind: 'import' | 'export';
  items: UnresolvedWorldItem[];
  names: Map<string, { what: 'interface' | 'function' | 'type'; site: Node }>;
  /** Interfaces by path, by id. */
  paths: Map<number, Node>;
}

/** Resolves a world that has its id already: its types, then its includes, then its imports and exports in order. */
export function resolveWorld(state: PackageState, id: number, item: World, file: number): void {
  const target = state.worlds[id - state.foreignWorlds.length];
  if (target === undefined) return;
  const { ast } = target;
  const docs = state.docsOf(ast, item);
  if (docs !== undefined) target.world.docs = docs;
  const stability = stabilityOf(item.gates, ast, state.reporter);
  if (stability !== undefined) target.world.stability = stability;

  const scope = new TypeScope(state, ast, file, { kind: 'world', id }, item);
  resolveTypes(scope);
  for (const include of item.items) {
    if (include.kind === 'include') resolveInclude(scope, target, include);
  }
  const imports: Direction = direction('import', target.imports);
  const exports: Direction = direction('export', target.exports);
  for (const [name, entry] of scope.names) {
    if (entry < 0) continue;
    const site = scope.placeOf(name) ?? item.name;
    addNamed(scope, imports, name, site, 'type', { kind: 'type', id: entry });
  }
  for (const child of item.items) {
    if (child.kind === 'import') addExtern(scope, imports, child);
    else if (child.kind === 'export') addExtern(scope, exports, child);
    else if (child.kind === 'resource') {
      for (const node of child.items) {
        const resolved = resolveResourceFunction(scope, node, child.name.text);
        if (resolved === undefined || imports.names.has(resolved.name)) continue;
        const entry: WorldItem = { kind: 'function', function: resolved };
        addNamed(scope, imports, resolved.name, node.name, 'function', entry);
      }
    }
  }
}

function direction(kind: 'import' | 'export', items: UnresolvedWorldItem[]): Direction {
  return { kind, items, names: new Map(), paths: new Map() };
}

function resolveInclude(scope: TypeScope, target: UnresolvedWorld, include: Include): void {
  const { state, ast, file } = scope;
  const stability = stabilityOf(include.gates, ast, state.reporter);
  const found = state.lookUp(include.path, ast, file);
  if (found.kind === 'interface') {
    const { name } = include.path;
    state.damaged = true;
    const mention = state.firstMention(state.foreignInterfaces[found.id]);
    state.reporter.report(messages.interfaceAsWorld(name.text, spanOf(ast, name), mention));
  }
  if (found.kind !== 'world') {
    scope.incomplete = true;
    return;
  }
  target.includes.push({
    world: found.id,
    stability,
    renames: include.renames.map((rename) => ({
      name: rename.name.text,
      alias: rename.alias.text,
      site: rename,
    })),
    site: include.path.name,
  });
}

/** Adds an item under a plain name; a name that is taken is reported. */
function addNamed(
  scope: TypeScope,
  to: Direction,
  name: string,
  site: Node,
  what: 'interface' | 'function' | 'type',
  item: WorldItem,
): void {
  const known = to.names.get(name);
  if (known === undefined) {
    to.names.set(name, { what, site });
    to.items.push({ name, item, site });
    return;
  }
  const { state, ast } = scope;
  state.damaged = true;
  const places = [spanOf(ast, site), spanOf(ast, known.site)] as const;
  state.reporter.report(messages.duplicateExtern(to.kind, name, known.what, ...places));
}

function addExtern(scope: TypeScope, to: Direction, item: ExternItem): void {
  const { state, ast, file } = scope;
  const { extern } = item;
  switch (extern.kind) {
    case 'function': {
      const resolved = resolveFreestanding(scope, extern, item);
      if (resolved === undefined) return;
      const entry: WorldItem = { kind: 'function', function: resolved };
      addNamed(scope, to, resolved.name, extern.name, 'function', entry);
      return;
    }
    case 'interface': {
      const { name } = extern;
      const { id, target } = resolveInlineInterface(state, name, extern, item, { ast, file });
      const entry: WorldItem = { kind: 'interface', id };
      const { stability } = target.interface;
      if (stability !== undefined) entry.stability = stability;
      const externalId = externalIdOf(item.gates, ast, state.reporter);
      if (externalId !== undefined) entry.externalId = externalId;
      addNamed(scope, to, name.text, name, 'interface', entry);
      return;
    }
    case 'path':
      addPath(scope, to, item, extern);
  }
}

function addPath(scope: TypeScope, to: Direction, item: ExternItem, extern: ExternPath): void {
  const { state, ast, file } = scope;
  const stability = stabilityOf(item.gates, ast, state.reporter);
  const externalId = externalIdOf(item.gates, ast, state.reporter);
  const docs = state.docsOf(ast, item);
  const id = state.interfaceOf(extern.path, ast, file);
  if (id === undefined) return;
  const entry: WorldItem = { kind: 'interface', id };
  if (stability !== undefined) entry.stability = stability;
  if (externalId !== undefined) entry.externalId = externalId;
  if (docs !== undefined) entry.docs = docs;
  const { label } = extern;
  if (label !== undefined) {
    addNamed(scope, to, label.text, label, 'interface', entry);
    return;
  }
  const site: Name = extern.path.name;
  const known = to.paths.get(id);
  if (known === undefined) {
    to.paths.set(id, site);
    to.items.push({ name: undefined, item: entry, site });
    return;
  }
  state.damaged = true;
  const places = [spanOf(ast, site), spanOf(ast, known)] as const;
  state.reporter.report(messages.interfaceTwice(to.kind, site.text, ...places));
}
