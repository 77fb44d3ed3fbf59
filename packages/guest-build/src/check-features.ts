/** Refuses what a back end cannot do, by name and place. */
import { camelCase, pascalCase } from '@wit-ts/bindgen-ts';
import type { Diagnostic, Resolve, WorldId } from '@wit-ts/wit-parser';
import { BACKENDS, CAPABILITIES } from './capabilities.js';
import type { BackendName } from './host-tools.js';
import { type FeatureUse, worldFeatures } from './world-features.js';
import type { WitPlaces } from './wit-places.js';

export interface CheckedFeatures {
  readonly diagnostics: Diagnostic[];
  readonly isAsync: boolean;
  readonly hasIntegers64: boolean;
  readonly exportsResources: boolean;
  readonly takesBorrows: boolean;
}

/** Compares what the world uses with the table of the back end. */
export function checkFeatures(
  resolve: Resolve,
  world: WorldId,
  backend: BackendName,
  places: WitPlaces,
): CheckedFeatures {
  const features = worldFeatures(resolve, world, { camelCase, pascalCase });
  const diagnostics: Diagnostic[] = [];
  const other: BackendName = backend === 'quickjs' ? 'starlingmonkey' : 'quickjs';
  for (const use of features.uses) {
    const capability = CAPABILITIES[use.feature];
    if (capability[backend]) continue;
    const instead = capability[other] ? `, or build with --backend ${other}` : '';
    const span = placeOf(use, places);
    diagnostics.push({
      code: 'BLD0003',
      severity: 'error',
      message: `${use.where} has ${capability.name}, which the back end ${BACKENDS[backend].title} does not support`,
      help: capability.help + instead,
      ...(span === undefined ? {} : { span }),
    });
  }
  return { ...features, diagnostics };
}

function placeOf(use: FeatureUse, places: WitPlaces): Diagnostic['span'] {
  const type = use.type === undefined ? undefined : places.type(use.type);
  if (type !== undefined) return type;
  const kind = use.isExport ? 'exports' : 'imports';
  return places.item(use.key, kind, use.function);
}
