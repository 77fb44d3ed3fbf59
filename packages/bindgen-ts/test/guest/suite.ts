/** Worlds to generate bindings for, and the compiler that judges the result. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromJson, type Resolve, type WorldId } from '@wit-ts/wit-parser';
import type { GeneratedFile } from '../../src/index.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** The accepted cases of the reference's suite as resolved models; `undefined` where the suite is absent. */
export function suiteCases(): { name: string; resolve: Resolve }[] | undefined {
  const folder = join(root, '..', 'shared', 'wit-conformance', 'ui');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((file) => file.endsWith('.wit.json'))
    .toSorted()
    .map((file) => ({
      name: file.slice(0, -'.wit.json'.length),
      resolve: fromJson(readFileSync(join(folder, file), 'utf8')),
    }));
}

/** Every world of a model, with its name. */
export function worldsOf(resolve: Resolve): { id: WorldId; name: string }[] {
  return resolve.worlds.map(({ name }, id) => ({ id, name }));
}

/** A folder for the compiler, taken away when the work in it is done. */
export function inTemporaryFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'wit-ts-guest-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeTree(
  folder: string,
  files: Iterable<{ path: string; content: string | Uint8Array }>,
): void {
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** What `tsc --strict` says of all files of a folder, in the setting that generated code promises to work in. */
export function compile(folder: string, options: Record<string, unknown> = {}): string[] {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom'],
    module: 'nodenext',
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: false,
    // The compiler's own libraries take longer than all that is generated.
    skipDefaultLibCheck: true,
    ...options,
  };
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['**/*.ts'] }),
  );
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [tsc, '--pretty', 'false', '-p', folder], { encoding: 'utf8' });
    return [];
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    if (output === '') throw error;
    return output.trim().split('\n');
  }
}

/**
 * Files under a folder of their own. Ambient modules are known to a whole program, and worlds share names, so that each
 * gets modules of its own by a prefix: one run of the compiler judges them all.
 */
export function withOwnModules(
  files: readonly GeneratedFile[],
  prefix: string,
  folder = prefix,
): GeneratedFile[] {
  const specifiers = files.flatMap(({ content }) =>
    [...String(content).matchAll(/^declare module (".+?"|'.+?') \{$/gm)].map((match) => match[1]),
  );
  return files.map(({ path, content }) => {
    let text = String(content);
    for (const specifier of new Set(specifiers)) {
      if (specifier === undefined) continue;
      text = text.replaceAll(specifier, `${specifier[0]}${prefix}!${specifier.slice(1)}`);
    }
    return { path: `${folder}/${path}`, content: text };
  });
}
