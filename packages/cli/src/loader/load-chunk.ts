/** Loads the other chunks of the command through V8's code cache, whatever this Node offers for that. */
import { createRequire } from 'node:module';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { cacheDirectory } from './cache-directory.js';
import { createCachedRequire } from './cached-require.js';

/**
 * Loads a chunk that stands beside the entry.
 *
 * Node 22.8 and later keep compiled code themselves; before that our own loader does, for our chunks and for ts-morph,
 * whose nine megabytes take half a second to compile. Without a folder that belongs to the user alone nothing is kept.
 */
export function loadChunk(path: string): unknown {
  const entry = join(__dirname, 'main.js');
  const directory = cacheDirectory(process.env, process.platform);
  if (directory === undefined) return createRequire(entry)(path);
  const enable = (nodeModule as { enableCompileCache?: (directory: string) => unknown })
    .enableCompileCache;
  if (enable !== undefined) {
    enable(directory);
    return createRequire(entry)(path);
  }
  return createCachedRequire(entry, directory)(path);
}
