import type { Diagnostic } from '@wit-ts/wit-parser';
import { insertActions } from '../fixes/create.js';
import { packageActions } from '../fixes/packages.js';
import { useActions } from '../fixes/uses.js';
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
  const { project, path, workspace } = context;
  const actions: CodeAction[] = [];
  for (const found of project.diagnosticsByFile().get(path) ?? []) {
    const start = found.span?.start ?? 0;
    const end = found.span?.end ?? 0;
    if (end < range.start || start > range.end) continue;
    const diagnostic = toServiceDiagnostic(found, workspace.options);
    const own = fixesOf(found);
    const more = [
      ...useActions(context, found),
      ...insertActions(context, found),
      ...packageActions(context, found),
    ].filter(({ edit }) => edit.changes.every((change) => workspace.isOwn(change.path)));
    for (const repair of [...own, ...more]) {
      actions.push({ ...repair, kind: 'quickfix', diagnostic });
    }
  }
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
