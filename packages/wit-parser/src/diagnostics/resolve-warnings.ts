/**
 * The warnings of the resolver, `WIT0300` to `WIT0399`: what WIT accepts, and what is refused, or goes wrong, later when the
 * package is made into a component. They never change a verdict.
 */

import { diagnosticBuilder } from './builder.js';
import type { Diagnostic, Span } from './diagnostic.js';

const warning = diagnosticBuilder('warning');

const LATER = 'validation of the component will refuse it';

export type MemberKind = 'field' | 'case' | 'flag';

export function repeatedMember(
  kind: MemberKind,
  name: string,
  before: string,
  type: string,
  span: Span,
  other: Span,
): Diagnostic {
  const how = name === before ? 'twice' : `and \`${before}\`, which differs only in case`;
  const message = `\`${type}\` has the ${kind} \`${name}\` ${how}; ${LATER}`;
  return warning('WIT0300', message, span, undefined, [{ span: other, message: 'the first one' }]);
}

export function emptyType(what: string, part: string, span: Span): Diagnostic {
  return warning('WIT0301', `${what} is empty; ${LATER}`, span, `add a ${part}, or do without it`);
}

export function tooManyFlags(name: string, count: number, span: Span): Diagnostic {
  const message = `flags \`${name}\` has ${count} flags, and at most 32 are allowed; ${LATER}`;
  return warning('WIT0302', message, span, 'divide it into several types');
}

export function badListLength(length: number, span: Span): Diagnostic {
  const why = length === 0 ? 'must not be 0' : 'must not be above 1073741824';
  return warning('WIT0303', `the length of a list ${why}; ${LATER}`, span);
}

export function onlyCaseDiffers(name: string, before: string, span: Span, other: Span): Diagnostic {
  const message = `\`${name}\` and \`${before}\` differ only in case; ${LATER}`;
  return warning('WIT0304', message, span, undefined, [{ span: other, message: 'the other one' }]);
}

export function methodLikeResource(name: string, span: Span): Diagnostic {
  const message = `a function of resource \`${name}\` has the name of the resource; ${LATER}`;
  return warning('WIT0305', message, span);
}

export function typeTooLarge(
  name: string | undefined,
  size: number | undefined,
  span: Span,
): Diagnostic {
  const what = name === undefined ? 'this type' : `type \`${name}\``;
  const message =
    size === undefined
      ? `${what} is nested more than 100 deep, named types included; ${LATER}`
      : `${what} has more than 1000000 parts, counting each type as often as it is used; ${LATER}`;
  return warning('WIT0306', message, span);
}

export function borrowInStream(kind: 'stream' | 'future', span: Span): Diagnostic {
  const message = `a ${kind} cannot carry a \`borrow\`, which ends with the call`;
  return warning('WIT0307', message, span, 'send an owned handle');
}

export function replacedByUse(name: string, span: Span, use: Span): Diagnostic {
  const message = `this definition of \`${name}\` has no effect: a \`use\` below brings in the same name`;
  return warning('WIT0308', message, span, 'rename one of the two', [
    { span: use, message: 'this one counts' },
  ]);
}

export function tooManyMembers(what: string, count: number, most: number, span: Span): Diagnostic {
  return warning('WIT0309', `${what}: ${count}, and at most ${most} are allowed; ${LATER}`, span);
}
