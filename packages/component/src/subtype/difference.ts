/**
 * Subtyping of evaluated types (Subtyping.md): whether `a` can be given where `b` is wanted, and if not, the first
 * difference. Instances, components and modules may offer more and ask for less; everything else must be equal.
 * Resources are compared by identity, after those that `b` binds have been replaced by those that `a` supplies.
 */
import { moduleDifference } from '../core/subtype.js';
import type { Budget } from '../types/budget.js';
import type {
  AnyTy,
  CaseTy,
  ComponentTy,
  DefinedTy,
  Entity,
  ExternItem,
  FieldTy,
  FuncTy,
  InstanceTy,
  Resource,
  ResourcePath,
  ResourceTy,
  ValTy,
} from '../types/model.js';
import {
  describeAny,
  describeResource,
  describeValue,
  entityWord,
  itemStep,
  kindWord,
  resourceName,
} from './describe.js';

/** The first place where two types differ. */
export interface TypeDifference {
  /** From the outside in, in the terms of WIT: `record event`, `field value`. */
  path: readonly string[];
  /** What is wanted there, in words; `nothing` where something is too many. */
  expected: string;
  /** What is given there. */
  found: string;
  /** The item that wants and the one that is given, where the place lies in them: their sources show both places. */
  wantedItem?: ExternItem | undefined;
  givenItem?: ExternItem | undefined;
  /** The innermost records, variants, enums or flags in whose declarations the difference stands. */
  wantedType?: DefinedTy | undefined;
  givenType?: DefinedTy | undefined;
  /** Where one resource type is wanted and another one is given. */
  resources?: { wanted: Resource; given: Resource } | undefined;
}

/** `record event › field value: f64 ≠ f32`, wanted before given. */
export function differenceText(difference: TypeDifference): string {
  const { path, expected, found } = difference;
  const what =
    found === 'nothing'
      ? 'missing'
      : expected === 'nothing'
        ? `${found} is too many`
        : `${expected} ≠ ${found}`;
  return path.length === 0 ? what : `${path.join(' › ')}: ${what}`;
}

type Found = TypeDifference | undefined;
export type Items = ReadonlyMap<string, { readonly entity: Entity }>;

/** Resources that stand for others: those of the imports of a component, for the ones it is given. */
export type ResourceMap = Pick<ReadonlyMap<Resource, Resource>, 'get'>;

const differs = (expected: string, found: string): TypeDifference => ({
  path: [],
  expected,
  found,
});

function inside(step: string, difference: Found): Found {
  if (difference === undefined) return undefined;
  return { ...difference, path: [step, ...difference.path] };
}

function declared(difference: Found, given: DefinedTy, wanted: DefinedTy): Found {
  if (difference === undefined || difference.wantedType !== undefined) return difference;
  if (!hasBody(given) || !hasBody(wanted)) return difference;
  return { ...difference, wantedType: wanted, givenType: given };
}

function hasBody({ shape: { kind } }: DefinedTy): boolean {
  return kind === 'record' || kind === 'variant' || kind === 'enum' || kind === 'flags';
}

const NO_RESOURCES: ReadonlyMap<Resource, Resource> = new Map();

/** Resources and what stands for them: those given at first, and those that are added. */
class Replacements {
  private own: Map<Resource, Resource> | undefined = undefined;

  constructor(private readonly shared: ResourceMap) {}

  /** Those that were added to what was given at first. */
  get added(): ReadonlyMap<Resource, Resource> {
    return this.own ?? NO_RESOURCES;
  }

  get(resource: Resource): Resource | undefined {
    return this.own?.get(resource) ?? this.shared.get(resource);
  }

  set(resource: Resource, by: Resource): void {
    this.own ??= new Map();
    this.own.set(resource, by);
  }
}

/** One comparison; resources of each side can be replaced before they are compared. */
export class SubtypeChecker {
  /** Replacements for resources of what is given. */
  private given: Replacements;
  /** Replacements for resources of what is wanted. */
  private wanted: Replacements;

  constructor(
    given: ResourceMap = NO_RESOURCES,
    wanted: ResourceMap = NO_RESOURCES,
    private readonly budget?: Budget,
  ) {
    this.given = new Replacements(given);
    this.wanted = new Replacements(wanted);
  }

  /** What resources of the wanted side have been bound to so far. */
  get bound(): ReadonlyMap<Resource, Resource> {
    return this.wanted.added;
  }

  entity(a: Entity, b: Entity): Found {
    switch (b.kind) {
      case 'core-module':
        if (a.kind === 'core-module') return moduleDifference(a.type, b.type);
        break;
      case 'func':
        if (a.kind === 'func') return this.func(a.type, b.type);
        break;
      case 'value':
        if (a.kind === 'value') return this.value(a.type, b.type);
        break;
      case 'type':
        if (a.kind === 'type') return this.any(a.referenced, b.referenced);
        break;
      case 'instance':
        if (a.kind === 'instance') return this.instance(a.type, b.type);
        break;
      case 'component':
        if (a.kind === 'component') return this.component(a.type, b.type);
        break;
    }
    return differs(entityWord(b), entityWord(a));
  }

  any(a: AnyTy, b: AnyTy): Found {
    switch (b.kind) {
      case 'resource':
        if (a.kind === 'resource') return this.resource(a, b);
        break;
      case 'defined':
        if (a.kind === 'defined') return this.value(a, b);
        break;
      case 'func':
        if (a.kind === 'func') return this.func(a, b);
        break;
      case 'instance':
        if (a.kind === 'instance') return this.instance(a, b);
        break;
      case 'component':
        if (a.kind === 'component') return this.component(a, b);
        break;
    }
    return differs(describeAny(b), describeAny(a));
  }

  resource(a: ResourceTy, b: ResourceTy): Found {
    const given = this.given.get(a.resource) ?? a.resource;
    const wanted = this.wanted.get(b.resource) ?? b.resource;
    if (given === wanted) return undefined;
    const expected = describeResource(b);
    const found = describeResource(a);
    return {
      ...differs(expected, found === expected ? `another resource ${resourceName(a)}` : found),
      resources: { wanted: b.resource, given: a.resource },
    };
  }

  func(a: FuncTy, b: FuncTy): Found {
    if (a === b && !a.resources) return undefined;
    if (a.async !== b.async) {
      return differs(b.async ? 'async func' : 'func', a.async ? 'async func' : 'func');
    }
    const count = Math.max(a.params.length, b.params.length);
    for (let i = 0; i < count; i++) {
      const given = a.params[i];
      const wanted = b.params[i];
      if (given === undefined || wanted === undefined || given.label !== wanted.label) {
        return {
          path: [`parameter ${i + 1}`],
          expected: wanted === undefined ? 'nothing' : labelled(wanted),
          found: given === undefined ? 'nothing' : labelled(given),
        };
      }
      const difference = this.value(given.type, wanted.type);
      if (difference !== undefined) return inside(`parameter ${wanted.label}`, difference);
    }
    return inside('result', this.optional(a.result, b.result));
  }

  private optional(a: ValTy | undefined, b: ValTy | undefined): Found {
    if (a === undefined && b === undefined) return undefined;
    if (a === undefined) return differs(describeValue(b as ValTy), 'nothing');
    if (b === undefined) return differs('nothing', describeValue(a));
    return this.value(a, b);
  }

  value(a: ValTy, b: ValTy): Found {
    this.budget?.spend();
    if (a === b && (typeof a === 'string' || !a.resources)) return undefined;
    const givenPrimitive = primitiveOf(a);
    const wantedPrimitive = primitiveOf(b);
    if (givenPrimitive !== undefined || wantedPrimitive !== undefined) {
      if (givenPrimitive === wantedPrimitive) return undefined;
      return differs(wantedPrimitive ?? describeValue(b), givenPrimitive ?? describeValue(a));
    }
    return declared(this.defined(a as DefinedTy, b as DefinedTy), a as DefinedTy, b as DefinedTy);
  }

  private defined(aType: DefinedTy, bType: DefinedTy): Found {
    const a = aType.shape;
    const b = bType.shape;
    switch (b.kind) {
      case 'record':
        if (a.kind === 'record') return this.fields(a.fields, b.fields);
        break;
      case 'variant':
        if (a.kind === 'variant') return this.cases(a.cases, b.cases);
        break;
      case 'flags':
        if (a.kind === 'flags') return labels('flag', a.labels, b.labels);
        break;
      case 'enum':
        if (a.kind === 'enum') return labels('case', a.labels, b.labels);
        break;
      case 'tuple':
        if (a.kind === 'tuple') return this.tuple(a.types, b.types);
        break;
      case 'list':
        if (a.kind === 'list') return inside('list element', this.value(a.element, b.element));
        break;
      case 'fixed-length-list':
        if (a.kind === 'fixed-length-list') {
          if (a.length !== b.length) return differs(describeValue(bType), describeValue(aType));
          return inside('list element', this.value(a.element, b.element));
        }
        break;
      case 'option':
        if (a.kind === 'option') return inside('option', this.value(a.type, b.type));
        break;
      case 'result':
        if (a.kind === 'result') {
          return (
            inside('ok', this.optional(a.ok, b.ok)) ??
            inside('error', this.optional(a.error, b.error))
          );
        }
        break;
      case 'map':
        if (a.kind === 'map') {
          return (
            inside('map key', this.value(a.key, b.key)) ??
            inside('map value', this.value(a.value, b.value))
          );
        }
        break;
      case 'stream':
        if (a.kind === 'stream') return inside('stream element', this.optional(a.type, b.type));
        break;
      case 'future':
        if (a.kind === 'future') return inside('future value', this.optional(a.type, b.type));
        break;
      case 'own':
        if (a.kind === 'own') return this.resource(a.resource, b.resource);
        break;
      case 'borrow':
        if (a.kind === 'borrow') return this.resource(a.resource, b.resource);
        break;
      case 'primitive':
        break;
    }
    return differs(withKind(bType), withKind(aType));
  }

  private fields(a: readonly FieldTy[], b: readonly FieldTy[]): Found {
    const names = labels(
      'field',
      a.map((field) => field.label),
      b.map((field) => field.label),
    );
    for (let i = 0; i < a.length && i < b.length; i++) {
      const given = a[i] as FieldTy;
      const wanted = b[i] as FieldTy;
      if (given.label !== wanted.label) break;
      const difference = this.value(given.type, wanted.type);
      if (difference !== undefined) return inside(`field ${wanted.label}`, difference);
    }
    return names;
  }

  private cases(a: readonly CaseTy[], b: readonly CaseTy[]): Found {
    const names = labels(
      'case',
      a.map((item) => item.label),
      b.map((item) => item.label),
    );
    for (let i = 0; i < a.length && i < b.length; i++) {
      const given = a[i] as CaseTy;
      const wanted = b[i] as CaseTy;
      if (given.label !== wanted.label) break;
      const difference = this.optional(given.type, wanted.type);
      if (difference !== undefined) return inside(`case ${wanted.label}`, difference);
    }
    return names;
  }

  private tuple(a: readonly ValTy[], b: readonly ValTy[]): Found {
    const count = Math.max(a.length, b.length);
    for (let i = 0; i < count; i++) {
      const difference = this.optional(a[i], b[i]);
      if (difference !== undefined) return inside(`tuple element ${i + 1}`, difference);
    }
    return undefined;
  }

  instance(a: InstanceTy, b: InstanceTy): Found {
    if (a === b && !a.resources) return undefined;
    return this.items(a.exports, b.exports);
  }

  /** Whether `given` has all that `wanted` lists, each fitting. */
  items(given: Items, wanted: ReadonlyMap<string, ExternItem>): Found {
    for (const [name, want] of wanted) {
      this.budget?.spend();
      const have = given.get(name);
      if (have === undefined) {
        return {
          path: [itemStep(name, want.entity)],
          expected: entityWord(want.entity),
          found: 'nothing',
          wantedItem: want,
        };
      }
      const difference = this.entity(have.entity, want.entity);
      if (difference === undefined) continue;
      const placed = inside(itemStep(name, want.entity), difference) as TypeDifference;
      if (placed.wantedItem !== undefined) return placed;
      return { ...placed, wantedItem: want, givenItem: have as ExternItem };
    }
    return undefined;
  }

  /** Components: the imports of `b` must do for `a`, and then the exports of `a` for `b`. */
  component(a: ComponentTy, b: ComponentTy): Found {
    this.swap();
    const imports = this.open(b.imports, a.imports, a.importedResources);
    this.swap();
    if (imports !== undefined) {
      const { expected, found } = imports;
      const step = imports.path[0] ?? '';
      return {
        ...imports,
        path: [`import of ${step}`, ...imports.path.slice(1)],
        expected: found,
        found: expected,
      };
    }
    return this.open(a.exports, b.exports, b.definedResources);
  }

  private swap(): void {
    const { given } = this;
    this.given = this.wanted;
    this.wanted = given;
  }

  /**
   * Binds the resources that `wanted` leaves open to those that `given` has at the same places, then compares.
   *
   * @param resources the open resources with their places in `wanted`
   */
  open(
    given: Items,
    wanted: ReadonlyMap<string, ExternItem>,
    resources: ReadonlyMap<Resource, ResourcePath>,
  ): Found {
    for (const [resource, path] of resources) {
      const type = resourceAt(given, path);
      if (type !== undefined) {
        this.wanted.set(resource, this.given.get(type.resource) ?? type.resource);
      }
    }
    return this.items(given, wanted);
  }
}

/** The resource type at a path through instances. */
export function resourceAt(items: Items, path: ResourcePath): ResourceTy | undefined {
  let level: Items = items;
  for (let i = 0; i < path.length; i++) {
    const entity = level.get(path[i] as string)?.entity;
    if (entity === undefined) return undefined;
    if (i === path.length - 1) {
      if (entity.kind !== 'type' || entity.created.kind !== 'resource') return undefined;
      return entity.created;
    }
    if (entity.kind !== 'instance') return undefined;
    level = entity.type.exports;
  }
  return undefined;
}

function primitiveOf(type: ValTy): string | undefined {
  if (typeof type === 'string') return type;
  return type.shape.kind === 'primitive' ? type.shape.type : undefined;
}

function labelled(field: FieldTy): string {
  return `${field.label}: ${describeValue(field.type)}`;
}

function withKind(type: DefinedTy): string {
  return type.name === undefined ? describeValue(type) : `${kindWord(type)} ${type.name}`;
}

/** The first label that is missing, too many or another. */
function labels(what: string, a: readonly string[], b: readonly string[]): Found {
  const count = Math.max(a.length, b.length);
  for (let i = 0; i < count; i++) {
    const given = a[i];
    const wanted = b[i];
    if (given === wanted) continue;
    const path = [`${what} ${i + 1}`];
    return { path, expected: wanted ?? 'nothing', found: given ?? 'nothing' };
  }
  return undefined;
}

/** The first reason why an item `a` cannot be given where `b` is wanted, or `undefined` if it can. */
export function firstDifference(
  a: Entity,
  b: Entity,
  resources: { given?: ResourceMap; wanted?: ResourceMap } = {},
): TypeDifference | undefined {
  return new SubtypeChecker(resources.given, resources.wanted).entity(a, b);
}

/** Whether an item `a` can be given where `b` is wanted. */
export function isSubtype(
  a: Entity,
  b: Entity,
  resources: { given?: ResourceMap; wanted?: ResourceMap } = {},
): boolean {
  return firstDifference(a, b, resources) === undefined;
}
