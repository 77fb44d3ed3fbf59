/** Types of core modules, written anew from what was evaluated. */
import type {
  AbstractHeapType,
  CoreEntity,
  CoreExternType,
  CoreModuleDecl,
  CoreModuleTypeSyntax,
  CoreNumType,
  CoreRecType,
  CoreTy,
  CoreValTy,
  CoreValType,
  ModuleTy,
} from '@wit-ts/component';

/** A module mentions a type that only the text of its definition tells, such as a struct. */
export class CoreModuleType extends Error {
  /** The import of the result that asked for it. */
  user: string | undefined;
}

const NUMBERS: ReadonlySet<string> = new Set<CoreNumType>(['i32', 'i64', 'f32', 'f64', 'v128']);
const HEAPS: ReadonlySet<string> = new Set<AbstractHeapType>([
  'func',
  'extern',
  'any',
  'none',
  'noextern',
  'nofunc',
  'eq',
  'struct',
  'array',
  'i31',
  'exn',
  'noexn',
  'cont',
  'nocont',
]);
const nowhere = { start: 0, end: 0 } as const;

/**
 * The definition of a module type: its imports and exports, with the function types that they need.
 *
 * @throws CoreModuleType where it mentions types other than functions over numbers and abstract references
 */
export function coreModuleType(type: ModuleTy): CoreModuleTypeSyntax {
  return new ModuleTypeWriter().run(type);
}

class ModuleTypeWriter {
  private readonly decls: CoreModuleDecl[] = [];
  private readonly types = new Map<number, number>();

  run({ imports, exports }: ModuleTy): CoreModuleTypeSyntax {
    for (const [module, items] of imports) {
      for (const [name, entity] of items) {
        const type = this.extern(entity);
        this.decls.push({ kind: 'import', import: { module, name, type }, ...nowhere });
      }
    }
    for (const [name, entity] of exports) {
      const type = this.extern(entity);
      this.decls.push({ kind: 'export', name, type, ...nowhere });
    }
    return { kind: 'module', decls: this.decls };
  }

  private extern(entity: CoreEntity): CoreExternType {
    switch (entity.kind) {
      case 'core-func':
        return { kind: 'core-func', index: this.funcType(entity.type), exact: entity.exact };
      case 'core-tag':
        return { kind: 'core-tag', index: this.funcType(entity.type) };
      case 'core-memory':
        return { kind: 'core-memory', limits: entity.limits };
      case 'core-global': {
        const { mutable, shared } = entity;
        return { kind: 'core-global', type: valType(entity.type), mutable, shared };
      }
      case 'core-table': {
        const element = valType(entity.element);
        if (typeof element === 'string') throw new CoreModuleType();
        return { kind: 'core-table', element, limits: entity.limits };
      }
    }
  }

  /** The index of a function type in the type space of the module. */
  private funcType(type: CoreTy): number {
    const known = this.types.get(type.id);
    if (known !== undefined) return known;
    const { shape, shared, final, supertype } = type;
    if (shape.kind !== 'func') throw new CoreModuleType();
    const supertypes = supertype === undefined ? [] : [this.funcType(supertype)];
    const bare = final && supertypes.length === 0;
    const group: CoreRecType = {
      kind: 'rec',
      explicit: false,
      types: [
        {
          form: bare ? 'bare' : final ? 'sub-final' : 'sub',
          supertypes,
          shared,
          describes: undefined,
          descriptor: undefined,
          composite: {
            kind: 'func',
            params: shape.params.map(valType),
            results: shape.results.map(valType),
          },
        },
      ],
    };
    const index = this.types.size;
    this.types.set(type.id, index);
    this.decls.push({ kind: 'type', type: group, ...nowhere });
    return index;
  }
}

/** Reads a value type back from its text: a number, or a reference to an abstract heap type. */
function valType(text: CoreValTy): CoreValType {
  if (isNumber(text)) return text;
  const [, nullable, shared, name = ''] = /^ref (null )?(shared )?([a-z0-9]+)$/.exec(text) ?? [];
  if (!isHeap(name)) throw new CoreModuleType();
  return {
    kind: 'ref',
    nullable: nullable !== undefined,
    heap: { kind: 'abstract', name, shared: shared !== undefined },
    short: nullable !== undefined && shared === undefined,
  };
}

function isNumber(text: string): text is CoreNumType {
  return NUMBERS.has(text);
}

function isHeap(text: string): text is AbstractHeapType {
  return HEAPS.has(text);
}
