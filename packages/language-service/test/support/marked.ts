/**
 * Workspaces with marked places.
 *
 * In the texts `$1` is a place of that one letter or digit, and `⟦text⟧` or `⟦label|text⟧` a range, called after its text
 * where it has no label. The service sees the texts without the marks.
 */
import {
  type LanguageService,
  type Location,
  type Range,
  type ServiceOptions,
  type WorkspaceEdit,
  createLanguageService,
} from '../../src/index.js';
import { memoryFileSystem } from '../../../wit-parser/test/support/memory-fs.js';

export interface Marked {
  service: LanguageService;
  /** The texts without marks. */
  texts: ReadonlyMap<string, string>;
  /** The document and offset of a `$mark`. */
  at: (mark: string) => [path: string, offset: number];
  /** The one range of a label. */
  range: (label: string) => Location;
  /** All ranges of a label, by file and place. */
  ranges: (label: string) => Location[];
  /** The numbers or letters of all `$marks`. */
  marks: string[];
  /** Opens a document in the editor. */
  open: (path: string) => void;
}

const MARK = /\$(\w)|⟦(?:([^|⟦⟧]*)\|)?|⟧/g;

/** Takes the marks out of a text. */
function unmark(content: string): {
  text: string;
  places: [string, number][];
  ranges: [string, Range][];
} {
  let text = '';
  let at = 0;
  const places: [string, number][] = [];
  const ranges: [string, Range][] = [];
  const open: { label: string | undefined; start: number }[] = [];
  for (const match of content.matchAll(MARK)) {
    text += content.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[0].startsWith('$')) places.push([match[1] ?? '', text.length]);
    else if (match[0] !== '⟧') open.push({ label: match[2], start: text.length });
    else {
      const { label, start } = open.pop() ?? { label: '', start: text.length };
      ranges.push([label ?? text.slice(start), { start, end: text.length }]);
    }
  }
  text += content.slice(at);
  return { text, places, ranges };
}

export function marked(
  files: Readonly<Record<string, string>>,
  options: ServiceOptions = {},
): Marked {
  const texts = new Map<string, string>();
  const places = new Map<string, [string, number]>();
  const ranges = new Map<string, Location[]>();
  for (const [path, content] of Object.entries(files)) {
    const found = unmark(content);
    texts.set(path, found.text);
    for (const [mark, offset] of found.places) {
      if (places.has(mark)) throw new Error(`the mark $${mark} stands twice`);
      places.set(mark, [path, offset]);
    }
    for (const [label, range] of found.ranges) {
      ranges.set(label, [...(ranges.get(label) ?? []), { path, range }]);
    }
  }
  const service = createLanguageService(memoryFileSystem(Object.fromEntries(texts)), options);
  const at = (mark: string): [string, number] => {
    const place = places.get(mark);
    if (place === undefined) throw new Error(`there is no mark $${mark}`);
    return place;
  };
  const all = (label: string): Location[] => sorted(ranges.get(label) ?? []);
  return {
    service,
    texts,
    at,
    ranges: all,
    range: (label) => {
      const [only, more] = all(label);
      if (only === undefined || more !== undefined)
        throw new Error(`there is no one range ${label}`);
      return only;
    },
    marks: [...places.keys()],
    open: (path) => {
      service.open(path, texts.get(path) ?? '');
    },
  };
}

/** By file and place, so that lists can be compared. */
export function sorted<T extends Location>(locations: readonly T[]): Location[] {
  return locations
    .map(({ path, range: { start, end } }) => ({ path, range: { start, end } }))
    .toSorted((a, b) =>
      a.path < b.path ? -1 : a.path > b.path ? 1 : a.range.start - b.range.start,
    );
}

/** The texts after an edit; every edit of a file refers to its text before. */
export function applied(
  edit: WorkspaceEdit,
  texts: ReadonlyMap<string, string>,
): Map<string, string> {
  const result = new Map(texts);
  for (const change of edit.changes) {
    if (change.kind === 'create') {
      if (result.has(change.path)) throw new Error(`${change.path} is there already`);
      result.set(change.path, change.text);
      continue;
    }
    let text = result.get(change.path);
    if (text === undefined) throw new Error(`there is no ${change.path}`);
    let before = Infinity;
    for (const { range, newText } of change.edits.toSorted(
      (a, b) => b.range.start - a.range.start,
    )) {
      if (range.end > before) throw new Error(`edits of ${change.path} overlap`);
      text = text.slice(0, range.start) + newText + text.slice(range.end);
      before = range.start;
    }
    result.set(change.path, text);
  }
  return result;
}
