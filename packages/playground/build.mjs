/**
 * Builds the playground into `docs/playground`: a page that any static host, or none, can serve. The worker of the language server
 * has to be built before.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { freshFolder, needFiles, packageOf, root } from '../../scripts/bundling.mjs';
import { workspaceSources } from '../../scripts/workspace-sources.mjs';

const { here, options } = packageOf(import.meta.url);
const server = join(root, 'packages', 'language-server', 'dist', 'browser', 'worker.js');
needFiles(server);
const { fresh, replaceTarget } = freshFolder(join(root, 'docs', 'playground'));

/** ts-morph carries the declarations of JavaScript's library, a third of it, which generating does not look at. */
const withoutLibrary = {
  name: 'without-library',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/]@ts-morph[\\/]common[\\/]dist[\\/]ts-morph-common\.js$/ },
      ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const contents = text.replace(
          /^const libFiles = \[[^]*?^\s*\}\];$/m,
          'const libFiles = [];',
        );
        return contents.length < text.length / 2
          ? { contents, loader: 'js' }
          : { errors: [{ text: `the library is not where it was in ${path}` }] };
      },
    );
  },
};

const common = {
  ...options,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  plugins: [workspaceSources, withoutLibrary],
};

/** A worker is a script that defines a function, whose source the page makes a worker of: pages that are files cannot read one. */
const asWorker = (name) => ({
  banner: {
    js: `(globalThis.witTsWorkers??={})[${JSON.stringify(name)}]=function(){`,
  },
  footer: { js: '};' },
});

await Promise.all([
  build({
    ...common,
    entryPoints: ['src/main.ts'],
    outfile: join(fresh, 'app.js'),
    define: { PLAYGROUND_EXAMPLES: JSON.stringify(examples()) },
  }),
  ...['resolver', 'typescript'].map((name) =>
    build({
      ...common,
      ...asWorker(name),
      entryPoints: [`src/work/${name}.worker.ts`],
      outfile: join(fresh, `${name}.js`),
    }),
  ),
  build({ ...common, entryPoints: ['src/style.css'], outfile: join(fresh, 'style.css') }),
]);
const { banner, footer } = asWorker('language-server');
writeFileSync(
  join(fresh, 'language-server.js'),
  `${banner.js}\n${readFileSync(server, 'utf8')}${footer.js}\n`,
);
cpSync(join(here, 'src', 'index.html'), join(fresh, 'index.html'));
replaceTarget();

function examples() {
  const titles = [
    ['1-greeter', 'A first interface'],
    ['2-resources', 'Resources, variants, flags'],
    ['3-packages', 'Several packages in deps'],
    ['4-mistakes', 'Mistakes to repair'],
    ['5-versions', 'Versions and gates'],
  ];
  const texts = titles.map(([folder, title]) => ({
    id: folder.slice(2),
    title,
    files: filesIn(join(here, 'examples', folder)),
  }));
  const fixtures = join(root, 'test', 'fixtures', 'components', 'wasm');
  const name = 'image-processor-rust.wasm';
  const base64 = readFileSync(join(fixtures, name)).toString('base64');
  const wasi = { id: 'wasi', title: 'WASI 0.2: a service for HTTP', files: wasiFiles() };
  const component = {
    id: 'component',
    title: 'A component made of Rust',
    files: [],
    component: { name, base64 },
  };
  return [...texts, wasi, component];
}

/** The package's own files first. */
function filesIn(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return paths
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
}

/** The packages of WASI that a proxy for HTTP needs, each a file. */
function wasiFiles() {
  const builtin = join(
    root,
    'node_modules',
    '@bytecodealliance',
    'jco',
    'lib',
    'wit',
    'builtin',
    '0.2.12',
  );
  const packages = ['http', 'io', 'clocks', 'random', 'cli', 'filesystem', 'sockets'];
  return [
    ...filesIn(join(here, 'examples', 'wasi')),
    ...packages.map((name) => {
      const text = readFileSync(join(builtin, `wasi-${name}`, 'package.wit'), 'utf8');
      return [`deps/${name}.wit`, text];
    }),
  ];
}
