import type { ComponentNode } from '@wit-ts/component';
import type { Emitted } from './emit.js';

const NO_BYTES = new Uint8Array(0);

/** A component that was made of definitions, as the evaluation of types sees it; it is in no file. */
export function madeNode(name: string, { definitions }: Emitted): ComponentNode {
  return {
    kind: 'component-node',
    file: name,
    bytes: NO_BYTES,
    start: 0,
    end: 0,
    parent: undefined,
    path: '',
    sections: [],
    definitions,
  };
}
