/** esbuild, as the bundler of a build. */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Bundle, BundleFailure, Bundler, BundleRequest } from '@wit-ts/guest-build';
import { type Diagnostic, SourceSet } from '@wit-ts/wit-parser';
import type * as esbuild from 'esbuild';
import { projectPackage } from './project-package.js';

const NAMESPACE = 'wit-ts';

/** @param install - all packages that the build needs, for the message where esbuild is missing */
export async function esbuildBundler(from: string, install: readonly string[]): Promise<Bundler> {
  const { module } = await projectPackage('esbuild', from, {
    purpose: 'which bundles the module and its dependencies',
    install,
  });
  const tool = (module['default'] ?? module) as typeof esbuild;
  return { bundle: (request) => bundle(tool, request) };
}

async function bundle(
  tool: typeof esbuild,
  request: BundleRequest,
): Promise<Bundle | BundleFailure> {
  const { entry } = request;
  const result = await tool
    .build({
      ...('path' in entry
        ? { entryPoints: [resolve(entry.path)] }
        : { stdin: { contents: entry.text, sourcefile: 'wit-ts:entry', loader: 'js' } }),
      bundle: true,
      write: false,
      metafile: true,
      sourcemap: 'external',
      outfile: 'bundle.js',
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['module', 'import', 'default'],
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
      plugins: [modulesInMemory(request)],
    })
    .catch((error: unknown) => {
      if (isBuildFailure(error)) return error;
      throw error;
    });
  if ('errors' in result && result.errors.length > 0) return failureOf(result.errors);
  if (!('outputFiles' in result)) throw new Error('esbuild gave no output');
  const [map, code] = ['.map', '.js'].map((end) =>
    result.outputFiles.find(({ path }) => path.endsWith(end)),
  );
  const [output] = Object.values(result.metafile.outputs).filter(({ entryPoint }) => entryPoint);
  return {
    code: code?.text ?? '',
    map: map?.text ?? '',
    exports: output?.exports ?? [],
  };
}

function modulesInMemory({
  modules,
  files,
  externalPrefix,
  renameExternal,
}: BundleRequest): esbuild.Plugin {
  return {
    name: 'wit-ts',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path }) => {
        if (path.startsWith(externalPrefix)) {
          const specifier = path.slice(externalPrefix.length);
          return { path: renameExternal?.(specifier) ?? specifier, external: true };
        }
        const file = files.get(path);
        if (file !== undefined) return { path: resolve(file) };
        return modules.has(path) ? { path, namespace: NAMESPACE } : undefined;
      });
      onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: modules.get(path) ?? '',
        loader: 'js',
        resolveDir: dirname(resolve('.')),
      }));
    },
  };
}

function isBuildFailure(error: unknown): error is esbuild.BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

/** esbuild's messages, at their places. */
function failureOf(errors: readonly esbuild.Message[]): BundleFailure {
  const sources = new SourceSet();
  const diagnostics = errors.map((message): Diagnostic => {
    const { location, text } = message;
    const help = helpFor(message);
    return {
      code: 'CLI0503',
      severity: 'error',
      message: text,
      ...(help === undefined ? {} : { help }),
      ...(location === null ? {} : { span: spanOf(location, sources) }),
    };
  });
  return { diagnostics, sources };
}

/** esbuild tells the line alone: the file is read again for the message. */
function spanOf(location: esbuild.Location, sources: SourceSet): Diagnostic['span'] & object {
  const file = relative(process.cwd(), resolve(location.file));
  if (sources.text(file) === undefined) sources.add(file, textOf(location.file));
  const line = Buffer.from(location.lineText).subarray(0, location.column).toString().length;
  const start = (sources.offset(file, location.line, 1) ?? 0) + line;
  return { file, start, end: start + Math.max(location.length, 1) };
}

function helpFor({ text }: esbuild.Message): string | undefined {
  const specifier = /^Could not resolve "([^"]*)"/.exec(text)?.[1];
  if (specifier === undefined) return undefined;
  if (/\/bindings\//.test(specifier)) {
    return 'generate the bindings first: wit-ts bindgen guest wit -o src/bindings';
  }
  if (specifier.startsWith('node:') || NODE_MODULES.has(specifier)) {
    return 'a component has no modules of Node.js: take another package, or import an interface of WASI';
  }
  if (/^[a-z][a-z0-9-]*:/.test(specifier)) return 'the world imports no interface of that name';
  return 'install the package, or correct the path';
}

const NODE_MODULES: ReadonlySet<string> = new Set(
  (
    'assert async_hooks buffer child_process cluster console crypto dgram dns events fs fs/promises http http2 https ' +
    'module net os path perf_hooks process querystring readline stream string_decoder timers tls tty url util v8 vm ' +
    'worker_threads zlib'
  ).split(' '),
);

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
