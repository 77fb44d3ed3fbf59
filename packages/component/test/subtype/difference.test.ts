import { describe, expect, it } from 'vitest';
import {
  differenceText,
  type Entity,
  firstDifference,
  isSubtype,
  type Resource,
  typeOfComponent,
} from '../../src/index.js';
import { componentOf } from '../support/assemble.js';

/** The one import of a component. */
function importOf(text: string): Entity {
  const { type } = typeOfComponent(componentOf(`(component ${text})`));
  const item = [...(type?.imports.values() ?? [])].at(-1);
  if (item === undefined) throw new Error('there is no import');
  return item.entity;
}

/** What is wrong with `given` where `wanted` is asked for. */
function difference(given: string, wanted: string): string | undefined {
  const found = firstDifference(importOf(given), importOf(wanted));
  return found === undefined ? undefined : differenceText(found);
}

const instance = (body: string): string => `(import "edge:telemetry/types" (instance ${body}))`;

const event = (field: string): string =>
  instance(`
    (type $event (record (field "id" u64) (field "value" ${field})))
    (export "event" (type $e (eq $event)))
    (export "send" (func (param "event" $e)))`);

/** The resource that an instance exports as `r`. */
function resourceOf(entity: Entity): Resource {
  const item = entity.kind === 'instance' ? entity.type.exports.get('r')?.entity : undefined;
  if (item?.kind !== 'type' || item.created.kind !== 'resource') throw new Error('no resource');
  return item.created.resource;
}

const componentWith = (name: string): string => `(import "c" (component
  (import "r" (type $r (sub resource)))
  (import "f" (func (param "x" (own $r))))
  (export "s" (type $s (sub resource)))
  (export "g" (func (result (own ${name}))))))`;

const bare = (body: string): string => `(import "c" (component ${body}))`;

describe('firstDifference', () => {
  it('gives the path in terms of WIT', () => {
    expect(difference(event('f32'), event('f64'))).toBe('record event › field value: f64 ≠ f32');
    expect(difference(event('f64'), event('f64'))).toBeUndefined();
  });

  it.each([
    ['(export "f" (func))', '', undefined],
    ['', '(export "f" (func))', 'function f: missing'],
    ['(export "f" (func))', '(export "f" (func (result u8)))', 'function f › result: missing'],
    [
      '(export "f" (func (param "a" u8)))',
      '(export "f" (func (param "b" u8)))',
      'function f › parameter 1: b: u8 ≠ a: u8',
    ],
    [
      '(export "f" (func (param "a" (list string))))',
      '(export "f" (func (param "a" (list u8))))',
      'function f › parameter a › list element: u8 ≠ string',
    ],
    [
      '(export "f" (func (result (result u8))))',
      '(export "f" (func (result (result u8 (error string)))))',
      'function f › result › error: missing',
    ],
    ['(export "f" (func async))', '(export "f" (func))', 'function f: func ≠ async func'],
    ['(export "f" (func))', '(export "f" (instance))', 'interface f: instance ≠ function'],
    [
      '(type $t (enum "a" "b")) (export "t" (type (eq $t)))',
      '(type $t (enum "a" "c")) (export "t" (type (eq $t)))',
      'enum t › case 2: c ≠ b',
    ],
    [
      '(type $t (variant (case "a" u8))) (export "t" (type (eq $t)))',
      '(type $t (variant (case "a"))) (export "t" (type (eq $t)))',
      'variant t › case a: u8 is too many',
    ],
    [
      '(type $t (flags "a")) (export "t" (type (eq $t)))',
      '(type $t (record (field "a" u8))) (export "t" (type (eq $t)))',
      'record t: record { a: u8 } ≠ flags { a }',
    ],
    [
      '(type $t (tuple u8)) (export "t" (type (eq $t)))',
      '(type $t (tuple u8 u8)) (export "t" (type (eq $t)))',
      'type t › tuple element 2: missing',
    ],
    [
      '(export "r" (type (sub resource)))',
      '(type $t u8) (export "r" (type (eq $t)))',
      'type r: u8 ≠ resource r of edge:telemetry/types',
    ],
  ])('given %s where %s is wanted', (given, wanted, expected) => {
    expect(difference(instance(given), instance(wanted))).toBe(expected);
  });

  it('tells resources apart by identity', () => {
    const text = instance(`
      (export "r" (type $r (sub resource)))
      (export "[method]r.m" (func (param "self" (borrow $r))))`);
    const a = importOf(text);
    const b = importOf(text);
    const found = firstDifference(a, b);
    expect(found && differenceText(found)).toBe(
      'resource r: resource r of edge:telemetry/types ≠ another resource r',
    );
    expect(isSubtype(a, a)).toBe(true);
    expect(isSubtype(a, b, { wanted: new Map([[resourceOf(b), resourceOf(a)]]) })).toBe(true);
  });

  it('lets components ask for less and offer more', () => {
    const less = bare('(export "f" (func)) (export "g" (func))');
    const more = bare('(import "a" (func)) (export "f" (func))');
    expect(difference(less, more)).toBeUndefined();
    expect(difference(more, less)).toBe('import of function a: function is too many');
  });

  it('matches resources that components bind themselves', () => {
    expect(difference(componentWith('$s'), componentWith('$s'))).toBeUndefined();
    expect(difference(componentWith('$s'), componentWith('$r'))).toBe(
      'function g › result: resource r ≠ resource s',
    );
  });

  it('names the declarations of both sides', () => {
    const found = firstDifference(importOf(event('f32')), importOf(event('f64')));
    expect(found?.wantedItem?.name.name).toBe('event');
    expect(found?.givenItem?.at).toBeGreaterThan(8);
  });
});
