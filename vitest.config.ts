import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests run against the sources, so that a failing test points at the line that was written. */
const source = (path: string): string =>
  fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

/**
 * Files that have a process of their own: they put something in the place of a module, set flags of the engine, or measure the
 * heap. All others run one after another in the same few processes, which import the sources once;
 * `test/shared-worker.ts` looks that none changes what the next one sees.
 */
const ALONE = [
  'packages/bindgen-ts/test/host/heap.test.ts',
  'packages/canonical-abi/test/errors.test.ts',
  'packages/cli/test/execute/confine.test.ts',
  'packages/compose/test/differential/nested.test.ts',
  'packages/compose/test/graph/browser.test.ts',
  'packages/playground/test/jobs.test.ts',
  'packages/unplugin/test/generations.test.ts',
  'packages/vscode/test/extension.test.ts',
  'test/bundlers/*.test.ts',
  'test/playground/*.test.ts',
];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@wit-ts\/wit-parser\/grammar$/, replacement: source('wit-parser/src/grammar.ts') },
      {
        find: /^@wit-ts\/canonical-abi\/layout$/,
        replacement: source('canonical-abi/src/layout/index.ts'),
      },
      {
        find: /^@wit-ts\/([a-z-]+)$/,
        replacement: source('$1/src/index.ts'),
      },
    ],
  },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // All cores: many tests wait for processes that they start.
    maxWorkers: availableParallelism(),
    // They run in the order of their names, in each the largest files first or, where that is known, those that took longest.
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        extends: true,
        test: {
          name: 'shared',
          isolate: false,
          include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...ALONE],
          setupFiles: ['test/shared-worker.ts'],
        },
      },
    ],
  },
});
