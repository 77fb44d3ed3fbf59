/** What the server says about a place of the text: completion and hover. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import type * as lsp from 'vscode-languageserver-protocol';
import type { LanguageClient } from '../client/language-client.js';
import { offsetAt, positionAt, rangeOf } from '../client/positions.js';
import { element } from '../ui/dom.js';
import { markdown } from '../ui/markdown.js';

/** The client once it runs, and the file that the editor shows. */
export interface Place {
  readonly client: LanguageClient | undefined;
  readonly path: string;
}

/** What the protocol's kinds are called for their icons. */
const KINDS: ReadonlyMap<number, string> = new Map([
  [3, 'function'],
  [5, 'property'],
  [7, 'class'],
  [8, 'interface'],
  [9, 'namespace'],
  [13, 'enum'],
  [14, 'keyword'],
  [22, 'type'],
  [25, 'type'],
]);

/** What starts a completion besides names. */
const TRIGGERS = /[:/@.{<(%]$/;

export function completion(place: () => Place): Extension {
  return autocompletion({
    override: [(context) => complete(context, place())],
    icons: false,
    maxRenderedOptions: 200,
  });
}

async function complete(
  context: CompletionContext,
  { client, path }: Place,
): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const word = context.matchBefore(/%?[A-Za-z][A-Za-z0-9-]*/);
  const before = state.sliceDoc(Math.max(0, pos - 1), pos);
  if (client === undefined || !(explicit || word !== null || TRIGGERS.test(before))) return null;
  const items = await client.completion(path, positionAt(state.doc, pos)).catch(() => []);
  if (context.aborted || items.length === 0) return null;
  const from = Math.min(...items.map((item) => startOf(item, context, word?.from ?? pos)));
  const sorted = items.toSorted((a, b) => compare(a.sortText ?? a.label, b.sortText ?? b.label));
  return {
    from,
    options: sorted.map((item, index) => optionOf(item, index, sorted.length)),
    validFor: /^%?[A-Za-z][A-Za-z0-9-]*$/,
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function startOf(
  { textEdit }: lsp.CompletionItem,
  context: CompletionContext,
  word: number,
): number {
  if (textEdit === undefined || !('range' in textEdit)) return word;
  return offsetAt(context.state.doc, textEdit.range.start);
}

function optionOf(item: lsp.CompletionItem, index: number, count: number): Completion {
  const { label, detail, documentation, textEdit, additionalTextEdits = [] } = item;
  const text = textEdit?.newText ?? label;
  const type = KINDS.get(item.kind ?? 0);
  return {
    label,
    boost: Math.round(50 * (1 - index / count)),
    ...(detail !== undefined && { detail }),
    ...(type !== undefined && { type }),
    ...(documentation !== undefined && {
      info: () => element('div', { class: 'markdown' }, markdown(markupText(documentation))),
    }),
    apply: (view, _completion, from, to) => {
      const { doc } = view.state;
      const changes = [
        { from, to, insert: text },
        ...additionalTextEdits.map(({ range, newText }) => ({
          ...rangeOf(doc, range),
          insert: newText,
        })),
      ];
      const set = view.state.changes(changes);
      const anchor = set.mapPos(from, -1) + text.length;
      view.dispatch({ changes: set, selection: { anchor }, userEvent: 'input.complete' });
    },
  };
}

export function hover(place: () => Place): Extension {
  return hoverTooltip(async (view, pos) => {
    const { client, path } = place();
    const { doc } = view.state;
    const found = await client?.hover(path, positionAt(doc, pos)).catch(() => null);
    if (found === null || found === undefined || view.state.doc !== doc) return null;
    const { from, to } =
      found.range === undefined ? { from: pos, to: pos } : rangeOf(doc, found.range);
    const text = hoverText(found.contents);
    return {
      pos: from,
      end: to,
      create: () => ({ dom: element('div', { class: 'markdown hover' }, markdown(text)) }),
    };
  });
}

function hoverText(contents: lsp.Hover['contents']): string {
  const parts = Array.isArray(contents) ? contents : [contents];
  return parts.map((part) => (typeof part === 'string' ? part : part.value)).join('\n\n');
}

function markupText(documentation: string | lsp.MarkupContent): string {
  return typeof documentation === 'string' ? documentation : documentation.value;
}
