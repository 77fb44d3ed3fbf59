import { containerText } from '../names/describe.js';
import type { Names } from '../names/names.js';
import type { NameSymbol } from '../names/symbol.js';
import type { TypeHierarchyItem } from '../types.js';
import { type Context, fullRangeOf, rangeOf } from './context.js';
import { targetAt } from './provideReferences.js';
import { symbolKind } from './provideSymbols.js';

/** The type or function that a name stands for, to ask what holds it and what it holds. */
export function prepareTypeHierarchy(context: Context, offset: number): TypeHierarchyItem[] {
  const target = targetAt(context, offset);
  return target?.kind === 'symbol' &&
    isHolder(target.symbol) &&
    context.names.isOpenable(target.symbol)
    ? [itemOf(context.names, target.symbol)]
    : [];
}

/** The types that hold a type, and the functions that take or return it; of a function, nothing. */
export function provideHolders(context: Context, offset: number): TypeHierarchyItem[] {
  const target = targetAt(context, offset);
  if (target?.kind !== 'symbol') return [];
  const { names } = context;
  return [...pairs(names)]
    .filter(({ held }) => held === target.symbol)
    .map(({ holder }) => holder)
    .filter(isFirst)
    .map((holder) => itemOf(names, holder));
}

/** The types that a type consists of, or that a function takes or returns. */
export function provideHeld(context: Context, offset: number): TypeHierarchyItem[] {
  const target = targetAt(context, offset);
  if (target?.kind !== 'symbol') return [];
  const { names } = context;
  return [...pairs(names)]
    .filter(({ holder }) => holder === target.symbol)
    .map(({ held }) => held)
    .filter((held) => names.isOpenable(held))
    .filter(isFirst)
    .map((held) => itemOf(names, held));
}

/** Every name of a type in a definition, with what it stands for. */
function* pairs(names: Names): Generator<{ holder: NameSymbol; held: NameSymbol }> {
  for (const { occurrences } of names.files) {
    for (const occurrence of occurrences) {
      if (occurrence.role !== 'type') continue;
      const meaning = names.meaning(occurrence);
      if (meaning?.kind !== 'symbol') continue;
      yield { holder: occurrence.holder, held: names.definitionOf(meaning.symbol) };
    }
  }
}

function isFirst<T>(item: T, index: number, all: readonly T[]): boolean {
  return all.indexOf(item) === index;
}

function isHolder({ kind }: NameSymbol): boolean {
  return kind === 'type' || kind === 'function' || kind === 'method' || kind === 'extern';
}

function itemOf(names: Names, symbol: NameSymbol): TypeHierarchyItem {
  return {
    name: symbol.name,
    kind: symbolKind(symbol) ?? 'alias',
    detail: containerText(symbol, names),
    path: symbol.tree.file,
    range: fullRangeOf(symbol),
    selection: rangeOf(symbol.nameNode),
  };
}
