/** Interfaces and worlds of a package, and `use`: `WIT0120` to `WIT0139`. */

import type { Diagnostic, Span } from '../diagnostic.js';
import { didYouMean, error, first, loop, sameSpan, stepPlaces, type Step } from './build.js';

export function duplicateItem(name: string, span: Span, other: Span): Diagnostic {
  return error('WIT0120', `the package has an interface or world \`${name}\` already`, span, {
    related: first(other),
  });
}

export function duplicateNameInFile(name: string, span: Span, other: Span): Diagnostic {
  return error('WIT0121', `this file has the name \`${name}\` already`, span, {
    help: 'give the `use` another name with `as`',
    related: first(other),
  });
}

export function unknownItem(name: string, span: Span, close: string | undefined): Diagnostic {
  const help =
    'it must be in this package, or be named with its package, as in `wasi:io/streams`; an alias of another file does not count';
  return error('WIT0122', `there is no interface or world \`${name}\``, span, {
    help,
    ...didYouMean(close, span),
  });
}

export function itemCycle(
  name: string,
  span: Span,
  names: readonly string[],
  path: readonly Step[],
): Diagnostic {
  return error('WIT0123', `\`${name}\` depends on itself: ${loop(names)}`, span, {
    help: 'move the types that both need to an interface of their own',
    related: stepPlaces(path, 'is part of the cycle').filter(
      (place) => !sameSpan(place.span, span),
    ),
  });
}

/** @param mention where a path to another package stands first, which decides what it is taken for */
export function worldAsInterface(name: string, span: Span, mention?: Span): Diagnostic {
  if (mention === undefined) {
    return error('WIT0124', `\`${name}\` is a world, but an interface is needed here`, span);
  }
  const message = `\`${name}\` was taken for a world where this package mentions it first, but an interface is needed here`;
  return error('WIT0124', message, span, { related: first(mention, 'the first mention') });
}

/** @param mention as in {@link worldAsInterface} */
export function interfaceAsWorld(name: string, span: Span, mention?: Span): Diagnostic {
  if (mention === undefined) {
    return error('WIT0125', `\`${name}\` is an interface, but a world is needed here`, span, {
      help: `import the interface instead: \`import ${name};\``,
    });
  }
  const message = `\`${name}\` was taken for an interface where this package mentions it first, but a world is needed here`;
  return error('WIT0125', message, span, {
    help: 'include the world by its full path, above other mentions of it',
    related: first(mention, 'the first mention'),
  });
}

export function gatedTopLevelUse(span: Span): Diagnostic {
  return error('WIT0126', 'a `use` outside of interfaces and worlds cannot have attributes', span, {
    help: 'put the attribute on what uses the alias',
  });
}

export function unknownUsedName(name: string, span: Span, close: string | undefined): Diagnostic {
  const message = `the interface has no type \`${name}\``;
  return error('WIT0130', message, span, didYouMean(close, span));
}

export function functionUsed(name: string, span: Span): Diagnostic {
  const message = `\`${name}\` is a function; \`use\` brings in types only`;
  return error('WIT0131', message, span);
}

export function typeNotInInterface(
  name: string,
  from: string,
  span: Span,
  close: string | undefined,
  isFunction: boolean,
): Diagnostic {
  const extras = isFunction
    ? { help: `\`${name}\` is a function there; \`use\` brings in types only` }
    : didYouMean(close, span);
  return error('WIT0132', `interface \`${from}\` has no type \`${name}\``, span, extras);
}
