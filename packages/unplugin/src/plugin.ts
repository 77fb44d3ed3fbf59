import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createUnplugin, type UnpluginInstance } from 'unplugin';
import { ComponentCache } from './component-cache.js';
import type { ComponentFiles } from './component-files.js';
import { type CoreModuleForm, coreModuleLoader } from './core-modules.js';
import { locate, withoutQuery } from './locate.js';
import type { Settings, WitTsOptions } from './options.js';
import { witImports } from './wit-imports.js';
import { generateWit } from './wit-files.js';

const RUNTIME = '@wit-ts/canonical-abi';
const RUNTIME_ONLY = /^@wit-ts\/canonical-abi$/;

/**
 * Makes `import { greet } from './hello.wasm'` and `import type { World } from './world.wit'` work, with types, in every bundler
 * that unplugin knows. Only components are taken; core modules, and imports with a query such as `?url`, are left to others.
 */
export const plugin: UnpluginInstance<WitTsOptions | undefined, false> = createUnplugin<
  WitTsOptions | undefined,
  false
>((options = {}, meta) => {
  let settings = settingsOf(options);
  /** By the module that users import, and by the module that has the core modules. */
  const generated = new Map<string, ComponentFiles>();
  const cache = new ComponentCache();

  const generate = async (file: string): Promise<ComponentFiles | undefined> => {
    const files = await cache.filesOf(file, settings);
    if (files === undefined) return undefined;
    generated.set(files.main, files);
    generated.set(files.loader, files);
    return files;
  };

  /** Generated modules use the run time that this package depends on, whether the project has it or not. */
  const runtimeFor = (importer: string | undefined): string | undefined =>
    importer !== undefined && generated.has(withoutQuery(importer))
      ? fileURLToPath(import.meta.resolve(RUNTIME))
      : undefined;

  return {
    name: 'wit-ts',
    // Vite refuses `.wasm` in a plugin of its own.
    enforce: 'pre',

    vite: {
      configResolved(config) {
        if (options.root === undefined) settings = settingsOf({ ...options, root: config.root });
      },
      /** Another component under the same name: its modules are loaded anew even where their text is the same. */
      async hotUpdate({ file, modules }) {
        const known = [...generated.values()].find(
          (files) => resolve(files.file) === resolve(file),
        );
        if (known === undefined) return undefined;
        const files = await generate(known.file);
        const { moduleGraph } = this.environment;
        const main = files === undefined ? undefined : moduleGraph.getModuleById(files.main);
        return main === undefined ? undefined : [...modules, main];
      },
    },

    esbuild: {
      // What `resolveId` answers is a module that `load` has to give there; the run time is an ordinary file.
      setup(build) {
        build.onResolve({ filter: RUNTIME_ONLY }, ({ importer }) => {
          const path = runtimeFor(importer);
          return path === undefined ? undefined : { path };
        });
      },
    },

    resolveId: {
      filter: { id: /\.wasm$|^@wit-ts\/canonical-abi$/ },
      async handler(source, importer) {
        if (source === RUNTIME)
          return meta.framework === 'esbuild' ? undefined : runtimeFor(importer);
        const file = locate(source, importer, settings.root);
        return file === undefined ? undefined : (await generate(file))?.main;
      },
    },

    loadInclude: (id) => generated.has(withoutQuery(id)),

    async load(id) {
      const path = withoutQuery(id);
      const known = generated.get(path);
      if (known === undefined) return undefined;
      this.addWatchFile(known.file);
      // The component may have changed since its import was resolved.
      const files = await generate(known.file);
      if (files === undefined) throw new Error(`${known.file} is no component any more`);
      if (path === files.loader) {
        const form = formFor(meta.framework, settings, this);
        return coreModuleLoader(files.folder, files.corePaths, form);
      }
      return files.code;
    },

    /** Even where a change leaves the size and the time of a file as they were. */
    watchChange: (id) => cache.forget(id),

    transform: {
      filter: {
        id: { include: /\.([cm]?[jt]sx?|vue|svelte)$/, exclude: /node_modules/ },
        code: /\.wit\b/,
      },
      async handler(code, id) {
        // The import of types is gone before it would be resolved.
        for (const source of witImports(code)) {
          const file = locate(source, id, settings.root);
          if (file === undefined) continue;
          for (const read of await generateWit(file, settings)) this.addWatchFile(read);
        }
        return undefined;
      },
    },
  };
});

function settingsOf(options: WitTsOptions): Settings {
  const root = resolve(options.root ?? process.cwd());
  return {
    root,
    generated: resolve(root, options.generated ?? '.wit-ts'),
    map: Object.entries(options.map ?? {}),
    inline: options.inline,
    features: options.features ?? [],
  };
}

/** What Rollup's and Vite's plugin contexts have besides. */
interface WideContext {
  readonly environment?: {
    readonly mode?: string;
    readonly config?: { readonly consumer?: string };
  };
  emitFile?(file: { type: 'asset'; name: string; source: Uint8Array }): unknown;
}

function formFor(framework: string, settings: Settings, context: object): CoreModuleForm {
  if (settings.inline === true) return { kind: 'inline' };
  const { environment, emitFile } = context as WideContext;
  switch (framework) {
    case 'vite': {
      // Vite finds `new URL` for browsers; a server that is built has no files but its JavaScript.
      const server = environment?.config?.consumer === 'server' && environment.mode === 'build';
      return { kind: server ? 'inline' : 'url' };
    }
    case 'webpack':
    case 'rspack':
    case 'rsbuild':
      return { kind: 'url' };
    case 'rollup':
    case 'rolldown':
      return {
        kind: 'emitted',
        emit: (name, source) =>
          `import.meta.ROLLUP_FILE_URL_${String(emitFile?.call(context, { type: 'asset', name, source }))}`,
      };
    default:
      return { kind: 'inline' };
  }
}
