import type { Node } from '../ast/ast.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { Type, TypeDef, TypeDefKind, TypeId } from '../model/resolve.js';
import { GATED, type JoinState, MISSING } from './join-state.js';
import { spanOfSite } from './origins.js';
import { nameNode } from './type-node.js';
import type { TypeNode } from './unresolved.js';

/** Moves the types of a package into the `Resolve`, their parts renumbered; types whose gate is off get no id. */
export function joinTypes(state: JoinState): void {
  const { resolve, unresolved, origins, gates } = state;
  const { types, typeAsts, typeNodes } = unresolved;
  for (let i = 0; i < types.length; i += 1) {
    const type = types[i];
    const ast = typeAsts[i];
    const node = typeNodes[i];
    if (type === undefined || ast === undefined || node === undefined) continue;
    state.ast = ast;
    state.node = nameNode(node);
    if (type.stability !== undefined && !gates.includes(type.stability, state)) {
      state.types.push(GATED);
    } else if (updateKind(state, type.kind, node)) {
      const id = resolve.types.push(type) - 1;
      origins.types.set(id, ast, node);
      state.types.push(id);
    } else {
      state.types.push(MISSING);
    }
  }
}

/** Renumbers the owners of the types of one kind, once these have their ids. */
export function joinOwners(state: JoinState, kind: 'interface' | 'world'): void {
  const { resolve, unresolved, origins, reporter } = state;
  const base = unresolved.foreignTypes.length;
  const ids = kind === 'interface' ? state.interfaces : state.worlds;
  for (let i = 0; i < unresolved.types.length; i += 1) {
    const type = unresolved.types[i];
    const id = state.types[base + i] ?? MISSING;
    if (id < 0 || type?.owner?.kind !== kind) continue;
    const owner = ids[type.owner.id] ?? MISSING;
    if (owner >= 0) {
      type.owner = { kind, id: owner };
      continue;
    }
    const span = origins.ofType(id);
    if (owner === GATED && span !== undefined) {
      reporter.report(messages.ownerGated(kind, type.name ?? '', span));
    }
    const definition = resolve.types[id];
    if (definition !== undefined) definition.owner = null;
  }
}

/** The final id of a type; `undefined`, with a report where its gate is off, for one that is not there. */
export function mapType(state: JoinState, id: TypeId): TypeId | undefined {
  const mapped = state.types[id] ?? MISSING;
  if (mapped >= 0) return mapped;
  if (mapped === GATED) {
    const { unresolved } = state;
    const base = unresolved.foreignTypes.length;
    const foreign = unresolved.foreignTypes[id];
    const stability =
      foreign === undefined ? unresolved.types[id - base]?.stability : foreign.stability;
    const name = foreign === undefined ? unresolved.types[id - base]?.name : foreign.name;
    state.reporter.report(
      messages.gatedReference('type', name ?? undefined, stability, spanOfSite(state)),
    );
  }
  return undefined;
}

/** As {@link mapType}; a type that leads to a resource becomes its `own` handle. */
export function mapValueType(state: JoinState, type: Type): Type | undefined {
  if (typeof type === 'string') return type;
  const id = mapType(state, type);
  if (id === undefined || !state.facts.leadsToResource(id)) return id;
  const known = state.ownHandles.get(id);
  if (known !== undefined) return known;
  const handle: TypeDef = {
    name: null,
    kind: { kind: 'handle', handle: 'own', type: id },
    owner: null,
  };
  const own = state.resolve.types.push(handle) - 1;
  state.ownHandles.set(id, own);
  return own;
}

/**
 * Renumbers the parts of a type in place.
 *
 * @returns whether all of them are there.
 */
function updateKind(state: JoinState, kind: TypeDefKind, node: TypeNode): boolean {
  // Whatever is missing stays as it is; the type is left out then.
  state.complete = true;
  switch (kind.kind) {
    case 'handle':
      kind.type = mapType(state, kind.type) ?? MISSING;
      return kind.type !== MISSING;
    case 'alias':
      if (typeof kind.type === 'number') kind.type = mapType(state, kind.type) ?? MISSING;
      return kind.type !== MISSING;
    case 'record':
      for (const field of kind.fields) {
        if (typeof field.type === 'string') continue;
        const mapped = state.types[field.type] ?? MISSING;
        // Only a mistake asks for the field, which is then looked up in the definition.
        if (mapped < 0) state.node = fieldNode(node, field.name) ?? state.node;
        field.type = update(state, field.type);
      }
      return state.complete;
    case 'variant':
      for (const one of kind.cases) if (one.type !== null) one.type = update(state, one.type);
      return state.complete;
    case 'tuple':
      kind.types = kind.types.map((type) => update(state, type));
      return state.complete;
    case 'option':
    case 'list':
    case 'fixed-length-list':
      kind.type = update(state, kind.type);
      return state.complete;
    case 'future':
    case 'stream':
      if (kind.type !== null) kind.type = update(state, kind.type);
      return state.complete;
    case 'map':
      kind.key = update(state, kind.key);
      kind.value = update(state, kind.value);
      return state.complete;
    case 'result':
      if (kind.ok !== null) kind.ok = update(state, kind.ok);
      if (kind.err !== null) kind.err = update(state, kind.err);
      return state.complete;
    case 'flags':
    case 'enum':
    case 'resource':
      return true;
  }
}

function update(state: JoinState, type: Type): Type {
  if (typeof type === 'string') return type;
  const mapped = mapValueType(state, type);
  if (mapped === undefined) state.complete = false;
  return mapped ?? type;
}

function fieldNode(node: TypeNode, name: string): Node | undefined {
  if (!('kind' in node) || node.kind !== 'record') return undefined;
  return node.items.find((field) => field.name.text === name)?.name;
}
