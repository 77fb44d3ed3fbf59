import { type Cursor, type Word, cursorAt } from '../completion/cursor.js';
import { functionItems, gateItems, itemItems, keyword } from '../completion/keywords.js';
import { pathItems } from '../completion/paths.js';
import { plainItem, symbolItem, typeItems } from '../completion/types.js';
import { bindFile } from '../names/bind.js';
import type { BoundPart, NameSymbol, Scope } from '../names/symbol.js';
import type { CompletionItem, Range } from '../types.js';
import type { Context } from './context.js';
import { isInComment } from './provideHover.js';

/** What can be written at a place. The word before the place is replaced; of a path all of it. */
export function provideCompletion(context: Context, offset: number): CompletionItem[] {
  const { tree } = context;
  if (isInComment(tree, offset)) return [];
  const word = /[%@]?[\w-]*$/.exec(tree.text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
  const start = offset - word.length;
  const from = bindFile(tree).startBefore(start);
  const cursor = cursorAt(tree.text, start, from);
  const end = offset + (/^[\w-]*/.exec(tree.text.slice(offset, offset + 200))?.[0].length ?? 0);
  const range = { start, end };
  if (word.startsWith('@')) return gateItems(range);
  return new Completer(context, cursor, range, offset).items();
}

class Completer {
  readonly #context: Context;
  readonly #cursor: Cursor;
  readonly #range: Range;
  readonly #offset: number;

  constructor(context: Context, cursor: Cursor, range: Range, offset: number) {
    this.#context = context;
    this.#cursor = cursor;
    this.#range = range;
    this.#offset = offset;
  }

  items(): CompletionItem[] {
    const { kind, words } = this.#cursor;
    switch (kind) {
      case 'file':
      case 'package':
        return this.#top(kind);
      case 'interface':
      case 'world':
      case 'resource':
        return this.#body(kind);
      case 'record':
      case 'params':
        return words.some(({ text }) => text === ':') ? this.#types() : [];
      case 'payload':
      case 'type':
        return this.#types();
      case 'use':
        return words.length === 0 ? this.#usedNames() : [keyword('as', this.#range)];
      case 'with':
        return words.length === 0 ? this.#includedNames() : [keyword('as', this.#range)];
      case 'gate':
        return this.#gate();
      case 'variant':
      case 'enum':
      case 'flags':
      case 'other':
        return [];
    }
  }

  #top(kind: 'file' | 'package'): CompletionItem[] {
    const { words } = this.#cursor;
    const [first] = words;
    if (first === undefined) {
      const hasHeader = this.#part?.header !== undefined;
      return itemItems(kind, this.#range).filter(({ label }) => label !== 'package' || !hasHeader);
    }
    if (first.text !== 'use') return [];
    return this.#isPathDone(words) ? [keyword('as', this.#range)] : this.#paths(words, true, true);
  }

  #body(kind: 'interface' | 'world' | 'resource'): CompletionItem[] {
    const { words } = this.#cursor;
    const texts = words.map(({ text }) => text);
    const [first] = texts;
    if (first === undefined) return itemItems(kind, this.#range);
    if (texts.includes('->')) return this.#types();
    switch (first) {
      case 'use':
        return texts.includes('.') && this.#isBehindDot(words)
          ? []
          : this.#paths(words, true, false);
      case 'include':
        return this.#isPathDone(words)
          ? [keyword('with', this.#range)]
          : this.#paths(words, false, true);
      case 'type':
        return texts.includes('=') ? this.#types() : [];
      case 'import':
      case 'export':
        return this.#extern(words);
      default:
    }
    const colon = texts.indexOf(':');
    if (colon === -1 || texts.includes('func')) return [];
    const items = functionItems(kind, this.#range);
    // Behind `async` or `static` only the rest is wanted.
    const done = texts.slice(colon + 1).join(' ');
    if (done === '') return items;
    return items
      .filter(({ label }) => label.startsWith(`${done} `))
      .map((item) => {
        const rest = item.label.slice(done.length + 1);
        const newText = item.edit.newText.slice(done.length + 1);
        return { ...item, label: rest, edit: { range: this.#range, newText } };
      });
  }

  /** Behind `import` or `export`. */
  #extern(words: readonly Word[]): CompletionItem[] {
    const texts = words.map(({ text }) => text);
    if (texts.includes('func') || texts.includes('interface')) return [];
    if (texts.includes('/') && this.#isPathDone(words)) return [];
    const colon = words[2];
    // `label: ` with a blank behind the colon; without one it is the beginning of `ns:name/item`.
    const isLabel = colon?.text === ':' && words.length === 3;
    const paths = this.#paths(words, true, false);
    if (!isLabel) return paths;
    const range = this.#range;
    const isTight = this.#context.tree.text[colon.end] !== ' ' && range.start === colon.end;
    const part = pathItems(this.#context.names, this.#part, range, {
      interfaces: true,
      worlds: false,
    });
    return isTight
      ? [...paths, ...functionItems('world', range)]
      : [...functionItems('world', range), ...part];
  }

  /** Interfaces or worlds; the words of the path before the cursor are replaced as well. */
  #paths(words: readonly Word[], interfaces: boolean, worlds: boolean): CompletionItem[] {
    const start = words[1]?.start ?? this.#range.start;
    const range = { start, end: this.#pathEnd() };
    const owner = this.#scope?.owner;
    const wanted = { interfaces, worlds };
    return pathItems(
      this.#context.names,
      this.#part,
      range,
      owner === undefined ? wanted : { ...wanted, except: owner.name },
    );
  }

  /** The end of the path that the cursor is in. */
  #pathEnd(): number {
    const { text } = this.#context.tree;
    const rest = text.slice(this.#range.end, this.#range.end + 200);
    return this.#range.end + (/^[\w:/@+%-]*(?:\.\d[\w+-]*)*/.exec(rest)?.[0].length ?? 0);
  }

  /** A path is written, and a blank stands behind it. */
  #isPathDone(words: readonly Word[]): boolean {
    const last = words.at(-1);
    return (
      words.length > 1 &&
      last !== undefined &&
      last.end < this.#range.start &&
      !/^[:/@.]$/.test(last.text)
    );
  }

  /** Behind the `.` of a `use`, where braces follow, not in that of a version. */
  #isBehindDot(words: readonly Word[]): boolean {
    const at = words.findIndex(({ text }) => text === '@');
    const last = words.at(-1);
    if (last?.text !== '.') return false;
    return at === -1 || words.length - at > 5;
  }

  #types(): CompletionItem[] {
    const head = this.#cursor.kind === 'type' ? (this.#cursor.head.at(-1)?.text ?? '') : '';
    const resource = head === 'own' || head === 'borrow';
    const key = head === 'map' && this.#cursor.index === 0;
    return typeItems(this.#context.names, this.#scope, this.#range, {
      resource,
      key,
      word: this.#word,
    });
  }

  /** What is written already of the word. */
  get #word(): string {
    return this.#context.tree.text.slice(this.#range.start, this.#offset).replace('%', '');
  }

  /** The types of the interface of a `use` that it does not name yet. */
  #usedNames(): CompletionItem[] {
    const { names } = this.#context;
    const use = this.#scope?.body.items.find(
      (item) => item.kind === 'use' && item.start <= this.#offset && this.#offset <= item.end,
    );
    const from =
      use?.kind === 'use' && this.#part !== undefined
        ? names.finalItem(use.path, this.#part)
        : this.#itemOfWords(this.#cursor.head.slice(1));
    if (from?.kind !== 'interface') return [];
    // The name that is being written may be chosen again.
    const others =
      use?.kind === 'use' ? use.names.filter(({ start }) => start !== this.#range.start) : [];
    const taken = new Set(others.map(({ name }) => name.text));
    return [...(names.scopeOf(from)?.types.values() ?? [])]
      .filter(({ name }) => !taken.has(name))
      .map((symbol) => symbolItem(names, symbol, this.#range, '0'));
  }

  /** The plain names of the included world. */
  #includedNames(): CompletionItem[] {
    const { names } = this.#context;
    const head = this.#cursor.head;
    const end = head.findIndex(({ text }) => text === 'with');
    const world = this.#itemOfWords(head.slice(1, end === -1 ? undefined : end));
    if (world?.kind !== 'world') return [];
    const found = new Map<string, NameSymbol>();
    const work = [world];
    const seen = new Set(work);
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const scope = names.scopeOf(next);
      for (const symbol of [...(scope?.others.values() ?? []), ...(scope?.types.values() ?? [])]) {
        if (!found.has(symbol.name)) found.set(symbol.name, symbol);
      }
      for (const item of next.item.items) {
        if (item.kind !== 'include') continue;
        const inner = names.finalItem(item.path, next.part);
        if (inner?.kind !== 'world' || seen.has(inner)) continue;
        seen.add(inner);
        work.push(inner);
      }
    }
    return [...found.values()].map((symbol) => symbolItem(names, symbol, this.#range, '0'));
  }

  /** What the words of a path lead to. */
  #itemOfWords(words: readonly Word[]): NameSymbol | undefined {
    const text = words
      .map((word) => word.text)
      .join('')
      .replace(/\.$/, '')
      .replaceAll('%', '');
    const path = /^([\w-]+:[\w-]+)\/([\w-]+)(@.*)?$/.exec(text);
    const { names } = this.#context;
    if (path !== null) return names.itemIn(`${path[1]}${path[3] ?? ''}`, path[2] ?? '');
    return this.#part && names.itemNamed(text, this.#part);
  }

  /** Within the parentheses of an attribute. */
  #gate(): CompletionItem[] {
    const { words, head } = this.#cursor;
    const name = head.at(-1)?.text;
    const isValue = words.some(({ text }) => text === '=');
    if (name === 'unstable') {
      return isValue ? this.#features() : [this.#assignment('feature')];
    }
    if (name !== 'since' && name !== 'deprecated') return [];
    return isValue ? this.#versions() : [this.#assignment('version')];
  }

  #assignment(name: string): CompletionItem {
    const item = keyword(name, this.#range);
    return { ...item, edit: { range: this.#range, newText: `${name} = ` } };
  }

  /** Features that are switched on, or that something else is gated by. */
  #features(): CompletionItem[] {
    const { names, workspace } = this.#context;
    const known = new Set(workspace.options.features);
    for (const { occurrences } of names.files) {
      for (const one of occurrences) {
        if (one.role === 'feature' && one.end !== this.#offset) known.add(one.text);
      }
    }
    return [...known].map((name) => plainItem(name, 'feature', this.#range, '0'));
  }

  /** The version of the package, and those that its other attributes name. */
  #versions(): CompletionItem[] {
    const known = new Set<string>();
    const { header, tree } = this.#part ?? {};
    if (header?.version !== undefined) known.add(header.version.text);
    for (const match of (tree?.text ?? '').matchAll(/version\s*=\s*(\d+\.\d+\.\d+[\w.+-]*)/g)) {
      if (match[1] !== undefined) known.add(match[1]);
    }
    const start = this.#cursor.words.findIndex(({ text }) => text === '=');
    const from = this.#cursor.words[start + 1]?.start ?? this.#range.start;
    const range = { start: from, end: this.#range.end };
    return [...known].map((version) => plainItem(version, 'version', range, '0'));
  }

  /** The part of the file that the place is in. */
  get #part(): BoundPart | undefined {
    const { names, path } = this.#context;
    const parts = names.file(path)?.parts ?? [];
    const nested = parts.findLast(({ nested: node }) => {
      if (node === undefined || node.open === -1) return false;
      return node.open < this.#offset && (node.close === -1 || this.#offset <= node.close);
    });
    return nested ?? parts[0];
  }

  /** The innermost body that the place is in. */
  get #scope(): Scope | undefined {
    const { names, path } = this.#context;
    let found: Scope | undefined;
    for (const scope of names.file(path)?.scopesNear(this.#offset) ?? []) {
      const { open, close } = scope.body;
      const isIn = open !== -1 && open < this.#offset && (close === -1 || this.#offset <= close);
      if (isIn && (found === undefined || open > found.body.open)) found = scope;
    }
    return found;
  }
}
