/** The sources of `echo` and `mirror`, with bindings as `wit-ts bindgen guest` writes them, in a folder of their own. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateGuest } from '@wit-ts/bindgen-ts';
import { resolveSources, selectWorld } from '@wit-ts/wit-parser';
import { witOf } from '../components/fixtures.js';

const sources = fileURLToPath(new URL('fixtures/echo/', import.meta.url));
let ready: Promise<string> | undefined;

/** @returns the folder, which goes away when the process ends */
export function echoSources(): Promise<string> {
  ready ??= prepare();
  return ready;
}

async function prepare(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'wit-ts-guests-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(sources, folder, { recursive: true });
  const resolved = resolveSources(witOf('echo'), {});
  for (const name of ['mirror', 'echo']) {
    const { world = 0 } = selectWorld(resolved.resolve, resolved.package ?? [], name);
    for (const { path, content } of await generateGuest({ resolve: resolved.resolve, world })) {
      const file = join(folder, 'bindings', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
  return folder;
}
