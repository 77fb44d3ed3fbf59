/** Where the resources come from that a link would have to be the same. */
import type { Resource, TypeDifference } from '@wit-ts/component';
import type { ProviderOf } from '../part.js';
import type { Named } from './sides.js';
import { resourceAt, type TypedPart } from '../part.js';

/** Where a component has a resource from. */
export interface ResourceOrigin {
  /** The component that is spoken of. */
  part: Named;
  resource: string;
  /** The import that it comes in by; absent where the component defines it. */
  port?: string;
  /** The component that defines it in the end; absent where that is the host. */
  owner?: Named;
}

/** The origins of the two resources of a difference: that of the importer, and that of the provider. */
export function resourceOrigins(
  { resources }: TypeDifference,
  importer: TypedPart,
  provider: TypedPart,
  providerOf: ProviderOf,
): ResourceOrigin[] {
  if (resources === undefined) return [];
  return [
    originOf(importer, resources.wanted, providerOf),
    originOf(provider, resources.given, providerOf),
  ].filter((origin) => origin !== undefined);
}

function originOf(
  part: TypedPart,
  resource: Resource,
  providerOf: ProviderOf,
): ResourceOrigin | undefined {
  const path = part.type.importedResources.get(resource);
  const name = (path ?? part.type.definedResources.get(resource))?.at(-1);
  if (name === undefined) return undefined;
  if (path === undefined) return { part, resource: name, owner: part };
  const [port = ''] = path;
  const owner = ownerOf(part, path, providerOf);
  return { part, resource: name, port, ...(owner === undefined ? {} : { owner }) };
}

/** Follows imports to the component that defines what stands at a path of them; `undefined` where the host does. */
function ownerOf(
  part: TypedPart,
  path: readonly string[],
  providerOf: ProviderOf,
): TypedPart | undefined {
  const seen = new Set<TypedPart>();
  let current = { part, path };
  for (;;) {
    const [port = '', ...rest] = current.path;
    const provider = providerOf(current.part, port);
    const item = provider?.part.type.exports.get(provider.name);
    if (provider === undefined || item === undefined) return undefined;
    const resource = resourceAt(item, rest);
    const next = resource && provider.part.type.importedResources.get(resource);
    if (next === undefined || seen.has(provider.part)) return provider.part;
    seen.add(provider.part);
    current = { part: provider.part, path: next };
  }
}
