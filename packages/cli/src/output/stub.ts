/** `--stub`: a first implementation, written once. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve as resolvePath } from 'node:path';
import { generateGuestStub, guestEntry } from '@wit-ts/bindgen-ts';
import type { Resolve, WorldId } from '@wit-ts/wit-parser';
import type { GuestOptions } from '../commands/bindgen.js';
import type { Io } from '../io/io.js';
import { formatForProject } from './prettier.js';
import { writeFileAtomically } from './write-file.js';

export interface StubRequest {
  resolve: Resolve;
  world: WorldId;
  options: GuestOptions;
  /** `true`, or the path. */
  stub: string | true;
}

/** Writes the stub unless something is there already: what is there is the user's work. */
export async function writeStub(
  { resolve, world, options, stub }: StubRequest,
  io: Io,
): Promise<void> {
  const folder = resolvePath(options.output);
  const entry = guestEntry(resolve, world);
  const path =
    stub === true ? relative('.', join(dirname(folder), `${entry}.${options.lang}`)) : stub;
  if (existsSync(path)) {
    if (options.json !== true) io.out(`${path}: left as it is\n`);
    return;
  }
  const fromStub = relative(dirname(resolvePath(path)), folder).replaceAll('\\', '/');
  const bindings = fromStub.startsWith('.') ? fromStub : `./${fromStub}`;
  const content = generateGuestStub({ resolve, world, lang: options.lang, bindings });
  const file = { path: basename(path), content };
  const [formatted = file] = options.prettier
    ? await formatForProject(dirname(resolvePath(path)), [file])
    : [file];
  writeFileAtomically(path, formatted.content);
  if (options.json !== true) io.out(`${path}: written, for you to fill in\n`);
}
