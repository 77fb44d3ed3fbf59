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
  delayOptimization();
  return createCachedRequire(entry, directory)(path);
}

/**
 * A command mostly ends before code that V8 optimizes pays for that: on Node 20, optimizing later saves a sixth of the time
 * of a `check` and costs nothing where there is more to do. The flag is part of what kept code is compiled for.
 */
function delayOptimization(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=500000');
}
