/** Instances: of components, with resources substituted, and put together from exports. */
import type { InlineExport, InstanceExpr, InstantiateArg } from '../binary/model.js';
import { componentCodes } from '../diagnostics/codes.js';
import { differenceText, resourceAt, SubtypeChecker } from '../subtype/difference.js';
import { checkExternName } from '../validate/extern-item.js';
import type { Budget } from './budget.js';
import { addInfo, entityOfIndex, exportResources } from './externs.js';
import { InfoSum } from './info.js';
import { Lazy } from './lazy.js';
import { Mentioned } from './mentioned.js';
import { NestedComponent } from './nested-component.js';
import { isPutOff } from './put-off-import.js';
import type {
  AnyTy,
  ComponentTy,
  Entity,
  ExternItem,
  InstanceTy,
  Resource,
  ResourcePath,
} from './model.js';
import { NO_RESOURCE_PATHS, NO_RESOURCES } from './nothing.js';
import { InstanceType, Item } from './objects.js';
import { freshResource, type Scope } from './scope.js';
import { Substitution } from './substitute.js';

export function evaluateInstance(scope: Scope, expr: InstanceExpr): InstanceTy {
  if (expr.kind === 'exports') return bagOfExports(scope, expr.exports);
  return instantiate(scope, expr.component, expr.args);
}

/** As {@link evaluateInstance}, when something asks for the instance, and without a look at arguments that do not matter. */
export function lazyInstance(scope: Scope, expr: InstanceExpr): InstanceTy | Lazy<InstanceTy> {
  const items = expr.kind === 'exports' ? expr.exports : expr.args;
  // Values are used up in order; what is not there is refused where it stands.
  for (const { item } of items) {
    if (!scope.has(item)) return evaluateInstance(scope, expr);
  }
  if (expr.kind === 'instantiate' && scope.components[expr.component] === undefined) {
    return evaluateInstance(scope, expr);
  }
  return new LazyInstance(scope, expr);
}

class LazyInstance extends Lazy<InstanceTy> {
  constructor(
    scope: Scope,
    private readonly expr: InstanceExpr,
  ) {
    super(scope);
  }

  protected override make(): InstanceTy {
    const { scope, expr } = this;
    if (expr.kind === 'exports') return bagOfExports(scope, expr.exports);
    return instanceByNeed(scope, expr.component, expr.args) ?? evaluateInstance(scope, expr);
  }
}

function bagOfExports(scope: Scope, items: readonly InlineExport[]): InstanceTy {
  const exports = new Map<string, ExternItem>();
  const { at, strict } = scope.evaluation;
  let explicit: Map<Resource, ResourcePath> | undefined;
  const names = strict ? new Map<string, string>() : undefined;
  const sum = new InfoSum(at.start);
  for (const { name, item } of items) {
    const entity = entityOfIndex(scope, item);
    if (entity.kind === 'instance') {
      exportResources(scope, (explicit ??= new Map()), entity.type, name.name);
    } else if (entity.kind === 'type' && entity.created.kind === 'resource') {
      (explicit ??= new Map()).set(entity.created.resource, [name.name]);
    }
    if (names !== undefined) checkExternName(scope, 'inline-export', name, entity, names);
    addInfo(sum, entity);
    exports.set(name.name, new Item(name, entity, at.start));
  }
  return new InstanceType(exports, NO_RESOURCES, explicit ?? NO_RESOURCE_PATHS, sum);
}

type Argument = { readonly entity: Entity };

/**
 * The instance where only its type matters: arguments are evaluated where the exports of the component mention what they name.
 *
 * @returns `undefined` where an argument that matters is missing or does not fit at first sight, for a full check to say why
 */
function instanceByNeed(
  scope: Scope,
  index: number,
  list: readonly InstantiateArg[],
): InstanceTy | undefined {
  const slot = scope.components[index];
  const type = slot instanceof NestedComponent ? slot.byNeed() : scope.componentAt(index);
  const given = new Map(list.map(({ name, item }) => [name, item]));
  const mentioned = new Mentioned();
  mentioned.items(type.exports);
  const args = new Map<string, Argument>();
  for (const [name, wanted] of type.imports) {
    const item = given.get(name);
    if (item === undefined) return undefined;
    if (isPutOff(wanted) || !mentioned.isNamedIn(wanted.entity)) continue;
    args.set(name, { entity: entityOfIndex(scope, item) });
  }
  const resources = new Map<Resource, Resource>();
  for (const [resource, path] of type.importedResources) {
    if (!mentioned.has(resource)) continue;
    const bound = resourceAt(args, path);
    if (bound === undefined) return undefined;
    resources.set(resource, bound.resource);
  }
  return instantiated(scope, type, args, resources);
}

function instantiate(scope: Scope, index: number, list: readonly InstantiateArg[]): InstanceTy {
  const type = scope.componentAt(index);
  const args = new Map<string, Argument>();
  for (const { name, item } of list) {
    const entity = entityOfIndex(scope, item);
    if (args.has(name)) {
      scope.fail(
        componentCodes.invalidArgument,
        `the argument \`${name}\` of the instantiation of ${scope.label('component', index)} is given twice`,
      );
    }
    args.set(name, { entity });
  }
  const checker = new SubtypeChecker(undefined, undefined, scope.evaluation.budget);
  const difference = checker.open(args, type.imports, type.importedResources);
  if (difference !== undefined) {
    for (const name of type.imports.keys()) {
      if (args.has(name)) continue;
      scope.fail(
        componentCodes.invalidArgument,
        `the instantiation of ${scope.label('component', index)} has no argument for its import \`${name}\``,
      );
    }
    scope.fail(
      componentCodes.invalidArgument,
      `an argument of the instantiation of ${scope.label('component', index)} does not fit: ${differenceText(difference)}`,
    );
  }
  return instantiated(scope, type, args, new Map(checker.bound));
}

/** The instance, and its fresh resources as resources of the scope. */
function instantiated(
  scope: Scope,
  type: ComponentTy,
  args: ReadonlyMap<string, Argument>,
  resources: Map<Resource, Resource>,
): InstanceTy {
  const result = instanceOf(type, args, resources, { budget: scope.evaluation.budget });
  for (const old of type.definedResources.keys()) {
    const fresh = resources.get(old);
    if (fresh !== undefined) scope.addResources.defined.set(fresh, undefined);
  }
  return result;
}

/**
 * The type of an instance of a component: what it imported is replaced by the arguments, and what it defines is fresh.
 *
 * @param args the arguments, already found to fit
 * @param resources what the imported resources are bound to; the fresh ones are added
 */
export function instanceOf(
  type: ComponentTy,
  args: ReadonlyMap<string, { readonly entity: Entity }>,
  resources: Map<Resource, Resource>,
  options: { owner?: string; budget?: Budget } = {},
): InstanceTy {
  for (const old of type.definedResources.keys()) {
    resources.set(old, freshResource(old.name, options.owner ?? old.owner));
  }
  const types = new Map<AnyTy, AnyTy>();
  for (const [name, item] of type.imports) {
    const arg = args.get(name);
    if (arg !== undefined) renameTypes(item.entity, arg.entity, types);
  }
  const substitution = new Substitution(resources, types, options.budget);
  const exports = substitution.items(type.exports);
  const sum = new InfoSum(0);
  for (const item of exports.values()) addInfo(sum, item.entity);
  const explicit = substitution.paths(type.explicitResources);
  return new InstanceType(exports, NO_RESOURCES, explicit, sum);
}

/** Notes which types of the arguments stand for those that were imported. */
function renameTypes(wanted: Entity, given: Entity, types: Map<AnyTy, AnyTy>): void {
  if (wanted.kind === 'type' && given.kind === 'type') {
    types.set(wanted.created, given.created);
  } else if (wanted.kind === 'instance' && given.kind === 'instance') {
    for (const [name, item] of wanted.type.exports) {
      const actual = given.type.exports.get(name);
      if (actual !== undefined) renameTypes(item.entity, actual.entity, types);
    }
  }
}
