/** `wit-ts new`: a project from a template. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NewOptions } from '../commands/new.js';
import { failure } from '../errors/failure.js';
import { attempt } from '../input/binary.js';
import type { Io } from '../io/io.js';
import { type FileToWrite, writeFilesAtomically } from '../output/write-file.js';

/** The version of wit-ts, set when the command is bundled. */
declare const WIT_TS_VERSION: string;

/** The templates lie beside the chunks of the command. */
const templates = fileURLToPath(new URL('./templates/', import.meta.url));

/** @returns the exit code */
export function newProject(folder: string, options: NewOptions, io: Io): number {
  const root = resolve(folder);
  const name = packageName(basename(root));
  requireRoom(folder, options, io);
  const values = new Map([
    ['name', name],
    ['version', WIT_TS_VERSION],
  ]);
  const files = templateFiles(join(templates, options.template), values);
  writeFilesAtomically(files.map(({ path, content }) => ({ path: join(root, path), content })));
  const paths = files.map(({ path }) => path.split(sep).join('/')).toSorted();
  if (options.json === true) {
    io.out(`${JSON.stringify({ folder, template: options.template, files: paths }, null, 2)}\n`);
    return 0;
  }
  const go = folder === '.' ? '' : `  cd ${/\s/.test(folder) ? JSON.stringify(folder) : folder}\n`;
  io.out(`wrote   ${folder} (${paths.length} files)\n\n${go}  npm install\n  npm start\n`);
  return 0;
}

/** The name of the folder as a name of a package: `My App` becomes `my-app`. */
function packageName(folder: string): string {
  const name = folder
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[-._]+|[-._]+$/g, '')
    .slice(0, 100);
  return name === '' || name === 'node_modules' ? 'wit-ts-project' : name;
}

/** Nothing that is there is overwritten unless `--force` says so. */
function requireRoom(folder: string, options: NewOptions, io: Io): void {
  const kind = attempt(() => io.fs.kindOf(folder));
  if (kind === 'file' || kind === 'other') {
    throw failure('CLI0102', `${folder} is a file`, 'give the name of a new folder');
  }
  if (kind === undefined || options.force === true) return;
  const present = (attempt(() => io.fs.readDirectory(folder)) ?? []).filter(
    ({ name }) => name !== '.git',
  );
  const [first] = present;
  if (first === undefined) return;
  throw failure(
    'CLI0102',
    `the folder ${folder} is not empty: it holds ${first.name}${present.length > 1 ? ' and more' : ''}`,
    'give the name of a new folder, or --force to write into this one',
  );
}

/** The files of a template, with `{{name}}` replaced. npm leaves `.gitignore` out of packages, so it is `_gitignore` there. */
function templateFiles(
  template: string,
  values: ReadonlyMap<string, string>,
): (FileToWrite & { content: string })[] {
  return readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const text = readFileSync(file, 'utf8');
      const path = join(dirname(file).slice(template.length), entry.name.replace(/^_/, '.'));
      return {
        path: path.replace(/^[/\\]/, ''),
        content: text.replaceAll(/\{\{(\w+)\}\}/g, (all, key: string) => values.get(key) ?? all),
      };
    });
}
