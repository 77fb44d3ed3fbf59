/** Turns the definitions of a composition into bytes, with the sections that describe it. */
import { ComponentBuilder, type ComponentNode, type Definition } from '@wit-ts/component';
import { nodeBytes } from '../part.js';
import { version } from '../version.js';
import type { Emitted } from './emit.js';

/** @returns the component in pieces, of which the large ones are parts of the inputs */
export function assemble(emitted: Emitted): Uint8Array[] {
  const builder = write(emitted, emitted.nested ?? new Map(), outermostOf(emitted), 0);
  builder.producers(new Map([['processed-by', new Map([['wit-ts', version]])]]));
  return builder.pieces();
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
): ComponentBuilder {
  const builder = new ComponentBuilder(expectedSize(emitted));
  for (const definition of emitted.definitions) {
    if (definition.kind !== 'component') {
      builder.define(definition);
      continue;
    }
    const inner = nested.get(definition.component);
    if (inner !== undefined) {
      builder.component(write(inner, nested, outermost, depth + 1));
      continue;
    }
    const there = depth === 0 ? undefined : outermost?.get(definition.component);
    if (there === undefined) builder.component(nodeBytes(definition.component));
    else builder.define(outerComponent(depth, there));
  }
  builder.names({
    component: undefined,
    definitions: new Map([
      ['component', namesOf(emitted.components)],
      ['instance', namesOf(emitted.instances)],
    ]),
  });
  return builder;
}

/** About so many bytes a definition takes, its names and that in the names section included. */
const BYTES_A_DEFINITION = 48;

/** Small components are copied into the result; of the others it takes part by reference. */
const SMALL_COMPONENT = 1024;

function expectedSize({ definitions }: Emitted): number {
  let size = 256;
  for (const definition of definitions) {
    size += BYTES_A_DEFINITION;
    if (definition.kind !== 'component') continue;
    const { start, end } = definition.component;
    if (end - start < SMALL_COMPONENT) size += end - start;
  }
  return size;
}

function namesOf(list: readonly { index: number; name: string }[]): Map<number, string> {
  const names = new Map<number, string>();
  for (const { index, name } of list) names.set(index, name);
  return names;
}

function outerComponent(count: number, index: number): Definition {
  return {
    kind: 'alias',
    sort: 'component',
    target: { kind: 'outer', count, index },
    start: 0,
    end: 0,
  };
}
