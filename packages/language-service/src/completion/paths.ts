import { escapeName } from '@wit-ts/wit-parser';
import { escapedKey } from '../edits.js';
import { qualified } from '../names/describe.js';
import type { Names } from '../names/names.js';
import type { BoundPart } from '../names/symbol.js';
import type { CompletionItem, Range } from '../types.js';
import { symbolItem } from './types.js';

/**
 * Interfaces or worlds by the paths that lead to them: those of the package and the file's aliases by name, those of all packages
 * that are known with their package and version.
 */
export function pathItems(
  names: Names,
  part: BoundPart | undefined,
  range: Range,
  wanted: { interfaces: boolean; worlds: boolean; except?: string },
): CompletionItem[] {
  const items: CompletionItem[] = [];
  const own = part && names.packageOf(part);
  const isWanted = (kind: string): boolean =>
    kind === 'interface' ? wanted.interfaces : wanted.worlds;
  if (own !== undefined) {
    for (const item of names.itemsOf(own)) {
      if (!isWanted(item.kind) || item.name === wanted.except) continue;
      items.push(symbolItem(names, item, range, '0'));
    }
  }
  for (const alias of part?.aliases.values() ?? []) {
    const target = names.targetOf(alias);
    if (target !== undefined && isWanted(target.kind)) {
      items.push(symbolItem(names, alias, range, '0'));
    }
  }
  for (const [key, named] of names.packages) {
    if (named === own) continue;
    for (const item of names.itemsOf(named)) {
      if (!isWanted(item.kind)) continue;
      const label = qualified(key, item.name);
      const newText = qualified(escapedKey(key), escapeName(item.name));
      items.push({
        ...symbolItem(names, item, range, '1'),
        label,
        edit: { range, newText },
        sortText: `1${label}`,
      });
    }
  }
  return items;
}
