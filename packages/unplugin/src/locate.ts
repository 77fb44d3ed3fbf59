import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/**
 * The file that an import means: beside the importer, in a package, or, as Vite writes it, at the root of the project.
 *
 * @returns nothing where there is no such file; the bundler then says so in its own words
 */
export function locate(
  source: string,
  importer: string | undefined,
  root: string,
): string | undefined {
  const from = importer === undefined ? undefined : withoutQuery(importer);
  const found = /^\.\.?\//.test(source)
    ? resolve(from === undefined ? root : dirname(from), source)
    : isAbsolute(source)
      ? [source, join(root, source)].find((path) => existsSync(path))
      : inPackages(source, from ?? join(root, 'index.js'));
  return found !== undefined && existsSync(found) ? found : undefined;
}

function inPackages(source: string, importer: string): string | undefined {
  if (!isAbsolute(importer)) return undefined;
  try {
    return createRequire(importer).resolve(source);
  } catch {
    return undefined;
  }
}

/** Bundlers add `?v=1` and the like to the names of modules. */
export function withoutQuery(id: string): string {
  const at = id.indexOf('?');
  return at === -1 ? id : id.slice(0, at);
}
