/** `wit-ts lsp`: the language server on standard input and output. */
import { decodeWit } from '@wit-ts/component';
import { connectionStrategy, type ServerHost, startServer } from '@wit-ts/language-server';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { loadTools } from '../input/binary.js';
import type { Io } from '../io/io.js';

/** How often is looked whether the editor that started the server is still there. */
const PARENT_MS = 5000;

/** Runs until the client says `exit`, or is gone. */
export async function lsp(version: string, io: Io): Promise<void> {
  const connection = createMessageConnection(
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
    undefined,
    connectionStrategy,
  );
  await new Promise<void>((ended) => {
    const exit = (code: number): void => {
      io.exit(code);
      connection.dispose();
      process.stdin.destroy();
      ended();
    };
    startServer(connection, {
      version,
      fs: io.fs,
      decodeWit,
      exit,
      watchParent: (id) => watchParent(id, () => exit(1)),
      loadWacChecker: async () => {
        const { wacChecker } = await import('../run/lsp-wac.js');
        return wacChecker(io);
      },
      ...assembler(),
    });
  });
}

/** Text of WebAssembly in `deps` needs wasm-tools, which is loaded when it is first asked for. */
function assembler(): Required<Pick<ServerHost, 'assemble' | 'onRefresh'>> {
  let tools: Awaited<ReturnType<typeof loadTools>> | undefined;
  let loading = false;
  let refresh: (() => void) | undefined;
  return {
    onRefresh: (again) => {
      refresh = again;
    },
    assemble: (text) => {
      if (tools !== undefined) return tools.parse(text);
      if (!loading) {
        loading = true;
        void loadTools().then(
          (loaded) => {
            tools = loaded;
            refresh?.();
          },
          () => undefined,
        );
      }
      throw new Error('wasm-tools, which assembles it, is not loaded yet');
    },
  };
}

/** Calls back when a process is gone; an editor that crashed cannot say `exit`. */
function watchParent(id: number, gone: () => void): void {
  const timer = setInterval(() => {
    try {
      process.kill(id, 0);
    } catch {
      clearInterval(timer);
      gone();
    }
  }, PARENT_MS);
  timer.unref();
}
