import type { Name, ResourceFunction, TypeItem, Use } from '../ast/ast.js';
import { spanOf } from '../ast/ast.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { Case, Field, Stability, TypeDef, TypeDefKind } from '../model/resolve.js';
import { externalIdOf, stabilityOf } from './attributes.js';
import { BROKEN, FUNCTION } from './package-state.js';
import { resolveStructure, resolveType } from './type-expressions.js';
import type { TypeScope } from './type-scope.js';

/** Resolves the `use` statements and the definitions of types of an interface or world. */
export function resolveTypes(scope: TypeScope): void {
  for (const item of scope.items) {
    if (item.kind === 'use') resolveUse(scope, item);
  }
  const definitions = scope.orderTypes();
  scope.quietly(() => {
    for (const definition of definitions) resolveDefinition(scope, definition);
  });
}

/** An alias for each name that a `use` brings in. */
function resolveUse(scope: TypeScope, use: Use): void {
  const { state, ast, file } = scope;
  const from = state.interfaceOf(use.path, ast, file);
  const source = from === undefined ? undefined : state.scopes[from];
  const stability = stabilityOf(use.gates, ast, state.reporter);
  const externalId = externalIdOf(use.gates, ast, state.reporter);
  for (const { name, alias } of use.names) {
    const found = source?.names.get(name.text);
    const local = alias ?? name;
    if (found === undefined || found < 0) {
      if (source !== undefined) reportUnusable(scope, name, found, source);
      scope.define(local, BROKEN);
      continue;
    }
    state.references?.push({ ast, name, kind: 'type', id: found });
    const type: TypeDef = {
      name: local.text,
      kind: { kind: 'alias', type: found },
      owner: scope.owner,
    };
    if (stability !== undefined) type.stability = stability;
    if (externalId !== undefined) type.externalId = externalId;
    scope.define(local, state.addType(type, ast, name));
  }
}

function reportUnusable(
  scope: TypeScope,
  name: Name,
  found: number | undefined,
  source: { names: Map<string, number>; incomplete: boolean },
): void {
  const { state, ast } = scope;
  state.damaged = true;
  const span = spanOf(ast, name);
  if (found === FUNCTION) {
    state.reporter.report(messages.functionUsed(name.text, span));
  } else if (found === undefined && !source.incomplete) {
    const close = state.reporter.suggester.closest(name.text, typesOf(source.names));
    state.reporter.report(messages.unknownUsedName(name.text, span, close));
  }
}

function* typesOf(names: ReadonlyMap<string, number>): Generator<string | undefined> {
  for (const [name, entry] of names) yield entry >= 0 ? name : undefined;
}

function resolveDefinition(scope: TypeScope, item: TypeItem): void {
  const { state, ast } = scope;
  const docs = state.docsOf(ast, item);
  const stability = stabilityOf(item.gates, ast, state.reporter);
  const externalId = externalIdOf(item.gates, ast, state.reporter);
  const kind = resolveKind(scope, item, stability);
  if (kind === undefined) {
    state.damaged = true;
    scope.define(item.name, BROKEN);
    return;
  }
  const type: TypeDef = { name: item.name.text, kind, owner: scope.owner };
  if (docs !== undefined) type.docs = docs;
  if (stability !== undefined) type.stability = stability;
  if (externalId !== undefined) type.externalId = externalId;
  scope.define(item.name, state.addType(type, ast, item));
}

/** The structure of a definition; without the parts that have mistakes, and `undefined` where nothing is left. */
function resolveKind(
  scope: TypeScope,
  item: TypeItem,
  stability: Stability | undefined,
): TypeDefKind | undefined {
  const { ast, state } = scope;
  switch (item.kind) {
    case 'type':
      return resolveStructure(scope, item.type, stability);
    case 'record': {
      const fields: Field[] = [];
      for (const field of item.items) {
        const docs = state.docsOf(ast, field);
        const type = resolveType(scope, field.type, stability);
        if (type === undefined) continue;
        const name = field.name.text;
        fields.push(docs === undefined ? { name, type } : { name, type, docs });
      }
      return { kind: 'record', fields };
    }
    case 'variant': {
      if (item.items.length === 0) return reportEmpty(scope, item);
      const cases: Case[] = [];
      for (const one of item.items) {
        const docs = state.docsOf(ast, one);
        const type = one.type === undefined ? null : resolveType(scope, one.type, stability);
        if (type === undefined) continue;
        const name = one.name.text;
        cases.push(docs === undefined ? { name, type } : { name, type, docs });
      }
      return cases.length === 0 ? undefined : { kind: 'variant', cases };
    }
    case 'enum': {
      if (item.items.length === 0) return reportEmpty(scope, item);
      return { kind: 'enum', cases: namesWithDocs(scope, item.items) };
    }
    case 'flags':
      return { kind: 'flags', flags: namesWithDocs(scope, item.items) };
    case 'resource':
      checkResource(scope, item.items);
      return { kind: 'resource' };
  }
}

function namesWithDocs(
  scope: TypeScope,
  items: readonly { name: Name; docsStart: number; docsEnd: number }[],
): { name: string; docs?: string }[] {
  return items.map((item) => {
    const docs = scope.state.docsOf(scope.ast, item);
    return docs === undefined ? { name: item.name.text } : { name: item.name.text, docs };
  });
}

function reportEmpty(
  scope: TypeScope,
  item: Extract<TypeItem, { kind: 'variant' | 'enum' }>,
): undefined {
  if (!item.damaged) {
    const span = spanOf(scope.ast, item.name);
    scope.state.reporter.report(messages.emptyCases(item.kind, item.name.text, span));
  }
  return undefined;
}

/** Methods and static functions of a resource share their names, and there is one constructor at most. */
function checkResource(scope: TypeScope, functions: readonly ResourceFunction[]): void {
  const { state, ast } = scope;
  if (functions.length < 2) return;
  const names = new Map<string, Name>();
  let constructor: Name | undefined;
  for (const { kind, name } of functions) {
    if (kind === 'constructor') {
      if (constructor !== undefined) {
        state.damaged = true;
        const places = [spanOf(ast, name), spanOf(ast, constructor)] as const;
        state.reporter.report(messages.secondConstructor(...places));
      }
      constructor ??= name;
      continue;
    }
    const first = names.get(name.text);
    if (first === undefined) {
      names.set(name.text, name);
    } else {
      state.damaged = true;
      const places = [spanOf(ast, name), spanOf(ast, first)] as const;
      state.reporter.report(messages.duplicateMethod(name.text, ...places));
    }
  }
}
