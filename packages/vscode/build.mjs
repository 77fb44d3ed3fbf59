/**
 * Builds the extension: `dist/extension` is what it consists of, `dist/wit-ts-vscode.vsix` the file to install. Nothing is
 * downloaded. The command has to be built before.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createVSIX } from '@vscode/vsce';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const dist = join(here, 'dist');
/** A build that fails leaves the last one as it was. */
const fresh = join(here, `.dist-${process.pid}`);
const extension = join(fresh, 'extension');
const command = join(root, 'packages', 'cli', 'dist');
const worker = join(root, 'packages', 'language-server', 'dist', 'browser', 'worker.js');
for (const needed of [join(command, 'main.js'), worker]) {
  if (!existsSync(needed))
    throw new Error(`${needed} is not there: run \`npm run build\` in ${root}`);
}
process.on('exit', () => rmSync(fresh, { recursive: true, force: true }));
mkdirSync(extension, { recursive: true });

const common = {
  absWorkingDir: here,
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  external: ['vscode'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};
await Promise.all([
  build({
    ...common,
    entryPoints: ['src/desktop.ts'],
    platform: 'node',
    outfile: join(extension, 'desktop.cjs'),
  }),
  build({
    ...common,
    entryPoints: ['src/web.ts'],
    platform: 'browser',
    outfile: join(extension, 'web.cjs'),
  }),
  // The command finds ts-morph beside it, in one file instead of several packages.
  build({
    ...common,
    entryPoints: [createRequire(join(root, 'packages', 'cli', 'x.js')).resolve('ts-morph')],
    platform: 'node',
    external: [],
    outfile: join(extension, 'command', 'node_modules', 'ts-morph', 'index.js'),
  }),
]);

// The extension has no use for the templates of `wit-ts new`.
const templates = join(command, 'templates');
cpSync(command, join(extension, 'command'), {
  recursive: true,
  filter: (file) => file !== templates,
});
cpSync(worker, join(extension, 'worker.js'));
cpSync(join(root, 'docs', 'diagnostics'), join(extension, 'docs'), { recursive: true });
for (const name of ['wit', 'wac']) {
  cpSync(
    join(root, 'grammar', `${name}.tmLanguage.json`),
    join(extension, 'grammar', `${name}.tmLanguage.json`),
  );
}
cpSync(join(here, 'language-configuration.json'), join(extension, 'language-configuration.json'));
cpSync(join(here, 'README.md'), join(extension, 'README.md'));
const licences = ['LICENSE-MIT', 'LICENSE-APACHE-2.0-WITH-LLVM-EXCEPTION'].map((name) =>
  readFileSync(join(root, name), 'utf8').trim(),
);
writeFileSync(join(extension, 'LICENSE'), `${licences.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);

// What only matters for building stays out.
const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
for (const key of ['private', 'type', 'scripts', 'devDependencies']) delete manifest[key];
writeFileSync(
  join(extension, 'package.json'),
  `${JSON.stringify({ ...manifest, license: 'SEE LICENSE IN LICENSE' }, null, 2)}\n`,
);

await createVSIX({
  cwd: extension,
  packagePath: join(fresh, 'wit-ts-vscode.vsix'),
  dependencies: false,
  allowMissingRepository: true,
  skipLicense: false,
});
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);
