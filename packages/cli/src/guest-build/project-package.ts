/** Packages of the user's project that `build` drives: optional peers of the command. */
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failure } from '../errors/failure.js';
import { messageOf } from '../input/binary.js';
import { codeOf } from '@wit-ts/node-files';
import { nativeImport } from '../loader/native-import.js';

type Members = Readonly<Record<string, unknown>>;

export interface ProjectPackage {
  /** The file of its entry. */
  readonly path: string;
  readonly version: string;
  readonly module: Members;
}

/**
 * Loads a package as the module at `from` sees it, or as this command does.
 *
 * @param purpose - for the message where it is missing: `which bundles the module`
 * @throws Failure CLI0501 where it is not installed, CLI0502 where it cannot be loaded
 */
export async function projectPackage(
  name: string,
  from: string,
  { purpose, install }: { purpose: string; install: readonly string[] },
): Promise<ProjectPackage> {
  const path = pathOf(name, [resolve(from), __filename]);
  if (path === undefined) {
    throw failure(
      'CLI0501',
      `the package ${name} is not installed, ${purpose}`,
      `install it: npm install --save-dev ${install.join(' ')}`,
    );
  }
  try {
    const module = (await nativeImport(pathToFileURL(path).href)) as Members;
    return { path, version: versionOf(name, path), module };
  } catch (error) {
    throw failure(
      'CLI0502',
      `the package ${name} cannot be loaded: ${messageOf(error)}`,
      `install it again: npm install --save-dev ${install.join(' ')}`,
    );
  }
}

function pathOf(name: string, froms: readonly string[]): string | undefined {
  for (const from of froms) {
    const require = createRequire(from);
    try {
      return require.resolve(name);
    } catch (error) {
      if (codeOf(error) !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') continue;
      const path = importOnly(name, require);
      if (path !== undefined) return path;
    }
  }
  return undefined;
}

/** A package that has only an entry for `import`, which `require.resolve` does not look at. */
function importOnly(name: string, require: NodeJS.Require): string | undefined {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const manifest = resolve(folder, name, 'package.json');
      const { exports } = require(manifest) as { exports?: unknown };
      const entry = importEntry(exports);
      if (entry !== undefined) return resolve(dirname(manifest), entry);
    } catch {
      // It is not in this folder.
    }
  }
  return undefined;
}

function importEntry(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return undefined;
  const { '.': main, import: entry, default: other } = exports as Record<string, unknown>;
  return importEntry(main) ?? importEntry(entry) ?? importEntry(other);
}

/** The version in the package.json above a file of the package. */
function versionOf(name: string, path: string): string {
  const require = createRequire(path);
  for (let folder = dirname(path); dirname(folder) !== folder; folder = dirname(folder)) {
    try {
      const manifest = require(resolve(folder, 'package.json')) as Record<string, unknown>;
      if (manifest['name'] === name) return String(manifest['version']);
    } catch {
      // There is none in this folder.
    }
  }
  return 'unknown';
}
