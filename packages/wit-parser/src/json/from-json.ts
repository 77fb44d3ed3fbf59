/** Reads the JSON of a resolved model, as {@link toJson} and `wasm-tools component wit --json` write it. */

import {
  interfaceKey,
  type FunctionKind,
  type Interface,
  type Package,
  type PackageName,
  type PrimitiveType,
  type Resolve,
  type Stability,
  type Type,
  type TypeDef,
  type TypeDefKind,
  type TypeOwner,
  type WitFunction,
  type World,
  type WorldItem,
  type WorldKey,
} from '../model/resolve.js';
import { typeOrder } from '../ops/type-order.js';
import { JsonNode } from './json-node.js';

const PRIMITIVES: ReadonlySet<string> = new Set<PrimitiveType>([
  ...(['bool', 'u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64'] as const),
  ...(['f32', 'f64', 'char', 'string', 'error-context'] as const),
]);

const MAX_U32 = 0xffff_ffff;

/**
 * The model that a JSON text describes. Keys that the format does not know are passed over.
 *
 * The text may come from anywhere: every id of the result exists and no type contains itself. That names are valid WIT
 * and that worlds are complete is not checked.
 *
 * @throws Error with a plain message that names the place, where the text is no JSON or no resolved model
 */
export function fromJson(text: string): Resolve {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`this is not JSON: ${reason}`, { cause: error });
  }
  const resolve = new ResolveReader(new JsonNode(value)).resolve();
  try {
    typeOrder(resolve.types);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`this is not the JSON of resolved WIT: ${reason}`, { cause: error });
  }
  return resolve;
}

class ResolveReader {
  readonly #worlds: JsonNode[];
  readonly #interfaces: JsonNode[];
  readonly #types: JsonNode[];
  readonly #packages: JsonNode[];

  constructor(root: JsonNode) {
    this.#worlds = root.required('worlds').array();
    this.#interfaces = root.required('interfaces').array();
    this.#types = root.required('types').array();
    this.#packages = root.required('packages').array();
  }

  resolve(): Resolve {
    return {
      worlds: this.#worlds.map((node) => this.#world(node)),
      interfaces: this.#interfaces.map((node) => this.#interface(node)),
      types: this.#types.map((node) => this.#typeDef(node)),
      packages: this.#packages.map((node) => this.#package(node)),
    };
  }

  #worldId = (node: JsonNode): number => node.id(this.#worlds.length, 'worlds');
  #interfaceId = (node: JsonNode): number => node.id(this.#interfaces.length, 'interfaces');
  #typeId = (node: JsonNode): number => node.id(this.#types.length, 'types');
  #packageId = (node: JsonNode): number => node.id(this.#packages.length, 'packages');

  #package(node: JsonNode): Package {
    return {
      name: packageName(node.required('name')),
      ...docs(node),
      interfaces: readMap(node.required('interfaces'), this.#interfaceId),
      worlds: readMap(node.required('worlds'), this.#worldId),
    };
  }

  #world(node: JsonNode): World {
    return {
      name: node.required('name').string(),
      imports: this.#worldItems(node.required('imports')),
      exports: this.#worldItems(node.required('exports')),
      package: this.#packageId(node.required('package')),
      ...docs(node),
      ...stability(node),
    };
  }

  #worldItems(node: JsonNode): Map<WorldKey, WorldItem> {
    const items = new Map<WorldKey, WorldItem>();
    for (const [name, entry] of node.entries()) {
      const item = this.#worldItem(entry);
      const byPath = item.kind === 'interface' && name === `interface-${item.id}`;
      items.set(byPath ? interfaceKey(item.id) : name, item);
    }
    return items;
  }

  #worldItem(node: JsonNode): WorldItem {
    const [kind, value] = node.variant();
    switch (kind) {
      case 'interface':
        return {
          kind,
          id: this.#interfaceId(value.required('id')),
          ...stability(value),
          ...externalId(value),
          ...docs(value),
        };
      case 'function':
        return { kind, function: this.#function(value) };
      case 'type':
        return { kind, id: this.#typeId(value) };
      default:
        return node.fail('an interface, a function or a type');
    }
  }

  #interface(node: JsonNode): Interface {
    const cloneOf = node.optional('clone_of');
    return {
      name: nameOrNull(node),
      types: readMap(node.required('types'), this.#typeId),
      functions: readMap(node.required('functions'), (fn) => this.#function(fn)),
      ...docs(node),
      ...stability(node),
      package: this.#packageId(node.required('package')),
      ...(cloneOf && { cloneOf: this.#interfaceId(cloneOf) }),
    };
  }

  #function(node: JsonNode): WitFunction {
    const result = node.optional('result');
    return {
      name: node.required('name').string(),
      kind: this.#functionKind(node.required('kind')),
      params: node
        .required('params')
        .array()
        .map((param) => ({
          name: param.optional('name')?.string() ?? '',
          type: this.#type(param.required('type')),
        })),
      ...(result && { result: this.#type(result) }),
      ...docs(node),
      ...stability(node),
      ...externalId(node),
    };
  }

  #functionKind(node: JsonNode): FunctionKind {
    if (node.value === 'freestanding') return { kind: 'freestanding', async: false };
    if (node.value === 'async-freestanding') return { kind: 'freestanding', async: true };
    const [kind, id] = node.variant();
    const resource = this.#typeId(id);
    switch (kind) {
      case 'constructor':
        return { kind, resource };
      case 'method':
      case 'static':
        return { kind, async: false, resource };
      case 'async-method':
        return { kind: 'method', async: true, resource };
      case 'async-static':
        return { kind: 'static', async: true, resource };
      default:
        return node.fail('a kind of function');
    }
  }

  #typeDef(node: JsonNode): TypeDef {
    return {
      name: nameOrNull(node),
      kind: this.#typeDefKind(node.required('kind')),
      owner: this.#typeOwner(node.required('owner')),
      ...docs(node),
      ...stability(node),
      ...externalId(node),
    };
  }

  #typeOwner(node: JsonNode): TypeOwner | null {
    if (node.value === null) return null;
    const [kind, id] = node.variant();
    if (kind === 'world') return { kind, id: this.#worldId(id) };
    if (kind === 'interface') return { kind, id: this.#interfaceId(id) };
    return node.fail('a world, an interface or null');
  }

  #typeDefKind(node: JsonNode): TypeDefKind {
    if (node.value === 'resource') return { kind: 'resource' };
    const [kind, value] = node.variant();
    switch (kind) {
      case 'type':
        return { kind: 'alias', type: this.#type(value) };
      case 'list':
      case 'option':
        return { kind, type: this.#type(value) };
      case 'future':
      case 'stream':
        return { kind, type: this.#typeOrNull(value) };
      case 'handle': {
        const [handle, id] = value.variant();
        if (handle !== 'own' && handle !== 'borrow') return value.fail('an own or borrow handle');
        return { kind, handle, type: this.#typeId(id) };
      }
      case 'map': {
        const [key, mapped] = pair(value);
        return { kind, key: this.#type(key), value: this.#type(mapped) };
      }
      case 'fixed-length-list': {
        const [type, length] = pair(value);
        return { kind, type: this.#type(type), length: length.id(MAX_U32 + 1, 'lengths') };
      }
      case 'result':
        return {
          kind,
          ok: this.#typeOrNull(value.required('ok')),
          err: this.#typeOrNull(value.required('err')),
        };
      case 'tuple':
        return {
          kind,
          types: value
            .required('types')
            .array()
            .map((type) => this.#type(type)),
        };
      case 'record':
        return {
          kind,
          fields: value
            .required('fields')
            .array()
            .map((field) => ({
              name: field.required('name').string(),
              type: this.#type(field.required('type')),
              ...docs(field),
            })),
        };
      case 'variant':
        return {
          kind,
          cases: value
            .required('cases')
            .array()
            .map((item) => ({
              name: item.required('name').string(),
              type: this.#typeOrNull(item.required('type')),
              ...docs(item),
            })),
        };
      case 'enum':
        return { kind, cases: value.required('cases').array().map(documentedName) };
      case 'flags':
        return { kind, flags: value.required('flags').array().map(documentedName) };
      default:
        return node.fail('a kind of type');
    }
  }

  #type(node: JsonNode): Type {
    const { value } = node;
    if (typeof value !== 'string') return this.#typeId(node);
    return PRIMITIVES.has(value) ? (value as PrimitiveType) : node.fail('a type');
  }

  #typeOrNull(node: JsonNode): Type | null {
    return node.value === null ? null : this.#type(node);
  }
}

function readMap<T>(node: JsonNode, read: (value: JsonNode) => T): Map<string, T> {
  return new Map(node.entries().map(([name, value]) => [name, read(value)]));
}

function pair(node: JsonNode): [JsonNode, JsonNode] {
  const [first, second, ...more] = node.array();
  if (first === undefined || second === undefined || more.length > 0) {
    return node.fail('an array of two');
  }
  return [first, second];
}

function documentedName(node: JsonNode): { name: string; docs?: string } {
  return { name: node.required('name').string(), ...docs(node) };
}

function nameOrNull(node: JsonNode): string | null {
  const name = node.required('name');
  return name.value === null ? null : name.string();
}

function docs(node: JsonNode): { docs?: string } {
  const contents = node.optional('docs')?.required('contents');
  return contents === undefined || contents.value === null ? {} : { docs: contents.string() };
}

function externalId(node: JsonNode): { externalId?: string } {
  const id = node.optional('external_id');
  return id === undefined ? {} : { externalId: id.string() };
}

function stability(node: JsonNode): { stability?: Stability } {
  const gate = node.optional('stability');
  if (gate === undefined) return {};
  const [kind, value] = gate.variant();
  const version = value.optional('deprecated');
  const deprecated = version && { deprecated: version.string() };
  switch (kind) {
    case 'stable':
      return { stability: { kind, since: value.required('since').string(), ...deprecated } };
    case 'unstable':
      return { stability: { kind, feature: value.required('feature').string(), ...deprecated } };
    default:
      return gate.fail('a feature gate');
  }
}

/** Names become names of files, so no separator of paths may stand in them. */
const PACKAGE_NAME = /^([^:@/\\\p{Cc}]*):([^:@/\\\p{Cc}]*)(?:@([^/\\\p{Cc}]+))?$/u;

/** Splits `ns:name@version`. */
function packageName(node: JsonNode): PackageName {
  const match = PACKAGE_NAME.exec(node.string());
  const [, namespace, name, version] = match ?? [];
  if (namespace === undefined || name === undefined) return node.fail('the name of a package');
  return { namespace, name, ...(version !== undefined && { version }) };
}
