import type { Ast, Interface, Name, World } from '../ast/ast.js';
import { spanOf } from '../ast/ast.js';
import * as messages from '../diagnostics/resolve-messages.js';
import { type ItemRef, LOST, type PackageState } from './package-state.js';
import { toposort } from './toposort.js';

/** An interface or world and the file that it is in. */
export interface PackageItem {
  item: Interface | World;
  ast: Ast;
  file: number;
}

interface Edge {
  name: Name;
  ast: Ast;
}

/**
 * Finds the interfaces and worlds of a package, orders them so that each comes behind those that it uses or includes, and
 * gives them ids in that order; then fills the names of each file, aliases included.
 *
 * Reports: names used twice, paths that lead nowhere, cycles.
 *
 * @returns the interfaces and worlds that have an id, in the order of their ids.
 */
export function orderItems(state: PackageState): PackageItem[] {
  const items = collectItems(state);
  const nodes = [...items.keys()];
  const edges: Edge[][] = nodes.map(() => []);
  const index = new Map(nodes.map((name, i) => [name, i]));
  for (const file of state.files.keys()) collectEdges(state, file, index, edges);

  const targets = edges.map((list, node) => {
    const known = list.flatMap((edge) => {
      const target = index.get(edge.name.text);
      if (target !== undefined) return [{ edge, target }];
      reportMissing(state, edge);
      return [];
    });
    edges[node] = known.map(({ edge }) => edge);
    return known.map(({ target }) => target);
  });
  const { order, cycles } = toposort(targets);
  for (const cycle of cycles) {
    const edge = edges[cycle.node]?.[cycle.edge];
    if (edge === undefined) continue;
    state.damaged = true;
    const path = cycle.nodes.map((node) => nodes[node] ?? '');
    const related = cycle.nodes.flatMap((node) => {
      const at = items.get(nodes[node] ?? '');
      return at === undefined
        ? []
        : [{ name: at.item.name.text, span: spanOf(at.ast, at.item.name) }];
    });
    const primary = spanOf(edge.ast, edge.name);
    state.reporter.report(messages.itemCycle(edge.name.text, primary, path, related));
  }
  const ordered = order.flatMap((node) => items.get(nodes[node] ?? '') ?? []);
  for (const { item, ast } of ordered) {
    state.packageItems.set(item.name.text, allocateItem(state, item, ast));
  }
  if (cycles.length > 0) {
    for (const name of nodes) {
      if (!state.packageItems.has(name)) state.packageItems.set(name, LOST);
    }
  }
  for (const file of state.files.keys()) fillFileItems(state, file);
  return ordered;
}

function collectItems(state: PackageState): Map<string, PackageItem> {
  const items = new Map<string, PackageItem>();
  for (const [file, { ast, items: list }] of state.files.entries()) {
    for (const item of list) {
      if (item.kind !== 'interface' && item.kind !== 'world') continue;
      const known = items.get(item.name.text);
      if (known === undefined) {
        items.set(item.name.text, { item, ast, file });
        continue;
      }
      state.damaged = true;
      state.reporter.report(
        messages.duplicateItem(
          item.name.text,
          spanOf(ast, item.name),
          spanOf(known.ast, known.item.name),
        ),
      );
    }
  }
  return items;
}

/** Reports names that a file has twice, and adds an edge for each path that orders the items of the package. */
function collectEdges(
  state: PackageState,
  file: number,
  index: Map<string, number>,
  edges: Edge[][],
): void {
  const ast = state.files[file]?.ast;
  if (ast === undefined) return;
  /** What each name of the file stands for: a name of the package, or `undefined` for an alias of a foreign item. */
  const names = new Map<string, { name: Name; target: Name | undefined }>();
  const define = (name: Name, target: Name | undefined): void => {
    const known = names.get(name.text);
    if (known === undefined) {
      names.set(name.text, { name, target });
      return;
    }
    state.damaged = true;
    const places = [spanOf(ast, name), spanOf(ast, known.name)] as const;
    state.reporter.report(messages.duplicateNameInFile(name.text, ...places));
  };
  const seen = new Set<string>();
  for (const item of state.files[file]?.items ?? []) {
    if (item.kind === 'top-level-use') {
      const target = item.path.kind === 'local' ? item.path.name : undefined;
      define(item.alias ?? item.path.name, target);
    } else if (item.kind !== 'package' && !seen.has(item.name.text)) {
      // A second item of the same name is reported as that already.
      seen.add(item.name.text);
      define(item.name, item.name);
    }
  }
  for (const { owner, path } of state.mentions[file] ?? []) {
    if (owner === undefined || path.kind === 'package') continue;
    const node = index.get(owner.text);
    const list = node === undefined ? undefined : edges[node];
    const local = names.get(path.name.text);
    if (local !== undefined) {
      if (local.target !== undefined) list?.push({ name: local.target, ast });
    } else if (index.has(path.name.text)) {
      list?.push({ name: path.name, ast });
    } else {
      state.reportMissingItem(path.name, ast, file);
    }
  }
}

function reportMissing(state: PackageState, edge: Edge): void {
  const file = state.files.findIndex(({ ast }) => ast === edge.ast);
  state.reportMissingItem(edge.name, edge.ast, file);
}

function allocateItem(state: PackageState, item: Interface | World, ast: Ast): ItemRef {
  const node = item.name;
  if (item.kind === 'interface') {
    const id = state.nextInterface;
    state.interfaces.push({
      interface: { name: item.name.text, types: new Map(), functions: new Map(), package: 0 },
      ast,
      node,
      functionNames: [],
    });
    state.scopes.push({ names: new Map(), incomplete: item.damaged });
    return { kind: 'interface', id };
  }
  const id = state.nextWorld;
  state.worlds.push({
    world: { name: item.name.text, imports: new Map(), exports: new Map(), package: 0 },
    ast,
    node,
    imports: [],
    exports: [],
    includes: [],
  });
  return { kind: 'world', id };
}

function fillFileItems(state: PackageState, file: number): void {
  const { ast, items } = state.files[file] ?? { ast: undefined, items: [] };
  const names = new Map<string, ItemRef>();
  state.fileItems.push(names);
  if (ast === undefined) return;
  for (const item of items) {
    if (item.kind === 'package') continue;
    if (item.kind !== 'top-level-use') {
      names.set(item.name.text, state.packageItems.get(item.name.text) ?? LOST);
      continue;
    }
    if (item.gates.length > 0) {
      state.damaged = true;
      state.reporter.report(messages.gatedTopLevelUse(spanOf(ast, item)));
    }
    const name = (item.alias ?? item.path.name).text;
    if (item.path.kind === 'package') {
      if (!names.has(name)) names.set(name, state.lookUp(item.path, ast, file));
      continue;
    }
    const target = state.packageItems.get(item.path.name.text);
    if (target === undefined) state.reportMissingItem(item.path.name, ast, file);
    if (!names.has(name)) names.set(name, target ?? LOST);
  }
}
