/** Which features a world uses, and where. */
import {
  containedTypes,
  dealias,
  interfaceOfKey,
  type Resolve,
  type Type,
  type TypeId,
  type WitFunction,
  type WorldId,
  worldItemName,
} from '@wit-ts/wit-parser';
import type { Feature } from './capabilities.js';

/** A use of a feature. */
export interface FeatureUse {
  readonly feature: Feature;
  /** For people: `the function echo of t:p/api`. */
  readonly where: string;
  /** The definition that uses it, where it has a name. */
  readonly type?: TypeId;
  /** The key of the import or export that uses it. */
  readonly key: string;
  readonly isExport: boolean;
  readonly function?: string;
}

type Place = Pick<FeatureUse, 'key' | 'isExport'>;

export interface WorldFeatures {
  /** The first use of each. */
  readonly uses: readonly FeatureUse[];
  readonly isAsync: boolean;
  /** There is a `u64` or `s64` somewhere. */
  readonly hasIntegers64: boolean;
  readonly exportsResources: boolean;
  /** Exported functions take borrowed handles. */
  readonly takesBorrows: boolean;
}

/** Names that an import may not take away from a program: all that is on the global object of an engine. */
const GLOBALS: ReadonlySet<string> = new Set(
  (
    'AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DOMException DataView Date ' +
    'DisposableStack AsyncDisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array ' +
    'Function Infinity Int16Array Int32Array Int8Array InternalError Iterator JSON Map Math NaN Number Object Promise ' +
    'Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError ' +
    'TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet atob btoa console ' +
    'decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat ' +
    'parseInt performance queueMicrotask undefined unescape wit'
  ).split(' '),
);

/** Looks through all that a world imports and exports. */
export function worldFeatures(
  resolve: Resolve,
  world: WorldId,
  names: { camelCase(name: string): string; pascalCase(name: string): string },
): WorldFeatures {
  return new Survey(resolve, names).world(world);
}

class Survey {
  readonly #uses = new Map<Feature, FeatureUse>();
  #isAsync = false;
  #hasIntegers64 = false;
  #exportsResources = false;
  #takesBorrows = false;

  constructor(
    readonly resolve: Resolve,
    readonly names: { camelCase(name: string): string; pascalCase(name: string): string },
  ) {}

  world(id: WorldId): WorldFeatures {
    const definition = this.resolve.worlds[id];
    if (definition === undefined) throw new Error(`no world ${id}`);
    const shortNames = new Set<string>();
    const { imports, exports } = definition;
    for (const [key, item] of [...imports, ...exports]) {
      const isExport = exports.get(key) === item;
      const at = { key, isExport };
      const name = worldItemName(this.resolve, key);
      if (item.kind === 'function') {
        this.#function(item.function, at, '');
        if (!isExport) this.#global(item.function, at, name);
      }
      if (isExport && item.kind !== 'type') {
        const bare = name.replace(/@.*$/, '');
        const short = this.names.camelCase(bare.slice(bare.lastIndexOf('/') + 1));
        if (shortNames.has(short)) this.#use('same-short-name', `the export ${name}`, at);
        shortNames.add(short);
      }
      if (item.kind !== 'interface') continue;
      const inner = this.resolve.interfaces[item.id];
      if (inner === undefined) continue;
      if (inner.name !== null && interfaceOfKey(key) === undefined) {
        this.#use('labelled-interface', `the ${isExport ? 'export' : 'import'} ${name}`, at);
      }
      if (isExport && [...inner.types.values()].some((type) => this.#isResource(type))) {
        this.#exportsResources = true;
      }
      for (const fn of inner.functions.values()) this.#function(fn, at, ` of ${name}`);
    }
    return {
      uses: [...this.#uses.values()],
      isAsync: this.#isAsync,
      hasIntegers64: this.#hasIntegers64,
      exportsResources: this.#exportsResources,
      takesBorrows: this.#takesBorrows,
    };
  }

  #isResource(type: TypeId): boolean {
    return this.resolve.types[type]?.kind.kind === 'resource';
  }

  #global({ name, kind }: WitFunction, at: Place, item: string): void {
    const global =
      kind.kind === 'freestanding'
        ? this.names.camelCase(name)
        : this.names.pascalCase(this.resolve.types[kind.resource]?.name ?? '');
    if (GLOBALS.has(global)) this.#use('global-name', `the import ${item}`, at);
  }

  #function(fn: WitFunction, at: Place, of: string): void {
    const where = `the function ${fn.name}${of}`;
    const { kind } = fn;
    const add = (feature: Feature): void => this.#use(feature, where, at, fn.name);
    if (kind.kind === 'constructor') {
      const result = fn.result === undefined ? undefined : dealias(this.resolve, fn.result);
      if (typeof result === 'number' && this.resolve.types[result]?.kind.kind === 'result') {
        add('fallible-constructor');
      }
    } else if (kind.async) {
      this.#isAsync = true;
      add(at.isExport ? 'async-export' : 'async-import');
    }
    if (kind.kind === 'static' && fn.name.endsWith('.prototype')) add('static-prototype');
    if (kind.kind === 'method' && fn.name.endsWith('.constructor') && !at.isExport) {
      add('constructor-method');
    }
    const pending: (Type | null | undefined)[] = [...fn.params.map(({ type }) => type), fn.result];
    const seen = new Set<TypeId>();
    while (pending.length > 0) {
      const type = pending.pop();
      if (type === undefined || type === null) continue;
      if (typeof type === 'string') {
        if (type === 'error-context') add('error-context');
        if (type === 'u64' || type === 's64') this.#hasIntegers64 = true;
        continue;
      }
      if (seen.has(type)) continue;
      seen.add(type);
      const definition = this.resolve.types[type];
      if (definition === undefined) continue;
      if (definition.kind.kind === 'handle') {
        if (at.isExport && definition.kind.handle === 'borrow') this.#takesBorrows = true;
        continue;
      }
      const feature = definition.kind.kind;
      if (
        feature === 'fixed-length-list' ||
        feature === 'map' ||
        feature === 'stream' ||
        feature === 'future'
      ) {
        if (feature === 'stream' || feature === 'future') this.#isAsync = true;
        const { name } = definition;
        const place = name === null ? where : `the type ${name}, used by ${where}`;
        this.#use(feature, place, at, fn.name, name === null ? undefined : type);
      }
      pending.push(...containedTypes(definition.kind));
    }
  }

  #use(feature: Feature, where: string, at: Place, fn?: string, type?: TypeId): void {
    if (this.#uses.has(feature)) return;
    this.#uses.set(feature, {
      feature,
      where,
      ...at,
      ...(fn === undefined ? {} : { function: fn }),
      ...(type === undefined ? {} : { type }),
    });
  }
}
