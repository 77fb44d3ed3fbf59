/** Every message of the composer, by what went wrong. A component is named by its name and its file. */
import { differenceText, type TypeDifference } from '@wit-ts/component';
import type { Diagnostic, RelatedPlace, Severity } from '@wit-ts/wit-parser';
import type { ResourceOrigin } from './explain/resource-origin.js';
import {
  type Candidate,
  candidateNote,
  exportNote,
  fileOf,
  listFor,
  listOf,
  type Named,
  originNote,
  quote,
  type Side,
  sidesOf,
} from './explain/sides.js';
import type { Part, Port } from './link/link.js';

function diagnostic(
  code: string,
  severity: Severity,
  message: string,
  place: Named | undefined,
  extra: { help?: string; related?: RelatedPlace[] } = {},
): Diagnostic {
  return {
    code,
    severity,
    message,
    ...(place === undefined ? {} : { span: { file: place.path, start: 0, end: 0 } }),
    ...extra,
  };
}

/** A note on an import that stays open, with the exports that come nearest. */
function stillOpen(
  code: string,
  wanted: Side,
  candidates: readonly [Candidate, ...Candidate[]],
  { reason, help }: { reason: (who: string, name: string) => string; help: string },
): Diagnostic {
  const [{ side, difference }, ...others] = candidates;
  const why = reason(quote(side.part.name), quote(side.item.name.name));
  const fits =
    difference === undefined
      ? 'its type would fit'
      : `its type would not fit either: ${differenceText(difference)}`;
  return diagnostic(
    code,
    'info',
    `${quote(wanted.item.name.name)} of ${quote(wanted.part.name)} stays an import: ${why}; ${fits}`,
    wanted.part,
    {
      help,
      related: [
        ...(difference === undefined
          ? [{ span: fileOf(side.part), message: exportNote(side) }]
          : sidesOf(difference, wanted, side)),
        ...others.map((other) => candidateNote(other)),
      ],
    },
  );
}

export const linkMessages = {
  noInputs(): Diagnostic {
    return diagnostic('LNK0001', 'error', 'there is nothing to compose', undefined, {
      help: 'name at least one component: wit-ts compose a.wasm b.wasm -o app.wasm',
    });
  },
  duplicateComponentName(first: Named, second: Named): Diagnostic {
    return diagnostic(
      'LNK0002',
      'error',
      `two components are called ${quote(first.name)}: ${first.path} and ${second.path}`,
      second,
      { help: `give one another name: other=${second.path}` },
    );
  },
  unknownComponent(name: string, known: readonly string[]): Diagnostic {
    return diagnostic('LNK0003', 'error', `there is no component ${quote(name)}`, undefined, {
      help: `the components are ${listFor(name, known)}`,
    });
  },
  unknownImport(importer: Part, name: string): Diagnostic {
    const names = importer.imports.map((port) => port.name);
    return diagnostic(
      'LNK0004',
      'error',
      `${quote(importer.name)} does not import ${quote(name)}`,
      importer,
      {
        help:
          names.length === 0
            ? `${quote(importer.name)} imports nothing`
            : `it imports ${listFor(name, names)}`,
      },
    );
  },
  notExported(importer: Named, port: Port, provider: Part): Diagnostic {
    const names = provider.exports.map(({ name }) => name);
    return diagnostic(
      'LNK0005',
      'error',
      `${quote(provider.name)} exports nothing that can serve ${quote(port.name)} of ${quote(importer.name)}`,
      provider,
      {
        help:
          names.length === 0
            ? `${quote(provider.name)} exports nothing`
            : `it exports ${listFor(port.name, names)}`,
      },
    );
  },
  linkToItself(part: Named, name: string): Diagnostic {
    return diagnostic(
      'LNK0006',
      'error',
      `${quote(part.name)} cannot serve its own import ${quote(name)}`,
      part,
      {
        help: 'name another component as the provider, or give the same file a second time under another name',
      },
    );
  },
  chosenTwice(importer: Named, name: string, providers: readonly string[]): Diagnostic {
    return diagnostic(
      'LNK0007',
      'error',
      `${quote(name)} of ${quote(importer.name)} is linked to ${listOf(providers)}`,
      importer,
      { help: 'keep one of the two --link options' },
    );
  },
  ambiguousProvider(
    importer: Named,
    name: string,
    candidates: readonly { part: Named; export: string }[],
  ): Diagnostic {
    const example = candidates[0]?.part.name ?? '';
    return diagnostic(
      'LNK0010',
      'error',
      `${quote(name)} of ${quote(importer.name)} can be served by ${listOf(candidates.map(({ part }) => part.name))}`,
      importer,
      {
        help: `choose one, such as --link '${importer.name}:${name}=${example}', or leave it to the host: --link '${importer.name}:${name}='`,
        related: candidates.map((candidate) => ({
          span: { file: candidate.part.path, start: 0, end: 0 },
          message: `${quote(candidate.part.name)} exports ${quote(candidate.export)}`,
        })),
      },
    );
  },
  duplicateExport(name: string, parts: readonly Named[]): Diagnostic {
    const example = parts[0]?.name ?? '';
    return diagnostic(
      'LNK0011',
      'error',
      `${listOf(parts.map((part) => part.name))} all export ${quote(name)}, and nobody consumes it`,
      parts[0],
      {
        help: `choose one, such as --export '${name}=${example}'`,
        related: parts.map((part) => ({
          span: { file: part.path, start: 0, end: 0 },
          message: `${quote(part.name)} exports ${quote(name)}`,
        })),
      },
    );
  },
  unknownExport(name: string, from: string | undefined, known: readonly string[]): Diagnostic {
    const who = from === undefined ? 'no component exports' : `${quote(from)} does not export`;
    return diagnostic('LNK0012', 'error', `${who} ${quote(name)}`, undefined, {
      help:
        known.length === 0
          ? 'no component exports anything'
          : `exports there are: ${listFor(name, known)}`,
    });
  },
  typeMismatch(
    importer: Side,
    provider: Side,
    difference: TypeDifference,
    others: readonly Candidate[],
    origins: readonly ResourceOrigin[],
  ): Diagnostic {
    const wanted = `${importer.part.name}:${importer.item.name.name}`;
    const better = others.find((other) => other.difference === undefined);
    const way =
      better === undefined
        ? `or leave the import to the host: --link '${wanted}='`
        : `or link the one that fits: --link '${wanted}=${better.side.part.name}'`;
    return diagnostic(
      'LNK0013',
      'error',
      `${quote(importer.item.name.name)} of ${quote(importer.part.name)} does not fit what ${quote(provider.part.name)} exports: ${differenceText(difference)}`,
      importer.part,
      {
        help:
          origins.length === 0
            ? `build both components against the same version of the WIT, ${way}`
            : `both have to get the resource from one component: link them so, ${way}`,
        related: [
          ...sidesOf(difference, importer, provider),
          ...origins.map(originNote),
          ...others.map(candidateNote),
        ],
      },
    );
  },
  cycle(steps: readonly { part: Named; import: string }[]): Diagnostic {
    const [first] = steps;
    const path = steps.map(({ part, import: name }) => `${part.name} (needs ${name})`).join(' → ');
    return diagnostic(
      'LNK0014',
      'error',
      `components need each other: ${path} → ${first?.part.name ?? ''}`,
      first?.part,
      {
        help: `a component can be instantiated only after all it imports: leave one of these to the host, such as --link '${first?.part.name ?? ''}:${first?.import ?? ''}=', or break the cycle by a third component`,
        related: steps.map(({ part, import: name }, index) => {
          const provider = (steps[index + 1] ?? first)?.part.name ?? '';
          const message = `${quote(part.name)} imports ${quote(name)}, which ${quote(provider)} exports`;
          return { span: fileOf(part), message };
        }),
      },
    );
  },
  importConflict(name: string, first: Side, second: Side, difference: TypeDifference): Diagnostic {
    return diagnostic(
      'LNK0015',
      'error',
      `${quote(first.part.name)} and ${quote(second.part.name)} import ${quote(name)} with different types: ${differenceText(difference)}`,
      second.part,
      {
        help: 'build both components against the same version of the WIT, or add a component that exports it',
        related: sidesOf(difference, first, second),
      },
    );
  },
  forwardedResource(name: string, importer: Named, owner: string, provider: Named): Diagnostic {
    return diagnostic(
      'LNK0016',
      'error',
      `${quote(name)} of ${quote(importer.name)} stays an import, but it uses types of ${quote(owner)}, which ${quote(provider.name)} inside the composition provides`,
      importer,
      {
        help: `add a component that exports ${quote(name)}, or leave ${quote(owner)} to the host too: --link '${importer.name}:${owner}='`,
        related: [
          { span: fileOf(provider), message: `${quote(provider.name)} exports ${quote(owner)}` },
        ],
      },
    );
  },
  coreModuleImport(name: string | undefined, part: Named | undefined): Diagnostic {
    const what = name === undefined ? 'an import' : quote(name);
    const whose = part === undefined ? '' : ` of ${quote(part.name)}`;
    return diagnostic(
      'LNK0021',
      'error',
      `${what}${whose} stays an import, and holds a core module with types that the composer cannot write: structs, arrays or references to defined types`,
      part,
      { help: 'add a component that exports the module' },
    );
  },
  unnamedResource(what: string, name: string | undefined, part: Named | undefined): Diagnostic {
    const whose = part === undefined ? '' : ` of ${quote(part.name)}`;
    return diagnostic(
      'LNK0022',
      'error',
      `${name === undefined ? 'an import' : quote(name)}${whose} stays an import, but uses ${what}, which no import or export of the result names`,
      part,
      { help: 'add a component that exports the import' },
    );
  },
  otherTrack(wanted: Side, candidates: readonly [Candidate, ...Candidate[]]): Diagnostic {
    return stillOpen('LNK0023', wanted, candidates, {
      reason: (who, exported) => {
        const { name } = wanted.item.name;
        if (!name.includes('@')) return `${who} exports ${exported}, and the import has no version`;
        return exported.includes('@')
          ? `${who} exports ${exported}, which is on another semver track`
          : `${who} exports ${exported}, which has no version`;
      },
      help: 'versions are compatible within one major version, or one minor version of 0.x: build both against compatible versions',
    });
  },
  labelled(wanted: Side, candidates: readonly [Candidate, ...Candidate[]]): Diagnostic {
    const { name } = wanted.item.name;
    return stillOpen('LNK0024', wanted, candidates, {
      reason: (who, exported) =>
        `it is a label, and ${who} exports ${exported} under the name of the interface`,
      help: `link it by name: --link '${wanted.part.name}:${name}=${candidates[0].side.part.name}'`,
    });
  },
  similarName(wanted: Side, candidates: readonly [Candidate, ...Candidate[]]): Diagnostic {
    return stillOpen('LNK0025', wanted, candidates, {
      reason: (who, name) => `nobody exports it, but ${who} exports ${name}`,
      help: 'an import and the export that serves it must have the same name: rename one in its WIT',
    });
  },
  tooLarge(count: number): Diagnostic {
    return diagnostic(
      'LNK0008',
      'error',
      `${count === 1 ? 'the component imports and exports' : `the ${count} components import and export together`} more instances than one component may hold (1,000)`,
      undefined,
      { help: 'name the exports that are needed with --export' },
    );
  },
  invalidResult(why: string): Diagnostic {
    return diagnostic('LNK0009', 'error', `the result would not be valid: ${why}`, undefined, {
      help: 'this is an error of wit-ts: please report it with the components',
    });
  },
  unusedInput(part: Named): Diagnostic {
    return diagnostic(
      'LNK0017',
      'warning',
      `nothing uses ${quote(part.name)} (${part.path}): it is left out of the result`,
      part,
      { help: 'none of its exports is imported by another component or exported by the result' },
    );
  },
  leftover(part: Named, name: string, tool: string): Diagnostic {
    return diagnostic(
      'LNK0018',
      'info',
      `the export ${quote(name)} of ${quote(part.name)} is left out: ${tool} left it behind, it is not part of the world`,
      part,
      { help: `--export '${name}=${part.name}' keeps it` },
    );
  },
  witPackage(part: Named): Diagnostic {
    return diagnostic(
      'LNK0026',
      'error',
      `${part.path} is a WIT package in binary form, not a component that does something`,
      part,
      { help: 'give the component that was built for a world of this package' },
    );
  },
  repeatedPath(part: Named): Diagnostic {
    return diagnostic('LNK0019', 'info', `${part.path} is given twice and counts once`, part);
  },
  nameConflict(
    kind: 'import' | 'export',
    first: { part: Named; name: string },
    second: { part: Named; name: string },
  ): Diagnostic {
    return diagnostic(
      'LNK0020',
      'error',
      `the result would ${kind} both ${quote(first.name)} and ${quote(second.name)}, which ${first.name.toLowerCase() === second.name.toLowerCase() ? 'differ in case only' : 'count as one name'}`,
      first.part,
      {
        help:
          kind === 'import'
            ? 'a component may not hold both: rename one in its WIT, or add a component that exports it'
            : `a component may not hold both: rename one in its WIT, or export only one: --export '${first.name}=${first.part.name}'`,
        related: [first, second].map(({ part, name }) => ({
          span: fileOf(part),
          message: `${quote(part.name)} ${kind}s ${quote(name)}`,
        })),
      },
    );
  },
} as const;
