/** Small files whose types are large: they are refused or checked in little time. */
import { describe, expect, it } from 'vitest';
import {
  ComponentBuilder,
  externName,
  type InstanceDecl,
  NOWHERE,
  typeOfComponent,
  validateComponent,
} from '../../src/index.js';
import { read } from '../support/assemble.js';

/** A tuple that has 2^`depth` parts when it is written out. */
function largeType(builder: ComponentBuilder, depth: number): number {
  let type = builder.type({ kind: 'tuple', types: ['u8', 'u8'] });
  for (let i = 1; i < depth; i++) type = builder.type({ kind: 'tuple', types: [type, type] });
  return type;
}

/** What is said of a component, and how long that took the processor in seconds: other programs do not count. */
function checked(builder: ComponentBuilder): { messages: string[]; seconds: number } {
  const node = read(builder.finish());
  const started = process.cpuUsage();
  const messages = [...typeOfComponent(node).diagnostics, ...validateComponent(node)].map(
    (diagnostic) => diagnostic.message,
  );
  const { user, system } = process.cpuUsage(started);
  return { messages, seconds: (user + system) / 1_000_000 };
}

/** An export of the instance type that was aliased. */
const half = (name: string): InstanceDecl => ({
  kind: 'export-decl',
  ...NOWHERE,
  name: externName(name),
  type: { kind: 'instance', index: 0 },
});

describe('components with large types', () => {
  it('are not compared for ever', () => {
    const builder = new ComponentBuilder();
    const inner = new ComponentBuilder();
    const wanted = largeType(inner, 17);
    inner.import(externName('t'), { kind: 'type', bound: { kind: 'eq', index: wanted } });
    const component = builder.component(inner);
    const given = largeType(builder, 17);
    for (let i = 0; i < 990; i++) {
      builder.instantiate(component, [{ name: 't', item: { sort: 'type', index: given } }]);
    }
    const { messages, seconds } = checked(builder);
    expect(messages[0]).toContain('too large to be compared');
    expect(seconds).toBeLessThan(20);
  });

  it('are walked once for names and handles', () => {
    const builder = new ComponentBuilder();
    const type = largeType(builder, 17);
    const func = builder.type({
      kind: 'func',
      async: false,
      params: [{ label: 'a', type }],
      result: undefined,
    });
    for (let i = 0; i < 2000; i++) {
      builder.import(externName(`f${i}`), { kind: 'func', index: func });
      builder.canon({ kind: 'lower', func: i, options: [] });
    }
    const { messages, seconds } = checked(builder);
    // The parameters are too many to be passed without a memory.
    expect(messages.at(-1)).toContain('`memory` is required');
    expect(seconds).toBeLessThan(20);
  });

  it('are not copied for ever', () => {
    // Every export of an instance type gets resources of its own, so each level has twice as many.
    const builder = new ComponentBuilder();
    for (let chain = 0; chain < 200; chain++) {
      let type = builder.type({
        kind: 'instance',
        decls: [
          {
            kind: 'export-decl',
            ...NOWHERE,
            name: externName('r'),
            type: { kind: 'type', bound: { kind: 'sub-resource' } },
          },
        ],
      });
      for (let i = 0; i < 12; i++) {
        const target = { kind: 'outer', count: 1, index: type } as const;
        type = builder.type({
          kind: 'instance',
          decls: [{ kind: 'alias', ...NOWHERE, sort: 'type', target }, half('a'), half('b')],
        });
      }
    }
    const { messages, seconds } = checked(builder);
    expect(messages[0]).toContain('too large to be compared');
    expect(seconds).toBeLessThan(20);
  });
});
