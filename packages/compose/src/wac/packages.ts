/** The packages that a document mentions: components, and packages of WIT in binary form. */
import { isWitPackage, readComponent, recognise, typeOfComponent } from '@wit-ts/component';
import type { Span } from '@wit-ts/wit-parser';
import type { Definitions } from './definitions.js';
import { WacError, wacMessages } from './messages.js';
import type { InterfaceDef, LoadedPackage, WorldDef } from './model.js';

/** A file that holds a package. */
export interface WacDependency {
  /** Where it is, for messages. */
  path: string;
  /** A component, or a package of WIT in binary form. */
  bytes: Uint8Array;
}

/** Finds a package; a text says why it cannot be used. */
export type LoadDependency = (
  name: string,
  version: string | undefined,
) => WacDependency | { missing: string } | { unusable: string };

export class Packages {
  private readonly loaded = new Map<string, LoadedPackage>();

  constructor(
    private readonly load: LoadDependency,
    private readonly definitions: Definitions,
  ) {}

  /** @throws WacError where there is none, or it cannot be read */
  get(name: string, version: string | undefined, span: Span): LoadedPackage {
    const key = version === undefined ? name : `${name}@${version}`;
    const known = this.loaded.get(key);
    if (known !== undefined) return known;
    const found = this.load(name, version);
    if ('missing' in found)
      throw new WacError(wacMessages.unknownPackage(key, span, found.missing));
    if ('unusable' in found) {
      throw new WacError(wacMessages.unreadablePackage(key, span, found.unusable));
    }
    const loaded = this.read(key, found, span);
    this.loaded.set(key, loaded);
    return loaded;
  }

  private read(name: string, { path, bytes }: WacDependency, span: Span): LoadedPackage {
    const refuse = (reason: string): never => {
      throw new WacError(wacMessages.unreadablePackage(name, span, `${path}: ${reason}`));
    };
    if (recognise(bytes) === 'core-module') refuse('it is a core module, not a component');
    const { component, diagnostics } = readComponent(bytes, { name: path });
    if (component === undefined) return refuse(diagnostics[0]?.message ?? 'it is no component');
    const typed = typeOfComponent(component);
    const { type } = typed;
    if (type === undefined) return refuse(typed.diagnostics[0]?.message ?? 'it is not valid');
    const definitions = new Map<string, InterfaceDef | WorldDef>();
    for (const [key, { entity }] of type.exports) {
      if (entity.kind !== 'type' || entity.created.kind !== 'component') continue;
      const wrapper = entity.created;
      const [only] = wrapper.exports;
      if (only === undefined || wrapper.exports.size !== 1) continue;
      const [id, { entity: inner }] = only;
      if (inner.kind === 'instance') {
        definitions.set(key, this.definitions.takeInterface(wrapper, id, inner.type));
      } else if (inner.kind === 'component') {
        definitions.set(key, this.definitions.takeWorld(id, inner.type));
      }
    }
    return { name, path, node: component, type, definitions };
  }
}

/** Whether a package only describes interfaces and worlds. */
export function describesOnly({ type }: LoadedPackage): boolean {
  return isWitPackage(type);
}
