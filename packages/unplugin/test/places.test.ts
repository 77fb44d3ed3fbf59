import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { locate, withoutQuery } from '../src/locate.js';
import { declarationsBeside, generatedFolder, specifierFrom } from '../src/places.js';
import { witImports } from '../src/wit-imports.js';
import { placeIn, writeChanged } from '../src/write-changed.js';

const root = mkdtempSync(join(tmpdir(), 'wit-ts-places-'));
afterAll(() => rmSync(root, { recursive: true }));
const settings = {
  root,
  generated: join(root, '.wit-ts'),
  map: [],
  inline: undefined,
  features: [],
};

describe('what a module imports', () => {
  test('of WIT, in all forms of import, each once', () => {
    const code = `import type { A } from './a.wit';
      import type { B } from "../b.wit";
      export type * from './a.wit';
      type C = import('./c.wit').C;
      const text = './d.wit';`;
    expect(witImports(code)).toEqual(['./a.wit', '../b.wit', './c.wit']);
  });
});

describe('files that imports mean', () => {
  mkdirSync(join(root, 'src'));
  mkdirSync(join(root, 'node_modules/pack'), { recursive: true });
  for (const path of ['src/x.wasm', 'node_modules/pack/y.wasm'])
    writeFileSync(join(root, path), '');
  const importer = join(root, 'src/main.ts?v=1');

  test.each([
    ['./x.wasm', 'src/x.wasm'],
    ['/src/x.wasm', 'src/x.wasm'],
    ['pack/y.wasm', 'node_modules/pack/y.wasm'],
    ['./z.wasm', undefined],
    ['other/y.wasm', undefined],
  ])('%s', (source, expected) => {
    const found = locate(source, importer, root);
    expect(found).toBe(expected === undefined ? undefined : join(root, expected));
  });

  test('without the query of the bundler', () => {
    expect(withoutQuery('/a/b.js?v=1')).toBe('/a/b.js');
  });
});

describe('places of what is generated', () => {
  test('mirror the project; files outside have a folder named by a hash', () => {
    expect(generatedFolder(join(root, 'src/x.wasm'), settings)).toBe(
      join(root, '.wit-ts/src/x.wasm'),
    );
    expect(generatedFolder('/elsewhere/x.wasm', settings)).toMatch(
      /\.wit-ts\/outside\/[0-9a-f]{12}\/x\.wasm$/,
    );
    expect(declarationsBeside('/a/x.wasm')).toBe('/a/x.d.wasm.ts');
    expect(specifierFrom('/a/b', '/a/c/d.js')).toBe('../c/d.js');
    expect(specifierFrom('/a/b', '/a/b/d.js')).toBe('./d.js');
  });

  test('never lead out of their folder', () => {
    expect(placeIn('/a/b', 'c/d.js')).toBe('/a/b/c/d.js');
    expect(() => placeIn('/a/b', '../c.js')).toThrow('../c.js leads out of /a/b');
    expect(() => placeIn('/a/b', '/c.js')).toThrow('leads out of');
  });

  test('that cannot be written are named with the reason', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => writeChanged(join(root, 'file/x.js'), '')).toThrow(
      /^cannot write .*file\/x\.js: a part of the path is a file, not a folder$/,
    );
  });
});
