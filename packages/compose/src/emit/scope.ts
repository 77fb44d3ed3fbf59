/** A place where definitions are collected: the composed component, or an instance or component type in it. */
import { ByPort } from '../link/by-port.js';
import type {
  AliasTarget,
  ComponentDecl,
  ComponentNode,
  CoreModuleTypeSyntax,
  DefType,
  Definition,
  ExternName,
  ExternType,
  InlineExport,
  InstanceDecl,
  InstanceExpr,
  InstantiateArg,
  Sort,
  SortIndex,
} from '@wit-ts/component';

/** Where a type definition can be added, with the scope around it for outer aliases. */
export class TypeScope {
  /** How many definitions there are of each sort. */
  protected readonly counts: Record<Sort, number> = {
    func: 0,
    value: 0,
    type: 0,
    component: 0,
    instance: 0,
    'core-func': 0,
    'core-table': 0,
    'core-memory': 0,
    'core-global': 0,
    'core-tag': 0,
    'core-type': 0,
    'core-module': 0,
    'core-instance': 0,
  };
  readonly decls: (ComponentDecl | Definition)[] = [];
  /** Types by their structure, so that each is defined once a scope. */
  private readonly structural = new Map<string, number>();
  /** Outer types by `depth:index`. */
  private readonly outer = new Map<string, number>();

  constructor(readonly parent: TypeScope | undefined) {}

  /** How many definitions of a sort there are. */
  count(sort: Sort): number {
    return this.counts[sort];
  }

  protected next(sort: Sort): number {
    return this.counts[sort]++;
  }

  /** The index of a type of this structure, defined now where there is none yet. */
  type(type: DefType): number {
    const key = JSON.stringify(type);
    const known = this.structural.get(key);
    if (known !== undefined) return known;
    const index = this.newType(type);
    this.structural.set(key, index);
    return index;
  }

  /** A type of its own, even if there is one of the same structure: instance and component types. */
  newType(type: DefType): number {
    this.decls.push({ kind: 'type', type, start: 0, end: 0 });
    return this.counts.type++;
  }

  /** The type of a core module, in the index space of core types. */
  newCoreType(type: CoreModuleTypeSyntax): number {
    this.decls.push({ kind: 'core-type', type, start: 0, end: 0 });
    return this.next('core-type');
  }

  /** The index here of a type of `scope`, which is this one or one around it. */
  reach(scope: TypeScope, index: number): number {
    let depth = 0;
    let current: TypeScope | undefined = this as TypeScope;
    while (current !== scope) {
      if (current === undefined) throw new Error('the scope is not around this one');
      current = current.parent;
      depth++;
    }
    if (depth === 0) return index;
    const key = `${depth}:${index}`;
    const known = this.outer.get(key);
    if (known !== undefined) return known;
    this.decls.push({
      kind: 'alias',
      sort: 'type',
      target: { kind: 'outer', count: depth, index },
      start: 0,
      end: 0,
    });
    const here = this.next('type');
    this.outer.set(key, here);
    return here;
  }

  /** The index of a type that an instance of this scope exports. */
  aliasType(instance: number, name: string): number {
    this.decls.push({
      kind: 'alias',
      sort: 'type',
      target: { kind: 'export', instance, name },
      start: 0,
      end: 0,
    });
    return this.counts.type++;
  }

  /** What was declared, as the declarations of a component type. */
  get componentDecls(): ComponentDecl[] {
    return this.decls as ComponentDecl[];
  }

  /** What was declared, as the declarations of an instance type, in which no import can stand. */
  get instanceDecls(): InstanceDecl[] {
    return this.decls as InstanceDecl[];
  }

  /** Declares an export of the type that this scope makes; returns its index. */
  declareExport(name: ExternName, type: ExternType): number {
    this.decls.push({ kind: 'export-decl', name, type, start: 0, end: 0 });
    return this.next(type.kind);
  }

  /** Declares or defines an import; returns its index. */
  import(name: ExternName, type: ExternType): number {
    this.decls.push({ kind: 'import', name, type, start: 0, end: 0 });
    return this.next(type.kind);
  }
}

/** The composed component itself. */
export class RootScope extends TypeScope {
  /** Aliases of exports by instance and name: the sort follows from the type of the instance. */
  private readonly aliases = new ByPort<number>();

  constructor() {
    super(undefined);
  }

  get definitions(): Definition[] {
    return this.decls as Definition[];
  }

  /** Embeds a component, byte for byte. */
  component(component: ComponentNode): number {
    const { start, end } = component;
    this.decls.push({ kind: 'component', component, start, end });
    return this.counts.component++;
  }

  instantiate(component: number, args: readonly InstantiateArg[]): number {
    const expr: InstanceExpr = { kind: 'instantiate', component, args };
    this.decls.push({ kind: 'instance', expr, start: 0, end: 0 });
    return this.counts.instance++;
  }

  /** An instance of things that are there already. */
  bundle(exports: readonly InlineExport[]): number {
    const expr: InstanceExpr = { kind: 'exports', exports };
    this.decls.push({ kind: 'instance', expr, start: 0, end: 0 });
    return this.counts.instance++;
  }

  /** The index of an export of an instance, aliased once. */
  alias(sort: Sort, instance: number, name: string): number {
    const known = this.aliases.get(instance, name);
    if (known !== undefined) return known;
    const target: AliasTarget = { kind: 'export', instance, name };
    this.decls.push({ kind: 'alias', sort, target, start: 0, end: 0 });
    const index = sort === 'instance' ? this.counts.instance++ : this.next(sort);
    this.aliases.set(instance, name, index);
    return index;
  }

  export(name: ExternName, sort: Sort, index: number, type?: ExternType): number {
    const item: SortIndex = { sort, index };
    this.decls.push({ kind: 'export', name, item, type, start: 0, end: 0 });
    return this.next(sort);
  }
}

/** A name without attributes. */
export function plainName(name: string): ExternName {
  return { name, attributes: [], tag: 0 };
}
