import type { Node } from '../ast/ast.js';
import type { Span } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { WitFunction } from '../model/resolve.js';
import { GATED, type JoinState } from './join-state.js';
import { mapType, mapValueType } from './join-types.js';
import type { UnresolvedInterface } from './unresolved.js';

/** Moves the interfaces of a package into the `Resolve`; those whose gate is off get no id. */
export function joinInterfaces(state: JoinState): void {
  const { resolve, unresolved, origins, gates } = state;
  for (const entry of unresolved.interfaces) {
    const { interface: target, ast, node } = entry;
    if (!gates.includes(target.stability, () => spanIn(ast, node))) {
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
    const span = (): Span => spanIn(ast, node ?? { start: 0, end: 0 });
    if (!state.gates.includes(item.stability, span) || !joinFunction(state, item, span)) {
      target.functions.delete(name);
    }
  }
}

/**
 * Renumbers the types of a function in place, and reports a `borrow` in its result.
 *
 * @returns whether all of the types are there.
 */
export function joinFunction(state: JoinState, item: WitFunction, span: () => Span): boolean {
  const { kind } = item;
  if (kind.kind !== 'freestanding') {
    const resource = mapType(state, kind.resource, span);
    if (resource === undefined) return false;
    kind.resource = resource;
  }
  for (const param of item.params) {
    const type = mapValueType(state, param.type, span);
    if (type === undefined) return false;
    param.type = type;
  }
  if (item.result === undefined) return true;
  const result = mapValueType(state, item.result, span);
  if (result === undefined) return false;
  item.result = result;
  if (state.facts.hasBorrow(result)) {
    state.reporter.report(messages.borrowInResult(item.name, span()));
  }
  return true;
}

function spanIn(ast: { file: string }, node: Node): Span {
  return { file: ast.file, start: node.start, end: node.end };
}
