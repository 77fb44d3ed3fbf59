/** Colours that only the server knows: what a name stands for. */
import { type Extension, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { SemanticTokens } from 'vscode-languageserver-protocol';

const setTokens = StateEffect.define<DecorationSet>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let result = decorations.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setTokens)) result = effect.value;
    return result;
  },
  provide: (own) => EditorView.decorations.from(own),
});

export const semanticColours: Extension = field;

/** Types that are coloured; the others look as the syntax says. */
const CLASSES: Readonly<Record<string, string>> = {
  namespace: 'tok-namespace',
  type: 'tok-type',
  class: 'tok-type',
  struct: 'tok-type',
  enum: 'tok-type',
  interface: 'tok-interface',
  function: 'tok-function',
  method: 'tok-function',
  property: 'tok-property',
  enumMember: 'tok-property',
  parameter: 'tok-parameter',
};

/** Shows tokens for the text that they were made for. */
export function showTokens(
  view: EditorView,
  { data }: SemanticTokens,
  types: readonly string[],
): void {
  const { doc } = view.state;
  const builder = new RangeSetBuilder<Decoration>();
  let line = 1;
  let character = 0;
  for (let at = 0; at + 4 < data.length; at += 5) {
    const lines = data[at] ?? 0;
    character = (lines === 0 ? character : 0) + (data[at + 1] ?? 0);
    line += lines;
    const name = CLASSES[types[data[at + 3] ?? -1] ?? ''];
    if (name === undefined || line > doc.lines) continue;
    const from = doc.line(line).from + character;
    const to = from + (data[at + 2] ?? 0);
    if (to <= doc.length && from < to) builder.add(from, to, Decoration.mark({ class: name }));
  }
  view.dispatch({ effects: setTokens.of(builder.finish()) });
}
