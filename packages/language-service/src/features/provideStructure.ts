/** What follows from the shape of a document alone: folding, and ranges that grow around a place. */

import type { ast } from '@wit-ts/wit-parser';
import { partsOfType } from '../names/parts-of-type.js';
import type { FoldingRange, Range, SelectionRanges } from '../types.js';
import { type Context, rangeOf } from './context.js';
import { typesOfItem } from './type-at.js';

type Item = ast.TopLevelItem | ast.InterfaceItem | ast.WorldItem;

/** Bodies, blocks of comments and runs of `use` that take more than one line. */
export function provideFolding({ tree }: Context): FoldingRange[] {
  const folds: FoldingRange[] = [];
  const { text } = tree;
  const add = (start: number, end: number, kind: FoldingRange['kind']): void => {
    if (text.slice(start, end).includes('\n')) folds.push({ start, end, kind });
  };
  const addBody = ({ open, close }: ast.Body<unknown>): void => {
    if (open !== -1 && close !== -1) add(open, close, 'region');
  };
  const visit = (items: readonly Item[]): void => {
    for (const run of runsOf(items, isUse)) add(run.start, run.end, 'imports');
    for (const item of items) {
      for (const body of bodiesOf(item)) {
        addBody(body.body);
        visit(body.items);
      }
      if (item.kind === 'use' && item.names.length > 0) add(item.path.end, item.end, 'region');
    }
  };
  visit(tree.items);
  for (const run of commentRuns(tree)) add(run.start, run.end, 'comment');
  return folds.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function isUse(item: Item): boolean {
  return item.kind === 'use' || item.kind === 'top-level-use';
}

/** Neighbours of a kind, where there are two at least. */
function runsOf(items: readonly Item[], isOne: (item: Item) => boolean): Range[] {
  const runs: Range[] = [];
  let first: Item | undefined;
  let last: Item | undefined;
  for (const item of [...items, undefined]) {
    if (item !== undefined && isOne(item)) {
      first ??= item;
      last = item;
      continue;
    }
    if (first !== undefined && last !== undefined && first !== last) {
      runs.push({ start: first.start, end: last.end });
    }
    first = undefined;
  }
  return runs;
}

/** Block comments, and line comments on lines that follow each other. */
function commentRuns({ comments, text }: ast.Ast): Range[] {
  const runs: Range[] = [];
  let open: Range | undefined;
  for (const { start, end, block } of comments) {
    if (block) {
      runs.push({ start, end });
      open = undefined;
      continue;
    }
    if (open !== undefined && /^\r?\n[ \t]*$/.test(text.slice(open.end, start))) {
      open.end = end;
      continue;
    }
    open = { start, end };
    runs.push(open);
  }
  return runs;
}

/** The ranges around each of some places, the innermost first: name, type, item, body, file. */
export function provideSelectionRanges(
  { tree, names, path }: Context,
  offsets: readonly number[],
): SelectionRanges[] {
  return offsets.map((offset) => {
    const found: Range[] = [{ start: 0, end: tree.text.length }];
    const enter = (range: ast.Node): boolean => {
      if (offset < range.start || offset > range.end) return false;
      found.push(rangeOf(range));
      return true;
    };
    const visit = (items: readonly Item[]): void => {
      for (const item of items) {
        if (!enter({ start: startOf(item, tree), end: item.end })) continue;
        enter(item);
        if ('path' in item) enter(item.path);
        for (const { body, items: inner, members } of bodiesOf(item)) {
          if (body.open === -1 || body.close === -1) continue;
          if (!enter({ start: body.open, end: body.close + 1 })) continue;
          enter({ start: body.open + 1, end: body.close });
          members.forEach(enter);
          visit(inner);
        }
        for (const type of typesOf(item)) growType(type, enter);
        return;
      }
    };
    visit(tree.items);
    const occurrence = names.occurrenceAt(path, offset);
    if (occurrence !== undefined) enter(occurrence);
    return distinct(found);
  });
}

function typesOf(item: Item): ast.TypeExpr[] {
  switch (item.kind) {
    case 'interface':
    case 'world':
    case 'package':
    case 'top-level-use':
      return [];
    default:
      return typesOfItem(item);
  }
}

function growType(type: ast.TypeExpr, enter: (range: ast.Node) => boolean): void {
  if (enter(type)) for (const part of partsOfType(type)) growType(part, enter);
}

/** An item with its comments and attributes. */
function startOf(item: Item, tree: ast.Ast): number {
  const gates = 'gates' in item ? item.gates : [];
  const docs = tree.comments[item.docsStart];
  const first = gates[0]?.start ?? item.start;
  return item.docsStart < item.docsEnd && docs !== undefined ? Math.min(docs.start, first) : first;
}

/** From the outermost to the innermost as they were found; told the other way round, each once. */
function distinct(ranges: readonly Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Range[] = [];
  for (const range of sorted) {
    const inner = chain.at(-1);
    if (inner === undefined) chain.push(range);
    else if (range.start <= inner.start && range.end >= inner.end) {
      if (range.start !== inner.start || range.end !== inner.end) chain.push(range);
    }
  }
  return chain;
}

interface BodyOf {
  body: ast.Body<unknown>;
  /** Items that have bodies of their own. */
  items: readonly Item[];
  /** Fields, cases, flags, functions of a resource. */
  members: readonly ast.Node[];
}

function bodiesOf(item: Item): BodyOf[] {
  switch (item.kind) {
    case 'package':
    case 'interface':
    case 'world':
      return [{ body: item, items: item.items, members: [] }];
    case 'import':
    case 'export': {
      const { extern } = item;
      return extern.kind === 'interface'
        ? [{ body: extern, items: extern.items, members: [] }]
        : [];
    }
    case 'record':
    case 'variant':
    case 'enum':
    case 'flags':
    case 'resource':
      return [{ body: item, items: [], members: item.items }];
    case 'use':
    case 'include':
    case 'function':
    case 'type':
    case 'top-level-use':
      return [];
  }
}
