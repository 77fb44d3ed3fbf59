/** Compares what a module exports with what a world asks for, before anything is built. */
import { type ExpectedExport, expectedExports } from '@wit-ts/bindgen-ts';
import {
  type Diagnostic,
  type Resolve,
  type SourceSet,
  type Span,
  Suggester,
  type WorldId,
} from '@wit-ts/wit-parser';
import type { Bundle } from './host-tools.js';
import type { WitPlaces } from './wit-places.js';

export interface ExportCheck {
  /** The path of the user's module. */
  readonly entry: string;
  /** The module with all that it imports. */
  readonly bundle: Bundle;
  readonly places: WitPlaces;
  /** Gets the texts of modules that diagnostics point into. */
  readonly sources: SourceSet;
}

/** @returns a diagnostic for each export that is missing or of the wrong kind */
export async function checkExports(
  resolve: Resolve,
  world: WorldId,
  check: ExportCheck,
): Promise<Diagnostic[]> {
  const suggester = new Suggester();
  const diagnostics: Diagnostic[] = [];
  for (const wanted of expectedExports(resolve, world)) {
    if (check.bundle.exports.includes(wanted.name)) continue;
    const near = suggester.closest(wanted.name, check.bundle.exports);
    diagnostics.push(missing(wanted, near, check));
  }
  return diagnostics;
}

function missing(wanted: ExpectedExport, near: string | undefined, check: ExportCheck): Diagnostic {
  const span: Span | undefined = check.places.item(wanted.key, 'exports');
  return {
    code: 'GUEST0001',
    severity: 'error',
    message: `the world exports the ${wanted.kind} ${wanted.label}, and ${check.entry} has no export ${wanted.name}`,
    help: near === undefined ? `export ${wanted.name}` : `export it as ${wanted.name}, not ${near}`,
    ...(span === undefined ? {} : { span }),
  };
}
