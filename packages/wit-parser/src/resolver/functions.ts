import type {
  Documented,
  FunctionType,
  Gate,
  Name,
  ResourceFunction,
  TypeExpr,
} from '../ast/ast.js';
import { spanOf } from '../ast/ast.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { FunctionKind, Param, Type, TypeId, WitFunction } from '../model/resolve.js';
import { externalIdOf, stabilityOf } from './attributes.js';
import { anonymousType, resolveType } from './type-expressions.js';
import type { TypeScope } from './type-scope.js';

/** What the items that declare a function have in common. */
interface FunctionNode {
  name: Name;
  function: FunctionType;
}

interface Attributed extends Documented {
  gates: Gate[];
}

/** A function of an interface or world; `undefined` where its signature has a mistake, which is reported. */
export function resolveFreestanding(
  scope: TypeScope,
  node: FunctionNode,
  attributed: Attributed,
): WitFunction | undefined {
  const kind: FunctionKind = { kind: 'freestanding', async: node.function.async };
  return resolveFunction(scope, node, attributed, node.name.text, kind);
}

/** A method, static function or constructor of a resource of the scope. */
export function resolveResourceFunction(
  scope: TypeScope,
  node: ResourceFunction,
  resourceName: string,
): WitFunction | undefined {
  const resource = scope.names.get(resourceName);
  if (resource === undefined || resource < 0) return undefined;
  const { async } = node.function;
  if (node.kind === 'constructor') {
    const kind: FunctionKind = { kind: 'constructor', resource };
    return resolveFunction(scope, node, node, `[constructor]${resourceName}`, kind);
  }
  const name = `[${node.kind}]${resourceName}.${node.name.text}`;
  return resolveFunction(scope, node, node, name, { kind: node.kind, async, resource });
}

function resolveFunction(
  scope: TypeScope,
  node: FunctionNode,
  attributed: Attributed,
  name: string,
  kind: FunctionKind,
): WitFunction | undefined {
  const { state, ast } = scope;
  const docs = state.docsOf(ast, attributed);
  const stability = stabilityOf(attributed.gates, ast, state.reporter);
  const externalId = externalIdOf(attributed.gates, ast, state.reporter);
  const params = resolveParams(scope, node, kind);
  const result = resolveResult(scope, node.function.result, kind);
  if (params === undefined || result === null) {
    state.damaged = true;
    return undefined;
  }
  const resolved: WitFunction = { name, kind, params };
  if (result !== undefined) resolved.result = result;
  if (docs !== undefined) resolved.docs = docs;
  if (stability !== undefined) resolved.stability = stability;
  if (externalId !== undefined) resolved.externalId = externalId;
  return resolved;
}

function resolveParams(
  scope: TypeScope,
  node: FunctionNode,
  kind: FunctionKind,
): Param[] | undefined {
  const params: Param[] = [];
  let complete = !node.function.damaged;
  if (kind.kind === 'method') {
    const self = { kind: 'handle', handle: 'borrow', type: kind.resource } as const;
    params.push({ name: 'self', type: anonymousType(scope, self, node.name, undefined) });
  }
  const many = node.function.params.length > 8;
  const names = many ? new Set(params.map(({ name }) => name)) : undefined;
  for (const { name, type } of node.function.params) {
    const known =
      names === undefined ? params.some((param) => param.name === name.text) : names.has(name.text);
    if (known) {
      reportDuplicateParam(scope, node, name);
      complete = false;
      continue;
    }
    names?.add(name.text);
    const resolved = resolveType(scope, type, undefined);
    if (resolved === undefined) complete = false;
    params.push({ name: name.text, type: resolved ?? 'bool' });
  }
  return complete ? params : undefined;
}

function reportDuplicateParam(scope: TypeScope, node: FunctionNode, name: Name): void {
  const { ast, state } = scope;
  const first = node.function.params.find((param) => param.name.text === name.text)?.name;
  const earlier = first === undefined || first === name ? undefined : spanOf(ast, first);
  state.reporter.report(messages.duplicateParam(name.text, spanOf(ast, name), earlier));
}

/** The type of the result, `undefined` where there is none, `null` where it has a mistake. */
function resolveResult(
  scope: TypeScope,
  result: TypeExpr | undefined,
  kind: FunctionKind,
): Type | undefined | null {
  if (kind.kind !== 'constructor') {
    return result === undefined ? undefined : (resolveType(scope, result, undefined) ?? null);
  }
  return result === undefined
    ? kind.resource
    : resolveConstructorResult(scope, result, kind.resource);
}

/** A fallible constructor returns `result<r, …>` of the resource itself. */
function resolveConstructorResult(
  scope: TypeScope,
  result: TypeExpr,
  resource: TypeId,
): Type | null {
  const { state, ast } = scope;
  const type = resolveType(scope, result, undefined);
  if (type === undefined) return null;
  const kind = typeof type === 'number' ? state.typeOf(type)?.kind : undefined;
  if (kind?.kind !== 'result') {
    state.reporter.report(messages.constructorResult(spanOf(ast, result)));
    return null;
  }
  if (kind.ok === resource) return type;
  const ok = result.kind === 'result' && result.ok !== undefined ? result.ok : result;
  state.reporter.report(messages.constructorOkType(spanOf(ast, ok)));
  return null;
}
