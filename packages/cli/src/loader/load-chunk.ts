/** Loads the other chunks of the command through V8's code cache, whatever this Node offers for that. */
import { cacheDirectory } from './cache-directory.js';
import { createCachedRequire } from './cached-require.js';

/**
 * Loads a chunk that stands beside the entry.
 *
 * Node 22.8 and later keep compiled code themselves; before that our own loader does, for our chunks and for ts-morph,
 * whose nine megabytes take half a second to compile. Without a folder that belongs to the user alone nothing is kept.
 */
export function loadChunk(path: string): unknown {
  const directory = cacheDirectory(process.env, process.platform);
  if (directory === undefined) return require(path);
  if (keepsCode()) {
    const nodeModule = process.getBuiltinModule('node:module') as {
      enableCompileCache?: (directory: string) => unknown;
    };
    nodeModule.enableCompileCache?.(directory);
    return require(path);
  }
  return createCachedRequire(require, __dirname, directory)(path);
}

/** Whether this Node can keep compiled code. */
function keepsCode(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 8);
}
