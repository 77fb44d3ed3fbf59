import type { Name, TypeExpr } from '../ast/ast.js';
import { spanOf } from '../ast/ast.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { Stability, Type, TypeDef, TypeDefKind } from '../model/resolve.js';
import type { PackageState } from './package-state.js';
import type { TypeScope } from './type-scope.js';

/**
 * The type that an expression stands for; an anonymous one is made where the package has none of that structure.
 *
 * @param stability the gate of the definition around, which a new anonymous type takes over.
 * @returns `undefined` where the expression has a mistake, which is reported.
 */
export function resolveType(
  scope: TypeScope,
  type: TypeExpr,
  stability: Stability | undefined,
): Type | undefined {
  if (type.kind === 'primitive') return type.name;
  if (type.kind === 'name') return scope.typeNamed(type);
  const kind = resolveStructure(scope, type, stability);
  if (kind === undefined) return undefined;
  if (kind.kind === 'alias') return kind.type;
  // `own<r>` without a name is `r`: the handle is made where the package is joined with others.
  if (kind.kind === 'handle' && kind.handle === 'own') return kind.type;
  return anonymousType(scope, kind, type, stability);
}

/** The anonymous type of a structure. */
export function anonymousType(
  scope: TypeScope,
  kind: TypeDefKind,
  node: TypeExpr | Name,
  stability: Stability | undefined,
): number {
  const { state } = scope;
  const known = state.interner.find(kind);
  if (known !== undefined) return known;
  const gate = stability ?? stabilityOfParts(state, kind);
  const type: TypeDef = { name: null, kind, owner: null };
  if (gate !== undefined) type.stability = gate;
  const id = state.addType(type, scope.ast, node);
  state.interner.add(kind, id);
  return id;
}

/** The structure of a type expression, its parts resolved. */
export function resolveStructure(
  scope: TypeScope,
  type: TypeExpr,
  stability: Stability | undefined,
): TypeDefKind | undefined {
  switch (type.kind) {
    case 'primitive':
      return { kind: 'alias', type: type.name };
    case 'name': {
      const id = scope.typeNamed(type);
      return id === undefined ? undefined : { kind: 'alias', type: id };
    }
    case 'option':
    case 'list': {
      const element = resolveType(scope, type.element, stability);
      return element === undefined ? undefined : { kind: type.kind, type: element };
    }
    case 'fixed-length-list': {
      const element = resolveType(scope, type.element, stability);
      return element === undefined
        ? undefined
        : { kind: 'fixed-length-list', type: element, length: type.length };
    }
    case 'future':
    case 'stream': {
      const element = optionalType(scope, type.element, stability);
      return element === undefined ? undefined : { kind: type.kind, type: element };
    }
    case 'map':
      return resolveMap(scope, type, stability);
    case 'result': {
      const ok = optionalType(scope, type.ok, stability);
      const err = optionalType(scope, type.err, stability);
      return ok === undefined || err === undefined ? undefined : { kind: 'result', ok, err };
    }
    case 'tuple': {
      const types: Type[] = [];
      for (const part of type.elements) {
        const element = resolveType(scope, part, stability);
        if (element !== undefined) types.push(element);
      }
      return types.length === type.elements.length ? { kind: 'tuple', types } : undefined;
    }
    case 'handle': {
      const resource = resourceNamed(scope, type.resource);
      return resource === undefined
        ? undefined
        : { kind: 'handle', handle: type.handle, type: resource };
    }
    case 'error':
      scope.state.damaged = true;
      return undefined;
  }
}

/** `null` for what is left out, as in `result<_, e>`. */
function optionalType(
  scope: TypeScope,
  type: TypeExpr | undefined,
  stability: Stability | undefined,
): Type | null | undefined {
  return type === undefined ? null : resolveType(scope, type, stability);
}

function resolveMap(
  scope: TypeScope,
  type: Extract<TypeExpr, { kind: 'map' }>,
  stability: Stability | undefined,
): TypeDefKind | undefined {
  const key = resolveType(scope, type.key, stability);
  const value = resolveType(scope, type.value, stability);
  if (key !== undefined && !isMapKey(key)) {
    const { state, ast } = scope;
    state.damaged = true;
    // The reference points at the keyword; the key itself says more.
    state.reporter.report(messages.invalidMapKey(spanOf(ast, type), spanOf(ast, type.key)));
    return undefined;
  }
  return key === undefined || value === undefined ? undefined : { kind: 'map', key, value };
}

function isMapKey(type: Type): boolean {
  return typeof type === 'string' && type !== 'f32' && type !== 'f64' && type !== 'error-context';
}

/** The id of a type that `own<…>` or `borrow<…>` names; one that is no resource is reported. */
function resourceNamed(scope: TypeScope, name: Name): number | undefined {
  const { state, ast } = scope;
  const id = scope.typeNamed(name);
  if (id === undefined) return undefined;
  const root = state.rootOf(id);
  const definition = state.typeOf(root);
  if (definition === undefined) {
    state.requiredResources.push({ type: root, site: { ast, node: name } });
    return id;
  }
  if (definition.kind.kind === 'resource') return id;
  state.damaged = true;
  const place = scope.placeOf(name.text);
  state.reporter.report(
    messages.handleOfNonResource(name.text, spanOf(ast, name), place && spanOf(ast, place)),
  );
  return undefined;
}

/** The first gate among the parts of a type. */
function stabilityOfParts(state: PackageState, kind: TypeDefKind): Stability | undefined {
  switch (kind.kind) {
    case 'alias':
    case 'handle':
    case 'option':
    case 'list':
    case 'fixed-length-list':
      return state.stabilityOfType(kind.type);
    case 'future':
    case 'stream':
      return kind.type === null ? undefined : state.stabilityOfType(kind.type);
    case 'map':
      return state.stabilityOfType(kind.key) ?? state.stabilityOfType(kind.value);
    case 'result':
      return (
        (kind.ok === null ? undefined : state.stabilityOfType(kind.ok)) ??
        (kind.err === null ? undefined : state.stabilityOfType(kind.err))
      );
    case 'tuple': {
      for (const type of kind.types) {
        const stability = state.stabilityOfType(type);
        if (stability !== undefined) return stability;
      }
      return undefined;
    }
    case 'record':
    case 'resource':
    case 'flags':
    case 'variant':
    case 'enum':
      return undefined;
  }
}
