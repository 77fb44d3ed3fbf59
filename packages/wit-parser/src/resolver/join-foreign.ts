import * as messages from '../diagnostics/resolve-messages.js';
import { GATED, type JoinState, MISSING } from './join-state.js';
import { spanOfSite } from './origins.js';
import type { ForeignItem } from './unresolved.js';

/** Connects the placeholders of a package with what other packages define; what is not there is reported. */
export function joinForeign(state: JoinState): void {
  const { unresolved } = state;
  for (const item of unresolved.foreignInterfaces) {
    state.interfaces.push(findItem(state, item, 'interface'));
  }
  for (const item of unresolved.foreignWorlds) {
    state.worlds.push(findItem(state, item, 'world'));
  }
  joinForeignTypes(state);
  for (const { type, site } of unresolved.requiredResources) {
    const id = state.types[type];
    if (id === undefined || id < 0 || state.facts.leadsToResource(id)) continue;
    const name = unresolved.foreignTypes[type]?.name ?? '';
    const place = state.origins.ofType(state.facts.rootOf(id));
    state.reporter.report(messages.foreignNonResource(name, spanOfSite(site), place));
  }
}

/** The id of an interface or world of another package; {@link GATED} where every mention of it is gated off. */
function findItem(state: JoinState, item: ForeignItem, kind: 'interface' | 'world'): number {
  const { resolve, reporter, gates } = state;
  const { key } = item.package;
  const id = state.packages.get(key);
  const target = id === undefined ? undefined : resolve.packages[id];
  if (target === undefined) {
    if (!state.damaged.has(key)) {
      const { known } = state;
      reporter.report(
        messages.packageNotFound(
          key,
          spanOfSite(item.package.site),
          known.versionsOf(key),
          reporter.suggester.closest(key, known.keys),
        ),
      );
      state.damaged.add(state.unresolved.key);
    }
    return MISSING;
  }
  if (!item.gates.some((gate) => gates.includes(gate, item.site))) return GATED;
  const table = kind === 'interface' ? target.interfaces : target.worlds;
  const found = table.get(item.name);
  if (found !== undefined) return found;
  state.damaged.add(state.unresolved.key);
  if (!state.damaged.has(key)) {
    const other = kind === 'interface' ? target.worlds : target.interfaces;
    const close = reporter.suggester.closest(item.name, table.keys());
    reporter.report(
      messages.itemNotFound(
        kind,
        item.name,
        key,
        spanOfSite(item.site),
        close,
        other.has(item.name),
      ),
    );
  }
  return MISSING;
}

function joinForeignTypes(state: JoinState): void {
  const { resolve, reporter, unresolved } = state;
  for (const type of unresolved.foreignTypes) {
    if (!state.gates.includes(type.stability, type.site)) {
      state.types.push(GATED);
      continue;
    }
    const target = resolve.interfaces[state.interfaces[type.interface] ?? MISSING];
    const id = target?.types.get(type.name);
    if (id === undefined && target !== undefined) {
      const item = unresolved.foreignInterfaces[type.interface];
      const key = item?.package.key ?? '';
      if (!state.damaged.has(key)) {
        reporter.report(
          messages.typeNotInInterface(
            type.name,
            `${key}/${item?.name ?? ''}`,
            spanOfSite(type.site),
            reporter.suggester.closest(type.name, target.types.keys()),
            target.functions.has(type.name),
          ),
        );
      }
      state.damaged.add(unresolved.key);
    }
    state.types.push(id ?? MISSING);
  }
}
