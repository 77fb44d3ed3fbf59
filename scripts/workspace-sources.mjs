/** For esbuild: `@wit-ts/x` and `@wit-ts/x/y` are the sources of that package, so that bundles need no build before them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../packages', import.meta.url));

export const workspaceSources = {
  name: 'workspace-sources',
  setup({ onResolve }) {
    onResolve({ filter: /^@wit-ts\// }, ({ path }) => {
      const [, name, sub] = /^@wit-ts\/([^/]+)(?:\/(.+))?$/.exec(path);
      const source = join(packages, name, 'src');
      const candidates = sub === undefined ? ['index.ts'] : [`${sub}.ts`, `${sub}/index.ts`];
      const found = candidates.map((file) => join(source, file)).find((file) => existsSync(file));
      return found === undefined
        ? { errors: [{ text: `${path} has no source` }] }
        : { path: found, sideEffects: false };
    });
  },
};
