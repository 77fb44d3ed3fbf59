import { describe, expect, it } from 'vitest';
import {
  ComponentBuilder,
  readComponentNames,
  readProducers,
  type ComponentNames,
  type Producers,
} from '../../src/index.js';
import { componentOf, read } from '../support/assemble.js';

describe('readComponentNames', () => {
  it('reads the names that the assembler writes', () => {
    const names = readComponentNames(
      componentOf('(component $whole (import "f" (func $first)) (type $t u8) (core module $m))'),
    );
    expect(names.component).toBe('whole');
    expect(names.definitions.get('func')).toEqual(new Map([[0, 'first']]));
    expect(names.definitions.get('type')?.get(1)).toBe('t');
    expect(names.definitions.get('core-module')).toEqual(new Map([[0, 'm']]));
  });

  it('takes a malformed section for none', () => {
    const builder = new ComponentBuilder();
    builder.custom('component-name', Uint8Array.from([0, 200]));
    builder.custom('producers', Uint8Array.from([9]));
    const node = read(builder.finish());
    expect(readComponentNames(node).component).toBeUndefined();
    expect(readProducers(node).size).toBe(0);
  });

  it('reads what is written', () => {
    const names: ComponentNames = {
      component: 'app',
      definitions: new Map([
        [
          'instance',
          new Map([
            [0, 'a'],
            [3, 'ü'],
          ]),
        ],
        ['core-func', new Map([[1, 'f']])],
      ]),
    };
    const producers: Producers = new Map([
      ['language', new Map([['Rust', '']])],
      ['processed-by', new Map([['wit-ts', '1.0.0']])],
    ]);
    const builder = new ComponentBuilder();
    builder.names(names);
    builder.producers(producers);
    const node = read(builder.finish());
    expect(readComponentNames(node)).toEqual(names);
    expect(readProducers(node)).toEqual(producers);
  });
});
