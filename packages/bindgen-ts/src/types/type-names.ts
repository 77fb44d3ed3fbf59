import type { Interface, InterfaceId, Resolve, Type, TypeId, World } from '@wit-ts/wit-parser';
import { qualifiedName } from '@wit-ts/wit-parser';
import {
  camelCase,
  GLOBALS_IN_TYPES,
  identifier,
  memberName,
  pascalCase,
  Scope,
  typeName,
} from '../naming/index.js';

/** Names that one interface (or the types of one world) has in TypeScript. */
export interface ScopeNames {
  /** Type aliases, interfaces and classes. */
  readonly types: ReadonlyMap<TypeId, string>;
  /** Interfaces of the cases of each variant, in their order. */
  readonly cases: ReadonlyMap<TypeId, readonly string[]>;
  /** Freestanding functions by WIT name: the local binding and the exported name, which may be a reserved word. */
  readonly functions: ReadonlyMap<string, { readonly binding: string; readonly exported: string }>;
}

/** Names of the types and functions of an interface, free of collisions and of the globals that types refer to. */
export function interfaceNames(resolve: Resolve, definition: Interface): ScopeNames {
  return scopeNames(
    resolve,
    definition.types,
    [...definition.functions.values()].filter((item) => item.kind.kind === 'freestanding'),
  );
}

/** Names of the types that a world defines or uses by itself. */
export function worldTypeNames(
  resolve: Resolve,
  world: World,
  taken: Iterable<string> = [],
): ScopeNames {
  const types = new Map<string, TypeId>();
  for (const [name, item] of [...world.imports, ...world.exports])
    if (item.kind === 'type') types.set(name, item.id);
  return scopeNames(resolve, types, [], taken);
}

function scopeNames(
  resolve: Resolve,
  typeIds: ReadonlyMap<string, TypeId>,
  functions: readonly { name: string }[],
  taken: Iterable<string> = [],
): ScopeNames {
  const scope = new Scope([...GLOBALS_IN_TYPES, ...taken]);
  const types = new Map<TypeId, string>();
  const cases = new Map<TypeId, string[]>();
  for (const [name, id] of typeIds) {
    const goal = typeName(name);
    types.set(id, scope.claim(GLOBALS_IN_TYPES.includes(goal) ? `${goal}_` : goal));
  }
  for (const [name, id] of typeIds) {
    const kind = resolve.types[id]?.kind;
    if (kind?.kind !== 'variant') continue;
    const prefix = types.get(id) ?? typeName(name);
    cases.set(
      id,
      kind.cases.map((item) => scope.claim(prefix + pascalCase(item.name))),
    );
  }
  const functionNames = new Map<string, { binding: string; exported: string }>();
  const exportedNames = new Scope();
  for (const { name } of functions) {
    functionNames.set(name, {
      binding: scope.claim(identifier(name)),
      exported: exportedNames.claim(memberName(name)),
    });
  }
  return { types, cases, functions: functionNames };
}

/** The definition behind aliases; primitives stay as they are. */
export function resolveAlias(resolve: Resolve, type: Type): Type {
  let current = type;
  for (let steps = 0; typeof current === 'number' && steps <= resolve.types.length; steps += 1) {
    const kind = resolve.types[current]?.kind;
    if (kind?.kind !== 'alias') return current;
    current = kind.type;
  }
  return current;
}

/** `my:pkg/types@1.2.3`; an inline interface has the name that the world gives it. */
export function interfaceLabel(resolve: Resolve, id: InterfaceId, inlineName?: string): string {
  const definition = resolve.interfaces[id];
  if (definition === undefined) throw new Error(`no interface ${id}`);
  if (definition.name === null) return inlineName ?? `interface ${id}`;
  const owner = resolve.packages[definition.package];
  return owner === undefined ? definition.name : qualifiedName(owner.name, definition.name);
}

/** Where the type declarations of each interface stand: `interfaces/<stem>`. */
export class InterfaceFiles {
  readonly #stems = new Map<InterfaceId, string>();
  readonly #identifiers = new Map<InterfaceId, string>();
  readonly #labels = new Map<InterfaceId, string>();
  readonly #names = new Map<InterfaceId, ScopeNames>();
  readonly #exported = new Set<InterfaceId>();
  readonly #resolve: Resolve;

  /** For all interfaces that a world reaches. */
  constructor(resolve: Resolve, world: World) {
    this.#resolve = resolve;
    const inline = new Map<InterfaceId, string>();
    const reached = new Set<InterfaceId>();
    for (const item of world.exports.values())
      if (item.kind === 'interface') this.#exported.add(item.id);
    for (const [key, item] of [...world.imports, ...world.exports]) {
      if (item.kind === 'interface') {
        reached.add(item.id);
        const labelled = resolve.interfaces[item.id]?.name === null;
        if (labelled) inline.set(item.id, inline.has(item.id) ? (inline.get(item.id) ?? key) : key);
      } else if (item.kind === 'type') {
        const owner = usedInterface(resolve, item.id);
        if (owner !== undefined) reached.add(owner);
      }
    }
    for (const id of reached) {
      for (const type of resolve.interfaces[id]?.types.values() ?? []) {
        const owner = usedInterface(resolve, type);
        if (owner !== undefined) reached.add(owner);
      }
    }
    this.#assignNames(reached, inline);
  }

  #assignNames(reached: ReadonlySet<InterfaceId>, inline: ReadonlyMap<InterfaceId, string>): void {
    const bare = new Map<string, number>();
    const bareOf = (id: InterfaceId): string => {
      const definition = this.#resolve.interfaces[id];
      const owner = definition && this.#resolve.packages[definition.package]?.name;
      if (definition?.name == null || owner === undefined)
        return inline.get(id) ?? `interface-${id}`;
      return `${owner.namespace}-${owner.name}-${definition.name}`;
    };
    for (const id of reached) bare.set(bareOf(id), (bare.get(bareOf(id)) ?? 0) + 1);
    const stems = new Scope();
    const identifiers = new Scope();
    for (const id of reached) {
      const name = bareOf(id);
      const definition = this.#resolve.interfaces[id];
      const version = definition && this.#resolve.packages[definition.package]?.name.version;
      const suffix = (bare.get(name) ?? 0) > 1 && version !== undefined ? `-${version}` : '';
      const stem = (name + suffix).replaceAll(/[^0-9A-Za-z.-]/g, '-');
      this.#stems.set(id, stems.claim(stem.toLowerCase()));
      this.#identifiers.set(id, identifiers.claim(typeName(name + suffix)));
      this.#labels.set(id, interfaceLabel(this.#resolve, id, inline.get(id)));
    }
  }

  ids(): InterfaceId[] {
    return [...this.#stems.keys()];
  }

  /** Whether the world exports the interface; resources of others are classes that the host supplies. */
  isExported(id: InterfaceId): boolean {
    return this.#exported.has(id);
  }

  /** File name without folder and ending, such as `my-pkg-types`. */
  stem(id: InterfaceId): string {
    return required(this.#stems, id);
  }

  /** PascalCase name of the whole interface, such as `MyPkgTypes`. */
  identifier(id: InterfaceId): string {
    return required(this.#identifiers, id);
  }

  /** WIT name of the interface, such as `my:pkg/types@1.2.3`. */
  label(id: InterfaceId): string {
    return required(this.#labels, id);
  }

  names(id: InterfaceId): ScopeNames {
    let names = this.#names.get(id);
    if (names === undefined) {
      const definition = this.#resolve.interfaces[id];
      if (definition === undefined) throw new Error(`no interface ${id}`);
      names = interfaceNames(this.#resolve, definition);
      this.#names.set(id, names);
    }
    return names;
  }
}

/** The interface that defines what `id` is an alias of, where that is another than the owner of `id`. */
export function usedInterface(resolve: Resolve, id: TypeId): InterfaceId | undefined {
  const definition = resolve.types[id];
  if (definition?.kind.kind !== 'alias' || typeof definition.kind.type !== 'number')
    return undefined;
  const owner = resolve.types[definition.kind.type]?.owner;
  if (owner?.kind !== 'interface') return undefined;
  const own = definition.owner;
  return own?.kind === 'interface' && own.id === owner.id ? undefined : owner.id;
}

function required<T>(map: ReadonlyMap<number, T>, id: number): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`interface ${id} is not part of the world`);
  return value;
}

/** Short name under which an export or import is reached: `types` of `my:pkg/types@1.2.3`, in camelCase. */
export function shortName(label: string): string {
  const path = label.replace(/@.*$/, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  return memberName(camelCase(name) === '' ? label : name);
}
