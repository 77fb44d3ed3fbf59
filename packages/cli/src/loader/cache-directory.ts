/** Where compiled code is kept between runs: a folder of the user's cache that nobody else may write. */
import { lstatSync, mkdirSync, type Stats } from 'node:fs';
import { isAbsolute, sep } from 'node:path';

/** The folder, made where it is missing; `undefined` when there is none, or when others could put code into it. */
export function cacheDirectory(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string | undefined {
  if (env['NODE_DISABLE_COMPILE_CACHE'] !== undefined) return undefined;
  const base = userCache(env, platform);
  if (base === undefined || !isAbsolute(base)) return undefined;
  const directory = `${base}${sep}wit-ts`;
  try {
    const there = lstatSync(directory, { throwIfNoEntry: false });
    if (there !== undefined) return isPrivate(there) ? directory : undefined;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return isPrivate(lstatSync(directory)) ? directory : undefined;
  } catch {
    return undefined;
  }
}

function userCache(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return env['LOCALAPPDATA'];
  const set = env['XDG_CACHE_HOME'];
  if (set !== undefined && set !== '') return set;
  const home = env['HOME'];
  if (home === undefined || home === '') return undefined;
  return [home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'])].join(sep);
}

/** Code read from the cache is run, so the folder must belong to the user and be writable by no one else. */
function isPrivate(stat: Stats): boolean {
  if (!stat.isDirectory()) return false;
  if (process.getuid === undefined) return true;
  return stat.uid === process.getuid() && (stat.mode & 0o022) === 0;
}
