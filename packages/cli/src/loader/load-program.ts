/** Loads the program through V8's code cache, whatever this Node offers for that. */
import { cacheDirectory } from './cache-directory.js';
import { type Chunks, createChunks } from './chunks.js';

type Program = typeof import('../program.js');

/**
 * Loads the chunk that stands beside the entry, and says how the others are loaded where that is not for Node itself.
 *
 * Node 22.8 and later keep compiled code themselves; before that our own loader does, for our chunks and for ts-morph,
 * whose nine megabytes take half a second to compile. Without a folder that belongs to the user alone nothing is kept.
 */
export function loadProgram(): { program: Program; chunks?: Chunks } {
  const directory = cacheDirectory(process.env, process.platform);
  if (directory !== undefined) {
    if (!keepsCode()) {
      const chunks = createChunks(require, __dirname, directory);
      return { program: chunks.load('./program.js') as Program, chunks };
    }
    const nodeModule = process.getBuiltinModule('node:module') as {
      enableCompileCache?: (directory: string) => unknown;
    };
    nodeModule.enableCompileCache?.(directory);
  }
  const program = './program.js';
  return { program: require(program) as Program };
}

/** Whether this Node can keep compiled code. */
function keepsCode(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 8);
}
