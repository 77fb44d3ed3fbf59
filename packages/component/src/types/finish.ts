/** The type of a component or instance type once all of its definitions have been evaluated. */
import { componentCodes } from '../diagnostics/codes.js';
import { FreeResources } from './free-resources.js';
import type { ComponentTy, InstanceTy, Resource, ResourcePath } from './model.js';
import type { Scope } from './scope.js';

export function finishInstanceType(scope: Scope): InstanceTy {
  const { info } = scope;
  return {
    kind: 'instance',
    exports: scope.exports,
    definedResources: new Set(scope.definedResources.keys()),
    explicitResources: scope.explicitResources,
    size: info.size,
    depth: info.depth,
    borrow: info.borrow,
    resources: info.resources,
  };
}

export function finishComponent(scope: Scope): ComponentTy {
  const { info } = scope;
  return {
    kind: 'component',
    imports: scope.imports,
    exports: scope.exports,
    importedResources: scope.importedResources,
    definedResources: usedDefinitions(scope),
    explicitResources: scope.explicitResources,
    size: info.size,
    depth: info.depth,
    borrow: info.borrow,
    resources: info.resources,
  };
}

/** The defined resources that the exports mention; they must be exported themselves, and no import may use them. */
function usedDefinitions(scope: Scope): ReadonlyMap<Resource, ResourcePath> {
  const result = new Map<Resource, ResourcePath>();
  if (scope.definedResources.size === 0) return result;
  const imports = new FreeResources();
  imports.items(scope.imports);
  for (const resource of scope.definedResources.keys()) {
    if (imports.found.has(resource)) {
      scope.fail(
        componentCodes.invalidResource,
        `an import uses the resource${nameOf(resource)} that the component itself defines`,
      );
    }
  }
  const exports = new FreeResources();
  exports.items(scope.exports);
  for (const resource of scope.definedResources.keys()) {
    if (!exports.found.has(resource)) continue;
    const path = scope.explicitResources.get(resource);
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
