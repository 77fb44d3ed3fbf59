import { createHash } from 'node:crypto';
import { basename, dirname, extname, isAbsolute, join, relative, sep } from 'node:path';
import type { Settings } from './options.js';

/** The folder for what is generated from a file; files outside of the project have one named by their path's hash. */
export function generatedFolder(file: string, settings: Settings): string {
  const path = relative(settings.root, file);
  if (path !== '' && !path.startsWith('..') && !isAbsolute(path))
    return join(settings.generated, path);
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 12);
  return join(settings.generated, 'outside', hash, basename(file));
}

/** `hello.d.wasm.ts` beside `hello.wasm`: where TypeScript looks with `allowArbitraryExtensions`. */
export function declarationsBeside(file: string): string {
  const extension = extname(file);
  return join(dirname(file), `${basename(file, extension)}.d${extension}.ts`);
}

/** How a module in `folder` imports a file: `./x.js`, with `/` on every system. */
export function specifierFrom(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
