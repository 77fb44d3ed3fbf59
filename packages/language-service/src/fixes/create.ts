import { type Diagnostic, type ast, escapeName } from '@wit-ts/wit-parser';
import { indentAt, insertion, keyOfPath, statementEdit } from '../edits.js';
import type { Context } from '../features/context.js';
import type { Repair } from '../features/provideCodeActions.js';
import { bindFile } from '../names/bind.js';
import type { BoundPart, Occurrence } from '../names/symbol.js';
import type { TextEdit } from '../types.js';

/** Definitions that can be created for something that is not there. */
export function insertActions(context: Context, { code, span }: Diagnostic): Repair[] {
  if (span === undefined) return [];
  const occurrence = context.names.occurrenceAt(context.path, span.start);
  switch (code) {
    case 'WIT0140':
      return occurrence?.role === 'type' ? typeActions(context, occurrence) : [];
    case 'WIT0130':
    case 'WIT0132':
      return occurrence?.role === 'used' ? usedTypeActions(context, occurrence) : [];
    case 'WIT0117':
    case 'WIT0118':
    case 'WIT0122':
      return occurrence?.role === 'item' ? itemActions(context, occurrence) : [];
    case 'WIT0110':
      return headerActions(context);
    default:
      return [];
  }
}

/** Defines a type in the body that names it, before what does. */
function typeActions(
  { path, tree }: Context,
  { scope, text, start }: Extract<Occurrence, { role: 'type' }>,
): Repair[] {
  const name = escapeName(text);
  const before = tree.text.slice(0, start);
  const isHandle = /(?:own|borrow)\s*<\s*$/.test(before);
  const item = scope.body.items.find((one) => one.start <= start && start <= one.end);
  const at = item === undefined ? undefined : startWithDocs(tree, item);
  const edit = (definition: string): TextEdit => {
    if (at === undefined) return statementEdit(scope, definition);
    return insertion(at, `${definition}\n\n${indentAt(tree.text, at)}`);
  };
  const kinds: [string, string][] = isHandle
    ? [['resource', `resource ${name};`]]
    : [
        ['record', `record ${name} {}`],
        ['resource', `resource ${name};`],
        ['type', `type ${name} = string;`],
      ];
  return kinds.map(([kind, definition]) => ({
    title: `define the ${kind === 'type' ? 'type' : kind} \`${text}\``,
    preferred: isHandle,
    edit: { changes: [{ kind: 'edit', path, edits: [edit(definition)] }] },
  }));
}

/** Defines a type in the interface that a `use` takes it from. */
function usedTypeActions(
  { names }: Context,
  { symbol }: Extract<Occurrence, { role: 'used' }>,
): Repair[] {
  const from = names.finalItem(symbol.use.path, symbol.part);
  const scope = from && names.scopeOf(from);
  if (from?.kind !== 'interface' || scope === undefined || from.item.open === -1) return [];
  if (!names.isOpenable(from)) return [];
  const { text } = symbol.item.name;
  const name = escapeName(text);
  const last = scope.body.items.at(-1);
  return [
    ['record', `record ${name} {}`],
    ['resource', `resource ${name};`],
  ].map(([kind = '', definition = '']) => ({
    title: `define the ${kind} \`${text}\` in \`${from.name}\``,
    preferred: false,
    edit: {
      changes: [
        { kind: 'edit', path: from.tree.file, edits: [statementEdit(scope, definition, last)] },
      ],
    },
  }));
}

/** Defines an interface or world at the end of this file, or of the first file of the package that is named. */
function itemActions(
  { names }: Context,
  occurrence: Extract<Occurrence, { role: 'item' }>,
): Repair[] {
  const kind = occurrence.world ? 'world' : 'interface';
  const { text } = occurrence.path.name;
  const key = keyOfPath(occurrence.path);
  const used = usedNames(occurrence);
  const definition = itemText(kind, text, used);
  const target = key === undefined ? occurrence.part : names.packages.get(key)?.parts[0];
  if (target === undefined || names.file(target.tree.file) === undefined) return [];
  const where = target.tree.file;
  const title =
    key === undefined ? `create ${kind} \`${text}\`` : `create ${kind} \`${text}\` in \`${key}\``;
  const { nested } = target;
  const source = target.tree.text;
  const edit =
    nested === undefined || nested.close === -1
      ? insertion(
          source.length,
          `${source.endsWith('\n') || source === '' ? '' : '\n'}\n${definition}\n`,
        )
      : insertion(nested.close, `\n  ${definition.replaceAll('\n', '\n  ')}\n`);
  return [
    {
      title,
      preferred: false,
      edit: { changes: [{ kind: 'edit', path: where, edits: [edit] }] },
    },
  ];
}

/** An interface or world with the types that are asked of it, as resources: they can stand anywhere. */
export function itemText(
  kind: 'interface' | 'world',
  name: string,
  types: readonly string[],
): string {
  if (types.length === 0) return `${kind} ${escapeName(name)} {}`;
  const lines = types.map((type) => `  resource ${escapeName(type)};\n`);
  return `${kind} ${escapeName(name)} {\n${lines.join('')}}`;
}

/** The names between the braces of the `use` that a path stands in. */
export function usedNames({ path, part }: { path: ast.Path; part: BoundPart }): string[] {
  for (const { body } of bindFile(part.tree).scopesNear(path.start)) {
    for (const item of body.items) {
      if (item.kind === 'use' && item.path === path) return item.names.map(({ name }) => name.text);
    }
  }
  return [];
}

/** A header for the package, called after its folder. */
function headerActions({ path, tree, project }: Context): Repair[] {
  const folder = project.folder.split('/').at(-1) ?? '';
  const name =
    folder
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '-')
      .replaceAll(/^[-\d]+|-+$/g, '') || 'app';
  const header = `package example:${escapeName(name)};\n${tree.text === '' ? '' : '\n'}`;
  return [
    {
      title: 'name the package',
      preferred: true,
      edit: { changes: [{ kind: 'edit', path, edits: [insertion(0, header)] }] },
    },
  ];
}

/** Where an item starts with its comments and attributes. */
function startWithDocs(
  tree: ast.Ast,
  item: ast.Node & ast.Documented & { gates: readonly ast.Gate[] },
): number {
  const first = item.gates[0]?.start ?? item.start;
  const docs = item.docsStart < item.docsEnd ? tree.comments[item.docsStart] : undefined;
  // A comment that trails the line before is not moved.
  if (docs === undefined || /\S/.test(lineBefore(tree.text, docs.start))) return first;
  return Math.min(first, docs.start);
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}
