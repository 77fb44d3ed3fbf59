/** Documents of more instances than one component may hold. */
import { emitWithinLimits } from '../emit/nest.js';
import type { Emitted } from '../emit/emit.js';
import type { ChosenExport } from '../exports/choose.js';
import type { OpenImports } from '../imports/open-imports.js';
import type { TypedPart } from '../part.js';
import type { AliasItem, InstanceItem, Item } from './model.js';
import type { Resolution } from './resolver.js';

/**
 * Writes a document as a composition of components is written: in groups.
 *
 * @param document the imports of the document itself
 * @returns `undefined` where it is more than that: where it defines types, exports imports, or gives whole instances as arguments;
 *   and where groups do not help
 */
export function emitNested(
  { definitions, instances, exports }: Resolution,
  document: TypedPart,
  imports: OpenImports,
): Emitted | undefined {
  if (definitions.length > 0) return undefined;
  const byPart = new Map<TypedPart, InstanceItem>();
  for (const instance of instances) {
    for (const item of instance.arguments.values()) {
      if (item.kind !== 'import' && !isExportOfInstance(item)) return undefined;
    }
    byPart.set(instance.part, instance);
  }
  const chosen: ChosenExport[] = [];
  for (const { item, name } of exports.values()) {
    if (!isExportOfInstance(item)) return undefined;
    chosen.push({ part: item.of.part, name: item.name, as: name });
  }
  return emitWithinLimits({
    parts: instances.map(({ part }) => part),
    imports,
    outside: document,
    exports: chosen,
    providerOf: (part, port) => {
      const item = byPart.get(part)?.arguments.get(port);
      return item === undefined || !isExportOfInstance(item)
        ? undefined
        : { part: item.of.part, name: item.name };
    },
    isTypesOnly: () => false,
  });
}

function isExportOfInstance(item: Item): item is AliasItem & { of: InstanceItem } {
  return item.kind === 'alias' && item.of.kind === 'instance';
}
