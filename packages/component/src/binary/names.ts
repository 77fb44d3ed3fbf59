/** The custom sections that describe a component: `component-name` and `producers`. */
import * as reader from './byte-reader.js';
import { ReadError } from './byte-reader.js';
import { ByteSink } from './byte-sink.js';
import type { ComponentNode, CustomSection, Sort } from './model.js';
import { readSort } from './read-types.js';
import { writeSort } from './write-types.js';

/** What the `component-name` section says. */
export interface ComponentNames {
  /** The name of the component itself. */
  component: string | undefined;
  /** Names of definitions, by sort and index. */
  definitions: Map<Sort, Map<number, string>>;
}

/** What the `producers` section says: fields such as `language`, with names and versions. */
export type Producers = Map<string, Map<string, string>>;

const MAX_ENTRIES = 1_000_000;

function customSection(node: ComponentNode, name: string): CustomSection | undefined {
  for (const section of node.sections) {
    if (section.kind !== 'custom') continue;
    const definition = node.definitions[section.first];
    if (definition?.kind === 'custom' && definition.name === name) return definition;
  }
  return undefined;
}

/** Runs `read` over the data of a custom section; a malformed section counts as absent, as it decides nothing. */
function readCustom<T>(node: ComponentNode, name: string, read: () => T): T | undefined {
  const section = customSection(node, name);
  if (section === undefined) return undefined;
  try {
    return reader.reading(node.bytes, section.dataStart, section.end, read, undefined);
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}

/** The names of a component and of its definitions; empty where there are none or the section is malformed. */
export function readComponentNames(node: ComponentNode): ComponentNames {
  const names = readCustom(node, 'component-name', () => {
    const result: ComponentNames = { component: undefined, definitions: new Map() };
    const end = reader.end;
    while (reader.pos < end) {
      reader.endAt(end);
      const id = reader.byte();
      const size = reader.u32();
      const next = reader.pos + size;
      if (next > end) reader.malformed('a subsection is too long');
      reader.endAt(next);
      if (id === 0) result.component = reader.name();
      else if (id === 1) readNameMap(result);
      reader.goTo(next);
    }
    return result;
  });
  return names ?? { component: undefined, definitions: new Map() };
}

function readNameMap(names: ComponentNames): void {
  const sort = readSort();
  const count = reader.count(MAX_ENTRIES, 'names');
  const map = new Map<number, string>();
  for (let i = 0; i < count; i++) {
    const index = reader.u32();
    map.set(index, reader.name());
  }
  names.definitions.set(sort, map);
}

/** The data of a `component-name` section. */
export function encodeComponentNames(names: ComponentNames): Uint8Array {
  const out = new ByteSink();
  writeComponentNames(out, names);
  return out.finish();
}

/** As {@link encodeComponentNames}, to where it belongs. */
export function writeComponentNames(out: ByteSink, names: ComponentNames): void {
  const inner = new ByteSink();
  if (names.component !== undefined) {
    inner.name(names.component);
    subsection(out, 0, inner);
  }
  for (const [sort, map] of names.definitions) {
    writeSort(inner, sort);
    inner.u32(map.size);
    for (const index of sorted([...map.keys()])) {
      inner.name(map.get(index) as string, index);
    }
    subsection(out, 1, inner);
  }
}

/** Indices in order, which they mostly are already. */
function sorted(indices: number[]): number[] {
  let last = -1;
  for (const index of indices) {
    if (index < last) return indices.toSorted((a, b) => a - b);
    last = index;
  }
  return indices;
}

/** Leaves `content` empty. */
function subsection(out: ByteSink, id: number, content: ByteSink): void {
  out.tagged(id, content.length);
  out.take(content);
}

/** Who produced a component; empty where nothing is said or the section is malformed. */
export function readProducers(node: ComponentNode): Producers {
  const producers = readCustom(node, 'producers', () => {
    const result: Producers = new Map();
    const fields = reader.count(MAX_ENTRIES, 'fields');
    for (let i = 0; i < fields; i++) {
      const field = reader.name();
      const values = new Map<string, string>();
      const count = reader.count(MAX_ENTRIES, 'values');
      for (let j = 0; j < count; j++) {
        const name = reader.name();
        values.set(name, reader.name());
      }
      result.set(field, values);
    }
    return result;
  });
  return producers ?? new Map();
}

/** The data of a `producers` section. */
export function encodeProducers(producers: Producers): Uint8Array {
  const out = new ByteSink();
  writeProducers(out, producers);
  return out.finish();
}

/** As {@link encodeProducers}, to where it belongs. */
export function writeProducers(out: ByteSink, producers: Producers): void {
  out.u32(producers.size);
  for (const [field, values] of producers) {
    out.name(field);
    out.u32(values.size);
    for (const [name, version] of values) {
      out.name(name);
      out.name(version);
    }
  }
}
