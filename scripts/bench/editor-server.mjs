/** The language server as a process and as a worker: how soon it answers, and how large it is. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { median, processTime, table } from './measure.mjs';

const COUNT = 21;
const READY_BAR = 2.5;
const WORKER_BAR = 250_000;

const main = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));
const worker = new URL('../../packages/language-server/dist/browser/worker.js', import.meta.url);

/** Milliseconds from the start of the process to the answer to `initialize`. */
async function readyTime() {
  const started = performance.now();
  const child = spawn(process.execPath, [main, 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const params = { processId: process.pid, rootUri: null, capabilities: {} };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  let answer = '';
  for await (const part of child.stdout) {
    answer += part;
    if (answer.includes('"serverInfo"')) break;
  }
  const time = performance.now() - started;
  child.stdin.end();
  await new Promise((resolve) => child.on('exit', resolve));
  return time;
}

function yesOrNo(is) {
  return is ? 'yes' : 'no';
}

/** The table for the page of benchmarks. */
export async function serverTable() {
  await readyTime();
  const times = { server: [], node: [], ratio: [] };
  for (let i = 0; i < COUNT; i += 1) {
    const server = await readyTime();
    const node = processTime(process.execPath, ['-e', '0']);
    times.server.push(server);
    times.node.push(node);
    times.ratio.push(server / node);
  }
  const ratio = median(times.ratio);
  const size = gzipSync(readFileSync(worker), { level: 9 }).length;
  return table(
    ['language server', 'figure', 'at most', 'kept'],
    [
      [
        `ready (${median(times.server).toFixed(0)} ms) beside \`node -e 0\` (${median(times.node).toFixed(0)} ms)`,
        `${ratio.toFixed(2)} ×`,
        `${READY_BAR} ×`,
        yesOrNo(ratio <= READY_BAR),
      ],
      [
        'worker for browsers, compressed',
        `${Math.round(size / 1000)} kB`,
        `${WORKER_BAR / 1000} kB`,
        yesOrNo(size <= WORKER_BAR),
      ],
    ],
  );
}
