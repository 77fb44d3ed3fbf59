/** What the build scripts of bundled packages have in common. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the workspace. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The package that a build script is of: its folder, its manifest, and what esbuild is told for every bundle. */
export function packageOf(script) {
  const here = dirname(fileURLToPath(script));
  return {
    here,
    manifest: JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')),
    options: { absWorkingDir: here, bundle: true, legalComments: 'none', logLevel: 'warning' },
  };
}

/** Ends the build where another package has not been built before. */
export function needFiles(...files) {
  for (const file of files) {
    if (!existsSync(file))
      throw new Error(`${file} is not there: run \`npm run build\` in ${root}`);
  }
}

/** A folder to build into, which takes the place of the target at last: a build that fails leaves the last one as it was. */
export function freshFolder(target) {
  const fresh = join(dirname(target), `.${basename(target)}-${process.pid}`);
  process.on('exit', () => rmSync(fresh, { recursive: true, force: true }));
  mkdirSync(fresh, { recursive: true });
  return {
    fresh,
    replaceTarget() {
      rmSync(target, { recursive: true, force: true });
      renameSync(fresh, target);
    },
  };
}
