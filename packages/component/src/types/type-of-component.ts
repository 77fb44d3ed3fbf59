import type { Diagnostic } from '@wit-ts/wit-parser';
import { ReadError } from '../binary/byte-reader.js';
import type { ComponentNode } from '../binary/model.js';
import { describePlace } from '../binary/place.js';
import { NO_DIAGNOSTICS } from '../diagnostics/none.js';
import { evaluateComponent } from './evaluate.js';
import type { ComponentTy } from './model.js';
import { Evaluation } from './scope.js';

export interface TypeResult {
  /** Absent where the component is not valid; then there is an error among the diagnostics. */
  type: ComponentTy | undefined;
  diagnostics: readonly Diagnostic[];
}

/**
 * The type of a component: its imports and exports with everything that they mention. Core definitions are skipped, and
 * what does not decide about the type (names, canonical options) is not checked: see {@link validateComponent}.
 *
 * Every call makes fresh resources, so types of two calls have none in common.
 *
 * @param known types of nested components that were evaluated before
 */
export function typeOfComponent(
  node: ComponentNode,
  known?: ReadonlyMap<ComponentNode, ComponentTy>,
): TypeResult {
  return evaluate(node, false, known);
}

/**
 * As {@link typeOfComponent}, but what the exports do not need of an imported instance is evaluated when something asks for the
 * type of the import: where that is not valid, asking throws a `ReadError`. {@link isPutOff} tells which were not asked for;
 * their resources are not among the `importedResources` yet.
 */
export function typeByNeed(node: ComponentNode): TypeResult {
  return evaluate(node, false, undefined, true);
}

/** As {@link typeOfComponent}; `strict` checks everything. */
export function evaluate(
  node: ComponentNode,
  strict: boolean,
  known?: ReadonlyMap<ComponentNode, ComponentTy>,
  byNeed = false,
): TypeResult {
  try {
    const evaluation = new Evaluation(strict, node, known);
    const type = evaluateComponent(node, evaluation, undefined, byNeed);
    return { type, diagnostics: NO_DIAGNOSTICS };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { type: undefined, diagnostics: [diagnostic(error, node)] };
  }
}

function diagnostic(error: ReadError, root: ComponentNode): Diagnostic {
  const place = describePlace(root, error.offset);
  return {
    code: error.code,
    severity: 'error',
    message: place === '' ? error.message : `${place}: ${error.message}`,
    span: {
      file: root.file,
      start: error.offset,
      end: Math.min(error.offset + 1, root.bytes.length),
    },
    ...(error.help === undefined ? {} : { help: error.help }),
  };
}
