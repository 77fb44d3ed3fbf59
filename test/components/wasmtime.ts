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

/** What a call gave; or, alone, why a component cannot be instantiated. */
export type Answer = { value: Json } | { trap: string } | { refused: string };

/** Calls of one component. */
export interface Request {
  component: string;
  calls: readonly Pick<Call, 'instance' | 'function' | 'args'>[];
}

/** Makes the calls of each component one after another and gives the answers as JSON; a trap is the last of them. */
export function answersInWasmtime(requests: readonly Request[]): Answer[][] {
  if (python === undefined) throw new Error(absent);
  const { status, stdout, stderr } = spawnSync(python, [caller], {
    input: JSON.stringify(requests),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answer[][];
}

/** Makes calls one after another, none of which may trap. */
export function callInWasmtime(component: string, calls: Call[]): Json[] {
  const [answers = []] = answersInWasmtime([{ component, calls }]);
  return answers.map((answer) => {
    if ('trap' in answer) throw new Error(answer.trap);
    if ('refused' in answer) throw new Error(answer.refused);
    return answer.value;
  });
}
