/** Turns the definitions of a composition into bytes, with the sections that describe it. */
import { ComponentBuilder } from '@wit-ts/component';
import { version } from '../version.js';
import type { Emitted } from './emit.js';

export function assemble(emitted: Emitted): Uint8Array {
  const builder = new ComponentBuilder();
  for (const definition of emitted.definitions) {
    if (definition.kind === 'component') {
      builder.component(definition.component.bytes.subarray(definition.start, definition.end));
    } else {
      builder.define(definition);
    }
  }
  builder.names({
    component: undefined,
    definitions: new Map([
      ['component', new Map(emitted.components.map(({ index, name }) => [index, name]))],
      ['instance', new Map(emitted.instances.map(({ index, name }) => [index, name]))],
    ]),
  });
  builder.producers(new Map([['processed-by', new Map([['wit-ts', version]])]]));
  return builder.finish();
}
