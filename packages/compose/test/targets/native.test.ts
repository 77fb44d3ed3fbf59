/** Random components and worlds: whether one fits the other, as native wac says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { resolveSources, selectWorld } from '@wit-ts/wit-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targets } from '../../src/index.js';
import { noOracle } from '../differential/native.js';
import { generateComponents } from '../differential/worlds.js';

const count = Number(process.env['WIT_TS_COMPOSITIONS'] ?? 1);
const first = Number(process.env['WIT_TS_SEED'] ?? 38);

let tools: WasmTools;
let folder: string;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
  folder = mkdtempSync(join(tmpdir(), 'wit-ts-targets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const oracle = `native wac${noOracle === undefined ? '' : ` (${noOracle})`}`;

describe.skipIf(noOracle !== undefined)(`targets held against ${oracle}`, () => {
  it(`${count} seeds from ${first}`, { timeout: 30_000 + count * 2000 }, () => {
    const mistakes: string[] = [];
    const verdicts = { fits: 0, not: 0 };
    for (let seed = first; seed < first + count; seed++) {
      const worlds = generateComponents(seed, { plain: true });
      for (const component of worlds) {
        const bytes = made(component.wit);
        if (bytes === undefined) continue;
        const file = join(folder, 'app.wasm');
        writeFileSync(file, bytes);
        for (const { name, wit } of worlds) {
          const path = join(folder, 'world.wit');
          writeFileSync(path, wit);
          const read = resolveSources([{ path, text: wit }]);
          const { resolve, package: id, origins, sources, diagnostics } = read;
          if (diagnostics.some(({ severity }) => severity === 'error')) continue;
          const { world } = selectWorld(resolve, id ?? 0);
          if (world === undefined) continue;
          const target = { resolve, world, origins, sources, path };
          const ours = targets({ name: 'app', path: 'app.wasm', bytes }, target);
          const worldName = resolve.worlds[world]?.name ?? '';
          const args = ['targets', file, '--wit', path, '--world', worldName];
          const theirs = spawnSync('wac', args, { encoding: 'utf8' });
          verdicts[ours.fits ? 'fits' : 'not']++;
          if (ours.fits === (theirs.status === 0)) continue;
          const said = ours.diagnostics.map(({ message }) => message).join('\n');
          mistakes.push(
            `seed ${seed}: ${component.name} for ${name}: we say ${String(ours.fits)} ${said}, wac says ${theirs.stderr.slice(0, 400)}`,
          );
        }
      }
    }
    if (process.env['WIT_TS_COMPOSITIONS'] !== undefined) console.log(verdicts);
    expect(mistakes).toEqual([]);
    expect(verdicts.fits).toBeGreaterThan(0);
    expect(verdicts.not).toBeGreaterThan(0);
  });
});

/** Nothing where the reference refuses the WIT. */
function made(wit: string): Uint8Array | undefined {
  try {
    return tools.componentNew(tools.componentEmbed({ wit: { text: wit } }));
  } catch {
    return undefined;
  }
}
