import type { Span } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { Stability, WorldItem, WorldKey } from '../model/resolve.js';
import { interfaceKey } from '../model/resolve.js';
import { joinFunction } from './join-interfaces.js';
import { GATED, type JoinState, MISSING } from './join-state.js';
import { mapType } from './join-types.js';
import type { UnresolvedWorld, UnresolvedWorldItem } from './unresolved.js';

/** Moves the worlds of a package into the `Resolve`, without their includes; those whose gate is off get no id. */
export function joinWorlds(state: JoinState): void {
  const { resolve, unresolved, origins, gates } = state;
  for (const entry of unresolved.worlds) {
    const { world, ast, node } = entry;
    const span = (): Span => ({ file: ast.file, start: node.start, end: node.end });
    if (!gates.includes(world.stability, span)) {
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
  const span = (): Span => ({ file: ast.file, start: site.start, end: site.end });
  switch (item.kind) {
    case 'type': {
      const id = mapType(state, item.id, span);
      if (id === undefined) return;
      const stability = state.resolve.types[id]?.stability;
      if (!state.gates.includes(stability, span)) return;
      item.id = id;
      break;
    }
    case 'function':
      if (!state.gates.includes(item.function.stability, span)) return;
      if (!joinFunction(state, item.function, span)) return;
      break;
    case 'interface': {
      if (!state.gates.includes(item.stability, span)) return;
      const id = mapInterface(state, item.id, span);
      if (id === undefined) return;
      item.id = id;
      break;
    }
  }
  items.set(name ?? (item.kind === 'interface' ? interfaceKey(item.id) : ''), item);
}

function mapInterface(state: JoinState, id: number, span: () => Span): number | undefined {
  const mapped = state.interfaces[id] ?? MISSING;
  if (mapped === GATED) {
    const { unresolved } = state;
    const own = unresolved.interfaces[id - unresolved.foreignInterfaces.length]?.interface;
    const foreign = unresolved.foreignInterfaces[id];
    const stability: Stability | undefined =
      own?.stability ?? foreign?.gates.find((gate) => gate !== undefined);
    const name = own?.name ?? foreign?.name;
    state.reporter.report(messages.gatedReference('interface', name, stability, span()));
  }
  return mapped >= 0 ? mapped : undefined;
}
