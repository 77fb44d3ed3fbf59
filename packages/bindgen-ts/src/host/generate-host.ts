import { readComponent } from '@wit-ts/component';
import type { Diagnostic, Resolve, World } from '@wit-ts/wit-parser';
import { commentText } from '../naming/index.js';
import type { GeneratedFile } from '../output/generated-file.js';
import { printPlain, printTypeScript } from '../output/source-file.js';
import type { SourceFile } from '../output/source-file.js';
import { InterfaceFiles, interfaceModule } from '../types/index.js';
import { Names } from './code/names.js';
import { mainDeclarations, mainModule } from './module/main-module.js';
import { coreModulePath, moduleParts } from './module/module-parts.js';
import type { HostOptions, HostResult } from './options.js';
import { PlanError } from './plan/plan-error.js';
import { planComponent } from './plan/planner.js';
import { WorldTypes } from './world-types.js';

const RUNTIME = '@wit-ts/canonical-abi';
/** File of the run time of standalone bindings, without its ending. */
const STANDALONE = 'canonical-abi';

/**
 * Host bindings: TypeScript (or JavaScript with declarations) that instantiates a component and calls it, its core
 * modules, and the types of its interfaces. Without a component, from WIT alone, the same types.
 *
 * @returns the files, or diagnostics that say what bindings cannot be made for.
 */
export async function generateHost(options: HostOptions): Promise<HostResult> {
  const { resolve, lang = 'ts' } = options;
  const world = resolve.worlds[options.world];
  if (world === undefined) throw new Error(`there is no world ${options.world}`);
  const source = options.source ?? options.name;
  try {
    const files = new InterfaceFiles(resolve, world);
    const typed = lang === 'ts';
    const interfaces = files
      .ids()
      .map((id) => interfaceModule(resolve, files, id, typed ? '.ts' : '.d.ts'));
    const main = mainFiles(options, resolve, world, files, source);
    if (!main.ok) return { files: [], diagnostics: main.diagnostics };
    const texts = [...main.sources, ...interfaces];
    const printed = typed ? await printTypeScript(texts) : printPlain(texts);
    const runtime =
      options.standalone === true && options.component !== undefined
        ? await runtimeFiles(typed)
        : [];
    return { files: [...printed, ...runtime, ...main.modules], diagnostics: [] };
  } catch (error) {
    if (error instanceof PlanError) return { files: [], diagnostics: [error.diagnostic(source)] };
    throw error;
  }
}

/** The run time, as files beside the module. */
async function runtimeFiles(typed: boolean): Promise<GeneratedFile[]> {
  const texts = await import('./runtime-source.js');
  if (typed) return [{ path: `${STANDALONE}.ts`, content: texts.RUNTIME_TYPESCRIPT }];
  return [
    { path: `${STANDALONE}.js`, content: texts.RUNTIME_JAVASCRIPT },
    { path: `${STANDALONE}.d.ts`, content: texts.RUNTIME_DECLARATIONS },
  ];
}

type MainFiles =
  | { ok: true; sources: SourceFile[]; modules: GeneratedFile[] }
  | { ok: false; diagnostics: readonly Diagnostic[] };

function mainFiles(
  options: HostOptions,
  resolve: Resolve,
  world: World,
  files: InterfaceFiles,
  source: string,
): MainFiles {
  const { component, name, lang = 'ts' } = options;
  const typed = lang === 'ts';
  if (component === undefined)
    return { ok: true, sources: [typesOnly(options, resolve, world, files, source)], modules: [] };
  const read = readComponent(component, { name: source });
  if (read.component === undefined) return { ok: false, diagnostics: read.diagnostics };
  const { plan, types } = planComponent(read.component);
  const parts = moduleParts(
    {
      resolve,
      world,
      files,
      name,
      source: commentText(source),
      typed,
      instantiation: options.instantiation ?? 'async',
      map: options.map ?? [],
      coreModules: options.coreModules,
      runtime: options.standalone === true ? `./${STANDALONE}.js` : RUNTIME,
    },
    plan,
    types,
  );
  return {
    ok: true,
    sources: typed ? [mainModule(parts)] : [mainModule(parts), mainDeclarations(parts)],
    modules: plan.modules.map((item, index) => ({
      path: coreModulePath(name, index),
      content: component.subarray(item.start, item.end),
    })),
  };
}

/** `Imports` and `Exports` where there is WIT alone. */
function typesOnly(
  options: HostOptions,
  resolve: Resolve,
  world: World,
  files: InterfaceFiles,
  source: string,
): SourceFile {
  const types = new WorldTypes(resolve, world, files, new Names());
  const statements = types.declarations();
  return {
    path: `${options.name}${options.lang === 'js' ? '.d.ts' : '.ts'}`,
    from: commentText(source),
    usesDispose: types.usesDispose,
    imports: types.typeImports(statements),
    statements,
  };
}
