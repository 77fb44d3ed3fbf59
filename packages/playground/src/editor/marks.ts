/** Diagnostics of the protocol as marks in the editor, with the fixes that the server knows as buttons. */
import type { Diagnostic as Mark } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import { rangeOf } from '../client/positions.js';
import { element } from '../ui/dom.js';
import { inline } from '../ui/markdown.js';

export type Severity = 'error' | 'warning' | 'info';

export function severityOf({ severity }: Diagnostic): Severity {
  if (severity === 1) return 'error';
  return severity === 2 ? 'warning' : 'info';
}

/** Whether two diagnostics are the same one: answers bring copies. */
export function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return (
    a.code === b.code &&
    a.message === b.message &&
    JSON.stringify(a.range) === JSON.stringify(b.range)
  );
}

/** The fixes of one diagnostic. */
export function fixesOf(one: Diagnostic, actions: readonly CodeAction[]): CodeAction[] {
  return actions.filter(({ diagnostics = [] }) => diagnostics.some((other) => isSame(one, other)));
}

/** What is wrong, and what to do about it. */
export function messageOf(one: Diagnostic): { message: string; help: string | undefined } {
  const message = typeof one.message === 'string' ? one.message : one.message.value;
  const newline = message.indexOf('\n');
  if (newline === -1) return { message, help: undefined };
  return { message: message.slice(0, newline), help: message.slice(newline + 1) };
}

export function marksOf(
  text: Text,
  found: readonly Diagnostic[],
  actions: readonly CodeAction[],
  apply: (action: CodeAction) => void,
): Mark[] {
  return found.map((one) => {
    const { from, to } = rangeOf(text, one.range);
    const { message, help } = messageOf(one);
    return {
      from,
      to,
      severity: severityOf(one),
      source: String(one.code ?? ''),
      message,
      renderMessage: () =>
        element(
          'span',
          {},
          element('span', { class: 'mark-message' }, ...inline(message)),
          help === undefined ? undefined : element('span', { class: 'mark-help' }, ...inline(help)),
        ),
      actions: fixesOf(one, actions).map((action) => ({
        name: action.title,
        apply: () => apply(action),
      })),
    };
  });
}
