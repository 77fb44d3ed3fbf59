import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  allInterfacesOfWorld,
  dealias,
  fromJson,
  implementedInterface,
  interfaceDependencies,
  interfaceName,
  packageDependencies,
  packageNameText,
  topologicalPackages,
  usedInterface,
  worldItemName,
  worldName,
} from '../../src/index.js';
import { modelOfTypes, typeOf } from '../support/model.js';

const model = new URL('../printer/golden/everything/model.json', import.meta.url);
const resolve = fromJson(readFileSync(model, 'utf8'));
const MAIN = 'stream:package';
const VERSION = '1.2.3-rc.1+b5';

function interfaceId(name: string): number {
  return resolve.interfaces.findIndex((iface) => iface.name === name);
}

function worldId(name: string): number {
  return resolve.worlds.findIndex((world) => world.name === name);
}

describe('names', () => {
  it('names interfaces and worlds with package and version', () => {
    expect(interfaceName(resolve, interfaceId('user'))).toBe(`${MAIN}/user@${VERSION}`);
    expect(interfaceName(resolve, interfaceId('one'))).toBe('other:second/one');
    expect(worldName(resolve, worldId('world'))).toBe(`${MAIN}/world@${VERSION}`);
    const inline = resolve.interfaces.findIndex((iface) => iface.name === null);
    expect(interfaceName(resolve, inline)).toBeUndefined();
    expect(() => worldName(resolve, 99)).toThrow('there is no world 99');
  });

  it('names the items of a world', () => {
    const world = resolve.worlds[worldId('world')];
    const names = [...(world?.imports.keys() ?? [])].map((key) => worldItemName(resolve, key));
    expect(names).toEqual([
      `${MAIN}/types@${VERSION}`,
      'other:dep/things@0.1.0',
      `${MAIN}/user@${VERSION}`,
      'label',
      'inner',
      'rr',
      'wt',
      'wr',
      'import',
      'after',
      '[constructor]wr',
      '[method]wr.m',
      '[static]wr.s',
    ]);
    const implemented = [...(world?.imports ?? [])].map(([key, item]) =>
      implementedInterface(resolve, key, item),
    );
    expect(implemented.filter((name) => name !== undefined)).toEqual([`${MAIN}/types@${VERSION}`]);
  });
});

describe('dependencies', () => {
  it('lists the interfaces of a world once, imports first', () => {
    const found = allInterfacesOfWorld(resolve, worldId('world'));
    expect(found.map((id) => resolve.interfaces[id]?.name)).toEqual([
      'types',
      'things',
      'user',
      null,
      null,
    ]);
  });

  it('finds what an interface uses', () => {
    const user = interfaceId('user');
    const names = interfaceDependencies(resolve, user).map((id) => resolve.interfaces[id]?.name);
    expect(names).toEqual(['types', 'things']);
    const types = resolve.interfaces[interfaceId('types')]?.types;
    expect(usedInterface(resolve, types?.get('al2') ?? -1)).toBeUndefined();
  });

  it('orders packages after what they depend on', () => {
    const names = (ids: number[]): string[] =>
      ids.map((id) => packageNameText(resolve.packages[id]?.name ?? { namespace: '', name: '' }));
    const main = resolve.packages.findIndex((pkg) => pkg.name.name === 'package');
    expect(names(packageDependencies(resolve, main))).toEqual(['other:dep@0.1.0']);
    const order = names(topologicalPackages(resolve));
    expect(order.toSorted()).toEqual(names([...resolve.packages.keys()]).toSorted());
    expect(order.indexOf('other:dep@0.1.0')).toBeLessThan(order.indexOf(`${MAIN}@${VERSION}`));
  });
});

describe('dealias', () => {
  it('follows aliases to the end', () => {
    const chain = modelOfTypes(
      typeOf({ kind: 'list', type: 'u8' }, 'bytes'),
      typeOf({ kind: 'alias', type: 0 }, 'a'),
      typeOf({ kind: 'alias', type: 1 }, 'b'),
      typeOf({ kind: 'alias', type: 'u8' }, 'c'),
    );
    expect([2, 3, 0, 'char' as const].map((type) => dealias(chain, type))).toEqual([
      0,
      'u8',
      0,
      'char',
    ]);
  });

  it('refuses a circle', () => {
    const circle = modelOfTypes(typeOf({ kind: 'alias', type: 0 }, 'a'));
    expect(() => dealias(circle, 0)).toThrow('round in a circle');
  });
});
