/**
 * For esbuild: leaves modules out of a chunk that a command seldom needs. Whatever they export says when it is used that it is not
 * there, and the command begins anew with the chunk that has everything.
 */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/bundling.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** What a composition without a check does without as long as nothing goes wrong. */
const absentModules = [
  'cli/src/output/check-component',
  'component/src/binary/(place|write-canon|write-core-types)',
  'component/src/core/(constant-expression|entity|instance|intern|module-type|subtype)',
  'component/src/subtype/describe',
  'component/src/validate/(canon|canon-options|canon-thread|extern-item|extern-name|flatten)',
  'component/src/validate/(named-types|validate-component|value-data)',
  'compose/src/check/result',
  'compose/src/emit/(core-module-type|group)',
  'compose/src/explain/(declaration|resource-origin)',
  'compose/src/(graph|report)/(?!size-text)[\\w-]+',
  'wasm-tools/src/(?!index)[\\w-]+',
  'wit-parser/src/diagnostics/json',
].map((path) => new RegExp(`^packages/${path}\\.ts$`));

const EXPORTED = /^export (?:async )?(?:function\*?|class|const) (\w+)/gm;

export const withoutAbsent = {
  name: 'without-absent',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]packages[\\/].*\.ts$/ }, ({ path }) => {
      const place = relative(root, path).replaceAll(sep, '/');
      if (!absentModules.some((pattern) => pattern.test(place))) return undefined;
      const names = readFileSync(path, 'utf8').matchAll(EXPORTED);
      const exports = Array.from(names, ([, name]) => `absent as ${name}`);
      return {
        contents: `import { absent } from './absent.js'; export { ${exports.join(', ')} };`,
        resolveDir: join(here, 'src', 'engine'),
      };
    });
  },
};
