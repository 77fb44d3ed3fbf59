import type { Diagnostic } from '@wit-ts/wit-parser';
import { insertActions } from '../fixes/create.js';
import { escapeActions } from '../fixes/escape.js';
import { packageActions } from '../fixes/packages.js';
import { useActions } from '../fixes/uses.js';
import type { ServiceOptions } from '../options.js';
import type { CodeAction, FileChange, Range } from '../types.js';
import type { Context } from './context.js';
import { toServiceDiagnostic } from './provideDiagnostics.js';
import { provideOrganizeUses } from './provideOrganizeUses.js';

/** What an action does, before it is told which diagnostic it is for. */
export type Repair = Pick<CodeAction, 'title' | 'preferred' | 'edit'>;

/**
 * What can be done about a part of a document: the fixes that its diagnostics know, definitions to create for what is missing, `use`
 * to add; and for the whole document, its `use` statements organised.
 */
export function provideCodeActions(context: Context, range: Range): CodeAction[] {
  const { project, path, workspace, tree } = context;
  const found = project.diagnosticsByFile().get(path) ?? [];
  const actions = repairActions(found, tree.text, range, workspace.options, (one) =>
    [
      ...useActions(context, one),
      ...insertActions(context, one),
      ...packageActions(context, one),
      ...escapeActions(context, one),
    ].filter(({ edit }) => edit.changes.every((change) => workspace.isOwn(change.path))),
  );
  const organised = provideOrganizeUses(context);
  if (organised.length > 0) {
    actions.push({
      title: 'organise uses',
      kind: 'source.organizeImports',
      preferred: false,
      edit: { changes: [{ kind: 'edit', path, edits: organised }] },
    });
  }
  return actions;
}

/**
 * The fixes that some diagnostics know, where these stand in a part of a document.
 *
 * @param more what else can be done about one
 */
export function repairActions(
  found: readonly Diagnostic[],
  text: string,
  range: Range,
  options: ServiceOptions,
  more: (one: Diagnostic) => Repair[] = () => [],
): CodeAction[] {
  const wide = withWords(text, range);
  return found
    .filter((one) => touches(one, wide))
    .flatMap((one) => {
      const diagnostic = toServiceDiagnostic(one, options);
      const repairs = [...fixesOf(one), ...more(one)];
      return repairs.map((repair) => ({ ...repair, kind: 'quickfix' as const, diagnostic }));
    });
}

/** A part with the words that it starts and ends in, and a colon behind it. */
function withWords(text: string, { start, end }: Range): Range {
  const before = /[\w-]*$/.exec(text.slice(Math.max(0, start - 100), start))?.[0].length ?? 0;
  const behind = /^[\w-]*(?:\s*:)?/.exec(text.slice(end, end + 100))?.[0].length ?? 0;
  return { start: start - before, end: end + behind };
}

/** Whether a diagnostic, or what one of its fixes changes, stands in a part of a document. */
function touches({ span, fixes }: Diagnostic, range: Range): boolean {
  const spans = [span, ...(fixes ?? []).flatMap(({ edits }) => edits.map((edit) => edit.span))];
  return spans.some((one) => {
    const { start, end } = one ?? { start: 0, end: 0 };
    return end >= range.start && start <= range.end;
  });
}

/** The fixes that a diagnostic knows itself. */
function fixesOf({ fixes }: Diagnostic): Repair[] {
  return (fixes ?? []).map(({ title, edits }, index) => {
    const byFile = new Map<string, FileChange & { kind: 'edit' }>();
    for (const { span, newText } of edits) {
      const change = byFile.get(span.file) ?? { kind: 'edit', path: span.file, edits: [] };
      byFile.set(span.file, change);
      change.edits.push({ range: { start: span.start, end: span.end }, newText });
    }
    return { title, preferred: index === 0, edit: { changes: [...byFile.values()] } };
  });
}
