import { describe, expect, it } from 'vitest';
import {
  ComponentBuilder,
  externName,
  typeOfComponent,
  validateComponent,
} from '../../src/index.js';
import { assemble, read } from '../support/assemble.js';

describe('ComponentBuilder', () => {
  const provider = assemble(`(component
    (core module $m (func (export "g") (result i32) i32.const 7))
    (core instance $i (instantiate $m))
    (func $f (result u32) (canon lift (core func $i "g")))
    (instance $n (export "f" (func $f)))
    (export "a:b/c" (instance $n)))`);
  const consumer = assemble(`(component
    (import "a:b/c" (instance $n (export "f" (func (result u32)))))
    (export "f" (func $n "f")))`);

  it('links two components', () => {
    const builder = new ComponentBuilder();
    const p = builder.component(provider);
    const c = builder.component(consumer);
    const first = builder.instantiate(p, []);
    const offered = builder.alias('instance', { kind: 'export', instance: first, name: 'a:b/c' });
    const second = builder.instantiate(c, [
      { name: 'a:b/c', item: { sort: 'instance', index: offered } },
    ]);
    const f = builder.alias('func', { kind: 'export', instance: second, name: 'f' });
    const exported = builder.export(externName('f'), { sort: 'func', index: f });
    expect([p, c, first, offered, second, f, exported]).toEqual([0, 1, 0, 1, 2, 0, 1]);
    const node = read(builder.finish());
    expect(validateComponent(node)).toEqual([]);
    expect([...(typeOfComponent(node).type?.exports.keys() ?? [])]).toEqual(['f']);
  });

  it('puts neighbours of one kind into one section', () => {
    const builder = new ComponentBuilder();
    builder.type({ kind: 'primitive', type: 'u8' });
    const list = builder.type({ kind: 'list', element: 0 });
    builder.import(externName('t'), { kind: 'type', bound: { kind: 'eq', index: list } });
    builder.type({ kind: 'option', type: 2 });
    const node = read(builder.finish());
    expect(node.sections.map((section) => [section.kind, section.count])).toEqual([
      ['type', 2],
      ['import', 1],
      ['type', 1],
    ]);
    expect(builder.countOf('type')).toBe(4);
  });

  it('writes sections whose length or number of entries takes more than a byte', () => {
    for (const count of [41, 42, 43, 127, 128, 129, 6000]) {
      const builder = new ComponentBuilder(16);
      for (let i = 0; i < count; i++) builder.type({ kind: 'list', element: 'u8' });
      builder.type({ kind: 'enum', labels: ['é'.repeat(70), 'x'.repeat(200)] });
      builder.import(externName('t'), { kind: 'type', bound: { kind: 'eq', index: count } });
      const node = read(builder.finish());
      expect(node.sections.map((section) => [section.kind, section.count])).toEqual([
        ['type', count + 1],
        ['import', 1],
      ]);
      expect(node.definitions[count]).toMatchObject({
        type: { kind: 'enum', labels: ['é'.repeat(70), 'x'.repeat(200)] },
      });
    }
  });

  it('takes large components over without copying', () => {
    const builder = new ComponentBuilder();
    const large = assemble(`(component (core module (memory 1) (data "${'x'.repeat(5000)}")))`);
    builder.component(large);
    expect(builder.pieces()).toContain(large);
  });

  it('writes attributes', () => {
    const builder = new ComponentBuilder();
    const type = builder.type({ kind: 'instance', decls: [] });
    const name = externName('primary', [
      { kind: 'implements', value: 'a:b/c' },
      { kind: 'external-id', value: 'x y' },
    ]);
    builder.import(name, { kind: 'instance', index: type });
    const node = read(builder.finish());
    expect(validateComponent(node)).toEqual([]);
    expect(node.definitions[1]).toMatchObject({ kind: 'import', name });
  });
});
