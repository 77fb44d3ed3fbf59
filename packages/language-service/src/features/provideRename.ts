import { escapeName } from '@wit-ts/wit-parser';
import { checkName } from '@wit-ts/wit-parser/grammar';
import type { Names } from '../names/names.js';
import { type NameSymbol, type Occurrence, packageKeyOf } from '../names/symbol.js';
import type { PrepareRename, RenameResult, TextEdit } from '../types.js';
import { type Context, rangeOf } from './context.js';

/** What is renamed: a definition with all names that are spelt after it, or a part of the name of a package. */
type Renamed =
  | { kind: 'symbol'; symbol: NameSymbol }
  | { kind: 'package'; key: string; which: 'namespace' | 'name' | 'version' };

/** Whether the name at a place can be renamed, and what it is now. */
export function providePrepareRename(context: Context, offset: number): PrepareRename {
  const occurrence = context.names.occurrenceAt(context.path, offset);
  if (occurrence === undefined) return { ok: false, reason: 'there is no name here' };
  const target = renamedAt(context.names, occurrence);
  if (typeof target === 'string') return { ok: false, reason: target };
  const text = context.tree.text.slice(occurrence.start, occurrence.end);
  const skip = text.startsWith('%') ? 1 : 0;
  const { start, end } = occurrence;
  return { ok: true, range: { start: start + skip, end }, placeholder: text.slice(skip) };
}

/**
 * Renames what stands at a place, everywhere: names that a `use` brought in without `as` follow, names after `as` stay. It is refused
 * with a reason where the new name is none, where it would make something mean something else or break it, and where a file
 * outside of the workspace would change.
 */
export function provideRename(context: Context, offset: number, newName: string): RenameResult {
  const { names, workspace, project } = context;
  const occurrence = names.occurrenceAt(context.path, offset);
  if (occurrence === undefined) return { ok: false, reason: 'there is no name here' };
  const target = renamedAt(names, occurrence);
  if (typeof target === 'string') return { ok: false, reason: target };
  const bare = newName.startsWith('%') ? newName.slice(1) : newName;
  const isVersion = target.kind === 'package' && target.which === 'version';
  const fault = isVersion ? undefined : nameFault(bare);
  if (fault !== undefined) return { ok: false, reason: fault };

  const changes = new Map<string, TextEdit[]>();
  const spelling = isVersion ? newName : escapeName(bare);
  for (const { tree, occurrences } of names.files) {
    const edits = occurrences
      .filter((one) => isRenamed(names, one, target))
      .map((one) => ({ range: rangeOf(one), newText: spelling }));
    if (edits.length === 0) continue;
    if (!workspace.isOwn(tree.file)) {
      return { ok: false, reason: `\`${tree.file}\` uses it, and is outside of the workspace` };
    }
    changes.set(tree.file, edits);
  }
  const problem = workspace.trial(project, changes, (before, after) =>
    whatBreaks(before, after, changes, target),
  );
  if (problem !== undefined) return { ok: false, reason: problem };
  return {
    ok: true,
    edit: { changes: [...changes].map(([path, edits]) => ({ kind: 'edit', path, edits })) },
  };
}

/** What is renamed at a place, or why nothing is. */
function renamedAt(names: Names, occurrence: Occurrence): Renamed | string {
  const meaning = names.meaning(occurrence);
  switch (meaning?.kind) {
    case undefined:
      return 'nothing of this name is there; repair the reference first';
    case 'feature':
      return 'a feature is switched on by its name outside of the WIT, so it is not renamed';
    case 'package':
      if (!names.packages.has(meaning.key)) return `package \`${meaning.key}\` is not there`;
      if (names.packages.get(meaning.key)?.unit === undefined) return binary(meaning.key);
      if (occurrence.role !== 'package') return 'there is no name here';
      return { kind: 'package', key: meaning.key, which: occurrence.which };
    case 'symbol': {
      const symbol = names.spellingOf(meaning.symbol);
      if (!names.isOpenable(symbol)) return binary(names.packageOf(symbol.part)?.key ?? '');
      if (symbol.kind === 'method' && symbol.item.kind === 'constructor') {
        return 'a constructor has no name of its own';
      }
      return { kind: 'symbol', symbol };
    }
  }
}

function binary(key: string): string {
  return `package \`${key}\` is in binary form, so its names cannot be changed`;
}

function isRenamed(names: Names, occurrence: Occurrence, target: Renamed): boolean {
  if (target.kind === 'package') {
    return (
      occurrence.role === 'package' &&
      occurrence.which === target.which &&
      packageKeyOf(occurrence.name) === target.key
    );
  }
  const meaning = names.meaning(occurrence);
  return meaning?.kind === 'symbol' && names.spellingOf(meaning.symbol) === target.symbol;
}

function nameFault(name: string): string | undefined {
  const fault = checkName(name);
  switch (fault?.kind) {
    case undefined:
      return undefined;
    case 'empty-part':
      return `\`${name}\` is no name: words are joined by single hyphens`;
    case 'bad-start':
      return `\`${name}\` is no name: it must start with a letter`;
    case 'bad-character':
      return `\`${name}\` is no name: only letters, digits and hyphens can stand in one`;
    case 'mixed-case':
      return `\`${name}\` is no name: each word is all in lower or all in upper case`;
  }
}

/** What the texts after the change would say that those before did not, or a name that would mean something else. */
function whatBreaks(
  before: Names,
  after: Names,
  changes: ReadonlyMap<string, readonly TextEdit[]>,
  target: Renamed,
): string | undefined {
  const known = codesOf(before);
  for (const [code, { count, message }] of codesOf(after)) {
    if (count > (known.get(code)?.count ?? 0)) return `${message} (${code})`;
  }
  if (target.kind === 'package') return undefined;
  const shift = (path: string, offset: number): number => {
    let moved = offset;
    for (const { range, newText } of changes.get(path) ?? []) {
      if (range.start < offset) moved += newText.length - (range.end - range.start);
    }
    return moved;
  };
  for (const { tree, occurrences } of before.files) {
    for (const occurrence of occurrences) {
      const old = before.meaning(occurrence);
      if (old?.kind !== 'symbol') continue;
      const next = after.occurrenceAt(tree.file, shift(tree.file, occurrence.start));
      const now = next && after.meaning(next);
      const was = before.definitionOf(old.symbol);
      const is = now?.kind === 'symbol' ? after.definitionOf(now.symbol) : undefined;
      if (
        is === undefined ||
        is.tree.file !== was.tree.file ||
        is.nameNode.start !== shift(was.tree.file, was.nameNode.start)
      ) {
        return `\`${occurrenceText(tree.text, occurrence)}\` in \`${tree.file}\` would mean something else`;
      }
    }
  }
  return undefined;
}

function occurrenceText(text: string, { start, end }: Occurrence): string {
  return text.slice(start, end);
}

/** How often each code is told, with its first message. */
function codesOf({ project }: Names): Map<string, { count: number; message: string }> {
  const codes = new Map<string, { count: number; message: string }>();
  for (const list of project.diagnosticsByFile().values()) {
    for (const { code, message } of list) {
      const known = codes.get(code);
      if (known === undefined) codes.set(code, { count: 1, message });
      else known.count += 1;
    }
  }
  return codes;
}
