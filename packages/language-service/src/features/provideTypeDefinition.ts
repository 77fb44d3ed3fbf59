import { type ast, forEachTypeName } from '@wit-ts/wit-parser';
import type { Names } from '../names/names.js';
import { enclosingScope } from '../names/scope.js';
import type { NameSymbol, Scope } from '../names/symbol.js';
import type { LocationLink } from '../types.js';
import { type Context, distinctPlaces, linkTo } from './context.js';
import { typesOfFunction } from './type-at.js';

/**
 * The definitions of the types of what stands at a place: of a field, parameter or case those that its type names, of a function
 * those of its result (of its parameters where it has none), of a label its interface, of an alias what it stands for.
 */
export function provideTypeDefinition({ names, path }: Context, offset: number): LocationLink[] {
  const occurrence = names.occurrenceAt(path, offset);
  const meaning = occurrence && names.meaning(occurrence);
  if (occurrence === undefined || meaning?.kind !== 'symbol') return [];
  const targets = typesOf(names, names.definitionOf(meaning.symbol)).filter((target) =>
    names.isOpenable(target),
  );
  return distinctPlaces(targets.map((target) => linkTo(target, occurrence)));
}

/** The definitions of the types that a definition is about. */
function typesOf(names: Names, symbol: NameSymbol): NameSymbol[] {
  const scope = enclosingScope(symbol);
  switch (symbol.kind) {
    case 'param':
    case 'field':
      return scope === undefined ? [] : named(names, [symbol.item.type], scope);
    case 'case': {
      const payload = 'type' in symbol.item ? symbol.item.type : undefined;
      return scope === undefined || payload === undefined
        ? ownerOf(symbol)
        : named(names, [payload], scope);
    }
    case 'flag':
      return ownerOf(symbol);
    case 'function':
    case 'method':
      return scope === undefined ? [] : ofFunction(names, symbol.item.function, scope);
    case 'extern':
      return scope === undefined ? [] : ofFunction(names, symbol.extern.function, scope);
    case 'label': {
      const item = names.finalItem(symbol.extern.path, symbol.part);
      return item === undefined ? [] : [item];
    }
    case 'type':
      return symbol.item.kind === 'type' && scope !== undefined
        ? named(names, [symbol.item.type], scope)
        : [symbol];
    case 'interface':
    case 'world':
    case 'inline':
      return [symbol];
    case 'used':
    case 'alias':
    case 'renamed':
      return [];
  }
}

function ownerOf({ owner }: NameSymbol): NameSymbol[] {
  return owner === undefined ? [] : [owner];
}

function ofFunction(names: Names, node: ast.FunctionType, scope: Scope): NameSymbol[] {
  return named(names, node.result === undefined ? typesOfFunction(node) : [node.result], scope);
}

function named(names: Names, types: readonly ast.TypeExpr[], scope: Scope): NameSymbol[] {
  const found: NameSymbol[] = [];
  for (const type of types) {
    forEachTypeName(type, ({ text }) => {
      const symbol = scope.types.get(text);
      if (symbol !== undefined) found.push(names.definitionOf(symbol));
    });
  }
  return found;
}
