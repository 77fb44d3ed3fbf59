import { describe, expect, it } from 'vitest';
import {
  type AnyTy,
  type ComponentTy,
  type Entity,
  type InstanceTy,
  type Resource,
  typeByNeed,
  typeOfComponent,
} from '../../src/index.js';
import { componentOf } from '../support/assemble.js';

function typeOf(text: string): ComponentTy {
  const { type, diagnostics } = typeOfComponent(componentOf(text));
  expect(diagnostics).toEqual([]);
  if (type === undefined) throw new Error('there is no type');
  return type;
}

function entity(items: ReadonlyMap<string, { entity: Entity }>, name: string): Entity {
  const item = items.get(name);
  if (item === undefined) throw new Error(`there is no ${name}`);
  return item.entity;
}

function instance(items: ReadonlyMap<string, { entity: Entity }>, name: string): InstanceTy {
  const found = entity(items, name);
  if (found.kind !== 'instance') throw new Error(`${name} is no instance`);
  return found.type;
}

function created(items: ReadonlyMap<string, { entity: Entity }>, name: string): AnyTy {
  const found = entity(items, name);
  if (found.kind !== 'type') throw new Error(`${name} is no type`);
  return found.created;
}

function resource(items: ReadonlyMap<string, { entity: Entity }>, name: string): Resource {
  const type = created(items, name);
  if (type.kind !== 'resource') throw new Error(`${name} is no resource`);
  return type.resource;
}

describe('typeOfComponent', () => {
  it('gives fresh resources to every import of an instance type', () => {
    const type = typeOf(`(component
      (type $i (instance (export "r" (type (sub resource)))))
      (import "a" (instance (type $i)))
      (import "b" (instance (type $i))))`);
    const a = resource(instance(type.imports, 'a').exports, 'r');
    const b = resource(instance(type.imports, 'b').exports, 'r');
    expect(a).not.toBe(b);
    expect(type.importedResources).toEqual(
      new Map([
        [a, ['a', 'r']],
        [b, ['b', 'r']],
      ]),
    );
    expect(a).toMatchObject({ name: 'r', owner: 'a' });
  });

  it.each([typeOfComponent, typeByNeed])(
    'gives names of their own to the value types of every import of an instance type',
    (typed) => {
      const { type } = typed(
        componentOf(`(component
          (type $i (instance
            (type (flags "b")) (export "f" (type (eq 0)))
            (type (record (field "f" 1))) (export "g" (type (eq 2)))
            (export "h" (func (param "g" 3)))))
          (import "a" (instance (type $i)))
          (import "b" (instance (type $i)))
          (import "c" (instance (type $i)))
          (alias export 1 "g" (type $g))
          (type $list (list $g))
          (import "d" (type (eq $list))))`),
      );
      if (type === undefined) throw new Error('there is no type');
      // In another order than the file has them.
      const [b, a, c] = ['b', 'a', 'c'].map((name) => instance(type.imports, name).exports);
      const names = [a, b, c].map((exports) => {
        if (exports === undefined) throw new Error('there is no instance');
        const g = created(exports, 'g');
        const h = entity(exports, 'h');
        expect(h.kind === 'func' && h.type.params[0]?.type).toBe(g);
        const f = created(exports, 'f');
        expect(g.kind === 'defined' && g.shape).toMatchObject({ fields: [{ type: f }] });
        const [field] = g.kind === 'defined' && g.shape.kind === 'record' ? g.shape.fields : [];
        expect(field?.type).toBe(f);
        return [f, g];
      });
      expect(new Set(names.flat()).size).toBe(6);
      const d = created(type.imports, 'd');
      expect(d.kind === 'defined' && d.aliasOf?.shape).toEqual({
        kind: 'list',
        element: names[1]?.[1],
      });
      const list = d.kind === 'defined' && d.aliasOf?.shape;
      expect(list && list.kind === 'list' && list.element).toBe(names[1]?.[1]);
    },
  );

  it('keeps a resource that is used across instances', () => {
    const type = typeOf(`(component
      (import "a" (instance $a (export "r" (type (sub resource)))))
      (alias export $a "r" (type $r))
      (import "b" (instance (export "r" (type (eq $r))) )))`);
    expect(resource(instance(type.imports, 'a').exports, 'r')).toBe(
      resource(instance(type.imports, 'b').exports, 'r'),
    );
    expect(type.importedResources.size).toBe(1);
  });

  it('makes resources anew in every instantiation', () => {
    const type = typeOf(`(component
      (component $c (type $r (resource (rep i32))) (export "r" (type $r)))
      (instance $a (instantiate $c))
      (instance $b (instantiate $c))
      (export "a" (instance $a))
      (export "b" (instance $b)))`);
    const a = resource(instance(type.exports, 'a').exports, 'r');
    const b = resource(instance(type.exports, 'b').exports, 'r');
    expect(a).not.toBe(b);
    expect(type.definedResources).toEqual(
      new Map([
        [a, ['a', 'r']],
        [b, ['b', 'r']],
      ]),
    );
  });

  it('substitutes what was imported into the exports of an instance', () => {
    const type = typeOf(`(component
      (import "r" (type $r (sub resource)))
      (component $c
        (import "x" (type $x (sub resource)))
        (type $l (list (own $x)))
        (export "l" (type $l))
        (export "y" (type $x)))
      (instance $i (instantiate $c (with "x" (type $r))))
      (export "i" (instance $i)))`);
    const outer = resource(type.imports, 'r');
    const exports = instance(type.exports, 'i').exports;
    expect(resource(exports, 'y')).toBe(outer);
    expect(created(exports, 'l')).toMatchObject({
      shape: { kind: 'list', element: { shape: { kind: 'own', resource: { resource: outer } } } },
    });
  });

  it('makes a new name for every import and export of a type', () => {
    const type = typeOf(`(component
      (type $t (record (field "x" u8)))
      (import "a" (type $a (eq $t)))
      (export "b" (type $a)))`);
    const a = created(type.imports, 'a');
    const b = created(type.exports, 'b');
    expect(a).toMatchObject({ kind: 'defined', name: 'a' });
    expect(b).toMatchObject({ kind: 'defined', name: 'b', aliasOf: a });
  });

  it('keeps attributes and places', () => {
    const node = componentOf('(component (import "a" (external-id "id") (func)))');
    const item = typeOfComponent(node).type?.imports.get('a');
    expect(item?.name.attributes).toEqual([{ kind: 'external-id', value: 'id' }]);
    expect(item?.at).toBe(
      node.definitions.find((definition) => definition.kind === 'import')?.start,
    );
  });

  it('types core modules that are exported', () => {
    const type = typeOf(`(component
      (core module $m
        (import "env" "f" (func (param i32)))
        (global (export "g") i64 (i64.const 5))
        (memory (export "mem") 1 2)
        (func (export "h") (param f32) (result f64) unreachable))
      (export "m" (core module $m)))`);
    const module = entity(type.exports, 'm');
    if (module.kind !== 'core-module') throw new Error('m is no core module');
    expect(module.type.imports.get('env')?.get('f')).toMatchObject({
      kind: 'core-func',
      type: { shape: { params: ['i32'], results: [] } },
    });
    expect(module.type.exports.get('g')).toMatchObject({ kind: 'core-global', type: 'i64' });
    expect(module.type.exports.get('mem')).toMatchObject({ limits: { minimum: 1n, maximum: 2n } });
    expect(module.type.exports.get('h')).toMatchObject({
      type: { shape: { params: ['f32'], results: ['f64'] } },
    });
  });

  it('does not look at core definitions that do not decide about the type', () => {
    const node = componentOf(`(component
      (core module $m (func (export "f") (param i32)))
      (core instance $i (instantiate $m))
      (func $f (canon lift (core func $i "f")))
      (export "f" (func $f)))`);
    expect(typeOfComponent(node).type?.exports.has('f')).toBe(true);
  });

  it('bounds types that would be huge if they were written out', () => {
    const lines = ['(type $t0 (tuple u8 u8))'];
    for (let i = 1; i < 40; i++) lines.push(`(type $t${i} (tuple $t${i - 1} $t${i - 1}))`);
    const { type, diagnostics } = typeOfComponent(componentOf(`(component ${lines.join('')})`));
    expect(type).toBeUndefined();
    expect(diagnostics[0]?.code).toBe('CMP0024');
    const deep = Array.from({ length: 101 }, (_, i) =>
      i === 0 ? '(type (list u8))' : `(type (list ${i - 1}))`,
    );
    const nested = typeOfComponent(componentOf(`(component ${deep.join('')})`));
    expect(nested.diagnostics[0]?.message).toContain('nested deeper than 100 levels');
  });
});
