import type { AbiType } from '@wit-ts/canonical-abi/layout';
import { readComponent } from '@wit-ts/component';
import type { Resolve, Type, TypeDefKind, WitFunction, WorldItem } from '@wit-ts/wit-parser';
import type { Diagnostic } from '@wit-ts/wit-parser';
import type { ExportItem, FuncShape } from './plan/model.js';
import { PlanError } from './plan/plan-error.js';
import { planComponent } from './plan/planner.js';

export type ComponentWorld =
  | { readonly ok: true; readonly resolve: Resolve; readonly world: number }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * A world with the functions that a component imports and exports by itself, made from its types alone. For components
 * that no WIT describes, such as those that export a type on its own; their types have no names then. Interfaces are
 * left out.
 */
export function worldOfComponent(bytes: Uint8Array, name: string): ComponentWorld {
  const read = readComponent(bytes, { name });
  if (read.component === undefined) return { ok: false, diagnostics: read.diagnostics };
  try {
    const { plan } = planComponent(read.component);
    const builder = new Builder();
    for (const item of plan.imports)
      if (item.from === undefined) builder.add('imports', item.name, item.type);
    for (const [key, item] of plan.exports) {
      const shape = shapeOf(item, plan.imports);
      if (shape !== undefined) builder.add('exports', key, shape);
    }
    return { ok: true, resolve: builder.resolve, world: 0 };
  } catch (error) {
    if (error instanceof PlanError) return { ok: false, diagnostics: [error.diagnostic(name)] };
    throw error;
  }
}

function shapeOf(
  item: ExportItem,
  imports: readonly { readonly type: FuncShape }[],
): FuncShape | undefined {
  if (item.kind !== 'func') return undefined;
  return item.func.kind === 'lift' ? item.func.lift.type : imports[item.func.index]?.type;
}

class Builder {
  readonly resolve: Resolve;
  readonly #world = {
    imports: new Map<string, WorldItem>(),
    exports: new Map<string, WorldItem>(),
  };
  readonly #types = new Map<AbiType, Type>();
  readonly #resources = new Map<number, number>();

  constructor() {
    this.resolve = {
      worlds: [{ name: 'root', ...this.#world, package: 0 }],
      interfaces: [],
      types: [],
      packages: [
        {
          name: { namespace: 'root', name: 'component' },
          interfaces: new Map(),
          worlds: new Map([['root', 0]]),
        },
      ],
    };
  }

  add(side: 'imports' | 'exports', name: string, shape: FuncShape): void {
    const item: WitFunction = {
      name,
      kind: { kind: 'freestanding', async: shape.async },
      params: shape.params.map((param) => ({ name: param.name, type: this.#type(param.type) })),
      ...(shape.result === undefined ? {} : { result: this.#type(shape.result) }),
    };
    this.#world[side].set(name, { kind: 'function', function: item });
  }

  #type(abi: AbiType): Type {
    const known = this.#types.get(abi);
    if (known !== undefined) return known;
    const kind = this.#kind(abi);
    let type: Type;
    if (typeof kind === 'string') type = kind;
    else {
      const named = ['record', 'variant', 'enum', 'flags', 'resource'].includes(kind.kind);
      type = this.resolve.types.length;
      this.resolve.types.push({
        name: named ? `type-${type}` : null,
        kind,
        owner: named ? { kind: 'world', id: 0 } : null,
      });
      if (named) this.#world.imports.set(`type-${type}`, { kind: 'type', id: type });
    }
    this.#types.set(abi, type);
    return type;
  }

  #resource(index: number): number {
    let type = this.#resources.get(index);
    if (type === undefined) {
      type = this.resolve.types.length;
      this.#resources.set(index, type);
      this.resolve.types.push({
        name: `resource-${index}`,
        kind: { kind: 'resource' },
        owner: { kind: 'world', id: 0 },
      });
      this.#world.imports.set(`resource-${index}`, { kind: 'type', id: type });
    }
    return type;
  }

  #optional(abi: AbiType | null): Type | null {
    return abi === null ? null : this.#type(abi);
  }

  #kind(abi: AbiType): TypeDefKind | Extract<Type, string> {
    switch (abi.kind) {
      case 'record':
        return {
          kind: 'record',
          fields: abi.fields.map((field) => ({ name: field.name, type: this.#type(field.type) })),
        };
      case 'variant':
        return {
          kind: 'variant',
          cases: abi.cases.map((item) => ({ name: item.name, type: this.#optional(item.type) })),
        };
      case 'enum':
        return { kind: 'enum', cases: abi.cases.map((name) => ({ name })) };
      case 'flags':
        return { kind: 'flags', flags: abi.flags.map((name) => ({ name })) };
      case 'tuple':
        return { kind: 'tuple', types: abi.types.map((type) => this.#type(type)) };
      case 'option':
        return { kind: 'option', type: this.#type(abi.type) };
      case 'result':
        return { kind: 'result', ok: this.#optional(abi.ok), err: this.#optional(abi.err) };
      case 'list':
        return { kind: 'list', type: this.#type(abi.element) };
      case 'fixed-length-list':
        return { kind: 'fixed-length-list', type: this.#type(abi.element), length: abi.length };
      case 'map':
        return { kind: 'map', key: this.#type(abi.key), value: this.#type(abi.value) };
      case 'stream':
      case 'future':
        return { kind: abi.kind, type: this.#optional(abi.type) };
      case 'own':
      case 'borrow':
        return { kind: 'handle', handle: abi.kind, type: this.#resource(abi.resource) };
      default:
        return abi.kind;
    }
  }
}
