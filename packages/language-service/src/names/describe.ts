/** Definitions as text, for hovers, completion and symbols. */

import { type ast, docsOf } from '@wit-ts/wit-parser';
import type { NamedPackage, Names } from './names.js';
import { type NameSymbol, documentedOf, gatesOf } from './symbol.js';

/** What stands before the name of a definition, such as `record`. */
export function wordFor(symbol: NameSymbol): string {
  switch (symbol.kind) {
    case 'type':
      return symbol.item.kind;
    case 'inline':
    case 'label':
    case 'extern':
      return symbol.item.kind;
    case 'method':
      return symbol.item.kind;
    case 'used':
    case 'alias':
      return 'use';
    case 'renamed':
      return 'include';
    case 'interface':
    case 'world':
    case 'function':
    case 'field':
    case 'case':
    case 'flag':
    case 'param':
      return symbol.kind;
  }
}

/** The package, interface and type that a definition is in, such as `wasi:io/streams@0.2.0`. */
export function containerText(symbol: NameSymbol, names: Names): string {
  const chain: string[] = [];
  for (let owner = symbol.owner; owner !== undefined; owner = owner.owner)
    chain.unshift(owner.name);
  const key = names.packageOf(symbol.part)?.key;
  return key === undefined ? chain.join('.') : qualified(key, chain.join('.'));
}

/** `ns:name/item@version` for the key `ns:name@version`. */
export function qualified(key: string, item: string): string {
  if (item === '') return key;
  const at = key.indexOf('@');
  return at === -1 ? `${key}/${item}` : `${key.slice(0, at)}/${item}${key.slice(at)}`;
}

/** An interface or world with its package. */
export function qualifiedItem({ key }: NamedPackage, name: string): string {
  return key === undefined ? name : qualified(key, name);
}

/** Bodies of more lines are cut. */
const MOST_LINES = 40;

/** The definition as it is written, without attributes, comments inside of it and, for interfaces and worlds, long bodies. */
export function declarationText(symbol: NameSymbol): string {
  switch (symbol.kind) {
    case 'interface':
    case 'world':
      return `${symbol.kind} ${symbol.name}`;
    case 'inline':
      return `${symbol.item.kind} ${symbol.name}: interface`;
    case 'label':
    case 'extern':
    case 'function':
      return sourceText(symbol, symbol.item);
    case 'type':
      return sourceText(symbol, symbol.item);
    case 'method':
    case 'field':
    case 'case':
    case 'flag':
    case 'param': {
      return sourceText(symbol, symbol.item).replace(/[,;]$/, '');
    }
    case 'used':
    case 'alias':
      return sourceText(symbol, symbol.kind === 'used' ? symbol.use : symbol.item);
    case 'renamed':
      return sourceText(symbol, symbol.include);
  }
}

/** A part of a file with its comments taken out, its lines moved to the left, and of many lines the first ones. */
function sourceText({ tree }: NameSymbol, { start, end }: ast.Node): string {
  const { text, comments } = tree;
  let out = '';
  let at = start;
  for (let i = firstFrom(comments, start); i < comments.length; i += 1) {
    const comment = comments[i];
    if (comment === undefined || comment.start >= end) break;
    out += text.slice(at, comment.start);
    at = comment.end;
  }
  out += text.slice(at, end);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
  const lines = out.split(/\r?\n/);
  const kept = lines
    .map((line, index) =>
      (index > 0 && line.startsWith(indent) ? line.slice(indent.length) : line).trimEnd(),
    )
    .filter((line, index) => line !== '' || index === 0);
  return kept.length <= MOST_LINES
    ? kept.join('\n')
    : `${kept.slice(0, MOST_LINES).join('\n')}\n  …`;
}

/** The index of the first comment that starts at or behind a place. */
export function firstFrom(comments: readonly ast.Node[], start: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The text of the comments before a definition. */
export function docsOfSymbol(symbol: NameSymbol): string | undefined {
  if (symbol.kind === 'used' || symbol.kind === 'renamed') return undefined;
  const documented = documentedOf(symbol);
  const docs = documented && docsOf(symbol.tree, documented);
  return docs === undefined || docs.trim() === '' ? undefined : docs;
}

/** What the attributes of a definition say, in words. */
export function gatesText(gates: readonly ast.Gate[]): string[] {
  return gates.map((gate) => {
    switch (gate.kind) {
      case 'since':
        return `since ${gate.version.text}`;
      case 'unstable':
        return `unstable: needs the feature \`${gate.feature.text}\``;
      case 'deprecated':
        return `**deprecated** since ${gate.version.text}`;
      case 'external-id':
        return `external id \`${gate.value.text.replaceAll('`', "'")}\``;
    }
  });
}

export function isDeprecated(symbol: NameSymbol): boolean {
  return gatesOf(symbol).some(({ kind }) => kind === 'deprecated');
}
