/** Formats generated files as the project they go to is formatted, where it has a prettier configuration. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { GeneratedFile } from '@wit-ts/bindgen-ts';
import { failure } from '../errors/failure.js';

const configurationNames = [
  '.prettierrc',
  ...['json', 'json5', 'yaml', 'yml', 'toml', 'js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map(
    (ending) => `.prettierrc.${ending}`,
  ),
  ...['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `prettier.config.${ending}`),
];

/** The parts of prettier's interface that are used here. */
interface Prettier {
  resolveConfig(path: string, options: { editorconfig: boolean }): Promise<object | null>;
  format(text: string, options: object): Promise<string>;
}

/**
 * The files, formatted with the project's own prettier. Without a configuration they are returned as they are (already in
 * prettier's default form), and prettier, which takes longer than all the rest, is not loaded.
 *
 * @throws Failure CLI0203 where there is a configuration and prettier is missing or fails
 */
export async function formatForProject(
  folder: string,
  files: readonly GeneratedFile[],
): Promise<GeneratedFile[]> {
  const configuration = findConfiguration(resolve(folder));
  if (configuration === undefined) return [...files];
  const prettier = loadPrettier(folder, configuration);
  const formatted: GeneratedFile[] = [];
  for (const file of files) {
    formatted.push(
      typeof file.content === 'string' && /\.[jt]s$/.test(file.path)
        ? { path: file.path, content: await format(prettier, folder, file.path, file.content) }
        : file,
    );
  }
  return formatted;
}

async function format(
  prettier: Prettier,
  folder: string,
  path: string,
  text: string,
): Promise<string> {
  const filepath = join(resolve(folder), path);
  try {
    const options = await prettier.resolveConfig(filepath, { editorconfig: true });
    return await prettier.format(text, { ...options, filepath });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw failure(
      'CLI0203',
      `prettier cannot format ${join(folder, path)}: ${reason}`,
      "repair the project's prettier configuration, or pass --no-prettier",
    );
  }
}

/** The nearest configuration file at or above a folder. */
function findConfiguration(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const name of configurationNames) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
    const manifest = join(folder, 'package.json');
    if (hasPrettierKey(manifest)) return manifest;
    if (dirname(folder) === folder) return undefined;
  }
}

function hasPrettierKey(manifest: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'prettier');
  } catch {
    return false;
  }
}

function loadPrettier(folder: string, configuration: string): Prettier {
  for (const from of [join(resolve(folder), 'x.js'), configuration]) {
    const require = createRequire(from);
    try {
      require.resolve('prettier');
    } catch {
      continue;
    }
    return require('prettier') as Prettier;
  }
  throw failure(
    'CLI0203',
    `${configuration} asks for prettier, which is not installed there`,
    'install it (npm install --save-dev prettier), or pass --no-prettier',
  );
}
