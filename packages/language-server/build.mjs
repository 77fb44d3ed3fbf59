/** Bundles the server as a classic worker for browsers: `dist/browser/worker.js`, one file that loads nothing. */
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { workspaceSources } from '../../scripts/workspace-sources.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const folder = join(here, 'dist', 'browser');
mkdirSync(folder, { recursive: true });
const fresh = join(folder, `worker.${process.pid}.js`);

await build({
  absWorkingDir: here,
  entryPoints: ['src/worker.ts'],
  outfile: fresh,
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  define: { WIT_TS_VERSION: JSON.stringify(version) },
  plugins: [workspaceSources],
});
renameSync(fresh, join(folder, 'worker.js'));
