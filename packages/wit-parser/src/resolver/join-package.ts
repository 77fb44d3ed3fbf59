import type { Span } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { Package, PackageId, WorldId } from '../model/resolve.js';
import { interfaceOfKey, qualifiedName } from '../model/resolve.js';
import type { ElaborationConflict } from './elaborate.js';
import { Gates } from './gates.js';
import { joinIncludes } from './include.js';
import { joinForeign } from './join-foreign.js';
import { joinInterfaces } from './join-interfaces.js';
import type { JoinContext, JoinState } from './join-state.js';
import { joinOwners, joinTypes } from './join-types.js';
import { joinWorlds } from './join-worlds.js';
import type { UnresolvedPackage, UnresolvedWorld } from './unresolved.js';

/**
 * Appends a package to the `Resolve`; the packages that it uses are there already. The package given is used up: its types,
 * interfaces and worlds are renumbered in place.
 *
 * The order of the steps decides about ids: types, interfaces (with the handles that their functions need), worlds, and then what
 * `include` copies.
 */
export function joinPackage(context: JoinContext, unresolved: UnresolvedPackage): PackageId {
  const { resolve, reporter, origins } = context;
  const target: Package = { name: unresolved.name, interfaces: new Map(), worlds: new Map() };
  if (unresolved.docs !== undefined) target.docs = unresolved.docs;
  const id = resolve.packages.push(target) - 1;
  context.packages.set(unresolved.key, id);
  origins.packages.set(id, unresolved.site.ast, unresolved.site.node);
  if (unresolved.damaged) context.damaged.add(unresolved.key);
  const before = reporter.errors;

  const state: JoinState = {
    ...context,
    ...unresolved.site,
    complete: true,
    unresolved,
    package: id,
    gates: new Gates(context.options, unresolved.name, reporter),
    types: [],
    interfaces: [],
    worlds: [],
    ownHandles: new Map(),
  };
  joinForeign(state);
  joinTypes(state);
  joinInterfaces(state);
  joinOwners(state, 'interface');
  joinWorlds(state);
  joinOwners(state, 'world');
  for (const [i, entry] of unresolved.worlds.entries()) {
    const world = state.worlds[unresolved.foreignWorlds.length + i] ?? -1;
    if (world >= 0) completeWorld(state, entry, world);
  }
  for (const [i, { interface: item }] of unresolved.interfaces.entries()) {
    const final = state.interfaces[unresolved.foreignInterfaces.length + i] ?? -1;
    if (final >= 0 && item.name !== null) target.interfaces.set(item.name, final);
  }
  for (const [i, { world }] of unresolved.worlds.entries()) {
    const final = state.worlds[unresolved.foreignWorlds.length + i] ?? -1;
    if (final >= 0) target.worlds.set(world.name, final);
  }
  if (unresolved.references !== undefined) {
    const ids = { type: state.types, interface: state.interfaces, world: state.worlds };
    context.symbols?.add(unresolved.references, ({ kind, id: own }) => ids[kind][own] ?? -1);
  }
  if (reporter.errors > before) context.damaged.add(unresolved.key);
  return id;
}

function completeWorld(state: JoinState, entry: UnresolvedWorld, id: WorldId): void {
  // Once it is used up, worlds stay as they are written.
  if (state.budget.left < 0) return;
  joinIncludes(state, entry, id);
  checkNamesByCase(state, entry, 'import');
  checkNamesByCase(state, entry, 'export');
  const conflict = state.elaborator.elaborate(id);
  if (conflict !== undefined) reportConflict(state, entry, conflict);
  const { imports, exports } = entry.world;
  state.budget.left -= imports.size + exports.size;
  if (state.budget.left < 0) state.reporter.report(messages.includeTooLarge(worldSpan(entry)));
}

function worldSpan({ ast, node }: UnresolvedWorld): Span {
  return { file: ast.file, start: node.start, end: node.end };
}

/** Plain names must differ in more than case; an import and an export do not meet. */
function checkNamesByCase(
  { reporter }: JoinState,
  entry: UnresolvedWorld,
  direction: 'import' | 'export',
): void {
  const seen = new Map<string, string>();
  const { world, ast } = entry;
  let sites: Map<string | undefined, Span> | undefined;
  const place = (name: string): Span | undefined => {
    sites ??= new Map(
      (direction === 'import' ? entry.imports : entry.exports).map((item) => [
        item.name,
        { file: ast.file, start: item.site.start, end: item.site.end },
      ]),
    );
    return sites.get(name);
  };
  for (const key of (direction === 'import' ? world.imports : world.exports).keys()) {
    if (interfaceOfKey(key) !== undefined) continue;
    const folded = key.toLowerCase();
    const known = seen.get(folded);
    seen.set(folded, key);
    if (known === undefined) continue;
    reporter.report(
      messages.namesDifferInCase(
        direction,
        key,
        known,
        world.name,
        place(key) ?? worldSpan(entry),
        place(known),
      ),
    );
  }
}

function reportConflict(
  state: JoinState,
  entry: UnresolvedWorld,
  { key, path }: ElaborationConflict,
): void {
  const { resolve, reporter, origins } = state;
  const nameOf = (id: number): string => {
    const item = resolve.interfaces[id];
    const owner = item === undefined ? undefined : resolve.packages[item.package];
    return item?.name == null || owner === undefined ? key : qualifiedName(owner.name, item.name);
  };
  reporter.report(
    messages.exportConflict(
      worldSpan(entry),
      path.map((step) => ({ name: nameOf(step), span: origins.ofInterface(step) })),
    ),
  );
}
