/** Imports, exports and `include`: `WIT0170` to `WIT0179`. */

import type { Diagnostic, Span } from '../diagnostic.js';
import { chainOf, error, first, stepPlaces, type Step } from './build.js';

export function duplicateExtern(
  direction: 'import' | 'export',
  name: string,
  before: 'interface' | 'function' | 'type',
  span: Span,
  other: Span,
): Diagnostic {
  const article = before === 'interface' ? 'an' : 'a';
  const message = `the world has ${article} ${before} \`${name}\` among its ${direction}s already`;
  return error('WIT0170', message, span, { related: first(other) });
}

export function interfaceTwice(
  direction: 'import' | 'export',
  name: string,
  span: Span,
  other: Span,
): Diagnostic {
  return error('WIT0171', `the world ${direction}s interface \`${name}\` already`, span, {
    help: `for a second copy give it a label: \`${direction} some-label: …\``,
    related: first(other, 'the first one'),
  });
}

export function includeShadows(
  direction: 'import' | 'export',
  name: string,
  world: string,
  span: Span,
  renamed: boolean,
): Diagnostic {
  const message = `world \`${world}\` brings in ${direction} \`${name}\`, which is there already`;
  return error('WIT0172', message, span, {
    help: renamed
      ? 'choose another name in the `with`'
      : `give it another name: \`include ${world} with { ${name} as other-name }\``,
  });
}

export function renameNotFound(
  name: string,
  world: string,
  span: Span,
  rename: Span,
  close: string | undefined,
): Diagnostic {
  const message = `world \`${world}\` has no import or export of the plain name \`${name}\``;
  const help =
    close === undefined
      ? 'functions, types and inline interfaces can be renamed; interfaces by path cannot'
      : `did you mean \`${close}\`?`;
  return error('WIT0173', message, span, { help, related: first(rename, 'this name') });
}

export function includeStability(name: string, a: string, b: string, span: Span): Diagnostic {
  const message = `interface \`${name}\` would be both \`${a}\` and \`${b}\` in this world`;
  return error('WIT0174', message, span);
}

export function namesDifferInCase(
  direction: 'import' | 'export',
  name: string,
  before: string,
  world: string,
  span: Span,
  other: Span | undefined,
): Diagnostic {
  const message = `${direction}s \`${name}\` and \`${before}\` of world \`${world}\` differ only in case`;
  return error('WIT0175', message, span, { related: first(other, 'the other one') });
}

export function exportConflict(span: Span, path: readonly Step[]): Diagnostic {
  const start = path[0]?.name ?? '';
  const between = path.at(-2)?.name ?? start;
  const last = path.at(-1)?.name ?? '';
  const chain = chainOf(path.map((step) => step.name));
  const message = `the export \`${start}\` needs \`${last}\` as an import, but the world exports it: ${chain}`;
  return error('WIT0176', message, span, {
    help:
      between === start
        ? `export \`${last}\` without a label too`
        : `export \`${between}\` from the world too, or do not export \`${last}\``,
    related: stepPlaces(path, 'is on the way'),
  });
}

export function includeTooLarge(span: Span): Diagnostic {
  return error('WIT0177', 'the worlds of this package would have too many items in all', span, {
    help: 'worlds that include each other in a long row repeat everything; import interfaces instead',
  });
}
