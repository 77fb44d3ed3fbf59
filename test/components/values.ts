/**
 * Values of the Component Model as JSON, and as JavaScript hosts have them.
 *
 * JSON: 64-bit integers are texts of digits, numbers that JSON lacks are `NaN`, `Infinity` and `-Infinity`, none is
 * null (an option of an option is a variant), variants and results are `{ tag, val }`, records and flags are objects with camel-case keys, and a handle is
 * `{ result: n }`: what call n gave.
 */
import { dealias, type Resolve, type Type } from '@wit-ts/wit-parser';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Handles in the order of the calls that gave them. */
export type Handles = Map<number, unknown>;

/** `run-as-root` → `runAsRoot`, as jco and the host bindings name things. */
export function camel(name: string): string {
  const [first = '', ...rest] = name.split('-');
  return first.toLowerCase() + rest.map(capital).join('');
}

export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}

/** JSON to a value that a host passes. */
export function toHost(resolve: Resolve, type: Type, json: Json, handles: Handles): unknown {
  const walk = (of: Type, value: Json): unknown => toHost(resolve, of, value, handles);
  const resolved = dealias(resolve, type);
  if (typeof resolved === 'string') {
    if (resolved === 'u64' || resolved === 's64') return BigInt(String(json));
    if (resolved === 'f32' || resolved === 'f64') return Number(json);
    return json;
  }
  const kind = kindOf(resolve, resolved);
  switch (kind.kind) {
    case 'record':
      return Object.fromEntries(
        kind.fields.map(({ name, type: of }) => [camel(name), walk(of, member(json, camel(name)))]),
      );
    case 'list': {
      const items = list(json).map((item) => walk(kind.type, item));
      return typedArray(dealias(resolve, kind.type), items);
    }
    case 'tuple':
      return kind.types.map((of, index) => walk(of, list(json)[index] ?? null));
    case 'option':
      if (!isOption(resolve, kind.type)) return json === null ? undefined : walk(kind.type, json);
      return tagOf(json) === 'none'
        ? json
        : { tag: 'some', val: walk(kind.type, member(json, 'val')) };
    case 'variant':
    case 'result': {
      const of = payload(kind, tagOf(json));
      return of === null
        ? { tag: tagOf(json) }
        : { tag: tagOf(json), val: walk(of, member(json, 'val')) };
    }
    case 'handle':
      return handles.get(Number(member(json, 'result')));
    case 'enum':
    case 'flags':
      return json;
    default:
      throw new Error(`no values of the kind ${kind.kind} in these tests`);
  }
}

/** A value that a host got to JSON. */
export function toJson(resolve: Resolve, type: Type, value: unknown): Json {
  const resolved = dealias(resolve, type);
  if (typeof resolved === 'string') return primitive(value);
  const kind = kindOf(resolve, resolved);
  switch (kind.kind) {
    case 'record':
      return Object.fromEntries(
        kind.fields.map(({ name, type: of }) => [
          camel(name),
          toJson(resolve, of, get(value, camel(name))),
        ]),
      );
    case 'flags':
      return Object.fromEntries(
        kind.flags.map(({ name }) => [camel(name), get(value, camel(name)) === true]),
      );
    case 'list':
      return Array.from(value as Iterable<unknown>, (item) => toJson(resolve, kind.type, item));
    case 'tuple':
      return kind.types.map((of, index) => toJson(resolve, of, get(value, String(index))));
    case 'option':
      if (!isOption(resolve, kind.type)) {
        return value === undefined || value === null ? null : toJson(resolve, kind.type, value);
      }
      return get(value, 'tag') === 'none'
        ? { tag: 'none' }
        : { tag: 'some', val: toJson(resolve, kind.type, get(value, 'val')) };
    case 'variant':
    case 'result': {
      const tag = String(get(value, 'tag'));
      const of = payload(kind, tag);
      return of === null ? { tag } : { tag, val: toJson(resolve, of, get(value, 'val')) };
    }
    case 'enum':
      return String(value);
    default:
      throw new Error(`no values of the kind ${kind.kind} in these tests`);
  }
}

type Kind = Resolve['types'][number]['kind'];

function kindOf(resolve: Resolve, type: number): Kind {
  const definition = resolve.types[type];
  if (definition === undefined) throw new Error(`there is no type ${type}`);
  return definition.kind;
}

function isOption(resolve: Resolve, type: Type): boolean {
  const resolved = dealias(resolve, type);
  return typeof resolved === 'number' && kindOf(resolve, resolved).kind === 'option';
}

function payload(kind: Extract<Kind, { kind: 'variant' | 'result' }>, tag: string): Type | null {
  if (kind.kind === 'result') return tag === 'ok' ? kind.ok : kind.err;
  const found = kind.cases.find(({ name }) => name === tag);
  if (found === undefined) throw new Error(`there is no case ${tag}`);
  return found.type;
}

function primitive(value: unknown): Json {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  throw new Error(`${typeof value} is not how a primitive looks`);
}

function get(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) throw new Error(`no object, so no ${key}`);
  return (value as Record<string, unknown>)[key];
}

function member(json: Json, key: string): Json {
  const value = get(json, key);
  if (value === undefined) throw new Error(`${key} is missing`);
  return value as Json;
}

function tagOf(json: Json): string {
  return String(member(json, 'tag'));
}

function list(json: Json): Json[] {
  if (!Array.isArray(json)) throw new Error('not a list');
  return json;
}

/** Hosts take lists of bytes and of numbers as typed arrays. */
function typedArray(element: Type, items: unknown[]): unknown {
  if (element === 'u8') return Uint8Array.from(items as number[]);
  if (element === 'f64') return Float64Array.from(items as number[]);
  return items;
}
