import type { Ast, Documented, Gate, Interface, InterfaceItem, Name } from '../ast/ast.js';
import { stabilityOf } from './attributes.js';
import { resolveFreestanding, resolveResourceFunction } from './functions.js';
import { FUNCTION, type PackageState } from './package-state.js';
import { resolveTypes } from './type-definitions.js';
import { TypeScope } from './type-scope.js';
import type { UnresolvedInterface } from './unresolved.js';

interface Body {
  items: InterfaceItem[];
  open: number;
  damaged: boolean;
}

/** Resolves an interface of the package that has its id already. */
export function resolveNamedInterface(
  state: PackageState,
  id: number,
  item: Interface,
  file: number,
): void {
  const target = state.interfaces[id - state.foreignInterfaces.length];
  if (target !== undefined) fillInterface(state, id, target, item, item, file);
}

/** Gives an interface that a world defines inline its id, and resolves it. */
export function resolveInlineInterface(
  state: PackageState,
  name: Name,
  body: Body,
  attributed: Documented & { gates: Gate[] },
  place: { ast: Ast; file: number },
): { id: number; target: UnresolvedInterface } {
  const id = state.nextInterface;
  const target: UnresolvedInterface = {
    interface: { name: null, types: new Map(), functions: new Map(), package: 0 },
    ast: place.ast,
    node: name,
    functionNames: [],
  };
  state.interfaces.push(target);
  state.scopes.push({ names: new Map(), incomplete: false });
  fillInterface(state, id, target, body, attributed, place.file);
  return { id, target };
}

function fillInterface(
  state: PackageState,
  id: number,
  target: UnresolvedInterface,
  body: Body,
  attributed: Documented & { gates: Gate[] },
  file: number,
): void {
  const { ast } = target;
  const docs = state.docsOf(ast, attributed);
  if (docs !== undefined) target.interface.docs = docs;
  const stability = stabilityOf(attributed.gates, ast, state.reporter);
  if (stability !== undefined) target.interface.stability = stability;

  const scope = new TypeScope(state, ast, file, { kind: 'interface', id }, body);
  resolveTypes(scope);
  for (const [name, entry] of scope.names) {
    if (entry >= 0) target.interface.types.set(name, entry);
  }
  addFunctions(scope, target, body.items);
  state.scopes[id] = scope;
}

function addFunctions(
  scope: TypeScope,
  target: UnresolvedInterface,
  items: readonly InterfaceItem[],
): void {
  const { functions } = target.interface;
  for (const item of items) {
    if (item.kind === 'function') {
      const defined = scope.define(item.name, FUNCTION);
      const resolved = resolveFreestanding(scope, item, item);
      if (!defined || resolved === undefined) continue;
      functions.set(resolved.name, resolved);
      target.functionNames.push(item.name);
    } else if (item.kind === 'resource') {
      for (const node of item.items) {
        const resolved = resolveResourceFunction(scope, node, item.name.text);
        if (resolved === undefined || functions.has(resolved.name)) continue;
        functions.set(resolved.name, resolved);
        target.functionNames.push(node.name);
      }
    }
  }
}
