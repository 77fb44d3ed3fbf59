/** Attributes and feature gates: `WIT0160` to `WIT0169`. */

import type { Stability } from '../../model/resolve.js';
import type { Diagnostic, Span } from '../diagnostic.js';
import { error, first } from './build.js';

export function attributeTwice(name: string, span: Span, other: Span): Diagnostic {
  const code = name === 'external-id' ? 'WIT0161' : 'WIT0160';
  const message = `\`@${name}\` stands here twice`;
  return error(code, message, span, { related: first(other, 'the first one') });
}

export function sinceWithUnstable(span: Span, other: Span): Diagnostic {
  const message = 'an item is either `@since` a version or `@unstable`, not both';
  return error('WIT0162', message, span, { related: first(other, 'the other gate') });
}

export function deprecatedAlone(span: Span): Diagnostic {
  return error('WIT0163', '`@deprecated` needs `@since` or `@unstable` beside it', span, {
    help: 'say since when the item exists: `@since(version = 0.1.0)`',
  });
}

export function gateWithoutVersion(name: string, span: Span): Diagnostic {
  const message = `package \`${name}\` has no version, so \`@since\` means nothing in it`;
  return error('WIT0164', message, span, { help: `write \`package ${name}@0.1.0;\`` });
}

export function gateInTheFuture(
  since: string,
  name: string,
  version: string,
  span: Span,
): Diagnostic {
  const message = `the item is there since version ${since}, but package \`${name}\` has only reached ${version}`;
  return error('WIT0165', message, span, { help: 'use `@unstable(feature = …)` until then' });
}

export function gatedReference(
  kind: 'type' | 'interface' | 'world',
  name: string | undefined,
  stability: Stability | undefined,
  span: Span,
): Diagnostic {
  const feature = stability?.kind === 'unstable' ? stability.feature : undefined;
  const inactive =
    feature === undefined
      ? 'its feature is not active'
      : `the feature \`${feature}\` is not active`;
  if (name === undefined) {
    const message = `this needs a type without a name that is left out, because it is used first where ${inactive}`;
    return error('WIT0166', message, span, {
      help: 'types such as `list<u8>` are one type in all of a package; put the gated use behind this one',
    });
  }
  const message = `this refers to ${kind} \`${name}\`, which is left out because ${inactive}`;
  const gate = feature === undefined ? 'the same gate' : `\`@unstable(feature = ${feature})\``;
  return error('WIT0166', message, span, { help: `activate the feature, or put ${gate} here too` });
}

export function ownerGated(kind: 'interface' | 'world', name: string, span: Span): Diagnostic {
  const message = `type \`${name}\` is not gated, but its ${kind} is left out because its feature is not active`;
  return error('WIT0167', message, span, { help: `put the gate of the ${kind} on the type too` });
}
