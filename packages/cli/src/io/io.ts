/** What a command sees of the process it runs in. */
import { writevSync } from 'node:fs';
import type { FileSystem } from '@wit-ts/wit-parser';
import { codeOf, nodeFileSystem } from '@wit-ts/node-files';

export interface Io {
  fs: FileSystem;
  /** Results. */
  out(data: string | Uint8Array): void;
  /** Diagnostics and progress. */
  err(text: string): void;
  /** Sets the code that the process ends with, once all is written. */
  exit(code: number): void;
  /** Ends the process at once where all is written: letting go of what is left takes Node a while. */
  leave(code: number): void;
  /** All of standard input. */
  stdin(): Promise<Uint8Array>;
  /** Whether colour is wanted on standard error, where diagnostics go. */
  readonly color: boolean;
}

/**
 * The process itself. A reader that went away (`| head`) ends the command without a word.
 *
 * The streams are made when they are needed only: that takes longer than checking a small package.
 */
export function processIo(): Io {
  let streams = 0;
  const stream = (made: () => NodeJS.WriteStream) => (): NodeJS.WriteStream => {
    streams++;
    return made();
  };
  return {
    fs: nodeFileSystem,
    out: writer(
      1,
      stream(() => process.stdout),
    ),
    err: writer(
      2,
      stream(() => process.stderr),
    ),
    exit: (code) => {
      process.exitCode = code;
    },
    leave: (code) => {
      process.exitCode = code;
      if (streams === 0) process.exit();
    },
    stdin: readStdin,
    get color() {
      return wantsColor(process.env, process.stderr.isTTY);
    },
  };
}

/** Writes to a file descriptor at once; what it does not take now goes through the stream, and all that follows. */
function writer(
  file: number,
  makeStream: () => NodeJS.WriteStream,
): (data: string | Uint8Array) => void {
  let stream: NodeJS.WriteStream | undefined;
  return (data) => {
    let rest = typeof data === 'string' ? Buffer.from(data) : data;
    if (stream === undefined) {
      try {
        for (let count = 0; rest.length > 0; rest = rest.subarray(count)) {
          count = writevSync(file, [rest]);
          if (count === rest.length) return;
        }
        return;
      } catch (error) {
        if (codeOf(error) === 'EPIPE') process.exit();
        stream = makeStream();
        stream.on('error', leave);
      }
    }
    stream.write(rest);
  };
}

function leave(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}

/** `NO_COLOR` and `FORCE_COLOR` as their users know them; without either, colour is for terminals. */
export function wantsColor(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  const refused = env['NO_COLOR'];
  if (refused !== undefined && refused !== '') return false;
  return isTerminal && env['TERM'] !== 'dumb';
}

async function readStdin(): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
