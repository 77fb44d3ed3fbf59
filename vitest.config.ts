import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests run against the sources, so that a failing test points at the line that was written. */
const source = (path: string): string =>
  fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

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
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
    // All cores: many tests wait for processes that they start.
    maxWorkers: availableParallelism(),
  },
});
