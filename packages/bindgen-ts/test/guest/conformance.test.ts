import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import type { GeneratedFile } from '../../src/index.js';
import { generateGuest, generateGuestStub } from '../../src/guest/index.js';
import {
  compile,
  inTemporaryFolder,
  suiteCases,
  withOwnModules,
  worldsOf,
  writeTree,
} from './suite.js';

const cases = suiteCases();
const title = cases === undefined ? ' (skipped: ../shared/wit-conformance is absent)' : '';

describe.skipIf(cases === undefined)(`guest bindings of the suite's worlds${title}`, () => {
  for (const lang of ['ts', 'js'] as const) {
    it(`compile under --strict (${lang})`, async () => {
      const all: GeneratedFile[] = [];
      for (const { name, resolve } of cases ?? []) {
        for (const world of worldsOf(resolve)) {
          const files = await generateGuest({ resolve, world: world.id, lang });
          all.push(...withOwnModules(files, `${name}-${world.id}`));
        }
      }
      expect(all.length).toBeGreaterThan(200);
      inTemporaryFolder((folder) => {
        writeTree(folder, all);
        expect(compile(folder)).toEqual([]);
      });
    });
  }

  for (const lang of ['ts', 'js'] as const) {
    it(`have stubs that compile and satisfy their world (${lang})`, async () => {
      const all: GeneratedFile[] = [];
      for (const { name, resolve } of cases ?? []) {
        for (const { id } of worldsOf(resolve)) {
          const files = await generateGuest({ resolve, world: id, lang });
          const prefix = `${name}-${id}`;
          all.push(...withOwnModules(files, prefix, `${prefix}/bindings`));
          const content = generateGuestStub({ resolve, world: id, lang, bindings: './bindings' });
          const parser = lang === 'ts' ? 'typescript' : 'babel';
          expect(content, name).toBe(await format(content, { parser }));
          all.push({ path: `${prefix}/stub.${lang}`, content });
        }
      }
      inTemporaryFolder((folder) => {
        writeTree(folder, all);
        expect(compile(folder, lang === 'js' ? { allowJs: true } : {})).toEqual([]);
      });
    });
  }

  it("are in prettier's default form", async () => {
    for (const { name, resolve } of cases ?? []) {
      for (const world of worldsOf(resolve)) {
        for (const { path, content } of await generateGuest({ resolve, world: world.id })) {
          const text = String(content);
          expect(text, `${name} ${path}`).toBe(await format(text, { parser: 'typescript' }));
        }
      }
    }
  });
});
