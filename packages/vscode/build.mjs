/**
 * Builds the extension: `dist/extension` is what it consists of, `dist/wit-ts-vscode.vsix` the file to install. Nothing is
 * downloaded. The command has to be built before.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createVSIX } from '@vscode/vsce';
import { freshFolder, needFiles, packageOf, root } from '../../scripts/bundling.mjs';

const { here, manifest, options } = packageOf(import.meta.url);
const command = join(root, 'packages', 'cli', 'dist');
const worker = join(root, 'packages', 'language-server', 'dist', 'browser', 'worker.js');
needFiles(join(command, 'main.js'), worker);
const { fresh, replaceTarget } = freshFolder(join(here, 'dist'));
const extension = join(fresh, 'extension');
mkdirSync(extension);

const common = {
  ...options,
  format: 'cjs',
  target: 'es2022',
  external: ['vscode'],
  minify: true,
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
replaceTarget();
