import type {
  AliasDefinition,
  ByteRange,
  ComponentNode,
  CoreInstanceDefinition,
  Definition,
  ExportDefinition,
  InstanceDefinition,
  ResourceType,
} from '@wit-ts/component';
import { Canons } from './canons.js';
import { exportItems } from './export-items.js';
import { HostImports } from './host-imports.js';
import type { CoreArgument, CoreItem, Plan } from './model.js';
import { Modules } from './modules.js';
import { PlanError } from './plan-error.js';
import { PlanLists } from './plan-lists.js';
import { Scope, TypeEvaluator } from './scope.js';
import type { Item } from './scope.js';
import { TypeInterner } from './type-interner.js';

export interface PlanResult {
  readonly plan: Plan;
  /** Of all types that occur in the plan. */
  readonly types: TypeInterner;
}

/**
 * Turns a component, with all that is nested in it, into a {@link Plan}: the definitions are walked in order as an
 * instantiation would do it, with stand-ins for what exists at run time only.
 *
 * @throws PlanError where the component needs what bindings cannot give, or is not valid.
 */
export function planComponent(root: ComponentNode): PlanResult {
  return new Planner(root).run();
}

/** One instantiation of a component. */
interface Frame {
  readonly node: ComponentNode;
  readonly scope: Scope;
  readonly instance: number;
  readonly exports: Map<string, Item>;
}

class Planner {
  readonly #root: ComponentNode;
  readonly #interner = new TypeInterner();
  readonly #types = new TypeEvaluator(this.#interner);
  readonly #modules: Modules;
  readonly #lists: PlanLists;
  readonly #canons: Canons;
  readonly #host: HostImports;

  constructor(root: ComponentNode) {
    this.#root = root;
    this.#modules = new Modules(root.bytes);
    this.#lists = new PlanLists(root);
    this.#canons = new Canons(this.#modules, this.#lists, this.#types);
    this.#host = new HostImports(this.#types, (resource) => this.#lists.resource(resource));
  }

  run(): PlanResult {
    const exports = this.#instantiate(this.#root, undefined, undefined, undefined, this.#root);
    return {
      types: this.#interner,
      plan: {
        modules: this.#modules.list,
        instances: this.#lists.instances,
        resources: this.#lists.resources,
        contexts: this.#lists.contexts,
        trampolines: this.#lists.trampolines,
        imports: this.#host.imports,
        steps: this.#lists.steps,
        coreInstances: this.#lists.coreModules.length,
        exports: exportItems(exports),
      },
    };
  }

  #instantiate(
    node: ComponentNode,
    outer: Scope | undefined,
    parent: number | undefined,
    args: ReadonlyMap<string, Item> | undefined,
    range: ByteRange,
  ): ReadonlyMap<string, Item> {
    const instance = this.#lists.instance({ parent, path: node.path }, range);
    const frame: Frame = { node, scope: new Scope(outer), instance, exports: new Map() };
    for (const definition of node.definitions) this.#define(frame, definition, args);
    return frame.exports;
  }

  #define(frame: Frame, definition: Definition, args: ReadonlyMap<string, Item> | undefined): void {
    const { scope } = frame;
    switch (definition.kind) {
      case 'custom':
        return;
      case 'core-module':
        scope.add('core-module', { kind: 'core-module', module: this.#modules.add(definition) });
        return;
      case 'core-instance':
        scope.add('core-instance', {
          kind: 'core-instance',
          argument: this.#coreInstance(frame, definition),
        });
        return;
      case 'core-type':
        scope.add('core-type', { kind: 'core-type' });
        return;
      case 'component':
        scope.add('component', { kind: 'component', node: definition.component, scope });
        return;
      case 'instance':
        scope.add('instance', {
          kind: 'instance',
          exports: this.#componentInstance(frame, definition),
        });
        return;
      case 'alias':
        scope.add(definition.sort, this.#alias(scope, definition));
        return;
      case 'type':
        if (definition.type.kind === 'resource')
          scope.add('type', this.#resource(frame, definition.type, definition));
        else
          scope.add('type', {
            kind: 'type',
            type: this.#types.define(scope, definition.type, definition),
          });
        return;
      case 'canon':
        this.#canons.define(scope, frame.instance, definition);
        return;
      case 'import': {
        const name = definition.name.name;
        const item =
          args === undefined
            ? this.#host.item(scope, name, definition.type, definition)
            : args.get(name);
        if (item === undefined) {
          if (definition.type.kind === 'type' && definition.type.bound.kind === 'eq') {
            const type = scope.type(definition.type.bound.index, definition);
            scope.add('type', { kind: 'type', type });
            return;
          }
          throw new PlanError('HOST0001', `the import ${name} is given nothing`, definition);
        }
        scope.add(definition.type.kind, item);
        return;
      }
      case 'export':
        this.#export(frame, definition);
        return;
      case 'start':
      case 'value':
        throw new PlanError(
          'HOST0002',
          `the component has a ${definition.kind} definition, which is not supported`,
          definition,
        );
    }
  }

  #export(frame: Frame, definition: ExportDefinition): void {
    const { sort, index } = definition.item;
    const item = frame.scope.get(sort, index, definition);
    frame.exports.set(definition.name.name, item);
    frame.scope.add(sort, item);
  }

  #alias(scope: Scope, definition: AliasDefinition): Item {
    const { target, sort } = definition;
    if (target.kind === 'outer')
      return scope.outer(target.count, definition).get(sort, target.index, definition);
    if (target.kind === 'export') {
      const instance = scope.get('instance', target.instance, definition);
      const item = instance.kind === 'instance' ? instance.exports.get(target.name) : undefined;
      if (item === undefined)
        throw new PlanError('HOST0001', `there is no export ${target.name}`, definition);
      return item;
    }
    const instance = scope.get('core-instance', target.instance, definition);
    if (instance.kind !== 'core-instance')
      throw new PlanError('HOST0001', 'an alias goes to what is no core instance', definition);
    return {
      kind: 'core-item',
      item: coreExport(instance.argument, target.name, definition),
    };
  }

  #coreInstance(frame: Frame, definition: CoreInstanceDefinition): CoreArgument {
    const { scope } = frame;
    const { expr } = definition;
    if (expr.kind === 'exports') {
      const items = new Map<string, CoreItem>();
      for (const { name, item } of expr.exports) {
        const { sort } = item;
        if (
          sort !== 'core-func' &&
          sort !== 'core-memory' &&
          sort !== 'core-table' &&
          sort !== 'core-global' &&
          sort !== 'core-tag'
        )
          throw new PlanError('HOST0001', `a core instance cannot export a ${sort}`, definition);
        items.set(name, scope.coreItem(sort, item.index, definition));
      }
      return { kind: 'items', items };
    }
    const module = scope.get('core-module', expr.module, definition);
    if (module.kind !== 'core-module')
      throw new PlanError('HOST0001', `core module ${expr.module} is none`, definition);
    const args = new Map<string, CoreArgument>();
    for (const { name, instance } of expr.args) {
      const item = scope.get('core-instance', instance, definition);
      if (item.kind === 'core-instance') args.set(name, item.argument);
    }
    const core = this.#lists.core({ module: module.module, args, instance: frame.instance });
    return { kind: 'instance', instance: core };
  }

  #componentInstance(frame: Frame, definition: InstanceDefinition): ReadonlyMap<string, Item> {
    const { scope } = frame;
    const { expr } = definition;
    if (expr.kind === 'exports') {
      const exports = new Map<string, Item>();
      for (const { name, item } of expr.exports)
        exports.set(name.name, scope.get(item.sort, item.index, definition));
      return exports;
    }
    const component = scope.get('component', expr.component, definition);
    if (component.kind !== 'component')
      throw new PlanError('HOST0001', `component ${expr.component} is none`, definition);
    const args = new Map<string, Item>();
    for (const { name, item } of expr.args)
      args.set(name, scope.get(item.sort, item.index, definition));
    return this.#instantiate(component.node, component.scope, frame.instance, args, definition);
  }

  #resource(frame: Frame, type: ResourceType, range: ByteRange): Item {
    if (type.rep !== 'i32')
      throw new PlanError('HOST0002', 'a resource is represented by another type than i32', range);
    const { destructor } = type;
    const resource = this.#lists.resource({
      kind: 'guest',
      instance: frame.instance,
      destructor:
        destructor === undefined ? undefined : frame.scope.coreItem('core-func', destructor, range),
    });
    return { kind: 'type', type: { kind: 'resource', resource } };
  }
}

function coreExport(argument: CoreArgument, name: string, range: ByteRange): CoreItem {
  if (argument.kind === 'instance') return { kind: 'export', instance: argument.instance, name };
  const item = argument.items.get(name);
  if (item === undefined) throw new PlanError('HOST0001', `there is no core export ${name}`, range);
  return item;
}
