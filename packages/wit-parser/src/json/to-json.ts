/** The resolved model as the JSON that the reference writes, byte for byte. */

import {
  interfaceOfKey,
  packageNameText,
  type FunctionKind,
  type Interface,
  type InterfaceId,
  type Package,
  type Resolve,
  type Stability,
  type Type,
  type TypeDef,
  type TypeDefKind,
  type TypeId,
  type World,
  type WorldId,
  type WorldItem,
  type WorldKey,
  type WitFunction,
} from '../model/resolve.js';
import { PrettyJsonWriter } from './pretty-writer.js';

/**
 * The text of `wasm-tools component wit --json`: keys in its order, two blanks a level, no line break at the end.
 *
 * The time is linear in the length of the text.
 */
export function toJson(resolve: Resolve): string {
  return new ResolveWriter().resolve(resolve);
}

/** What both an enum case, a flag and a field have. */
interface Documented {
  name: string;
  docs?: string;
}

class ResolveWriter {
  readonly #out = new PrettyJsonWriter();

  resolve(resolve: Resolve): string {
    const out = this.#out;
    out.open('{');
    out.key('worlds');
    this.#array(resolve.worlds, (world) => this.#world(world));
    out.key('interfaces');
    this.#array(resolve.interfaces, (iface) => this.#interface(iface));
    out.key('types');
    this.#array(resolve.types, (type) => this.#typeDef(type));
    out.key('packages');
    this.#array(resolve.packages, (pkg) => this.#package(pkg));
    out.close('}');
    return out.text;
  }

  #array<T>(items: readonly T[], write: (item: T) => void): void {
    const out = this.#out;
    out.open('[');
    for (const item of items) {
      out.element();
      write(item);
    }
    out.close(']');
  }

  #package(pkg: Package): void {
    const out = this.#out;
    out.open('{');
    out.key('name');
    out.string(packageNameText(pkg.name));
    this.#docs(pkg.docs);
    out.key('interfaces');
    this.#idMap(pkg.interfaces);
    out.key('worlds');
    this.#idMap(pkg.worlds);
    out.close('}');
  }

  #idMap(ids: ReadonlyMap<string, InterfaceId | WorldId | TypeId>): void {
    const out = this.#out;
    out.open('{');
    for (const [name, id] of ids) {
      out.entry(name);
      out.number(id);
    }
    out.close('}');
  }

  #world(world: World): void {
    const out = this.#out;
    out.open('{');
    out.key('name');
    out.string(world.name);
    out.key('imports');
    this.#worldItems(world.imports);
    out.key('exports');
    this.#worldItems(world.exports);
    out.key('package');
    out.number(world.package);
    this.#docs(world.docs);
    this.#stability(world.stability);
    out.close('}');
  }

  #worldItems(items: ReadonlyMap<WorldKey, WorldItem>): void {
    const out = this.#out;
    out.open('{');
    for (const [key, item] of items) {
      const id = interfaceOfKey(key);
      out.entry(id === undefined ? key : `interface-${id}`);
      out.open('{');
      this.#worldItem(item);
      out.close('}');
    }
    out.close('}');
  }

  #worldItem(item: WorldItem): void {
    const out = this.#out;
    out.key(item.kind);
    switch (item.kind) {
      case 'interface':
        out.open('{');
        out.key('id');
        out.number(item.id);
        this.#stability(item.stability);
        this.#externalId(item.externalId);
        this.#docs(item.docs);
        out.close('}');
        return;
      case 'function':
        this.#function(item.function);
        return;
      case 'type':
        out.number(item.id);
        return;
    }
  }

  #interface(iface: Interface): void {
    const out = this.#out;
    out.open('{');
    this.#nameOrNull(iface.name);
    out.key('types');
    this.#idMap(iface.types);
    out.key('functions');
    out.open('{');
    for (const [name, fn] of iface.functions) {
      out.entry(name);
      this.#function(fn);
    }
    out.close('}');
    this.#docs(iface.docs);
    this.#stability(iface.stability);
    out.key('package');
    out.number(iface.package);
    if (iface.cloneOf !== undefined) {
      out.key('clone_of');
      out.number(iface.cloneOf);
    }
    out.close('}');
  }

  #function(fn: WitFunction): void {
    const out = this.#out;
    out.open('{');
    out.key('name');
    out.string(fn.name);
    out.key('kind');
    this.#functionKind(fn.kind);
    out.key('params');
    this.#array(fn.params, (param) => {
      out.open('{');
      // Only a decoded binary can have a parameter without a name.
      if (param.name !== '') {
        out.key('name');
        out.string(param.name);
      }
      out.key('type');
      this.#type(param.type);
      out.close('}');
    });
    if (fn.result !== undefined) {
      out.key('result');
      this.#type(fn.result);
    }
    this.#docs(fn.docs);
    this.#stability(fn.stability);
    this.#externalId(fn.externalId);
    out.close('}');
  }

  #functionKind(kind: FunctionKind): void {
    const out = this.#out;
    const word = kind.kind !== 'constructor' && kind.async ? `async-${kind.kind}` : kind.kind;
    if (kind.kind === 'freestanding') {
      out.string(word);
      return;
    }
    out.open('{');
    out.key(word);
    out.number(kind.resource);
    out.close('}');
  }

  #typeDef(type: TypeDef): void {
    const out = this.#out;
    out.open('{');
    this.#nameOrNull(type.name);
    out.key('kind');
    this.#typeDefKind(type.kind);
    out.key('owner');
    if (type.owner === null) {
      out.null();
    } else {
      out.open('{');
      out.key(type.owner.kind);
      out.number(type.owner.id);
      out.close('}');
    }
    this.#docs(type.docs);
    this.#stability(type.stability);
    this.#externalId(type.externalId);
    out.close('}');
  }

  #typeDefKind(kind: TypeDefKind): void {
    const out = this.#out;
    if (kind.kind === 'resource') {
      out.string('resource');
      return;
    }
    out.open('{');
    out.key(kind.kind === 'alias' ? 'type' : kind.kind);
    switch (kind.kind) {
      case 'alias':
      case 'list':
      case 'option':
        this.#type(kind.type);
        break;
      case 'future':
      case 'stream':
        this.#typeOrNull(kind.type);
        break;
      case 'handle':
        out.open('{');
        out.key(kind.handle);
        out.number(kind.type);
        out.close('}');
        break;
      case 'map':
        this.#array([kind.key, kind.value], (type) => this.#type(type));
        break;
      case 'fixed-length-list':
        out.open('[');
        out.element();
        this.#type(kind.type);
        out.element();
        out.number(kind.length);
        out.close(']');
        break;
      case 'result':
        out.open('{');
        out.key('ok');
        this.#typeOrNull(kind.ok);
        out.key('err');
        this.#typeOrNull(kind.err);
        out.close('}');
        break;
      case 'tuple':
        this.#list('types', kind.types, (type) => this.#type(type));
        break;
      case 'record':
        this.#list('fields', kind.fields, (field) =>
          this.#documented(field, () => this.#type(field.type)),
        );
        break;
      case 'variant':
        this.#list('cases', kind.cases, (item) =>
          this.#documented(item, () => this.#typeOrNull(item.type)),
        );
        break;
      case 'enum':
        this.#list('cases', kind.cases, (item) => this.#documented(item));
        break;
      case 'flags':
        this.#list('flags', kind.flags, (flag) => this.#documented(flag));
        break;
    }
    out.close('}');
  }

  /** An object with one key that holds an array. */
  #list<T>(key: string, items: readonly T[], write: (item: T) => void): void {
    const out = this.#out;
    out.open('{');
    out.key(key);
    this.#array(items, write);
    out.close('}');
  }

  #documented(item: Documented, writeType?: () => void): void {
    const out = this.#out;
    out.open('{');
    out.key('name');
    out.string(item.name);
    if (writeType !== undefined) {
      out.key('type');
      writeType();
    }
    this.#docs(item.docs);
    out.close('}');
  }

  #type(type: Type): void {
    if (typeof type === 'number') this.#out.number(type);
    else this.#out.string(type);
  }

  #typeOrNull(type: Type | null): void {
    if (type === null) this.#out.null();
    else this.#type(type);
  }

  #nameOrNull(name: string | null): void {
    const out = this.#out;
    out.key('name');
    if (name === null) out.null();
    else out.string(name);
  }

  #docs(docs: string | undefined): void {
    if (docs === undefined) return;
    const out = this.#out;
    out.key('docs');
    out.open('{');
    out.key('contents');
    out.string(docs);
    out.close('}');
  }

  #stability(stability: Stability | undefined): void {
    if (stability === undefined) return;
    const out = this.#out;
    out.key('stability');
    out.open('{');
    out.key(stability.kind);
    out.open('{');
    if (stability.kind === 'stable') {
      out.key('since');
      out.string(stability.since);
    } else {
      out.key('feature');
      out.string(stability.feature);
    }
    if (stability.deprecated !== undefined) {
      out.key('deprecated');
      out.string(stability.deprecated);
    }
    out.close('}');
    out.close('}');
  }

  #externalId(id: string | undefined): void {
    if (id === undefined) return;
    this.#out.key('external_id');
    this.#out.string(id);
  }
}
