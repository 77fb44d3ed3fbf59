/** Packages and what they take from each other: `WIT0110` to `WIT0119`. */

import type { Diagnostic, Span } from '../diagnostic.js';
import {
  didYouMean,
  error,
  first,
  list,
  loop,
  stepPlaces,
  type Step,
  type Extras,
} from './build.js';

/** @param folder as it was asked for; `undefined` for texts in memory */
export function noFiles(folder: string | undefined): Diagnostic {
  const what =
    folder === undefined
      ? 'there are no texts'
      : `the folder \`${folder}\` holds no \`*.wit\` file`;
  return error('WIT0110', `${what}, so there is no package`, undefined, {
    help: 'begin a file with a header such as `package example:app;`',
  });
}

export function noPackageHeader(span: Span | undefined): Diagnostic {
  return error('WIT0110', 'no file of this package says `package namespace:name;`', span, {
    help: 'begin one of the files with a header such as `package example:app;`',
  });
}

export function differentHeader(name: string, before: string, span: Span, other: Span): Diagnostic {
  const message = `this file says it is of package \`${name}\`, another of the same folder says \`${before}\``;
  return error('WIT0111', message, span, { related: first(other, 'the other header') });
}

export function secondPackageDocs(span: Span, other: Span): Diagnostic {
  const message = 'the package is documented in two files';
  return error('WIT0112', message, span, {
    help: 'keep the comment before `package` in one file only',
    related: first(other, 'the other documentation'),
  });
}

export function nestedTooDeep(span: Span): Diagnostic {
  const message = 'a package cannot stand inside of another one that stands in a file';
  return error('WIT0113', message, span, { help: 'move it to the top level of the file' });
}

export function duplicatePackage(name: string, span: Span, other: Span | undefined): Diagnostic {
  return error('WIT0114', `package \`${name}\` is defined in two places`, span, {
    help: other === undefined ? 'the other one comes from a file of WebAssembly' : undefined,
    related: first(other),
  });
}

export function packageCycle(name: string, span: Span, path: readonly Step[]): Diagnostic {
  const names = path.map((step) => step.name);
  return error('WIT0115', `package \`${name}\` depends on itself: ${loop(names)}`, span, {
    help:
      path.length < 2
        ? 'name interfaces of the same package without the name of the package'
        : 'move what both need to a package of its own',
    related: stepPlaces(path, 'this package is part of the cycle'),
  });
}

export function packageNotFound(
  name: string,
  span: Span,
  versions: readonly string[],
  close: string | undefined,
): Diagnostic {
  const bare = name.replace(/@.*$/, '');
  const extras: Extras =
    versions.length > 0
      ? { help: `there is ${list(versions)}; the version must be the same` }
      : close === undefined
        ? {
            help: `put the package into the folder \`deps\`, such as \`deps/${bare.replace(':', '-')}\``,
          }
        : { help: `did you mean \`${close}\`?` };
  return error('WIT0116', `package \`${name}\` is not there`, span, extras);
}

export function itemNotFound(
  kind: 'interface' | 'world',
  name: string,
  owner: string,
  span: Span,
  close: string | undefined,
  isOther: boolean,
): Diagnostic {
  const other = kind === 'interface' ? 'a world' : 'an interface';
  const code = kind === 'interface' ? 'WIT0117' : 'WIT0118';
  const extras = isOther ? { help: `\`${name}\` is ${other} there` } : didYouMean(close, span);
  return error(code, `package \`${owner}\` has no ${kind} \`${name}\``, span, extras);
}
