/** The tools of the reference, where they are on the PATH, as oracles for compositions. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ComposeInput, Plan } from '../../src/index.js';

function runs(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

/** Why nothing can be compared; undefined where both tools are there. */
export const noOracle =
  runs('wac') && runs('wasm-tools')
    ? undefined
    : 'no wac or no wasm-tools on the PATH: `cargo install wac-cli wasm-tools --locked`';

const quoted = (name: string): string => `"${name}"`;

/** The document that says what a plan says. */
export function documentOf(plan: Plan): string {
  const variables = new Map(plan.components.map(({ name }, index) => [name, `v${index}`]));
  const lines = ['package test:plan;'];
  for (const [index, { name }] of plan.components.entries()) {
    const given = plan.links
      .filter(({ importer }) => importer === name)
      .map(({ import: wanted, provider, export: served }) => {
        const instance = variables.get(provider) ?? 'nobody';
        return `${quoted(wanted)}: ${instance}[${quoted(served)}], `;
      });
    // A further instance of a component is called `x for y`.
    lines.push(`let v${index} = new test:${name.split(' ')[0]} { ${given.join('')}... };`);
  }
  for (const { name, component } of plan.exports) {
    lines.push(`export ${variables.get(component)}[${quoted(name)}];`);
  }
  return `${lines.join('\n')}\n`;
}

/** What a program gave: bytes, or what it said. */
export type Outcome = { bytes: Uint8Array } | { said: string };

/** Composes a document by wac. */
export function byWac(inputs: readonly ComposeInput[], document: string): Outcome {
  return inFolder((folder) => {
    const deps = inputs.flatMap(({ name, bytes }) => {
      const file = path.join(folder, `${name}.wasm`);
      writeFileSync(file, bytes);
      return ['--dep', `test:${name}=${file}`];
    });
    const source = path.join(folder, 'app.wac');
    writeFileSync(source, document);
    const output = path.join(folder, 'app.wasm');
    return outcome('wac', ['compose', source, ...deps, '-o', output], output);
  });
}

/** What `wasm-tools validate` says against a component, or nothing. */
export function invalidity(bytes: Uint8Array): string | undefined {
  const { status, stderr } = spawnSync('wasm-tools', ['validate', '--features', 'all'], {
    input: bytes,
    encoding: 'utf8',
  });
  return status === 0 ? undefined : stderr;
}

function outcome(program: string, args: string[], output: string): Outcome {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? { bytes: new Uint8Array(readFileSync(output)) } : { said: stderr };
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'wit-ts-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
