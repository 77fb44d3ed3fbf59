import { describe } from './trap.js';

/**
 * What the host gives for an imported interface: under its full name `ns:pkg/name@1.2.3`, or without the version.
 *
 * @param members - functions and classes that have to be there
 * @throws TypeError that names the interface, and the member, where there is none.
 */
export function importedInterface<T>(
  imports: object | undefined,
  name: string,
  members: readonly string[] = [],
): T {
  const value = lookUp(imports, name);
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    throw new TypeError(
      `import ${JSON.stringify(name)}: expected an object with the functions of the interface, got ${describe(value)}`,
    );
  for (const member of members) {
    const found = memberOf(value, member);
    if (typeof found !== 'function')
      throw new TypeError(
        `import ${JSON.stringify(name)}: expected a function ${JSON.stringify(member)}, got ${describe(found)}`,
      );
  }
  return value as T;
}

/** A member that is given: not what every object inherits, such as `toString`. */
function memberOf(value: object, member: string): unknown {
  const found = (value as { readonly [name: string]: unknown })[member];
  const common = (Object.prototype as { readonly [name: string]: unknown })[member];
  if (common === undefined || Object.hasOwn(value, member)) return found;
  return found === common || member === 'constructor' ? undefined : found;
}

function lookUp(imports: object | undefined, name: string): unknown {
  if (typeof imports !== 'object' || imports === null)
    throw new TypeError(`expected an object with the imports, got ${describe(imports)}`);
  const object = imports as { readonly [name: string]: unknown };
  if (Object.hasOwn(object, name)) return object[name];
  const at = name.indexOf('@');
  const bare = at === -1 ? name : name.slice(0, at);
  return Object.hasOwn(object, bare) ? object[bare] : undefined;
}

/** A function that the world itself imports: the function, or an object with it as `default`. */
export function importedFunction<T>(imports: object | undefined, witName: string, name: string): T {
  let value = lookUp(imports, witName) ?? lookUp(imports, name);
  if (typeof value === 'object' && value !== null) value = (value as { default?: unknown }).default;
  if (typeof value !== 'function')
    throw new TypeError(
      `import ${JSON.stringify(witName)}: expected a function, got ${describe(value)}`,
    );
  return value as T;
}

/** Says of a value that a host function returned whose it is. */
export function wrongResult(error: unknown, from: string, name: string): unknown {
  if (error instanceof TypeError)
    return new TypeError(`result of ${from}#${name}: ${error.message}`, { cause: error });
  return error;
}

/** Gives the compiled core module for a file name. */
export type GetCoreModule = (path: string) => WebAssembly.Module | Promise<WebAssembly.Module>;
export type GetCoreModuleSync = (path: string) => WebAssembly.Module;

/** Instantiates a core module, as `WebAssembly.instantiate` does. */
export type InstantiateCore = (
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
) => WebAssembly.Instance | Promise<WebAssembly.Instance>;
export type InstantiateCoreSync = (
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
) => WebAssembly.Instance;

/** {@link InstantiateCoreSync} by the engine itself. */
export function instantiateSync(
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
): WebAssembly.Instance {
  return new WebAssembly.Instance(module, imports);
}

/** A compiled core module from the host's `getCoreModule`. */
export async function coreModule(
  getCoreModule: GetCoreModule,
  path: string,
): Promise<WebAssembly.Module> {
  try {
    return checkModule(await getCoreModule(path), path);
  } catch (error) {
    throw explainCompileError(error, path);
  }
}

/** {@link coreModule} without a promise. */
export function coreModuleSync(getCoreModule: GetCoreModuleSync, path: string): WebAssembly.Module {
  try {
    return checkModule(getCoreModule(path), path);
  } catch (error) {
    throw explainCompileError(error, path);
  }
}

function checkModule(module: WebAssembly.Module, path: string): WebAssembly.Module {
  if (module instanceof WebAssembly.Module) return module;
  throw new TypeError(
    `getCoreModule(${JSON.stringify(path)}): expected a WebAssembly.Module, got ${describe(module)}`,
  );
}

/** Says which flag is missing where an engine does not know what a core module needs. */
function explainCompileError(error: unknown, path: string): unknown {
  if (!(error instanceof WebAssembly.CompileError)) return error;
  const hint = /extended-const|opcode 0x6[a-c]|constant expression/i.test(error.message)
    ? '. The module uses extended constant expressions, which Node.js 20 has only behind a flag: run ' +
      'node --experimental-wasm-extended-const, or call ' +
      "v8.setFlagsFromString('--experimental-wasm-extended-const') before anything is compiled. " +
      'Node.js 22 and later need nothing'
    : '';
  return new WebAssembly.CompileError(`${path}: ${error.message}${hint}`);
}

interface FileSystem {
  readFile(url: URL): Promise<Uint8Array<ArrayBuffer>>;
}

interface ProcessLike {
  getBuiltinModule?(name: string): FileSystem | undefined;
}

/** Loads core modules that lie beside the module with the address `base`, from a server or from the disk. */
export function modulesBeside(base: string): (path: string) => Promise<WebAssembly.Module> {
  return (path) => moduleAt(new URL(path, base));
}

/**
 * Compiles the core module at an address, on a server (`http:`, `data:` and whatever `fetch` knows) or on the disk (`file:`).
 *
 * @throws Error where there is no module at the address.
 */
export async function moduleAt(url: URL): Promise<WebAssembly.Module> {
  if (url.protocol !== 'file:') return WebAssembly.compileStreaming(fetch(url));
  const { process } = globalThis as { process?: ProcessLike };
  const files = process?.getBuiltinModule?.('node:fs/promises');
  if (files === undefined) throw new Error(`${url.href} cannot be read from the disk here`);
  return WebAssembly.compile(await files.readFile(url));
}
