/** Generates JavaScript bindings for a component and loads them in this process. */
import { setFlagsFromString } from 'node:v8';
import { compileFunction } from 'node:vm';
import { generateHost, worldOfComponent } from '@wit-ts/bindgen-ts';
import * as runtime from '@wit-ts/canonical-abi';
import { componentToWit } from '@wit-ts/component';
import type { Diagnostic } from '@wit-ts/wit-parser';

// Components made by componentize-qjs use extended constant expressions, which Node 20 has behind this flag.
if (Number(process.versions.node.split('.')[0]) < 22) {
  setFlagsFromString('--experimental-wasm-extended-const');
}

export type Exports = Record<string, unknown>;

export interface Bindings {
  /** Text of the generated module. */
  readonly text: string;
  instantiate(imports?: object): Exports;
}

/** Why bindings cannot be made. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('; '));
    this.diagnostics = diagnostics;
  }
}

type Instantiate = (load: (path: string) => WebAssembly.Module, imports: object) => Exports;

/** Bindings of a component, generated as synchronous JavaScript. */
export async function bindingsOf(bytes: Uint8Array, name: string): Promise<Bindings> {
  const described = componentToWit(bytes, { name });
  const wit = described.ok ? described : worldOfComponent(bytes, name);
  if (!wit.ok) throw new Refused(described.ok ? wit.diagnostics : described.diagnostics);
  const { files, diagnostics } = await generateHost({
    resolve: wit.resolve,
    world: wit.world ?? 0,
    component: bytes,
    name: 'app',
    source: name,
    lang: 'js',
    instantiation: 'sync',
  });
  if (files.length === 0) throw new Refused(diagnostics);
  const main = files.find(({ path }) => path === 'app.js')?.content;
  if (typeof main !== 'string') throw new Error('no app.js was generated');
  const modules = new Map<string, WebAssembly.Module>();
  const load = (path: string): WebAssembly.Module => {
    let module = modules.get(path);
    if (module === undefined) {
      const content = files.find((file) => file.path === path)?.content;
      if (!(content instanceof Uint8Array)) throw new Error(`no module ${path} was generated`);
      module = new WebAssembly.Module(new Uint8Array(content));
      modules.set(path, module);
    }
    return module;
  };
  const start = evaluate(main, name);
  return { text: main, instantiate: (imports = {}) => start(load, imports) };
}

/** The `instantiate` of a generated module, whose one import is the run time. */
function evaluate(text: string, name: string): Instantiate {
  const body = text
    .replace(/^import \{([^}]*)\} from "@wit-ts\/canonical-abi";$/m, (_, names: string) => {
      const members = names.replaceAll(/(\w+) as ([\w$]+)/g, '$1: $2');
      return `const {${members}} = runtime;`;
    })
    .replaceAll(/^export /gm, '');
  const module = compileFunction(`${body}\nreturn instantiate;`, ['runtime'], {
    filename: `${name}.js`,
  }) as (given: typeof runtime) => Instantiate;
  return module(runtime);
}
