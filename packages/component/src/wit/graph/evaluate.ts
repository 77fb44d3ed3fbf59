/**
 * Evaluates the definitions of a component, in order, as far as they have types that WIT can see: types, functions,
 * instances and nested components. Core definitions are passed over, and arguments are trusted to fit (validation is
 * another part's matter), so that this costs little even for a large component.
 */

import type {
  AliasDefinition,
  ComponentDecl,
  ComponentNode,
  DefType,
  DefValType,
  Definition,
  InstanceExpr,
  Sort,
  SortIndex,
} from '../../binary/model.js';
import { WitBinaryError } from '../wit-binary-error.js';
import { invalid, itemOf, Scope } from './scope.js';
import { Substitution } from './substitution.js';
import {
  type AnyTypeRef,
  type DefinedType,
  type Entity,
  type GraphInstanceType,
  type Item,
  type Path,
  refKey,
  TypeGraph,
  type TypeRef,
} from './type-graph.js';

const MAX_NESTING = 210;

/** A component with the types of its imports and exports, in the order of the binary. */
export interface EvaluatedComponent {
  graph: TypeGraph;
  externs: {
    direction: 'import' | 'export';
    name: string;
    item: Item;
    start: number;
    end: number;
  }[];
}

/**
 * Evaluates the types of a component.
 *
 * @throws WitBinaryError where a definition refers to something that is not there, or limits are exceeded.
 */
export function evaluateComponent(node: ComponentNode): EvaluatedComponent {
  const evaluator = new Evaluator();
  const scope = evaluator.component(node);
  const externs: EvaluatedComponent['externs'] = [];
  for (const definition of node.definitions) {
    if (definition.kind !== 'import' && definition.kind !== 'export') continue;
    const direction = definition.kind;
    const name = definition.name.name;
    const item = (direction === 'import' ? scope.imports : scope.exports).get(name);
    if (item === undefined) throw new Error('an extern that was evaluated has gone');
    externs.push({ direction, name, item, start: definition.start, end: definition.end });
  }
  return { graph: evaluator.graph, externs };
}

class Evaluator {
  readonly graph = new TypeGraph();
  /** The scopes that are open, innermost last. */
  readonly #scopes: Scope[] = [];

  get #scope(): Scope {
    const scope = this.#scopes.at(-1);
    if (scope === undefined) throw new Error('no scope is open');
    return scope;
  }

  #inScope(body: (scope: Scope) => void): Scope {
    if (this.#scopes.length >= MAX_NESTING) {
      throw new WitBinaryError({
        code: 'CMP0330',
        message: `components and their types nest more than ${MAX_NESTING} levels deep`,
        help: 'no compiler writes such types: the file is damaged or was made to be refused',
      });
    }
    const scope = new Scope(this.graph);
    this.#scopes.push(scope);
    body(scope);
    this.#scopes.pop();
    return scope;
  }

  component(node: ComponentNode): Scope {
    return this.#inScope(() => {
      for (const definition of node.definitions) {
        try {
          this.#definition(definition);
        } catch (error) {
          // The innermost place is the most exact one.
          if (!(error instanceof WitBinaryError) || error.diagnostic.span !== undefined)
            throw error;
          error.diagnostic.span = {
            file: node.file,
            start: definition.start,
            end: definition.end,
          };
          throw error;
        }
      }
    });
  }

  #definition(definition: Definition): void {
    const scope = this.#scope;
    switch (definition.kind) {
      case 'custom':
      case 'core-module':
      case 'core-instance':
      case 'core-type':
      case 'start':
      case 'value':
        return;
      case 'component': {
        const inner = this.component(definition.component);
        scope.components.push(this.graph.addComponent(inner.toComponentType()));
        return;
      }
      case 'instance':
        scope.instances.push(this.graph.addInstance(this.#instance(definition.expr)));
        return;
      case 'alias':
        this.#alias(definition);
        return;
      case 'type':
        this.#type(definition.type);
        return;
      case 'canon':
        if (definition.canon.kind === 'lift') {
          scope.funcs.push(scope.funcType(definition.canon.type));
        }
        return;
      case 'import':
        scope.addImport(definition.name, definition.type, definition);
        return;
      case 'export': {
        // An export that says its type has this type, and not that of what is exported.
        const entity =
          definition.type === undefined
            ? this.#exported(definition.item)
            : scope.externEntity(definition.type);
        scope.addExport(definition.name, entity, definition);
      }
    }
  }

  #exported(item: SortIndex): Entity {
    return item.sort === 'type' ? this.#scope.typeEntity(item.index) : this.#entity(item);
  }

  /** What stands at an index; a type keeps its name. */
  #entity({ sort, index }: SortIndex): Entity {
    const scope = this.#scope;
    switch (sort) {
      case 'core-module':
      case 'value':
        return { kind: sort };
      case 'func':
        return { kind: 'func', type: scope.func(index) };
      case 'instance':
        return { kind: 'instance', type: scope.instance(index) };
      case 'component':
        return { kind: 'component', type: scope.component(index) };
      case 'type': {
        const type = scope.type(index);
        return { kind: 'type', referenced: type, created: type };
      }
      case 'core-func':
      case 'core-table':
      case 'core-memory':
      case 'core-global':
      case 'core-tag':
      case 'core-type':
      case 'core-instance':
        return invalid(`a component cannot pass on a ${sort.replace('-', ' ')}`);
    }
  }

  #alias(alias: AliasDefinition): void {
    const { sort, target } = alias;
    switch (target.kind) {
      case 'core-export':
        return;
      case 'export':
        if (isComponentSort(sort)) {
          this.#scope.push(this.#scope.instanceExport(target.instance, target.name, sort));
        }
        return;
      case 'outer': {
        const outer = this.#scopes.at(-1 - target.count);
        if (outer === undefined)
          invalid(`an alias reaches ${target.count} components out, further than there are`);
        if (sort === 'type') this.#scope.types.push(outer.type(target.index));
        else if (sort === 'component') this.#scope.components.push(outer.component(target.index));
      }
    }
  }

  #type(type: DefType): void {
    this.#scope.types.push(this.#defType(type));
  }

  #defType(type: DefType): AnyTypeRef {
    const scope = this.#scope;
    switch (type.kind) {
      case 'func':
        return this.graph.addFunc({
          async: type.async,
          params: type.params.map((p) => ({ name: p.label, type: scope.valueType(p.type) })),
          result: scope.optionalType(type.result),
        });
      case 'component': {
        const inner = this.#inScope(() => this.#declarations(type.decls));
        return this.graph.addComponent(inner.toComponentType());
      }
      case 'instance': {
        const inner = this.#inScope(() => this.#declarations(type.decls));
        return this.graph.addInstance(inner.toInstanceType());
      }
      case 'resource': {
        const resource = this.graph.newResource();
        scope.defined.add(resource.index);
        return resource;
      }
      default:
        return this.graph.addDefined(this.#valueType(type));
    }
  }

  #declarations(declarations: readonly ComponentDecl[]): void {
    const scope = this.#scope;
    for (const declaration of declarations) {
      switch (declaration.kind) {
        case 'core-type':
          break;
        case 'type':
          this.#type(declaration.type);
          break;
        case 'alias':
          this.#alias(declaration);
          break;
        case 'import':
          scope.addImport(declaration.name, declaration.type, declaration);
          break;
        case 'export-decl':
          scope.addExport(declaration.name, scope.externEntity(declaration.type), declaration);
      }
    }
  }

  #valueType(type: DefValType): DefinedType {
    const scope = this.#scope;
    switch (type.kind) {
      case 'primitive':
        return type;
      case 'record':
        return {
          kind: 'record',
          fields: type.fields.map((f) => ({ name: f.label, type: scope.valueType(f.type) })),
        };
      case 'variant':
        return {
          kind: 'variant',
          cases: type.cases.map((c) => ({ name: c.label, type: scope.optionalType(c.type) })),
        };
      case 'list':
        return { kind: 'list', element: scope.valueType(type.element) };
      case 'fixed-length-list':
        return {
          kind: 'fixed-length-list',
          element: scope.valueType(type.element),
          length: type.length,
        };
      case 'tuple':
        return { kind: 'tuple', types: type.types.map((t) => scope.valueType(t)) };
      case 'flags':
      case 'enum':
        return { kind: type.kind, names: type.labels };
      case 'option':
        return { kind: 'option', type: scope.valueType(type.type) };
      case 'result':
        return {
          kind: 'result',
          ok: scope.optionalType(type.ok),
          err: scope.optionalType(type.error),
        };
      case 'own':
      case 'borrow':
        return { kind: type.kind, resource: scope.resource(type.resource) };
      case 'stream':
      case 'future':
        return { kind: type.kind, type: scope.optionalType(type.type) };
      case 'map':
        return {
          kind: 'map',
          key: scope.valueType(type.key),
          value: scope.valueType(type.value),
        };
    }
  }

  #instance(expr: InstanceExpr): GraphInstanceType {
    if (expr.kind === 'instantiate') {
      return this.#instantiate(
        this.#scope.component(expr.component),
        new Map(expr.args.map((arg) => [arg.name, this.#entity(arg.item)])),
      );
    }
    const exports = new Map<string, Item>();
    const explicit = new Map<number, Path>();
    for (const { name, item } of expr.exports) {
      const entity = this.#entity(item);
      if (entity.kind === 'instance') {
        for (const [resource, path] of this.graph.instance(entity.type).explicit) {
          explicit.set(resource, [name.name, ...path]);
        }
      } else if (entity.kind === 'type' && entity.created.kind === 'resource') {
        explicit.set(entity.created.index, [name.name]);
      }
      exports.set(name.name, itemOf(name, entity));
    }
    return { exports, defined: [], explicit };
  }

  /** The type of an instance: that of the component with its imports replaced by the arguments. */
  #instantiate(
    component: TypeRef<'component'>,
    args: ReadonlyMap<string, Entity>,
  ): GraphInstanceType {
    const type = this.graph.component(component);
    const resources = new Map<number, number>();
    for (const [resource, path] of type.imported) {
      const supplied = this.#followPath(args, path);
      if (supplied?.kind === 'type' && supplied.created.kind === 'resource') {
        resources.set(resource, supplied.created.index);
      }
    }
    const types = new Map<number, AnyTypeRef>();
    for (const [name, item] of type.imports) {
      const supplied = args.get(name);
      if (supplied === undefined) invalid(`an instance is made without the argument \`${name}\``);
      this.#matchTypes(item.entity, supplied, types);
    }
    for (const old of type.defined) {
      const fresh = this.graph.newResource().index;
      resources.set(old, fresh);
      this.#scope.defined.add(fresh);
    }
    const substitution = new Substitution(this.graph, resources, types);
    return {
      exports: substitution.items(type.exports),
      defined: [],
      explicit: substitution.paths(type.explicit),
    };
  }

  #followPath(args: ReadonlyMap<string, Entity>, path: Path): Entity | undefined {
    const [first, ...rest] = path;
    let entity = first === undefined ? undefined : args.get(first);
    for (const name of rest) {
      if (entity?.kind !== 'instance') return undefined;
      entity = this.graph.instance(entity.type).exports.get(name)?.entity;
    }
    return entity;
  }

  /** Notes for each type that an import asks for which type was given. */
  #matchTypes(expected: Entity, actual: Entity, types: Map<number, AnyTypeRef>): void {
    if (expected.kind === 'type' && actual.kind === 'type') {
      types.set(refKey(expected.created), actual.created);
    } else if (expected.kind === 'instance' && actual.kind === 'instance') {
      const supplied = this.graph.instance(actual.type).exports;
      for (const [name, item] of this.graph.instance(expected.type).exports) {
        const other = supplied.get(name);
        if (other === undefined)
          invalid(`an argument has no export \`${name}\`, which is asked for`);
        this.#matchTypes(item.entity, other.entity, types);
      }
    }
  }
}

function isComponentSort(sort: Sort): boolean {
  switch (sort) {
    case 'func':
    case 'instance':
    case 'component':
    case 'type':
    case 'core-module':
    case 'value':
      return true;
    default:
      return false;
  }
}
