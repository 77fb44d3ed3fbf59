/** Small models for tests. */

import { expect } from 'vitest';
import {
  resolveSources,
  worldItemName,
  type Resolve,
  type TypeDef,
  type TypeDefKind,
} from '../../src/index.js';

/** A model with types only. */
export function modelOfTypes(...types: TypeDef[]): Resolve {
  return { worlds: [], interfaces: [], types, packages: [] };
}

/** A type without owner; anonymous unless it gets a name. */
export function typeOf(kind: TypeDefKind, name: string | null = null): TypeDef {
  return { name, kind, owner: null };
}

/** The model of one WIT text, all features on; the text must be free of errors. */
export function modelOf(text: string): { resolve: Resolve; main: number } {
  const {
    resolve,
    package: main,
    diagnostics,
  } = resolveSources([{ path: 'test.wit', text }], {
    allFeatures: true,
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { resolve, main: main ?? -1 };
}

/** The id of a world by its name. */
export function worldId(resolve: Resolve, name: string): number {
  const id = resolve.worlds.findIndex((world) => world.name === name);
  expect(id).not.toBe(-1);
  return id;
}

/** The imports and exports of a world, as component binaries name them. */
export function itemsOf(resolve: Resolve, world: number): { imports: string[]; exports: string[] } {
  const names = (keys: Iterable<string>): string[] =>
    [...keys].map((key) => worldItemName(resolve, key));
  const { imports, exports } = resolve.worlds[world] ?? { imports: new Map(), exports: new Map() };
  return { imports: names(imports.keys()), exports: names(exports.keys()) };
}
