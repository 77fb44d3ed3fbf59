/** Calls components in a native Wasmtime, where Python has its wheel. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Call } from './fixtures.js';
import type { Json } from './values.js';

const caller = fileURLToPath(new URL('./wasmtime-call.py', import.meta.url));

const python = ['python3', 'python'].find(
  (program) => spawnSync(program, ['-c', 'import wasmtime.component']).status === 0,
);

/** Why there is no Wasmtime; undefined where there is one. */
export const absent =
  python === undefined ? 'no Wasmtime here: `pip install wasmtime==50.0.1`' : undefined;

/** Makes calls one after another and gives the answers as JSON. */
export function callInWasmtime(component: string, calls: Call[]): Json[] {
  if (python === undefined) throw new Error(absent);
  const { status, stdout, stderr } = spawnSync(python, [caller], {
    input: JSON.stringify({ component, calls }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  const answers = JSON.parse(stdout) as ({ value: Json } | { trap: string })[];
  return answers.map((answer) => {
    if ('trap' in answer) throw new Error(answer.trap);
    return answer.value;
  });
}
