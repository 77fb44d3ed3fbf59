/** The check of what was composed, before it is put in its place. */
import { readComponent, validateComponent } from '@wit-ts/component';
import type { ReportedComponent } from '@wit-ts/compose';
import type { WasmTools } from '@wit-ts/wasm-tools';
import { Failure, failure } from '../errors/failure.js';

/**
 * Checks a component, given in pieces and, where it is written already, as a file.
 *
 * @returns what checked it, for people
 * @throws Failure that names the input at fault, or none where it is the composer
 */
export type Check = (pieces: readonly Uint8Array[], file?: string) => string;

/** Our own rules, as reports name them. */
const OWN = 'wit-ts: structure and types';

/**
 * wasm-tools, and our own rules, which are asked first or, where a program of the machine checks all, for the explanation.
 *
 * @param ownRules whether inputs and result have been checked by our rules
 * @param inputs what went into the composition
 */
export function checkWith(
  tools: WasmTools,
  ownRules: boolean,
  inputs: readonly ReportedComponent[],
): Check {
  return (pieces, file) => {
    const { ok, message, checkedBy, unchecked } = tools.validate(pieces, file);
    if (!ok) throw atFault(tools, inputs, message, checkedBy);
    const by = ownRules ? `${checkedBy}; ${OWN}` : checkedBy;
    return unchecked.length === 0 ? by : `${by}; not looked at: ${unchecked.join(', ')}`;
  };
}

/** The error for an invalid result: most often an input was invalid before. */
function atFault(
  tools: WasmTools,
  inputs: readonly ReportedComponent[],
  message: string | undefined,
  checkedBy: string,
): Failure {
  const seen = new Set<Uint8Array>();
  for (const { path, bytes } of inputs) {
    if (seen.has(bytes)) continue;
    seen.add(bytes);
    const { component, diagnostics } = readComponent(bytes, { name: path });
    const mistakes = component === undefined ? diagnostics : validateComponent(component);
    if (mistakes.length > 0) return new Failure(mistakes);
    const alone = tools.validate(bytes);
    if (alone.ok) continue;
    return failure(
      'CLI0302',
      `${path} is not valid: ${alone.message ?? 'no reason given'} (says ${alone.checkedBy})`,
      'build it again, or fetch it again; nothing was written',
    );
  }
  return failure(
    'CLI0301',
    `the composed component is not valid: ${message ?? 'no reason given'} (says ${checkedBy})`,
    'this is an error of wit-ts: please report it with the components; nothing was written',
  );
}
