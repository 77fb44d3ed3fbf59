/** Bundles the server as a classic worker for browsers: `dist/browser/worker.js`, one file that loads nothing. */
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packageOf } from '../../scripts/bundling.mjs';
import { workspaceSources } from '../../scripts/workspace-sources.mjs';

const { here, manifest, options } = packageOf(import.meta.url);
const folder = join(here, 'dist', 'browser');
mkdirSync(folder, { recursive: true });
const fresh = join(folder, `worker.${process.pid}.js`);

await build({
  ...options,
  entryPoints: ['src/worker.ts'],
  outfile: fresh,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  define: { WIT_TS_VERSION: JSON.stringify(manifest.version) },
  plugins: [workspaceSources],
});
renameSync(fresh, join(folder, 'worker.js'));
