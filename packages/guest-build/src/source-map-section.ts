/** The source map of a component's JavaScript, in a custom section of the component. */
import { type ComponentNode, readComponent } from '@wit-ts/component';

/** Name of the section; its content is a source map (version 3) as JSON, without the sources themselves. */
export const SOURCE_MAP_SECTION = 'wit-ts:source-map';

/** Adds the section at the end of a component. */
export function withSourceMap(bytes: Uint8Array, map: string): Uint8Array {
  const encoder = new TextEncoder();
  const name = encoder.encode(SOURCE_MAP_SECTION);
  const data = encoder.encode(withoutSources(map));
  const head = [...leb128(name.length), ...name];
  const section = [0, ...leb128(head.length + data.length), ...head];
  const result = new Uint8Array(bytes.length + section.length + data.length);
  result.set(bytes);
  result.set(section, bytes.length);
  result.set(data, bytes.length + section.length);
  return result;
}

/** The source maps in a component and in those that it contains. */
export function sourceMapsOf(bytes: Uint8Array): string[] {
  const { component } = readComponent(bytes, { name: 'component' });
  const found: string[] = [];
  const pending: ComponentNode[] = component === undefined ? [] : [component];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const definition of node.definitions) {
      if (definition.kind === 'component') pending.push(definition.component);
      if (definition.kind === 'custom' && definition.name === SOURCE_MAP_SECTION) {
        found.push(
          new TextDecoder().decode(node.bytes.subarray(definition.dataStart, definition.end)),
        );
      }
    }
  }
  return found;
}

/** Places are enough: the sources would make the component larger, and known to all who have it. */
function withoutSources(map: string): string {
  const { version, sources, mappings } = JSON.parse(map) as Record<string, unknown>;
  return JSON.stringify({ version, sources, names: [], mappings });
}

function leb128(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
    if (rest === 0) return bytes;
  }
}
