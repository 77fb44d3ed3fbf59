import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

export const fixturesDir = fileURLToPath(new URL('./golden', import.meta.url));

/** The root of the repository, beside which `shared` may lie. */
export const repositoryRoot = fileURLToPath(new URL('../../../..', import.meta.url));

/** The names of the fixtures: a folder each, with `input.wasm`, assembled from the `input.wat` beside it. */
export function fixtureNames(): string[] {
  return readdirSync(fixturesDir).toSorted();
}

export function readBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

export function fixtureBytes(name: string): Uint8Array {
  return readBytes(join(fixturesDir, name, 'input.wasm'));
}

/** Compares with a golden file, or writes it where `UPDATE_GOLDEN` is set. */
export function expectGolden(name: string, file: string, actual: string): void {
  const path = join(fixturesDir, name, file);
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    writeFileSync(path, actual);
    return;
  }
  expect(existsSync(path), `${path} is missing: run with UPDATE_GOLDEN=1`).toBe(true);
  expect(actual).toBe(readFileSync(path, 'utf8'));
}
