/** Types and functions: `WIT0140` to `WIT0159`. */

import type { Diagnostic, Span } from '../diagnostic.js';
import { didYouMean, error, first, loop, stepPlaces, type Step } from './build.js';

/** Names of types in other languages and older WIT. */
const OTHER_NAMES = new Map([
  ['float32', 'f32'],
  ['float64', 'f64'],
  ['int', 's32'],
  ['i8', 's8'],
  ['i16', 's16'],
  ['i32', 's32'],
  ['i64', 's64'],
  ['uint', 'u32'],
  ['byte', 'u8'],
  ['boolean', 'bool'],
  ['str', 'string'],
  ['number', 'f64'],
  ['double', 'f64'],
  ['float', 'f32'],
]);

export function unknownType(name: string, span: Span, close: string | undefined): Diagnostic {
  const builtIn = close === undefined ? OTHER_NAMES.get(name) : undefined;
  const help = `define it here, or bring it in: \`use some-interface.{${name}};\``;
  const extras = builtIn === undefined ? didYouMean(close, span) : didYouMean(builtIn, span);
  return error('WIT0140', `there is no type \`${name}\` here`, span, { help, ...extras });
}

/** @param place where a `use` can be added */
export function unusedType(
  name: string,
  span: Span,
  from: string,
  other: Span,
  place: Span | undefined,
): Diagnostic {
  const use = `use ${from}.{${name}};`;
  return error('WIT0140', `there is no type \`${name}\` here`, span, {
    help: `bring it in from interface \`${from}\`: \`${use}\``,
    related: first(other, `interface \`${from}\` defines it here`),
    fixes:
      place === undefined
        ? []
        : [{ title: `add \`${use}\``, edits: [{ span: place, newText: `\n  ${use}` }] }],
  });
}

export function functionAsType(name: string, span: Span): Diagnostic {
  return error('WIT0141', `\`${name}\` is a function and no type`, span);
}

export function typeCycle(name: string, span: Span, path: readonly Step[]): Diagnostic {
  const names = path.map((step) => step.name);
  return error('WIT0142', `type \`${name}\` contains itself: ${loop(names)}`, span, {
    help: 'types of WIT are never recursive; hold the inner value in a resource or by its index in a list',
    related: stepPlaces(path, 'is part of the cycle'),
  });
}

export function duplicateName(name: string, span: Span, other: Span | undefined): Diagnostic {
  return error('WIT0143', `\`${name}\` is defined already`, span, { related: first(other) });
}

export function duplicateParam(name: string, span: Span, other: Span | undefined): Diagnostic {
  return error('WIT0144', `the function has a parameter \`${name}\` already`, span, {
    help: other === undefined && name === 'self' ? 'a method has `self` of its own' : undefined,
    related: first(other, 'the first one'),
  });
}

export function duplicateMethod(name: string, span: Span, other: Span): Diagnostic {
  const message = `the resource has a function \`${name}\` already`;
  return error('WIT0145', message, span, { related: first(other) });
}

export function secondConstructor(span: Span, other: Span): Diagnostic {
  return error('WIT0146', 'the resource has a constructor already', span, {
    help: 'make it a static function with a name',
    related: first(other),
  });
}

export function handleOfNonResource(name: string, span: Span, other: Span | undefined): Diagnostic {
  return error('WIT0147', `\`${name}\` is no resource, so there are no handles of it`, span, {
    related: first(other, 'defined here'),
  });
}

export function foreignNonResource(name: string, span: Span, other: Span | undefined): Diagnostic {
  return handleOfNonResource(name, span, other);
}

export function constructorResult(span: Span): Diagnostic {
  return error(
    'WIT0148',
    'a constructor can only return `result` of its resource, or nothing',
    span,
    {
      help: 'leave the result out, or write `-> result<the-resource, the-error>`',
    },
  );
}

export function constructorOkType(span: Span): Diagnostic {
  const message = 'the first type of the `result` of a constructor must be the resource itself';
  return error('WIT0149', message, span, { help: 'an alias of the resource does not count' });
}

export function emptyCases(kind: 'variant' | 'enum', name: string, span: Span): Diagnostic {
  return error(
    kind === 'variant' ? 'WIT0150' : 'WIT0151',
    `${kind} \`${name}\` has no case`,
    span,
    {
      help: `no value could be of such a type; add a case`,
    },
  );
}

export function invalidMapKey(span: Span, key: Span): Diagnostic {
  const message = 'the key of a map must be bool, an integer type, char or string';
  return error('WIT0152', message, span, {
    help: 'an alias of such a type does not count',
    related: first(key, 'this is the key'),
  });
}

export function borrowInResult(name: string, span: Span): Diagnostic {
  return error('WIT0153', `the result of function \`${name}\` holds a \`borrow\``, span, {
    help: 'a borrowed handle ends with the call; return the resource itself or take it as a parameter',
  });
}
