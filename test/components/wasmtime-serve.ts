/** Serves components that handle HTTP requests by a native Wasmtime, where its command is on the PATH. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { SentRequest } from './http-host.js';

/** What a request needs to get through all gates, and each of the answers. */
export interface Served {
  status: number | undefined;
  /** The header `x-path` of the answer. */
  path: string | undefined;
}

const found = spawnSync('wasmtime', ['--version'], { encoding: 'utf8' });

/** Why nothing can be served; undefined where it can. */
export const noServer =
  found.status === 0 && !found.stdout.startsWith('wasmtime-py')
    ? undefined
    : 'no wasmtime on the PATH: `cargo install wasmtime-cli --version 48.0.8 --locked`';

/** Serves a component on a free port, sends requests to it one after another, and ends the server. */
export async function serve(
  component: string,
  requests: readonly SentRequest[],
): Promise<Served[]> {
  const flags = ['-O', 'opt-level=0', '-S', 'cli,p3', '-W', 'component-model-async'];
  const server = spawn('wasmtime', ['serve', ...flags, '--addr', '127.0.0.1:0', component], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(server, 'close');
  try {
    const port = await portOf(server);
    const answers: Served[] = [];
    for (const each of requests) answers.push(await send(port, each));
    return answers;
  } finally {
    server.kill();
    await ended;
  }
}

/** Wasmtime says where it serves as soon as it does. */
function portOf(server: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.on('error', reject);
    server.on('close', () => reject(new Error(`wasmtime serve ended: ${said}`)));
  });
}

function send(port: number, { method, path = '/', headers = {} }: SentRequest): Promise<Served> {
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', path, method: method.toUpperCase(), headers };
    const request = httpRequest({ ...options, agent: false }, (answer) => {
      answer.resume();
      const sent = answer.headers['x-path'];
      answer.on('end', () => resolve({ status: answer.statusCode, path: sent?.toString() }));
    });
    request.on('error', reject);
    request.end();
  });
}
