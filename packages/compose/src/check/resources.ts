/** Which resource types of different components are one and the same in the result. */
import { isPutOff, type Resource, type ResourceMap, type ResourcePath } from '@wit-ts/component';
import type { OpenImports } from '../imports/open-imports.js';
import { type ProviderOf, type TypedPart, resourceAt } from '../part.js';

/** What most small components have. */
const NO_RESOURCES: ResourceMap = new Map();

/**
 * Follows every imported resource to the one that it will be: an import of the result, or what another component exports. A
 * resource that a component defines is its own, and another one for each instance.
 */
export class ResourceIdentities {
  private readonly maps = new Map<TypedPart, ResourceMap>();
  private readonly open = new Map<string, Resource>();

  constructor(
    private readonly imports: OpenImports,
    private readonly providerOf: ProviderOf,
  ) {}

  /** For every resource that `part` imports or defines, the one of the result. */
  of(part: TypedPart): ResourceMap {
    const { type, instanceImports } = part;
    if (
      instanceImports === undefined &&
      type.definedResources.size === 0 &&
      type.importedResources.size === 0
    ) {
      return NO_RESOURCES;
    }
    return this.maps.get(part) ?? this.make(part);
  }

  private make(part: TypedPart): ResourceMap {
    const { definedResources, importedResources, imports } = part.type;
    const isComplete = part.instanceImports === undefined || ![...imports.values()].some(isPutOff);
    if (isComplete && definedResources.size === 0 && importedResources.size === 0) {
      return NO_RESOURCES;
    }
    const map = new Map<Resource, Resource>();
    const supply = (resource: Resource, path: ResourcePath): Resource => {
      // Set first: components that only need each other's types can form a cycle.
      map.set(resource, resource);
      const found = this.supplied(part, path) ?? fresh(resource);
      map.set(resource, found);
      return found;
    };
    // What is imported, but was put off, is added when it is asked for.
    const late = (resource: Resource): Resource | undefined => {
      const path = importedResources.get(resource);
      return path && supply(resource, path);
    };
    const result: ResourceMap = isComplete
      ? map
      : { get: (resource) => map.get(resource) ?? late(resource) };
    this.maps.set(part, result);
    for (const resource of definedResources.keys()) map.set(resource, fresh(resource));
    for (const [resource, path] of importedResources) supply(resource, path);
    return result;
  }

  private supplied(part: TypedPart, path: readonly string[]): Resource | undefined {
    const [port, ...rest] = path;
    if (port === undefined) return undefined;
    const open = this.imports.of(part, port);
    if (open !== undefined) {
      const origin = this.imports.origin({ open, path: rest });
      const key = `${origin.open.key}\n${origin.path.join('\n')}`;
      let identity = this.open.get(key);
      if (identity === undefined) {
        identity = { id: -1, name: rest.at(-1) ?? port, owner: open.name.name };
        this.open.set(key, identity);
      }
      return identity;
    }
    const provider = this.providerOf(part, port);
    const item = provider?.part.type.exports.get(provider.name);
    if (provider === undefined || item === undefined) return undefined;
    const theirs = resourceAt(item, rest);
    return theirs === undefined ? undefined : (this.of(provider.part).get(theirs) ?? theirs);
  }
}

function fresh({ name, owner }: Resource): Resource {
  return { id: -1, name, owner };
}
