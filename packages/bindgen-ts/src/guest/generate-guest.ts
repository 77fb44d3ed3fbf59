import type { Resolve, WorldId } from '@wit-ts/wit-parser';
import {
  type Doc,
  type GeneratedFile,
  printPlain,
  printTypeScript,
  type SourceFile,
} from '../output/index.js';
import { exportModule, type ExportModule } from './export-module.js';
import { importModule, worldImportModule } from './import-module.js';
import { planWorld } from './world-plan.js';
import { worldModule } from './world-module.js';

/** What {@link generateGuest} needs. */
export interface GuestOptions {
  resolve: Resolve;
  world: WorldId;
  /** `js`: declarations, and JavaScript where something exists at run time. `ts` is the default. */
  lang?: 'ts' | 'js';
}

/**
 * The types that a component written in TypeScript is checked against.
 *
 * - `<world>.ts`: one type for the whole world, and all names of the exported interfaces;
 * - `exports/<interface>.ts`: the type of an exported interface, its types, and an abstract class for each resource;
 * - `imports/<interface>.d.ts`: an imported interface as an ambient module under its specifier, with and without version.
 *
 * Names and types are those of the host bindings. All files import nothing but each other.
 *
 * @throws Error for a world that the model does not have
 */
export async function generateGuest(options: GuestOptions): Promise<GeneratedFile[]> {
  const { resolve, world, lang = 'ts' } = options;
  const plan = planWorld(resolve, world);
  const extension = lang === 'ts' ? '.ts' : '.d.ts';
  const imports: SourceFile[] = plan.imports.map((item) => importModule(plan, item));
  const own = worldImportModule(plan);
  if (own !== undefined) imports.push(own);
  const exports = plan.exports.map((item) => exportModule(plan, item, extension));
  const main = worldModule(plan, exports, imports, extension);
  const modules = [...new Map(exports.map((item) => [item.file.path, item])).values()];
  const files = [main.file, ...modules.map(({ file }) => file), ...imports];
  if (lang === 'ts') return printTypeScript(files);
  return printPlain([
    ...files,
    javaScript(main.file, main.valueExports, []),
    ...modules.map((module) => javaScript(module.file, [], classes(module))),
  ]);
}

/** The JavaScript beside a declaration file. */
function javaScript(
  declarations: SourceFile,
  imports: readonly Doc[],
  statements: readonly Doc[],
): SourceFile {
  return {
    path: declarations.path.replace(/\.d\.ts$/, '.js'),
    from: declarations.from,
    usesDispose: false,
    imports,
    statements,
  };
}

function classes({ names }: ExportModule): Doc[] {
  return [...names.resources.values()].map(({ abstract }) => `export class ${abstract} {}`);
}
