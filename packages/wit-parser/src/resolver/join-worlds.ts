import * as messages from '../diagnostics/resolve-messages.js';
import type { Stability, WorldItem, WorldKey } from '../model/resolve.js';
import { interfaceKey } from '../model/resolve.js';
import { joinFunction } from './join-interfaces.js';
import { GATED, type JoinState, MISSING } from './join-state.js';
import { mapType } from './join-types.js';
import { spanOfSite } from './origins.js';
import type { UnresolvedWorld, UnresolvedWorldItem } from './unresolved.js';

/** Moves the worlds of a package into the `Resolve`, without their includes; those whose gate is off get no id. */
export function joinWorlds(state: JoinState): void {
  const { resolve, unresolved, origins, gates } = state;
  for (const entry of unresolved.worlds) {
    const { world, ast, node } = entry;
    state.ast = ast;
    state.node = node;
    if (!gates.includes(world.stability, state)) {
      state.worlds.push(GATED);
      continue;
    }
    world.package = state.package;
    for (const item of entry.imports) joinItem(state, entry, item, world.imports);
    for (const item of entry.exports) joinItem(state, entry, item, world.exports);
    const id = resolve.worlds.push(world) - 1;
    origins.worlds.set(id, ast, node);
    state.worlds.push(id);
  }
}

function joinItem(
  state: JoinState,
  { ast }: UnresolvedWorld,
  { name, item, site }: UnresolvedWorldItem,
  items: Map<WorldKey, WorldItem>,
): void {
  state.ast = ast;
  state.node = site;
  switch (item.kind) {
    case 'type': {
      const id = mapType(state, item.id);
      if (id === undefined) return;
      const stability = state.resolve.types[id]?.stability;
      if (!state.gates.includes(stability, state)) return;
      item.id = id;
      break;
    }
    case 'function':
      if (!state.gates.includes(item.function.stability, state)) return;
      if (!joinFunction(state, item.function)) return;
      break;
    case 'interface': {
      if (!state.gates.includes(item.stability, state)) return;
      const id = mapInterface(state, item.id);
      if (id === undefined) return;
      item.id = id;
      break;
    }
  }
  items.set(name ?? (item.kind === 'interface' ? interfaceKey(item.id) : ''), item);
}

function mapInterface(state: JoinState, id: number): number | undefined {
  const mapped = state.interfaces[id] ?? MISSING;
  if (mapped === GATED) {
    const { unresolved } = state;
    const own = unresolved.interfaces[id - unresolved.foreignInterfaces.length]?.interface;
    const foreign = unresolved.foreignInterfaces[id];
    const stability: Stability | undefined =
      own?.stability ?? foreign?.gates.find((gate) => gate !== undefined);
    const name = own?.name ?? foreign?.name;
    state.reporter.report(messages.gatedReference('interface', name, stability, spanOfSite(state)));
  }
  return mapped >= 0 ? mapped : undefined;
}
