import type { Diagnostic } from '@wit-ts/wit-parser';
import type { ComponentNode } from '../binary/model.js';
import type { ComponentTy } from '../types/model.js';
import { evaluate, type TypeResult } from '../types/type-of-component.js';

/**
 * Checks a component by the rules of the component model: index spaces, types, names, instantiation, resources, external
 * visibility, canonical options and core signatures. Function bodies and constants of core modules are not looked at.
 * All proposed features are accepted. Stops at the first mistake.
 *
 * @returns nothing where the component is valid, or one error with its place
 */
export function validateComponent(node: ComponentNode): readonly Diagnostic[] {
  return evaluate(node, true).diagnostics;
}

/**
 * As {@link validateComponent}, with the type of the component where it is valid.
 *
 * @param known types of nested components that were validated before
 */
export function validatedType(
  node: ComponentNode,
  known?: ReadonlyMap<ComponentNode, ComponentTy>,
): TypeResult {
  return evaluate(node, true, known);
}
