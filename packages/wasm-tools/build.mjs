/**
 * Copies the wasm-tools part of @bytecodealliance/jco-transpile into dist/vendor, with its licence.
 *
 * The WebAssembly files are taken over byte for byte. The glue is changed in three ways, each of which this
 * script refuses to skip: it becomes a function, so that it can be instantiated more than once (a trap leaves
 * an instance unusable); it takes compiled modules instead of reading files; and it is given its WASI, an
 * in-memory one, so that wasm-tools sees no file of the machine.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const vendor = new URL('./dist/vendor/', import.meta.url);
const upstream = new URL('../', import.meta.resolve('@bytecodealliance/jco-transpile'));
const shim = new URL('../../', import.meta.resolve('@bytecodealliance/preview2-shim'));

/** Replaces the one place where a text stands in the glue. */
function replaceOne(source, from, to) {
  const parts = source.split(from);
  if (parts.length !== 2) {
    throw new Error(
      `the glue of jco-transpile has ${parts.length - 1} places that read ${JSON.stringify(from)}, ` +
        'this build knows what to do with one: look at what changed and adapt packages/wasm-tools/build.mjs',
    );
  }
  return parts.join(to);
}

async function buildGlue() {
  let glue = await readFile(new URL('vendor/wasm-tools.js', upstream), 'utf8');
  glue = replaceOne(
    glue,
    'async function fetchCompile (url) {',
    'const fetchCompile = (url) => __modules(url);\nasync function unusedFetchCompile (url) {',
  );
  glue = replaceOne(
    glue,
    'const instantiateCore = WebAssembly.instantiate;',
    'const instantiateCore = (module, imports) => new WebAssembly.Instance(module, imports);',
  );
  glue = glue.replaceAll(/new URL\('\.\/([\w.-]+\.wasm)', import\.meta\.url\)/g, "'$1'");
  if (glue.includes('import.meta')) throw new Error('the glue still looks for files of its own');
  glue = replaceOne(
    glue,
    'const base64Compile = str => WebAssembly.compile(',
    'const base64Compile = str => new WebAssembly.Module(',
  );
  const { code } = await transform(glue, {
    format: 'cjs',
    minify: true,
    lineLimit: 160,
    target: 'es2022',
  });
  return [
    '// wasm-tools as a WebAssembly module, from @bytecodealliance/jco-transpile (see LICENSE), changed:',
    '// made a function of the compiled modules and of WASI, and minified.',
    'exports.instantiate = function instantiate(__modules, require) {',
    'const module = { exports: {} };',
    code.trim(),
    'return module.exports.tools;',
    '};',
    '',
  ].join('\n');
}

await rm(vendor, { recursive: true, force: true });
await mkdir(vendor, { recursive: true });
for (const name of ['wasm-tools.core.wasm', 'wasm-tools.core2.wasm']) {
  await copyFile(new URL(`vendor/${name}`, upstream), new URL(name, vendor));
}
await writeFile(new URL('wasm-tools.cjs', vendor), await buildGlue());
await build({
  stdin: {
    contents: `
      export { createCli } from './cli.js';
      export { createFilesystem, InMemoryFilesystemAdapter } from './filesystem.js';
      export { error, streams } from './io.js';
      export { random } from './random.js';`,
    resolveDir: fileURLToPath(new URL('dist/browser/', shim)),
  },
  bundle: true,
  format: 'cjs',
  platform: 'neutral',
  target: 'es2022',
  minify: true,
  lineLimit: 160,
  banner: { js: '// WASI in memory, from @bytecodealliance/preview2-shim (see LICENSE), bundled.' },
  outfile: fileURLToPath(new URL('wasi.cjs', vendor)),
});
const licences = await Promise.all(
  [upstream, shim].map((from) => readFile(new URL('LICENSE', from), 'utf8')),
);
if (licences[0] !== licences[1])
  throw new Error('the two parts have different licences: copy both');
await copyFile(new URL('LICENSE', upstream), new URL('LICENSE', vendor));
