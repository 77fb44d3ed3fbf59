/** Index spaces and bookkeeping of one component, component type or instance type while it is evaluated. */
import { ReadError } from '../binary/byte-reader.js';
import type {
  ByteRange,
  ComponentNode,
  CoreModuleDefinition,
  Sort,
  SortIndex,
} from '../binary/model.js';
import { readComponentNames } from '../binary/names.js';
import type { CoreEntity, CoreInstanceTy, CoreTy, CoreValTy, ModuleTy } from '../core/model.js';
import { readModuleType } from '../core/module-type.js';
import { componentCodes, type ComponentCode } from '../diagnostics/codes.js';
import { Budget } from './budget.js';
import { InfoSum } from './info.js';
import { forced, type Lazy } from './lazy.js';
import type {
  AnyTy,
  ComponentTy,
  DefinedTy,
  ExternItem,
  FuncTy,
  InstanceTy,
  Resource,
  ResourcePath,
  ResourceTy,
  ValTy,
} from './model.js';
import { NO_ITEMS } from './nothing.js';

/** What is shared by all scopes of one evaluation. */
export class Evaluation {
  readonly budget = new Budget(this);
  /** How many definitions that were put off wait for one another just now. */
  waiting = 0;

  constructor(
    /** Whether everything is checked, core definitions and names too; without it only types are evaluated. */
    readonly strict: boolean,
    /** The definition that is being evaluated: errors point at it. */
    public at: ByteRange,
    /** Types of components that were evaluated before, and as strictly. */
    readonly known: ReadonlyMap<ComponentNode, ComponentTy> | undefined = undefined,
  ) {}
}

export type ScopeKind = 'component' | 'component-type' | 'instance-type';

/** Resource names of one list of imports or exports, which `[method]r.m` and the like refer to. */
export interface ResourceNames {
  readonly byType: Map<ResourceTy, string>;
  readonly names: Set<string>;
}

let resourceIds = 0;

/** A resource type that equals no other. */
export function freshResource(name: string | undefined, owner: string | undefined): Resource {
  return { id: resourceIds++, name, owner };
}

/** One value: each must be used exactly once. */
export interface ValueSlot {
  readonly type: ValTy;
  used: boolean;
  readonly at: ByteRange;
}

/** What only a check of names asks for: most scopes are evaluated without one. */
class NameChecks {
  /** Strong-uniqueness keys of the names, with the name that has each. */
  readonly importNames = new Map<string, string>();
  readonly exportNames = new Map<string, string>();
  /** Types that may be used in exports: those that have a name outside. */
  readonly exportedTypes = new Set<AnyTy>();
  /** Types that may be used in imports. */
  readonly importedTypes = new Set<AnyTy>();
  /** Types without a name of their own that are known to use such types only. */
  readonly usableInExports = new Set<AnyTy>();
  readonly usableInImports = new Set<AnyTy>();
  readonly importedResourceNames: ResourceNames = { byType: new Map(), names: new Set() };
  readonly exportedResourceNames: ResourceNames = { byType: new Map(), names: new Set() };
}

const sortWords = (sort: Sort): string => sort.replace('-', ' ');

/** Index spaces of core definitions, modules aside: types of components and instances seldom have any. */
class CoreSpaces {
  readonly types: (CoreTy | ModuleTy)[] = [];
  readonly funcs: CoreTy[] = [];
  readonly tables: CoreEntity[] = [];
  readonly memories: CoreEntity[] = [];
  readonly globals: CoreEntity[] = [];
  readonly tags: CoreEntity[] = [];
  readonly instances: CoreInstanceTy[] = [];
}

/** The resources of a scope. */
class ScopeResources {
  readonly imported = new Map<Resource, ResourcePath>();
  /** Resources defined here or by instances made here, with the representation where it is known here. */
  readonly defined = new Map<Resource, CoreValTy | undefined>();
  readonly explicit = new Map<Resource, ResourcePath>();
}

/** What most scopes have nothing of: very many are made, for small types. */
class SeldomSpaces {
  readonly values: ValueSlot[] = [];
  readonly components: (ComponentTy | Lazy<ComponentTy>)[] = [];
  core: CoreSpaces | undefined = undefined;
  resources: ScopeResources | undefined = undefined;
  checks: NameChecks | undefined = undefined;
  hasStart = false;
  contextType: CoreValTy | undefined = undefined;
  settled = 0;
}

export class Scope {
  readonly types: (AnyTy | Lazy<AnyTy>)[] = [];
  readonly funcs: (FuncTy | Lazy<FuncTy>)[] = [];
  readonly instances: (InstanceTy | Lazy<InstanceTy>)[] = [];

  readonly exports = new Map<string, ExternItem>();

  /** Definitions that are evaluated when something asks for them, in order. */
  readonly putOff: Lazy<object>[] = [];

  private ownImports: Map<string, ExternItem> | undefined = undefined;
  /** Instance types of imports; most scopes have one import at most, and need no set. */
  private firstImported: InstanceTy | undefined = undefined;
  private ownImported: Set<InstanceTy> | undefined = undefined;
  private ownModules: (ModuleTy | CoreModuleDefinition)[] | undefined = undefined;
  private ownSeldom: SeldomSpaces | undefined = undefined;
  readonly info: InfoSum;

  constructor(
    readonly kind: ScopeKind,
    readonly evaluation: Evaluation,
    readonly parent: Scope | undefined,
    /** The component that is evaluated; for types the one around them. */
    readonly node: ComponentNode,
    /** Whether imported instances are evaluated when something asks for them. */
    readonly byNeed = false,
  ) {
    this.info = new InfoSum(evaluation.at.start);
  }

  /** The imports so far; {@link addImport} adds one. */
  get imports(): ReadonlyMap<string, ExternItem> {
    return this.ownImports ?? NO_ITEMS;
  }

  addImport(item: ExternItem): void {
    (this.ownImports ??= new Map()).set(item.name.name, item);
  }

  /** Notes that an instance is imported; says whether one of the same type was before. */
  importsAgain(type: InstanceTy): boolean {
    if (this.firstImported === undefined) {
      this.firstImported = type;
      return false;
    }
    const others = (this.ownImported ??= new Set());
    if (type === this.firstImported || others.has(type)) return true;
    others.add(type);
    return false;
  }

  private get seldom(): SeldomSpaces {
    return (this.ownSeldom ??= new SeldomSpaces());
  }

  get values(): ValueSlot[] {
    return this.seldom.values;
  }

  get components(): (ComponentTy | Lazy<ComponentTy>)[] {
    return this.seldom.components;
  }

  get coreModules(): (ModuleTy | CoreModuleDefinition)[] {
    return (this.ownModules ??= []);
  }

  get core(): CoreSpaces {
    return (this.seldom.core ??= new CoreSpaces());
  }

  get coreInstanceCount(): number {
    return this.ownSeldom?.core?.instances.length ?? 0;
  }

  /** The resources so far, where there are any; {@link addResources} is for adding some. */
  get resources(): Readonly<ScopeResources> | undefined {
    return this.ownSeldom?.resources;
  }

  get addResources(): ScopeResources {
    return (this.seldom.resources ??= new ScopeResources());
  }

  get checks(): NameChecks {
    return (this.seldom.checks ??= new NameChecks());
  }

  /** Whether the component has a start function. */
  get hasStart(): boolean {
    return this.ownSeldom?.hasStart ?? false;
  }

  set hasStart(value: boolean) {
    this.seldom.hasStart = value;
  }

  /** The type that `context.get` and `context.set` were used with. */
  get contextType(): CoreValTy | undefined {
    return this.ownSeldom?.contextType;
  }

  set contextType(type: CoreValTy) {
    this.seldom.contextType = type;
  }

  /** Refuses the definition that is being evaluated. */
  fail(code: ComponentCode, message: string, help?: string): never {
    throw new ReadError(code, message, this.evaluation.at.start, help);
  }

  /** A definition for messages, with the name that the file gives it: ``instance 3 (`shop`)``. */
  label(sort: Sort, index: number): string {
    const name =
      this.kind === 'component'
        ? readComponentNames(this.node).definitions.get(sort)?.get(index)
        : undefined;
    return `${sortWords(sort)} ${index}${name === undefined ? '' : ` (\`${name}\`)`}`;
  }

  private unknown(sort: Sort, index: number, length: number): never {
    const count = length === 1 ? 'there is 1' : `there are ${length}`;
    return this.fail(
      componentCodes.unknownIndex,
      `${sortWords(sort)} ${index} is not defined yet (${count})`,
    );
  }

  /** Whether an index refers to something, which need not be evaluated for that; never of sorts that are not put off. */
  has({ sort, index }: SortIndex): boolean {
    switch (sort) {
      case 'func':
        return index < this.funcs.length;
      case 'type':
        return index < this.types.length;
      case 'instance':
        return index < this.instances.length;
      case 'component':
        return index < this.components.length;
      default:
        return false;
    }
  }

  typeAt(index: number): AnyTy {
    return forced(this.types[index]) ?? this.unknown('type', index, this.types.length);
  }

  definedTypeAt(index: number): DefinedTy {
    const type = this.typeAt(index);
    return type.kind === 'defined' ? type : this.notA(type, index, 'a value type');
  }

  resourceTypeAt(index: number): ResourceTy {
    const type = this.typeAt(index);
    return type.kind === 'resource' ? type : this.notA(type, index, 'a resource type');
  }

  funcTypeAt(index: number): FuncTy {
    const type = this.typeAt(index);
    return type.kind === 'func' ? type : this.notA(type, index, 'a function type');
  }

  instanceTypeAt(index: number): InstanceTy {
    const type = this.typeAt(index);
    return type.kind === 'instance' ? type : this.notA(type, index, 'an instance type');
  }

  componentTypeAt(index: number): ComponentTy {
    const type = this.typeAt(index);
    return type.kind === 'component' ? type : this.notA(type, index, 'a component type');
  }

  private notA(type: AnyTy, index: number, wanted: string): never {
    const found = {
      defined: 'a value type',
      resource: 'a resource type',
      func: 'a function type',
      instance: 'an instance type',
      component: 'a component type',
    }[type.kind];
    return this.fail(componentCodes.wrongKind, `type ${index} is ${found}, not ${wanted}`);
  }

  coreTypeAt(index: number): CoreTy | ModuleTy {
    return this.core.types[index] ?? this.unknown('core-type', index, this.core.types.length);
  }

  moduleTypeAt(index: number): ModuleTy {
    const type = this.coreTypeAt(index);
    if (type.kind === 'module') return type;
    return this.fail(componentCodes.wrongKind, `core type ${index} is not a module type`);
  }

  funcAt(index: number): FuncTy {
    return forced(this.funcs[index]) ?? this.unknown('func', index, this.funcs.length);
  }

  instanceAt(index: number): InstanceTy {
    return forced(this.instances[index]) ?? this.unknown('instance', index, this.instances.length);
  }

  componentAt(index: number): ComponentTy {
    return (
      forced(this.components[index]) ?? this.unknown('component', index, this.components.length)
    );
  }

  /** The type of a value, which is used up by this. */
  useValue(index: number): ValTy {
    const slot = this.values[index] ?? this.unknown('value', index, this.values.length);
    if (slot.used) this.fail(componentCodes.invalidValue, `value ${index} is used more than once`);
    slot.used = true;
    return slot.type;
  }

  coreFuncAt(index: number): CoreTy {
    return this.core.funcs[index] ?? this.unknown('core-func', index, this.core.funcs.length);
  }

  coreTableAt(index: number): CoreEntity {
    return this.core.tables[index] ?? this.unknown('core-table', index, this.core.tables.length);
  }

  coreMemoryAt(index: number): CoreEntity {
    return (
      this.core.memories[index] ?? this.unknown('core-memory', index, this.core.memories.length)
    );
  }

  coreGlobalAt(index: number): CoreEntity {
    return this.core.globals[index] ?? this.unknown('core-global', index, this.core.globals.length);
  }

  coreTagAt(index: number): CoreEntity {
    return this.core.tags[index] ?? this.unknown('core-tag', index, this.core.tags.length);
  }

  coreInstanceAt(index: number): CoreInstanceTy {
    return (
      this.core.instances[index] ?? this.unknown('core-instance', index, this.core.instances.length)
    );
  }

  /** The type of a core module; an embedded one is looked into when it is first needed. */
  moduleAt(index: number): ModuleTy {
    const module = this.coreModules[index];
    if (module === undefined) {
      return this.unknown('core-module', index, this.coreModules.length);
    }
    if (module.kind === 'module') return module;
    const type = readModuleType(this.node.bytes, module.start, module.end);
    this.coreModules[index] = type;
    return type;
  }

  /** Evaluates what was put off, up to the definition of this number, which itself can only need those before it. */
  settle(order: number): void {
    const { seldom } = this;
    while (seldom.settled < order) this.putOff[seldom.settled++]?.settle();
  }

  /** The scope `count` levels out, 0 being this one. */
  outer(count: number): Scope {
    if (count === 0) return this;
    let scope = this.parent;
    for (let i = 1; i < count && scope !== undefined; i++) scope = scope.parent;
    if (scope === undefined) {
      return this.fail(
        componentCodes.invalidAlias,
        `an outer alias goes ${count} levels out, but there are not as many around it`,
      );
    }
    return scope;
  }
}
