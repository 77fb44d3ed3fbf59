/** Checks a composition that was written: what the composer makes has to be as valid as what it takes. */
import { type ComponentNode, type ComponentTy, validatedType } from '@wit-ts/component';
import type { Diagnostic } from '@wit-ts/wit-parser';
import type { Emitted } from '../emit/emit.js';
import { madeNode } from '../emit/made-node.js';
import { linkMessages } from '../messages.js';
import type { ComponentPart } from '../part.js';

/**
 * Validates what was added to the components, which were validated before.
 *
 * @returns an error where a rule of the component model is broken
 */
export function checkResult(emitted: Emitted, parts: readonly ComponentPart[]): Diagnostic[] {
  const known = new Map<ComponentNode, ComponentTy>();
  for (const { node, type } of parts) known.set(node, type);
  const { diagnostics } = validatedType(madeNode('the result', emitted), known);
  return diagnostics.map(({ message }) => linkMessages.invalidResult(message));
}
