/** Imports that nobody serves: they stay imports of the result, merged where several components ask for the same. */
import type { AnyTy, ExternItem, ExternName } from '@wit-ts/component';
import { compareVersionTexts } from '@wit-ts/wit-parser';
import { parseInterfaceName, trackKey } from '../link/interface-name.js';
import { type ProviderOf, type TypedPart, itemAt, namesOf } from '../part.js';

export type { ProviderOf } from '../part.js';

/** One component's wish for an import of the result. */
export interface Member {
  part: TypedPart;
  item: ExternItem;
}

/** An import of the result. */
export interface OpenImport {
  /** Compatible names meet under one key. */
  key: string;
  /** The highest version that was asked for, with the attributes of its asker. */
  name: ExternName;
  /** In the order of the parts; never empty. */
  members: Member[];
}

/** A named type below an import of the result. */
export interface OpenPlace {
  open: OpenImport;
  path: readonly string[];
}

/** All open imports, and the way from a type that a component sees to its place among them. */
export class OpenImports {
  /** Sorted by name. */
  readonly list: OpenImport[];
  private readonly byPort = new Map<string, OpenImport>();

  constructor(
    open: readonly { part: TypedPart; import: string }[],
    private readonly providerOf: ProviderOf,
  ) {
    const byKey = new Map<string, OpenImport>();
    for (const { part, import: name } of open) {
      const item = part.type.imports.get(name) as ExternItem;
      const key = importKey(item);
      const known = byKey.get(key);
      if (known === undefined) {
        byKey.set(key, { key, name: item.name, members: [{ part, item }] });
      } else {
        known.members.push({ part, item });
        known.name = higher(known.name, item.name);
      }
    }
    this.list = [...byKey.values()].toSorted((a, b) => compareTexts(a.name.name, b.name.name));
    for (const openImport of this.list) {
      for (const { part, item } of openImport.members) {
        this.byPort.set(portKey(part, item.name.name), openImport);
      }
    }
  }

  /** The import of the result that serves an import of a part, or `undefined` where another component does. */
  of(part: TypedPart, port: string): OpenImport | undefined {
    return this.byPort.get(portKey(part, port));
  }

  /** Notes that an import of the result serves an import of a part that may be called otherwise. */
  serve(part: TypedPart, port: string, open: OpenImport): void {
    this.byPort.set(portKey(part, port), open);
  }

  /**
   * The names that a type which `part` sees has among the open imports: under the name that it goes by there, under those that
   * this renames, and under those by which a component that serves it to `part` got it itself.
   */
  *placesOf(part: TypedPart, type: AnyTy, seen = new Set<AnyTy>()): Generator<OpenPlace> {
    for (const name of namesOf(type)) {
      const place = part.importedTypes.get(name);
      if (place === undefined || seen.has(name)) continue;
      seen.add(name);
      const open = this.of(part, place.port);
      if (open !== undefined) {
        yield { open, path: place.path };
        continue;
      }
      const provider = this.providerOf(part, place.port);
      const item = provider?.part.type.exports.get(provider.name);
      const served = item && itemAt(item, place.path)?.entity;
      if (provider === undefined || served?.kind !== 'type') continue;
      yield* this.placesOf(provider.part, served.created, seen);
    }
  }

  /**
   * Follows `use`: where any of the components that ask for an import says that a type of it is another interface's, it is
   * that of the other interface for all.
   */
  origin(place: OpenPlace): OpenPlace {
    const seen = new Set<string>();
    let current = place;
    for (;;) {
      const key = `${current.open.key}\n${current.path.join('\n')}`;
      if (seen.has(key)) return current;
      seen.add(key);
      const next = this.usedFrom(current);
      if (next === undefined) return current;
      current = next;
    }
  }

  /** The place of another interface that a type is used from. */
  usedFrom({ open, path }: OpenPlace): OpenPlace | undefined {
    for (const { part, item } of open.members) {
      const entity = itemAt(item, path)?.entity;
      if (entity?.kind !== 'type' || entity.referenced === entity.created) continue;
      for (const from of this.placesOf(part, entity.referenced)) {
        if (from.open !== open || from.path.join('\n') !== path.join('\n')) return from;
      }
    }
    return undefined;
  }
}

/** Interfaces by path meet on their semver track; labels and plain names only under the same name. */
function importKey(item: ExternItem): string {
  return trackKey(item.name.name);
}

function portKey(part: TypedPart, port: string): string {
  return `${part.index}\n${port}`;
}

function higher(a: ExternName, b: ExternName): ExternName {
  const left = parseInterfaceName(a.name)?.version;
  const right = parseInterfaceName(b.name)?.version;
  if (left === undefined || right === undefined) return a;
  return compareVersionTexts(right, left) > 0 ? b : a;
}

/** By code units, so that the order is the same everywhere. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
