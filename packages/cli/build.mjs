/**
 * Bundles the command: `dist/main.js` answers `--version` alone, `dist/program.js` knows the commands and reads plain command
 * lines, and each command is a chunk of its own that is loaded when it runs, as is what explains the other command lines.
 * Everything is CommonJS: Node starts it faster than ES modules, and
 * on Node 20 V8's code cache can be used for it.
 *
 * The other packages are bundled from their sources; ts-morph stays outside, and only `bindgen` loads it.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { freshFolder, packageOf, root } from '../../scripts/bundling.mjs';
import { plainArrays } from '../../scripts/plain-arrays.mjs';
import { workspaceSources } from '../../scripts/workspace-sources.mjs';
import { withoutAbsent } from './without-absent.mjs';

const { here, manifest, options } = packageOf(import.meta.url);
const { fresh, replaceTarget } = freshFolder(join(here, 'dist'));
const version = JSON.stringify(manifest.version);

/** Chunks are loaded by name when they are needed. */
const chunks = {
  name: 'chunks',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\/(run|line)\// }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path)}`, external: true } : undefined,
    );
  },
};

/** ts-morph is loaded with `require`, so that it goes through the loader that keeps compiled code, and V8 takes that. */
const tsMorph = {
  name: 'ts-morph',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ts-morph$/ }, ({ kind }) =>
      kind === 'dynamic-import'
        ? { path: 'ts-morph', namespace: 'by-require' }
        : { external: true },
    );
    onLoad({ filter: /.*/, namespace: 'by-require' }, () => ({
      contents: `const { withFirstFlags } = require('./src/engine/flags.ts');
        module.exports = withFirstFlags(() => require('ts-morph'));`,
      resolveDir: here,
    }));
  },
};

/**
 * Modules of Node that few runs need, and the functions that are used of them: only their first call loads the module, as that
 * takes Node a while.
 */
const lazy = new Map([
  ['child_process', ['spawn', 'spawnSync', 'execFile', 'execFileSync']],
  ['module', ['createRequire']],
  ['url', ['fileURLToPath', 'pathToFileURL']],
]);

/** Also `process` as a module: it is the global one. */
const lazyModules = {
  name: 'lazy-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?(child_process|module|url|process)$/ }, ({ path, namespace }) =>
      namespace === 'lazy'
        ? { path, external: true }
        : { path: path.replace(/^node:/, ''), namespace: 'lazy' },
    );
    onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents:
        lazy
          .get(path)
          ?.map(
            (name) =>
              `export const ${name} = (...args) => require('node:${path}').${name}(...args);`,
          )
          .join('\n') ?? 'module.exports = process;',
      resolveDir: here,
    }));
  },
};

/** The chunk in which modules are missing that a composition seldom needs. */
const PLAIN = 'src/run/compose-plain.ts';

const common = {
  ...options,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  metafile: true,
  define: { WIT_TS_VERSION: version, 'import.meta': 'importMeta' },
  banner: {
    js: "const importMeta = { get url() { return require('node:url').pathToFileURL(__filename).href; } };",
  },
  plugins: [workspaceSources, chunks, tsMorph, lazyModules, plainArrays],
  minifySyntax: true,
  minifyWhitespace: true,
  // Code that goes through our own loader cannot use `import()`.
  supported: { 'dynamic-import': false },
  outdir: fresh,
};

writeFileSync(join(fresh, 'package.json'), '{ "type": "commonjs" }\n');

const commands = readdirSync(join(here, 'src', 'run')).filter((file) => file.endsWith('.ts'));
const chunkFiles = [
  'src/line/commander.ts',
  'src/line/failed.ts',
  'src/loader/keep.ts',
  'src/loader/packages.ts',
  ...commands.map((file) => `src/run/${file}`).filter((file) => file !== PLAIN),
];
const results = await Promise.all([
  // No banner: computing it would be part of every `--version`.
  build({
    ...common,
    entryPoints: ['src/main.ts'],
    define: { WIT_TS_VERSION: version },
    banner: {},
  }),
  build({ ...common, entryPoints: ['src/program.ts'] }),
  build({ ...common, entryPoints: chunkFiles, entryNames: '[name]' }),
  build({
    ...common,
    entryPoints: [PLAIN],
    // V8 copies a function's name whenever it considers compiling that, and looks up all names when it reads kept code.
    minifyIdentifiers: true,
    entryNames: '[name]',
    plugins: [withoutAbsent, ...common.plugins],
  }),
]);

cpSync(join(here, 'templates'), join(fresh, 'templates'), { recursive: true });
writeFileSync(join(fresh, 'THIRD-PARTY-LICENSES.txt'), licences(results));
requireAscii();

// What wasm-tools is made of, beside the chunks that load it.
await import('../wasm-tools/build.mjs');
cpSync(join(root, 'packages', 'wasm-tools', 'dist', 'vendor'), join(fresh, 'vendor'), {
  recursive: true,
});

replaceTarget();

/** The loader of chunks takes each byte for a character, as decoding takes a while. */
function requireAscii() {
  for (const file of readdirSync(fresh)) {
    if (!file.endsWith('.js')) continue;
    // oxlint-disable-next-line no-control-regex
    if (/[^\0-\x7f]/.test(readFileSync(join(fresh, file), 'utf8'))) {
      throw new Error(`${file} has characters that are not ASCII`);
    }
  }
}

/** The licence texts of all packages that ended up in a bundle. */
function licences(builds) {
  const folders = new Map();
  for (const { metafile } of builds) {
    for (const input of Object.keys(metafile.inputs)) {
      const [folder, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
      if (folder !== undefined) folders.set(name, join(here, folder));
    }
  }
  const texts = [...folders].toSorted().map(([name, folder]) => {
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file`);
    const dependency = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return `${name} ${dependency.version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return `The chunks of this command contain these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
