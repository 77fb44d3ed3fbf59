import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTree } from '../guest/suite.js';

const canonicalAbi = fileURLToPath(new URL('../../../canonical-abi/src', import.meta.url));

/** The sources of the run time, under the name by which generated code imports it. */
export function writeRuntime(folder: string): void {
  const target = join(folder, 'node_modules', '@wit-ts', 'canonical-abi');
  const sources = readdirSync(canonicalAbi)
    .filter((file) => file.endsWith('.ts'))
    .map((path) => ({ path, content: readFileSync(join(canonicalAbi, path), 'utf8') }));
  writeTree(target, sources);
  writeFileSync(
    join(target, 'package.json'),
    '{ "name": "@wit-ts/canonical-abi", "type": "module", "exports": "./index.ts" }',
  );
}
