/** What a component imports and exports, spelt out: two components of the same type give the same text. */
import { componentToWit } from '@wit-ts/component';
import {
  type InterfaceId,
  interfaceOfKey,
  packageNameText,
  type Resolve,
  type Type,
  type TypeId,
  type WitFunction,
  worldItemName,
} from '@wit-ts/wit-parser';

/**
 * One line for each function and named type. Types are spelt out; a resource goes by the interface that declares it, whichever
 * way of `use` leads there.
 */
export function describeWorld(bytes: Uint8Array): { lines: string[] } | { cannot: string } {
  const decoded = componentToWit(bytes, { name: 'app.wasm' });
  if (!decoded.ok) return { cannot: decoded.diagnostics[0]?.message ?? 'no reason given' };
  const { resolve } = decoded;
  const world = resolve.worlds[decoded.world ?? -1];
  if (world === undefined) return { cannot: 'it is no component' };
  const lines: string[] = [];
  const describe = new Describer(resolve);
  for (const [side, items] of [
    ['import', world.imports],
    ['export', world.exports],
  ] as const) {
    for (const [key, item] of items) {
      const name = `${side} ${worldItemName(resolve, key)}`;
      switch (item.kind) {
        case 'function':
          lines.push(`${name}: ${describe.signature(item.function)}`);
          break;
        case 'type':
          lines.push(`${name} = ${describe.definition(item.id)}`);
          break;
        case 'interface':
          lines.push(name, ...describe.interface(interfaceOfKey(key) ?? item.id, name));
          break;
      }
    }
  }
  return { lines: lines.toSorted() };
}

class Describer {
  constructor(private readonly resolve: Resolve) {}

  interface(id: InterfaceId, name: string): string[] {
    const { types, functions } = this.resolve.interfaces[id] ?? { types: [], functions: [] };
    return [
      ...[...types].map(([type, at]) => `${name} type ${type} = ${this.definition(at)}`),
      ...[...functions.values()].map((each) => `${name} ${each.name}: ${this.signature(each)}`),
    ];
  }

  signature({ kind, params, result }: WitFunction): string {
    const async = 'async' in kind && kind.async ? 'async ' : '';
    const inside = params.map(({ name, type }) => `${name}: ${this.type(type)}`).join(', ');
    return `${async}(${inside}) -> ${result === undefined ? '_' : this.type(result)}`;
  }

  definition(id: TypeId): string {
    return this.type(id);
  }

  private type(type: Type | null): string {
    if (type === null) return '_';
    if (typeof type === 'string') return type;
    const definition = this.resolve.types[type];
    if (definition === undefined) throw new Error('no such type');
    const { kind } = definition;
    const inner = (of: Type | null): string => this.type(of);
    switch (kind.kind) {
      case 'alias':
        return inner(kind.type);
      case 'resource':
        return `resource ${this.owner(type)}`;
      case 'handle':
        return `${kind.handle} ${inner(kind.type)}`;
      case 'record':
        return `{${kind.fields.map(({ name, type: of }) => `${name}: ${inner(of)}`).join(', ')}}`;
      case 'variant':
        return `<${kind.cases.map(({ name, type: of }) => `${name}(${inner(of)})`).join(' | ')}>`;
      case 'enum':
        return `enum ${kind.cases.map(({ name }) => name).join(' | ')}`;
      case 'flags':
        return `flags ${kind.flags.map(({ name }) => name).join(' & ')}`;
      case 'tuple':
        return `(${kind.types.map(inner).join(', ')})`;
      case 'result':
        return `result ${inner(kind.ok)} ${inner(kind.err)}`;
      case 'map':
        return `map ${inner(kind.key)} ${inner(kind.value)}`;
      case 'fixed-length-list':
        return `[${inner(kind.type)}; ${kind.length}]`;
      case 'list':
      case 'option':
      case 'stream':
      case 'future':
        return `${kind.kind} ${inner(kind.type)}`;
    }
  }

  /** A resource that an interface exports is not the one that it imports, which the id tells. */
  private owner(id: TypeId): string {
    const { name, owner } = this.resolve.types[id] ?? { name: null, owner: null };
    if (owner?.kind !== 'interface') return `${name} of the world`;
    const home = this.resolve.interfaces[owner.id];
    const from = this.resolve.packages[home?.package ?? -1];
    return `${name} of ${from === undefined ? '' : packageNameText(from.name)}/${home?.name} ${this.side(owner.id)}`;
  }

  private side(id: InterfaceId): string {
    const { worlds } = this.resolve;
    const exported = worlds.some(({ exports }) =>
      [...exports].some(
        ([key, item]) => item.kind === 'interface' && (interfaceOfKey(key) ?? item.id) === id,
      ),
    );
    return exported ? '(exported)' : '';
  }
}
