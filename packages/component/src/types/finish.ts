/** The type of a component or instance type once all of its definitions have been evaluated. */
import { componentCodes } from '../diagnostics/codes.js';
import { FreeResources } from './free-resources.js';
import type { ComponentTy, InstanceTy, Resource, ResourcePath } from './model.js';
import { NO_RESOURCE_PATHS, NO_RESOURCES } from './nothing.js';
import { ComponentType, InstanceType } from './objects.js';
import type { Scope } from './scope.js';

export function finishInstanceType(scope: Scope): InstanceTy {
  return new InstanceType(
    scope.exports,
    definedIn(scope),
    scope.resources?.explicit ?? NO_RESOURCE_PATHS,
    scope.info,
  );
}

function definedIn({ resources }: Scope): ReadonlySet<Resource> {
  if (resources === undefined || resources.defined.size === 0) return NO_RESOURCES;
  return new Set(resources.defined.keys());
}

export function finishComponent(scope: Scope): ComponentTy {
  // What is put off adds to its resources later.
  const resources = scope.byNeed ? scope.addResources : scope.resources;
  return new ComponentType(
    scope.imports,
    scope.exports,
    resources?.imported ?? NO_RESOURCE_PATHS,
    usedDefinitions(scope),
    scope.resources?.explicit ?? NO_RESOURCE_PATHS,
    scope.info,
  );
}

/** The defined resources that the exports mention; they must be exported themselves, and no import may use them. */
function usedDefinitions(scope: Scope): ReadonlyMap<Resource, ResourcePath> {
  const { resources } = scope;
  if (resources === undefined || resources.defined.size === 0) return NO_RESOURCE_PATHS;
  const result = new Map<Resource, ResourcePath>();
  const imports = new FreeResources();
  if (!scope.byNeed) imports.items(scope.imports);
  for (const resource of resources.defined.keys()) {
    if (imports.found.has(resource)) {
      scope.fail(
        componentCodes.invalidResource,
        `an import uses the resource${nameOf(resource)} that the component itself defines`,
      );
    }
  }
  const exports = new FreeResources();
  exports.items(scope.exports);
  for (const resource of resources.defined.keys()) {
    if (!exports.found.has(resource)) continue;
    const path = resources.explicit.get(resource);
    if (path === undefined) {
      scope.fail(
        componentCodes.invalidResource,
        `an export uses the resource${nameOf(resource)} that the component defines but does not export`,
        'Export the resource type before what uses it.',
      );
    }
    result.set(resource, path);
  }
  return result;
}

function nameOf(resource: Resource): string {
  return resource.name === undefined ? '' : ` \`${resource.name}\``;
}
