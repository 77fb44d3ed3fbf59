/**
 * Imports of WASI that the world asks for, in a component of which the engine's own imports of WASI are taken away: the
 * back end takes away all that begins with `wasi:`, so the world's have another name for as long as it works.
 */
import { readComponent, type Definition, writeComponent } from '@wit-ts/component';
import type { Resolve, WorldId } from '@wit-ts/wit-parser';

const NAMESPACE = 'wasi';
const OTHER = 'wit-ts-kept-wasi';

/** Whether the world imports anything of WASI. */
export function importsWasi(resolve: Resolve, id: WorldId): boolean {
  const world = resolve.worlds[id];
  return [...(world?.imports.values() ?? [])].some((item) => {
    if (item.kind !== 'interface') return false;
    const owner = resolve.interfaces[item.id]?.package;
    return owner !== undefined && resolve.packages[owner]?.name.namespace === NAMESPACE;
  });
}

/** The model under the other name. */
export function underOtherName(resolve: Resolve): Resolve {
  return {
    ...resolve,
    packages: resolve.packages.map((item) =>
      item.name.namespace === NAMESPACE
        ? { ...item, name: { ...item.name, namespace: OTHER } }
        : item,
    ),
  };
}

/** A specifier that the back end resolves, under the other name. */
export function specifierUnderOtherName(specifier: string): string {
  return specifier.startsWith(`${NAMESPACE}:`)
    ? OTHER + specifier.slice(NAMESPACE.length)
    : specifier;
}

/** The component with its imports and exports under their own names again. */
export function underOwnName(bytes: Uint8Array): Uint8Array {
  const { component, diagnostics } = readComponent(bytes, { name: 'component' });
  if (component === undefined) throw new Error(diagnostics[0]?.message ?? 'not a component');
  const definitions = component.definitions.map((definition): Definition => {
    if (definition.kind !== 'import' && definition.kind !== 'export') return definition;
    const { name } = definition.name;
    if (!name.startsWith(`${OTHER}:`)) return definition;
    const own = NAMESPACE + name.slice(OTHER.length);
    return { ...definition, name: { ...definition.name, name: own } };
  });
  return writeComponent({ ...component, definitions });
}
