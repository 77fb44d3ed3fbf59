import {
  type AbiType,
  type FlatType,
  MAX_FLAT_PARAMS,
  MAX_FLAT_RESULTS,
  alignmentOf,
  flatten,
  flattenAll,
  sizeOf,
} from '@wit-ts/canonical-abi/layout';
import type { ast } from '@wit-ts/wit-parser';
import type { Names } from './names.js';
import type { NameSymbol, Scope } from './symbol.js';

/** Types that nest deeper, over all their names, are not looked at. */
const DEEPEST = 300;

/** Sizes and core types of what is written, with nothing resolved but names; `undefined` where something is missing. */
export class Abi {
  readonly #names: Names;
  readonly #known = new Map<NameSymbol, AbiType | undefined>();
  #depth = 0;

  constructor(names: Names) {
    this.#names = names;
  }

  /** The type that a definition or a name in a `use` stands for; a resource is none, its handles are. */
  ofSymbol(symbol: NameSymbol): AbiType | undefined {
    const definition = this.#names.definitionOf(symbol);
    if (definition.kind !== 'type') return undefined;
    if (this.#known.has(definition)) return this.#known.get(definition);
    // A type that contains itself is a mistake, and has no size.
    this.#known.set(definition, undefined);
    const type = this.#ofDefinition(definition.item, definition);
    this.#known.set(definition, type);
    return type;
  }

  ofExpression(type: ast.TypeExpr, scope: Scope): AbiType | undefined {
    if (this.#depth > DEEPEST) return undefined;
    this.#depth += 1;
    const result = this.#ofExpression(type, scope);
    this.#depth -= 1;
    return result;
  }

  #ofDefinition(item: ast.TypeItem, symbol: NameSymbol): AbiType | undefined {
    const scope = symbol.owner && this.#names.scopeOf(symbol.owner);
    if (scope === undefined) return undefined;
    switch (item.kind) {
      case 'type':
        return this.ofExpression(item.type, scope);
      case 'record': {
        const fields = all(
          item.items.map(({ name, type }) => {
            const part = this.ofExpression(type, scope);
            return part && { name: name.text, type: part };
          }),
        );
        return fields && { kind: 'record', fields };
      }
      case 'variant': {
        const cases = all(
          item.items.map(({ name, type }) => {
            const part = this.#optional(type, scope);
            return part === undefined ? undefined : { name: name.text, type: part };
          }),
        );
        return cases && { kind: 'variant', cases };
      }
      case 'enum':
        return { kind: 'enum', cases: item.items.map(({ name }) => name.text) };
      case 'flags':
        // More are refused when a component is made.
        if (item.items.length > 32) return undefined;
        return { kind: 'flags', flags: item.items.map(({ name }) => name.text) };
      case 'resource':
        return { kind: 'own', resource: 0 };
    }
  }

  #ofExpression(type: ast.TypeExpr, scope: Scope): AbiType | undefined {
    switch (type.kind) {
      case 'primitive':
        return { kind: type.name };
      case 'name': {
        const symbol = scope.types.get(type.text);
        return symbol && this.ofSymbol(symbol);
      }
      case 'list': {
        const element = this.ofExpression(type.element, scope);
        return element && { kind: 'list', element };
      }
      case 'fixed-length-list': {
        const element = this.ofExpression(type.element, scope);
        return element && { kind: 'fixed-length-list', element, length: type.length };
      }
      case 'option': {
        const element = this.ofExpression(type.element, scope);
        return element && { kind: 'option', type: element };
      }
      case 'map': {
        const key = this.ofExpression(type.key, scope);
        const value = this.ofExpression(type.value, scope);
        return key && value && { kind: 'map', key, value };
      }
      case 'result': {
        const ok = this.#optional(type.ok, scope);
        const err = this.#optional(type.err, scope);
        return ok === undefined || err === undefined ? undefined : { kind: 'result', ok, err };
      }
      case 'tuple': {
        const types = all(type.elements.map((element) => this.ofExpression(element, scope)));
        return types && { kind: 'tuple', types };
      }
      case 'future':
      case 'stream': {
        const element = this.#optional(type.element, scope);
        return element === undefined ? undefined : { kind: type.kind, type: element };
      }
      case 'handle':
        return { kind: type.handle, resource: 0 };
      case 'error':
        return undefined;
    }
  }

  #optional(type: ast.TypeExpr | undefined, scope: Scope): AbiType | null | undefined {
    return type === undefined ? null : this.ofExpression(type, scope);
  }
}

function all<T>(items: readonly (T | undefined)[]): T[] | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

/** `8 bytes, aligned to 4; flat: i32 i32`. */
export function layoutText(type: AbiType): string {
  const size = sizeOf(type);
  const flat = flatten(type);
  const core =
    flat.length === 0
      ? 'nothing'
      : flat.length > MAX_FLAT_PARAMS
        ? `more than ${MAX_FLAT_PARAMS} values`
        : flat.join(' ');
  return `${size} ${size === 1 ? 'byte' : 'bytes'}, aligned to ${alignmentOf(type)}; flat: ${core}`;
}

/** A core signature in the text format of WebAssembly. */
export interface CoreSignatures {
  import: string;
  export: string;
}

/**
 * The core functions that a function is lowered to and lifted from when it is not called asynchronously.
 *
 * Specification: component-model design/mvp/CanonicalABI.md, "Flattening".
 */
export function coreSignatures(
  params: readonly AbiType[],
  result: AbiType | undefined,
): CoreSignatures {
  const taken = flattenAll(params, MAX_FLAT_PARAMS) ?? (['i32'] as FlatType[]);
  const given = result === undefined ? [] : flatten(result);
  if (given.length <= MAX_FLAT_RESULTS) {
    const text = signatureText(taken, given);
    return { import: text, export: text };
  }
  return {
    import: signatureText([...taken, 'i32'], []),
    export: signatureText(taken, ['i32']),
  };
}

function signatureText(params: readonly FlatType[], results: readonly FlatType[]): string {
  const parts = [
    ...(params.length > 0 ? [`(param ${params.join(' ')})`] : []),
    ...(results.length > 0 ? [`(result ${results.join(' ')})`] : []),
  ];
  return `(func${parts.map((part) => ` ${part}`).join('')})`;
}
