/** Turns the definitions of a composition into bytes, with the sections that describe it. */
import { type ComponentNode, ComponentWriter, type Definition } from '@wit-ts/component';
import { nodeBytes } from '../part.js';
import { version } from '../version.js';
import type { Emitted } from './emit.js';

/** @returns the component in pieces, of which the large ones are parts of the inputs */
export function assemble(emitted: Emitted): Uint8Array[] {
  const writer = write(emitted, emitted.nested ?? new Map(), outermostOf(emitted), 0);
  writer.producers(new Map([['processed-by', new Map([['wit-ts', version]])]]));
  return writer.pieces();
}

/** Components that stand in the outermost component, with their indices. */
function outermostOf({
  definitions,
  nested,
}: Emitted): ReadonlyMap<ComponentNode, number> | undefined {
  if (nested === undefined || nested.size === 0) return undefined;
  const found = new Map<ComponentNode, number>();
  let index = 0;
  for (const definition of definitions) {
    if (definition.kind !== 'component') continue;
    if (!nested.has(definition.component)) found.set(definition.component, index);
    index++;
  }
  return found;
}

/** @param depth how many components are around this one */
function write(
  emitted: Emitted,
  nested: ReadonlyMap<ComponentNode, Emitted>,
  outermost: ReadonlyMap<ComponentNode, number> | undefined,
  depth: number,
): ComponentWriter {
  const { definitions, components, instances } = emitted;
  const writer = new ComponentWriter(256 + definitions.length * BYTES_A_DEFINITION);
  for (const definition of definitions) {
    if (definition.kind !== 'component') {
      writer.append(definition);
      continue;
    }
    const { component } = definition;
    const inner = nested.get(component);
    if (inner !== undefined) {
      writer.embedPieces(write(inner, nested, outermost, depth + 1).pieces());
      continue;
    }
    const there = depth === 0 ? undefined : outermost?.get(component);
    if (there === undefined) writer.embed('component', nodeBytes(component));
    else writer.append(outerComponent(depth, there));
  }
  writer.names({
    component: undefined,
    definitions: new Map([
      ['component', components],
      ['instance', instances],
    ]),
  });
  return writer;
}

/** About so many bytes a definition takes, with its names and that in the names section, and a third of a small component. */
const BYTES_A_DEFINITION = 128;

function outerComponent(count: number, index: number): Definition {
  return {
    kind: 'alias',
    sort: 'component',
    target: { kind: 'outer', count, index },
    start: 0,
    end: 0,
  };
}
