import type { Diagnostic } from '@wit-ts/wit-parser';
import { escapedKey } from '../edits.js';
import type { Context } from '../features/context.js';
import type { Repair } from '../features/provideCodeActions.js';
import type { Occurrence } from '../names/symbol.js';
import { packageKeyOf } from '../names/symbol.js';
import { joinPath } from '../workspace/paths.js';
import { itemText, usedNames } from './create.js';

/** For a package that is not there (`WIT0116`): the versions that are, and a stub of it in `deps`. */
export function packageActions(context: Context, { code, span }: Diagnostic): Repair[] {
  if (code !== 'WIT0116' || span === undefined) return [];
  const occurrence = context.names.occurrenceAt(context.path, span.start);
  if (occurrence?.role !== 'package') return [];
  return [
    ...versionActions(context, occurrence),
    stubAction(context, packageKeyOf(occurrence.name)),
  ];
}

type PackageOccurrence = Extract<Occurrence, { role: 'package' }>;

/** Names a version that is there, in every path of the document that names the one that is not. */
function versionActions({ names, path }: Context, { name }: PackageOccurrence): Repair[] {
  const bare = `${name.namespace.text}:${name.name.text}`;
  const missing = packageKeyOf(name);
  const versions = [...names.packages.keys()].filter(
    (key) => key === bare || key.startsWith(`${bare}@`),
  );
  return versions.map((key, index) => {
    const version = key.slice(bare.length);
    const edits = (names.file(path)?.occurrences ?? []).flatMap((one) => {
      if (one.role !== 'item' || one.path.kind !== 'package') return [];
      const { namespace, package: own, version: old, name: item } = one.path;
      if (packageKeyOf({ namespace, name: own, version: old }) !== missing) return [];
      return { range: { start: item.end, end: old?.end ?? item.end }, newText: version };
    });
    return {
      title: `use \`${key}\`, which is there`,
      preferred: index === versions.length - 1,
      edit: { changes: [{ kind: 'edit', path, edits }] },
    };
  });
}

/** A package in `deps` with all that the files of the project name of it. */
function stubAction({ names, project }: Context, key: string): Repair {
  const interfaces = new Map<string, Set<string>>();
  const worlds = new Set<string>();
  for (const { occurrences } of names.files) {
    for (const one of occurrences) {
      if (one.role !== 'item' || one.path.kind !== 'package') continue;
      const { namespace, package: name, version } = one.path;
      if (packageKeyOf({ namespace, name, version }) !== key) continue;
      if (one.world) {
        worlds.add(one.path.name.text);
        continue;
      }
      const types = interfaces.get(one.path.name.text) ?? new Set<string>();
      interfaces.set(one.path.name.text, types);
      for (const type of usedNames(one)) types.add(type);
    }
  }
  const items = [
    ...[...interfaces].map(([name, types]) => itemText('interface', name, [...types])),
    ...[...worlds]
      .filter((name) => !interfaces.has(name))
      .map((name) => itemText('world', name, [])),
  ];
  const folder = key.replace(/@.*$/, '').replace(':', '-');
  const path = joinPath(project.folder, `deps/${folder}/package.wit`);
  const text = `package ${escapedKey(key)};\n${items.map((item) => `\n${item}\n`).join('')}`;
  return {
    title: `create a stub of \`${key}\` in \`deps\``,
    preferred: false,
    edit: { changes: [{ kind: 'create', path, text }] },
  };
}
