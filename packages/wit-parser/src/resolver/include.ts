import type { Span } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { World, WorldId, WorldItem, WorldKey } from '../model/resolve.js';
import { interfaceOfKey } from '../model/resolve.js';
import { sameStability, stabilityText } from '../model/compare.js';
import { Cloner } from './clone.js';
import { GATED, type JoinState, MISSING } from './join-state.js';
import type { UnresolvedInclude, UnresolvedWorld } from './unresolved.js';

/**
 * Copies what each `include` of a world brings in, the included worlds being complete already.
 *
 * Specification: component-model design/mvp/WIT.md, "Union of Worlds with `include`".
 *
 * @returns whether all of it was there and fitted.
 */
export function joinIncludes(state: JoinState, entry: UnresolvedWorld, id: WorldId): boolean {
  const { ast } = entry;
  let complete = true;
  for (const include of entry.includes) {
    const { site, stability } = include;
    const span: Span = { file: ast.file, start: site.start, end: site.end };
    if (!state.gates.includes(stability, { ast, node: site })) continue;
    const from = state.worlds[include.world] ?? MISSING;
    if (from === GATED) reportGated(state, include, span);
    if (from < 0 || !includeWorld(state, entry, id, from, include, span)) complete = false;
  }
  return complete;
}

function reportGated(state: JoinState, include: UnresolvedInclude, span: Span): void {
  const { unresolved } = state;
  const own = unresolved.worlds[include.world - unresolved.foreignWorlds.length]?.world;
  const foreign = unresolved.foreignWorlds[include.world];
  const stability = own?.stability ?? foreign?.gates.find((gate) => gate !== undefined);
  const name = own?.name ?? foreign?.name;
  state.reporter.report(messages.gatedReference('world', name, stability, span));
}

function includeWorld(
  state: JoinState,
  entry: UnresolvedWorld,
  into: WorldId,
  from: WorldId,
  include: UnresolvedInclude,
  span: Span,
): boolean {
  const { resolve } = state;
  const source = resolve.worlds[from];
  const target = resolve.worlds[into];
  if (source === undefined || target === undefined) return false;
  state.budget.left -= source.imports.size + source.exports.size;
  if (state.budget.left < 0) {
    state.reporter.report(messages.includeTooLarge(span));
    return false;
  }
  if (!checkRenames(state, entry, source, include)) return false;

  const external = source.package !== target.package;
  const cloner = new Cloner(
    resolve,
    { types: new Map(), interfaces: new Map() },
    { kind: 'world', id: from },
    { kind: 'world', id: into },
    state.package,
  );
  const aliases = aliasesOf(include);
  const copy = { state, target, source, aliases, span, external, cloner };
  return copyItems(copy, 'import') && copyItems(copy, 'export');
}

interface Copy {
  state: JoinState;
  target: World;
  source: World;
  aliases: ReadonlyMap<string, string>;
  span: Span;
  external: boolean;
  cloner: Cloner;
}

/** Copies the imports or the exports of the included world; `false` where the rest is not worth looking at. */
function copyItems(copy: Copy, direction: 'import' | 'export'): boolean {
  const { state, target, source, aliases, span, cloner } = copy;
  const items = direction === 'import' ? target.imports : target.exports;
  for (const [key, item] of direction === 'import' ? source.imports : source.exports) {
    if (interfaceOfKey(key) !== undefined) {
      addInterface(copy, items, key, item);
      continue;
    }
    const renamed = renameKey(key, aliases);
    if (items.has(renamed)) {
      state.reporter.report(
        messages.includeShadows(direction, renamed, source.name, span, renamed !== key),
      );
      continue;
    }
    const before = cloner.made;
    const added = cloner.item(item);
    if (added.kind === 'function') added.function.name = renamed;
    else if (added.kind === 'type') {
      const type = state.resolve.types[added.id];
      if (type !== undefined) type.name = renamed;
    }
    state.budget.left -= cloner.made - before;
    if (state.budget.left < 0) {
      state.reporter.report(messages.includeTooLarge(span));
      return false;
    }
    items.set(renamed, added);
  }
  return true;
}

/** An interface by path is the same interface in both worlds: it is added once. */
function addInterface(
  { state, span, external }: Copy,
  items: Map<WorldKey, WorldItem>,
  key: WorldKey,
  item: WorldItem,
): void {
  let known = items.get(key);
  if (known === undefined) {
    known = { ...item };
    items.set(key, known);
  }
  if (item.kind !== 'interface' || known.kind !== 'interface') return;
  const { stability } = item;
  if (external && stability?.kind === 'stable') {
    delete known.stability;
  } else if (stability !== undefined && !sameStability(stability, known.stability)) {
    if (known.stability === undefined) {
      known.stability = stability;
    } else {
      const name = state.resolve.interfaces[item.id]?.name ?? '';
      state.reporter.report(
        messages.includeStability(
          name,
          stabilityText(stability),
          stabilityText(known.stability),
          span,
        ),
      );
    }
  }
}

/** Every name of a `with` must be a plain name of the included world. */
function checkRenames(
  state: JoinState,
  { ast }: UnresolvedWorld,
  source: World,
  include: UnresolvedInclude,
): boolean {
  if (include.renames.length === 0) return true;
  const names = new Set<string>();
  for (const items of [source.imports, source.exports]) {
    for (const key of items.keys()) {
      if (interfaceOfKey(key) !== undefined) continue;
      for (const name of renamableNames(key)) names.add(name);
    }
  }
  const missing = include.renames.filter(({ name }) => !names.has(name));
  const { site } = include;
  const place: Span = { file: ast.file, start: site.start, end: site.end };
  for (const [i, { name, site: rename }] of missing.entries()) {
    const span: Span = { file: ast.file, start: rename.start, end: rename.end };
    const close = state.reporter.suggester.closest(name, names);
    state.reporter.report(
      // The first is told at the path of the `include`, where the reference tells it too.
      messages.renameNotFound(name, source.name, i === 0 ? place : span, span, close),
    );
  }
  return missing.length === 0;
}

const MANGLED = /^\[[^\]]*\]([^.]*)/;

/** The names by which a `with` can rename an item: its own, and for a function of a resource that of the resource. */
function renamableNames(key: WorldKey): string[] {
  const resource = MANGLED.exec(key)?.[1];
  return resource === undefined ? [key] : [key, resource];
}

/** The name of an item after a `with`: `a as b` makes `[method]a.f` into `[method]b.f` too. */
function renameKey(key: WorldKey, aliases: ReadonlyMap<string, string>): string {
  if (aliases.size === 0) return key;
  if (!key.startsWith('[')) return aliases.get(key) ?? key;
  const name = MANGLED.exec(key)?.[1] ?? '';
  const close = key.indexOf(']') + 1;
  return `${key.slice(0, close)}${aliases.get(name) ?? name}${key.slice(close + name.length)}`;
}

/** New names by old ones; of several for one name the first counts. */
function aliasesOf(include: UnresolvedInclude): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const { name, alias } of include.renames) {
    if (!aliases.has(name)) aliases.set(name, alias);
  }
  return aliases;
}
