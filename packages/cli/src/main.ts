#!/usr/bin/env node
/** The command `wit-ts`. Answers `--version` by itself, so that asking costs no more than starting Node. */
import { loadChunk } from './loader/load-chunk.js';

/** Put in by the build from package.json. */
declare const WIT_TS_VERSION: string;

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${WIT_TS_VERSION}\n`);
} else {
  const program = loadChunk('./program.js') as typeof import('./program.js');
  void program.main(args, WIT_TS_VERSION);
}
