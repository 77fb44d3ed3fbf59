/**
 * The resolved form of WIT: every package, interface, world and type in flat arenas, referred to by index.
 *
 * It mirrors the reference's `Resolve` (wit-parser of wasm-tools): same ids in the same order, so that `toJson` gives
 * the reference's JSON. Names from WIT are data (`constructor` is one), so every table of names is a `Map`.
 */

/** Index into {@link Resolve.packages}. */
export type PackageId = number;
/** Index into {@link Resolve.worlds}. */
export type WorldId = number;
/** Index into {@link Resolve.interfaces}. */
export type InterfaceId = number;
/** Index into {@link Resolve.types}. */
export type TypeId = number;

/** Types that need no definition. `error-context` is one of them, as in the reference's JSON. */
export type PrimitiveType =
  | 'bool'
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 's8'
  | 's16'
  | 's32'
  | 's64'
  | 'f32'
  | 'f64'
  | 'char'
  | 'string'
  | 'error-context';

/** A primitive, or a reference into {@link Resolve.types}. */
export type Type = PrimitiveType | TypeId;

/** A feature gate (`@since`, `@unstable`, `@deprecated`). Versions are semver texts. */
export type Stability =
  | { kind: 'stable'; since: string; deprecated?: string }
  | { kind: 'unstable'; feature: string; deprecated?: string };

export interface Resolve {
  worlds: World[];
  interfaces: Interface[];
  types: TypeDef[];
  packages: Package[];
}

export interface PackageName {
  namespace: string;
  name: string;
  /** Semver text without a leading `v`. */
  version?: string;
}

export interface Package {
  name: PackageName;
  /** Text of the doc comment; may be empty. */
  docs?: string;
  interfaces: Map<string, InterfaceId>;
  worlds: Map<string, WorldId>;
}

/**
 * A key of {@link World.imports} or {@link World.exports}: a plain name (function, type, inline or labelled interface),
 * or `#` and an interface id for an interface by path; `#` cannot stand in a name. See {@link interfaceKey}.
 */
export type WorldKey = string;

export interface World {
  name: string;
  imports: Map<WorldKey, WorldItem>;
  exports: Map<WorldKey, WorldItem>;
  package: PackageId;
  docs?: string;
  stability?: Stability;
}

export type WorldItem =
  | {
      kind: 'interface';
      id: InterfaceId;
      stability?: Stability;
      externalId?: string;
      docs?: string;
    }
  | { kind: 'function'; function: WitFunction }
  | { kind: 'type'; id: TypeId };

export interface Interface {
  /** `null` for an inline interface of a world. */
  name: string | null;
  types: Map<string, TypeId>;
  functions: Map<string, WitFunction>;
  docs?: string;
  stability?: Stability;
  package: PackageId;
  /** Set on the copy that `include` makes of an inline interface. */
  cloneOf?: InterfaceId;
}

export type FunctionKind =
  | { kind: 'freestanding'; async: boolean }
  | { kind: 'method'; async: boolean; resource: TypeId }
  | { kind: 'static'; async: boolean; resource: TypeId }
  | { kind: 'constructor'; resource: TypeId };

export interface WitFunction {
  /** `f`, `[method]r.f`, `[static]r.f` or `[constructor]r`; `async` adds nothing. */
  name: string;
  kind: FunctionKind;
  /** For methods the first is `self`. */
  params: Param[];
  result?: Type;
  docs?: string;
  stability?: Stability;
  externalId?: string;
}

export interface Param {
  name: string;
  type: Type;
}

export type TypeOwner = { kind: 'world'; id: WorldId } | { kind: 'interface'; id: InterfaceId };

export interface TypeDef {
  /** `null` for an anonymous type, such as the `list<u8>` of a parameter. */
  name: string | null;
  kind: TypeDefKind;
  owner: TypeOwner | null;
  docs?: string;
  stability?: Stability;
  externalId?: string;
}

export type TypeDefKind =
  | { kind: 'record'; fields: Field[] }
  | { kind: 'resource' }
  | { kind: 'handle'; handle: 'own' | 'borrow'; type: TypeId }
  | { kind: 'flags'; flags: Flag[] }
  | { kind: 'tuple'; types: Type[] }
  | { kind: 'variant'; cases: Case[] }
  | { kind: 'enum'; cases: EnumCase[] }
  | { kind: 'option'; type: Type }
  | { kind: 'result'; ok: Type | null; err: Type | null }
  | { kind: 'list'; type: Type }
  | { kind: 'map'; key: Type; value: Type }
  | { kind: 'fixed-length-list'; type: Type; length: number }
  | { kind: 'future'; type: Type | null }
  | { kind: 'stream'; type: Type | null }
  /** An alias: `type a = b`, or a name brought in by `use`. */
  | { kind: 'alias'; type: Type };

export interface Field {
  name: string;
  type: Type;
  docs?: string;
}

export interface Flag {
  name: string;
  docs?: string;
}

export interface Case {
  name: string;
  type: Type | null;
  docs?: string;
}

export interface EnumCase {
  name: string;
  docs?: string;
}

/** The key of an interface that a world imports or exports by path. */
export function interfaceKey(id: InterfaceId): WorldKey {
  return `#${id}`;
}

/** The interface id of a key made by {@link interfaceKey}, or `undefined` for a plain name. */
export function interfaceOfKey(key: WorldKey): InterfaceId | undefined {
  return key.startsWith('#') ? Number(key.slice(1)) : undefined;
}

/** `ns:name@version`, or `ns:name` where there is no version. */
export function packageNameText(name: PackageName): string {
  const bare = `${name.namespace}:${name.name}`;
  return name.version === undefined ? bare : `${bare}@${name.version}`;
}

/** `ns:name/interface@version`: how component binaries and imports spell an interface or world of a package. */
export function qualifiedName(name: PackageName, item: string): string {
  const bare = `${name.namespace}:${name.name}/${item}`;
  return name.version === undefined ? bare : `${bare}@${name.version}`;
}
