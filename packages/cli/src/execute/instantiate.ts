/** A component brought to life in this process: bindings generated in memory and evaluated there. */
import { Script } from 'node:vm';
import { generateHost } from '@wit-ts/bindgen-ts';
import * as runtime from '@wit-ts/canonical-abi';
import type { Resolve, WorldId } from '@wit-ts/wit-parser';
import { Failure, failure } from '../errors/failure.js';
import { hasErrors } from '../errors/report.js';
import { messageOf } from '../input/binary.js';

/** What the exports of a component are to JavaScript. */
export type Exports = Readonly<Record<string, unknown>>;

export interface Component {
  readonly bytes: Uint8Array;
  readonly resolve: Resolve;
  readonly world: WorldId;
  /** How it is called in messages. */
  readonly name: string;
}

/** Bindings that can be instantiated. */
export type Instantiate = (imports: object) => Exports;

type Module = (
  runtimeOfBindings: object,
) => (getCoreModule: (path: string) => WebAssembly.Module, imports: object) => Exports;

/**
 * Generates bindings and compiles the core modules.
 *
 * @throws Failure where bindings cannot be made, or the engine refuses a core module
 */
export async function prepare(component: Component): Promise<Instantiate> {
  const { files, diagnostics } = await generateHost({
    resolve: component.resolve,
    world: component.world,
    component: component.bytes,
    name: 'app',
    source: component.name,
    lang: 'js',
    instantiation: 'sync',
  });
  if (hasErrors(diagnostics)) throw new Failure([...diagnostics]);
  const modules = new Map<string, WebAssembly.Module>();
  let text = '';
  for (const { path, content } of files) {
    if (path === 'app.js' && typeof content === 'string') text = content;
    if (typeof content !== 'string') modules.set(path, compile(content, component.name));
  }
  const script = new Script(asFunction(text), { filename: `${component.name}.js` });
  const create = (script.runInThisContext() as Module)(runtime);
  return (imports) =>
    create((path) => {
      const module = modules.get(path);
      if (module === undefined) throw new Error(`there is no core module ${path}`);
      return module;
    }, imports);
}

/**
 * The generated module as a function that takes the run time and gives `instantiate`. It has one `import`, in front of
 * everything but the first line, and one `export`; comments are indented or start with a slash.
 */
function asFunction(module: string): string {
  const body = module
    .replace(
      /^import \{([^}]*)\} from "@wit-ts\/canonical-abi";$/m,
      'const {$1} = runtimeOfBindings;',
    )
    .replace(/^export function instantiate\(/m, 'return function instantiate(');
  return `(function (runtimeOfBindings) {"use strict";${body}\n})`;
}

function compile(bytes: Uint8Array, name: string): WebAssembly.Module {
  try {
    return new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>);
  } catch (error) {
    throw failure(
      'CLI0405',
      `a core module of ${name} cannot be compiled: ${messageOf(error)}`,
      `Node.js ${process.versions.node} may lack a feature of WebAssembly that it uses`,
    );
  }
}
