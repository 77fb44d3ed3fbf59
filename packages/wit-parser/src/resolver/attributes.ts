import type { Ast, Gate } from '../ast/ast.js';
import { spanOf } from '../ast/ast.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { Stability } from '../model/resolve.js';
import type { Reporter } from './reporter.js';

/**
 * The feature gate that the attributes of an item make, or `undefined` where they make none. Attributes that contradict each
 * other are reported; the first one of a kind then counts.
 *
 * Specification: component-model design/mvp/WIT.md, "Feature Gates".
 */
export function stabilityOf(
  gates: readonly Gate[],
  ast: Ast,
  reporter: Reporter,
): Stability | undefined {
  if (gates.length === 0) return undefined;
  let since: Extract<Gate, { kind: 'since' }> | undefined;
  let unstable: Extract<Gate, { kind: 'unstable' }> | undefined;
  let deprecated: Extract<Gate, { kind: 'deprecated' }> | undefined;
  for (const gate of gates) {
    const first = gate.kind === 'since' ? since : gate.kind === 'unstable' ? unstable : deprecated;
    if (gate.kind !== 'external-id' && first !== undefined) {
      const places = [spanOf(ast, gate.name), spanOf(ast, first.name)] as const;
      reporter.report(messages.attributeTwice(gate.kind, ...places));
      return undefined;
    }
    switch (gate.kind) {
      case 'since':
        since = gate;
        break;
      case 'unstable':
        unstable = gate;
        break;
      case 'deprecated':
        deprecated = gate;
        break;
      case 'external-id':
        break;
    }
  }
  const late = deprecated === undefined ? {} : { deprecated: deprecated.version.text };
  if (since !== undefined) {
    if (unstable === undefined) return { kind: 'stable', since: since.version.text, ...late };
    reporter.report(
      messages.sinceWithUnstable(spanOf(ast, since.name), spanOf(ast, unstable.name)),
    );
    return undefined;
  }
  if (unstable !== undefined) return { kind: 'unstable', feature: unstable.feature.text, ...late };
  if (deprecated !== undefined) {
    reporter.report(messages.deprecatedAlone(spanOf(ast, deprecated.name)));
  }
  return undefined;
}

/** The text of `@external-id("…")`, or `undefined` where there is none. */
export function externalIdOf(
  gates: readonly Gate[],
  ast: Ast,
  reporter: Reporter,
): string | undefined {
  let first: Extract<Gate, { kind: 'external-id' }> | undefined;
  for (const gate of gates) {
    if (gate.kind !== 'external-id') continue;
    if (first !== undefined) {
      const places = [spanOf(ast, gate.name), spanOf(ast, first.name)] as const;
      reporter.report(messages.attributeTwice(gate.kind, ...places));
      break;
    }
    first = gate;
  }
  return first?.value.text;
}
