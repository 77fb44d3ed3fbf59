import type { Resolve, World } from '@wit-ts/wit-parser';
import type { InterfaceFiles } from '../../types/index.js';
import { Contexts } from '../code/contexts.js';
import { CoreItems } from '../code/core-items.js';
import type { Env } from '../code/env.js';
import { Helpers } from '../code/helpers.js';
import { HostCalls } from '../code/host-calls.js';
import { Names } from '../code/names.js';
import type { Parts } from '../code/parts.js';
import { Resources } from '../code/resources.js';
import { TsTypes } from '../code/ts-types.js';
import type { Instantiation } from '../options.js';
import type { Plan } from '../plan/model.js';
import type { TypeInterner } from '../plan/type-interner.js';
import { RuntimeImports } from '../runtime-imports.js';
import type { SpecifierMap } from '../specifiers.js';
import { WorldTypes } from '../world-types.js';
import { Trampolines } from './trampolines.js';

/** What the module with `instantiate` is made of. */
export interface MainModuleOptions {
  readonly resolve: Resolve;
  readonly world: World;
  readonly files: InterfaceFiles;
  readonly name: string;
  /** Safe in a comment. */
  readonly source: string;
  readonly typed: boolean;
  readonly instantiation: Instantiation;
  readonly map: SpecifierMap;
  /** The module that exports `getCoreModule`, where the core modules do not lie beside the generated one. */
  readonly coreModules: string | undefined;
  readonly runtime: string;
}

/** What all that write a piece of the module share. */
export interface ModuleParts extends Parts {
  readonly options: MainModuleOptions;
  readonly world: WorldTypes;
  readonly runtime: RuntimeImports;
  readonly ts: TsTypes;
  readonly trampolines: Trampolines;
  /** Names of the variables with the compiled core modules. */
  readonly moduleNames: readonly string[];
  /** Resources whose classes stand among the exported interfaces. */
  readonly declaredClasses: Set<number>;
  readonly isAsync: boolean;
  readonly isModule: boolean;
}

/** Paths of the core modules of a component: `app.core.wasm`, `app.core2.wasm` and so on. */
export function coreModulePath(name: string, index: number): string {
  return `${name}.core${index === 0 ? '' : String(index + 1)}.wasm`;
}

/** Makes the parts for one component, with the names that are fixed. */
export function moduleParts(
  options: MainModuleOptions,
  plan: Plan,
  types: TypeInterner,
): ModuleParts {
  const { resolve, files, typed } = options;
  const names = new Names();
  const world = new WorldTypes(resolve, options.world, files, names);
  for (let index = 0; index < plan.coreInstances; index += 1) names.module(`core${index}`);
  const moduleNames = plan.modules.map((_, index) => names.module(`module${index}`));
  const runtime = new RuntimeImports(names);
  const resources = new Resources(plan, names);
  const ts = new TsTypes(resolve, world.context, resources, types);
  const env: Env = {
    plan,
    types,
    typed,
    names,
    tsType: (type) => ts.type(type),
    tsArgument: (type) => ts.argument(type),
    label: (type) => ts.label(type),
    runtime: (name) => runtime.use(name),
    resources,
  };
  const trampolines = new Trampolines(env);
  const interfaces = new Map(world.items.importedInterfaces.map((item) => [item.label, item.id]));
  return {
    options,
    world,
    runtime,
    ts,
    trampolines,
    moduleNames,
    declaredClasses: new Set(),
    isAsync: options.instantiation !== 'sync',
    isModule: options.instantiation === 'module',
    env,
    helpers: new Helpers(env),
    contexts: new Contexts(env),
    items: new CoreItems(env, (index) => trampolines.name(index)),
    hostCalls: new HostCalls(env, resolve, files, interfaces, world.items.importedFunctions),
  };
}
