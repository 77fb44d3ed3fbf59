import type {
  AliasDefinition,
  ByteRange,
  Canon,
  CanonDefinition,
  CanonOption,
  ComponentNode,
  CoreInstanceDefinition,
  Definition,
  ExportDefinition,
  InstanceDefinition,
  ResourceType,
  StringEncoding,
} from '@wit-ts/component';
import { HostImports } from './host-imports.js';
import type {
  CoreArgument,
  CoreItem,
  ExportItem,
  Plan,
  PlanContext,
  PlanInstance,
  PlanModule,
  PlanResource,
  Step,
  Trampoline,
} from './model.js';
import { PlanError } from './plan-error.js';
import { Scope, TypeEvaluator } from './scope.js';
import type { Item } from './scope.js';
import { TypeInterner } from './type-interner.js';

/** Component instances of one component; more of them are taken for a mistake or an attack. */
const MAX_INSTANCES = 2000;
/** Core instances, trampolines and the like, for the same reason. */
const MAX_STEPS = 200_000;

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
  readonly #modules: PlanModule[] = [];
  readonly #moduleKeys = new Map<string, number[]>();
  readonly #instances: PlanInstance[] = [];
  readonly #resources: PlanResource[] = [];
  readonly #contexts: PlanContext[] = [];
  readonly #contextKeys = new Map<string, number>();
  readonly #trampolines: Trampoline[] = [];
  readonly #trampolineKeys = new Map<string, number>();
  readonly #steps: Step[] = [];
  readonly #host: HostImports;
  #coreInstances = 0;

  constructor(root: ComponentNode) {
    this.#root = root;
    this.#host = new HostImports(this.#types, (resource) => {
      this.#resources.push(resource);
      const index = this.#resources.length - 1;
      this.#step({ kind: 'resource', index });
      return index;
    });
  }

  run(): PlanResult {
    const exports = this.#instantiate(this.#root, undefined, undefined, undefined, this.#root);
    return {
      types: this.#interner,
      plan: {
        modules: this.#modules,
        instances: this.#instances,
        resources: this.#resources,
        contexts: this.#contexts,
        trampolines: this.#trampolines,
        imports: this.#host.imports,
        steps: this.#steps,
        coreInstances: this.#coreInstances,
        exports: exportItems(exports),
      },
    };
  }

  #step(step: Step): void {
    if (this.#steps.length >= MAX_STEPS)
      throw new PlanError('HOST0003', `the component has more than ${MAX_STEPS} steps`, this.#root);
    this.#steps.push(step);
  }

  #instantiate(
    node: ComponentNode,
    outer: Scope | undefined,
    parent: number | undefined,
    args: ReadonlyMap<string, Item> | undefined,
    range: ByteRange,
  ): ReadonlyMap<string, Item> {
    if (this.#instances.length >= MAX_INSTANCES)
      throw new PlanError(
        'HOST0003',
        `the component makes more than ${MAX_INSTANCES} component instances`,
        range,
      );
    this.#instances.push({ parent, path: node.path });
    const instance = this.#instances.length - 1;
    this.#step({ kind: 'instance', index: instance });
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
        scope.add('core-module', { kind: 'core-module', module: this.#module(definition) });
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
        this.#canon(frame, definition);
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

  #module(range: ByteRange): number {
    const bytes = this.#root.bytes.subarray(range.start, range.end);
    const key = `${bytes.length} ${hash(bytes)}`;
    const same = this.#moduleKeys.get(key) ?? [];
    for (const index of same) {
      const known = this.#modules[index];
      if (known !== undefined && equal(this.#root.bytes.subarray(known.start, known.end), bytes))
        return index;
    }
    this.#modules.push({ start: range.start, end: range.end });
    this.#moduleKeys.set(key, [...same, this.#modules.length - 1]);
    return this.#modules.length - 1;
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
    const core = this.#coreInstances;
    this.#coreInstances += 1;
    this.#step({
      kind: 'instantiate',
      core,
      module: module.module,
      args,
      instance: frame.instance,
    });
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
    this.#resources.push({
      kind: 'guest',
      instance: frame.instance,
      destructor:
        type.destructor === undefined
          ? undefined
          : frame.scope.coreItem('core-func', type.destructor, range),
    });
    const resource = this.#resources.length - 1;
    this.#step({ kind: 'resource', index: resource });
    return { kind: 'type', type: { kind: 'resource', resource } };
  }

  #canon(frame: Frame, definition: CanonDefinition): void {
    const { scope, instance } = frame;
    const { canon } = definition;
    if (canon.kind === 'lift') {
      const type = scope.type(canon.type, definition);
      if (type.kind !== 'func')
        throw new PlanError(
          'HOST0001',
          'a core function is lifted to what is no function',
          definition,
        );
      const options = this.#options(frame, canon.options, definition);
      const lift = {
        instance,
        core: scope.coreItem('core-func', canon.coreFunc, definition),
        context: options.context,
        type: type.type,
        postReturn: options.postReturn,
        async: options.async,
        callback: options.callback,
      };
      scope.add('func', { kind: 'func', func: { kind: 'lift', lift }, type: type.type });
      return;
    }
    scope.add('core-func', {
      kind: 'core-item',
      item: { kind: 'trampoline', index: this.#trampoline(frame, canon, definition) },
    });
  }

  #trampoline(frame: Frame, canon: Exclude<Canon, { kind: 'lift' }>, range: ByteRange): number {
    const { scope, instance } = frame;
    switch (canon.kind) {
      case 'lower': {
        const { func } = scope.func(canon.func, range);
        const options = this.#options(frame, canon.options, range);
        const trampoline: Trampoline = {
          kind: 'lower',
          instance,
          func,
          context: options.context,
          async: options.async,
        };
        if (func.kind !== 'import') return this.#addTrampoline(trampoline);
        const key = `lower ${instance} ${func.index} ${options.context} ${options.async}`;
        return this.#addTrampoline(trampoline, key);
      }
      case 'resource.new':
      case 'resource.drop':
      case 'resource.rep': {
        const resource = scope.resource(canon.type, range);
        return this.#addTrampoline(
          { kind: canon.kind, instance, resource },
          `${canon.kind} ${instance} ${resource}`,
        );
      }
      case 'context.get':
      case 'context.set':
        return this.#addTrampoline(
          { kind: canon.kind, instance, slot: canon.slot },
          `${canon.kind} ${instance} ${canon.slot}`,
        );
      case 'backpressure.inc':
      case 'backpressure.dec':
        return this.#addTrampoline({ kind: canon.kind, instance }, `${canon.kind} ${instance}`);
      case 'task.return':
        return this.#addTrampoline({
          kind: 'task.return',
          instance,
          result:
            canon.result === undefined ? undefined : this.#types.value(scope, canon.result, range),
          context: this.#options(frame, canon.options, range).context,
        });
      default:
        return this.#addTrampoline(
          { kind: 'unsupported', instance, name: canon.kind },
          `${canon.kind} ${instance}`,
        );
    }
  }

  #addTrampoline(trampoline: Trampoline, key?: string): number {
    const known = key === undefined ? undefined : this.#trampolineKeys.get(key);
    if (known !== undefined) return known;
    if (this.#trampolines.length >= MAX_STEPS)
      throw new PlanError(
        'HOST0003',
        `the component has more than ${MAX_STEPS} functions`,
        this.#root,
      );
    this.#trampolines.push(trampoline);
    const index = this.#trampolines.length - 1;
    if (key !== undefined) this.#trampolineKeys.set(key, index);
    return index;
  }

  #options(
    frame: Frame,
    options: readonly CanonOption[],
    range: ByteRange,
  ): {
    context: number;
    postReturn: CoreItem | undefined;
    callback: CoreItem | undefined;
    async: boolean;
  } {
    const { scope, instance } = frame;
    let encoding: StringEncoding = 'utf8';
    let memory: CoreItem | undefined;
    let realloc: CoreItem | undefined;
    let postReturn: CoreItem | undefined;
    let callback: CoreItem | undefined;
    let isAsync = false;
    for (const option of options) {
      switch (option.kind) {
        case 'string-encoding':
          encoding = option.encoding;
          break;
        case 'memory':
          memory = scope.coreItem('core-memory', option.index, range);
          break;
        case 'realloc':
          realloc = scope.coreItem('core-func', option.index, range);
          break;
        case 'post-return':
          postReturn = scope.coreItem('core-func', option.index, range);
          break;
        case 'callback':
          callback = scope.coreItem('core-func', option.index, range);
          break;
        case 'async':
          isAsync = true;
          break;
        case 'core-type':
        case 'gc':
          throw new PlanError(
            'HOST0002',
            `the canonical option ${option.kind} is not supported`,
            range,
            'build the component for linear memory',
          );
      }
    }
    const context = this.#context({ instance, memory, realloc, encoding });
    return { context, postReturn, callback, async: isAsync };
  }

  #context(context: PlanContext): number {
    const key = JSON.stringify([
      context.instance,
      context.encoding,
      itemKey(context.memory),
      itemKey(context.realloc),
    ]);
    let index = this.#contextKeys.get(key);
    if (index === undefined) {
      index = this.#contexts.length;
      this.#contexts.push(context);
      this.#contextKeys.set(key, index);
      this.#step({ kind: 'context', index });
    }
    return index;
  }
}

function itemKey(item: CoreItem | undefined): string {
  if (item === undefined) return '';
  return item.kind === 'export' ? `${item.instance} ${item.name}` : `trampoline ${item.index}`;
}

function coreExport(argument: CoreArgument, name: string, range: ByteRange): CoreItem {
  if (argument.kind === 'instance') return { kind: 'export', instance: argument.instance, name };
  const item = argument.items.get(name);
  if (item === undefined) throw new PlanError('HOST0001', `there is no core export ${name}`, range);
  return item;
}

/** The exports of the root, without types that nothing at run time stands for. */
function exportItems(items: ReadonlyMap<string, Item>): ReadonlyMap<string, ExportItem> {
  const exports = new Map<string, ExportItem>();
  for (const [name, item] of items) {
    if (item.kind === 'func') exports.set(name, { kind: 'func', func: item.func });
    else if (item.kind === 'instance')
      exports.set(name, { kind: 'instance', exports: exportItems(item.exports) });
    else if (item.kind === 'type' && item.type.kind === 'resource')
      exports.set(name, { kind: 'resource', resource: item.type.resource });
  }
  return exports;
}

function hash(bytes: Uint8Array): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < bytes.length; index += 1)
    value = Math.imul(value ^ (bytes[index] ?? 0), 0x01000193);
  return value >>> 0;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
