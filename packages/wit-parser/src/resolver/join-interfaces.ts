import * as messages from '../diagnostics/resolve-messages.js';
import type { WitFunction } from '../model/resolve.js';
import { GATED, type JoinState } from './join-state.js';
import { mapType, mapValueType } from './join-types.js';
import { spanOfSite } from './origins.js';
import type { UnresolvedInterface } from './unresolved.js';

/** Moves the interfaces of a package into the `Resolve`; those whose gate is off get no id. */
export function joinInterfaces(state: JoinState): void {
  const { resolve, unresolved, origins, gates } = state;
  for (const entry of unresolved.interfaces) {
    const { interface: target, ast, node } = entry;
    state.ast = ast;
    state.node = node;
    if (!gates.includes(target.stability, state)) {
      state.interfaces.push(GATED);
      continue;
    }
    target.package = state.package;
    for (const [name, type] of target.types) {
      const id = state.types[type] ?? GATED;
      if (id >= 0) target.types.set(name, id);
      else target.types.delete(name);
    }
    joinFunctions(state, entry);
    const id = resolve.interfaces.push(target) - 1;
    origins.interfaces.set(id, ast, node);
    state.interfaces.push(id);
  }
}

function joinFunctions(
  state: JoinState,
  { interface: target, ast, functionNames }: UnresolvedInterface,
): void {
  let i = 0;
  for (const [name, item] of target.functions) {
    const node = functionNames[i];
    i += 1;
    state.ast = ast;
    if (node !== undefined) state.node = node;
    if (!state.gates.includes(item.stability, state) || !joinFunction(state, item)) {
      target.functions.delete(name);
    }
  }
}

/**
 * Renumbers the types of a function in place, and reports a `borrow` in its result.
 *
 * @returns whether all of the types are there.
 */
export function joinFunction(state: JoinState, item: WitFunction): boolean {
  const { kind } = item;
  if (kind.kind !== 'freestanding') {
    const resource = mapType(state, kind.resource);
    if (resource === undefined) return false;
    kind.resource = resource;
  }
  for (const param of item.params) {
    const type = mapValueType(state, param.type);
    if (type === undefined) return false;
    param.type = type;
  }
  if (item.result === undefined) return true;
  const result = mapValueType(state, item.result);
  if (result === undefined) return false;
  item.result = result;
  if (state.facts.hasBorrow(result)) {
    state.reporter.report(messages.borrowInResult(item.name, spanOfSite(state)));
  }
  return true;
}
