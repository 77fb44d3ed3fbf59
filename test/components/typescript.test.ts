import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateGuest } from '@wit-ts/bindgen-ts';
import { resolveSources, selectWorld } from '@wit-ts/wit-parser';
import { describe, expect, test } from 'vitest';
import { fixtures } from '../../scripts/fixtures/list.mjs';
import { folder, witOf } from './fixtures.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the TypeScript sources fit their worlds', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(folder, 'tsconfig.json')],
    { encoding: 'utf8' },
  );
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

describe('the committed bindings are those that wit-ts generates', () => {
  test.each(fixtures.filter(({ language }) => language === 'typescript'))(
    '$name',
    async ({ source, wit, world }) => {
      const { resolve, package: main } = resolveSources(witOf(wit), {});
      const selected = main === undefined ? undefined : selectWorld(resolve, main, world).world;
      if (selected === undefined) throw new Error(`there is no world ${world}`);
      const generated = new Map(
        (await generateGuest({ resolve, world: selected })).map((file) => [
          file.path,
          file.content,
        ]),
      );
      const bindings = join(folder, source, 'bindings');
      if (process.env['UPDATE_GOLDEN'] === '1') {
        for (const [path, content] of generated) writeFileSync(join(bindings, path), content);
      }
      const paths = readdirSync(bindings, { recursive: true, encoding: 'utf8' }).filter((path) =>
        path.endsWith('.ts'),
      );
      const committed = new Map(
        paths.map((path) => [path, readFileSync(join(bindings, path), 'utf8')]),
      );
      expect(committed).toEqual(generated);
    },
  );
});
