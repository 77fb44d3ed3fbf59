/** The WIT of a world as text for a back end, which knows nothing of the features that were chosen. */
import {
  type PackageId,
  printWit,
  type Resolve,
  type WitFunction,
  type World,
  type WorldItem,
} from '@wit-ts/wit-parser';

/** The package and all others of the model, with what is behind a gate taken for granted. */
export function witText(resolve: Resolve, id: PackageId): string {
  return printWit(withoutGates(resolve), id, { docs: false });
}

function withoutGates(resolve: Resolve): Resolve {
  return {
    packages: resolve.packages,
    types: resolve.types.map(ungated),
    interfaces: resolve.interfaces.map((item) => ({
      ...ungated(item),
      functions: new Map(
        Array.from(item.functions, ([name, fn]): [string, WitFunction] => [name, ungated(fn)]),
      ),
    })),
    worlds: resolve.worlds.map((world) => {
      const items = (map: World['imports']): World['imports'] =>
        new Map(
          Array.from(map, ([key, item]): [string, WorldItem] => {
            if (item.kind === 'function') {
              return [key, { ...item, function: ungated(item.function) }];
            }
            return [key, item.kind === 'interface' ? ungated(item) : item];
          }),
        );
      return { ...ungated(world), imports: items(world.imports), exports: items(world.exports) };
    }),
  };
}

function ungated<T extends { stability?: unknown }>(item: T): T {
  const copy = { ...item };
  delete copy.stability;
  return copy;
}
