#!/usr/bin/env node
/** The command `wit-ts`. Answers `--version` by itself, so that asking costs no more than starting Node. */
import { writeSync } from 'node:fs';
import { loadProgram } from './loader/load-program.js';

/** Put in by the build from package.json. */
declare const WIT_TS_VERSION: string;

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  print(`${WIT_TS_VERSION}\n`);
} else {
  const { program, chunks } = loadProgram();
  void program.main(args, WIT_TS_VERSION, chunks);
}

/** Without making a stream, which takes longer than all the rest. */
function print(text: string): void {
  try {
    writeSync(1, text);
  } catch {
    process.stdout.write(text);
  }
}
