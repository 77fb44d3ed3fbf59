import { qualifiedItem } from '../names/describe.js';
import type { DocumentLink } from '../types.js';
import type { Context } from './context.js';

/** Links from the paths of a document to the other files that define what they name. */
export function provideDocumentLinks({ names, path }: Context): DocumentLink[] {
  return (names.file(path)?.occurrences ?? []).flatMap((occurrence) => {
    if (occurrence.role !== 'item') return [];
    const target = names.itemOf(occurrence.path, occurrence.part);
    if (target === undefined || target.tree.file === path || !names.isOpenable(target)) return [];
    const owner = names.packageOf(target.part);
    const { start, end } = occurrence.path;
    return {
      range: { start, end },
      target: target.tree.file,
      tooltip: owner === undefined ? target.name : qualifiedItem(owner, target.name),
    };
  });
}
