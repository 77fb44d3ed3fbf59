import { describe } from './trap.js';

/** What `instantiate` is given for the imports of a component. */
export type ImportsObject = { readonly [name: string]: unknown };

/**
 * What the host gives for an imported interface: under its full name `ns:pkg/name@1.2.3`, or without the version.
 *
 * @throws TypeError that names the interface where there is none.
 */
export function importedInterface(
  imports: ImportsObject | undefined,
  name: string,
): { readonly [name: string]: unknown } {
  const value = lookUp(imports, name);
  if (typeof value === 'object' && value !== null)
    return value as { readonly [name: string]: unknown };
  if (typeof value === 'function') return value as unknown as { readonly [name: string]: unknown };
  throw new TypeError(
    `import ${JSON.stringify(name)}: expected an object with the functions of the interface, got ${describe(value)}`,
  );
}

function lookUp(imports: ImportsObject | undefined, name: string): unknown {
  if (imports === undefined || imports === null) return undefined;
  if (Object.hasOwn(imports, name)) return imports[name];
  const at = name.indexOf('@');
  const bare = at === -1 ? name : name.slice(0, at);
  return Object.hasOwn(imports, bare) ? imports[bare] : undefined;
}

type Callable = (...args: never[]) => unknown;

/**
 * A function of an imported interface, bound to the object that holds it.
 *
 * @throws TypeError that names interface and function where there is none.
 */
export function importedFunction<T extends Callable>(
  object: { readonly [name: string]: unknown },
  from: string,
  name: string,
): T {
  const value = object[name];
  if (typeof value !== 'function')
    throw new TypeError(
      `import ${JSON.stringify(from)}: expected a function ${JSON.stringify(name)}, got ${describe(value)}`,
    );
  return value.bind(object) as T;
}

/** A function that the world itself imports: the function, or an object with it as `default`. */
export function importedRootFunction<T extends Callable>(
  imports: ImportsObject | undefined,
  witName: string,
  name: string,
): T {
  let value = lookUp(imports, witName) ?? (imports === undefined ? undefined : imports[name]);
  if (typeof value === 'object' && value !== null) value = (value as { default?: unknown }).default;
  if (typeof value !== 'function')
    throw new TypeError(
      `import ${JSON.stringify(witName)}: expected a function, got ${describe(value)}`,
    );
  return value as T;
}

/**
 * A class for an imported resource.
 *
 * @throws TypeError that names interface and class where there is none.
 */
export function importedClass<T>(
  object: { readonly [name: string]: unknown },
  from: string,
  name: string,
): T {
  const value = object[name];
  if (typeof value !== 'function')
    throw new TypeError(
      `import ${JSON.stringify(from)}: expected a class ${JSON.stringify(name)}, got ${describe(value)}`,
    );
  return value as T;
}

/** Says of a value that a host function returned whose it is. */
export function wrongResult(error: unknown, from: string, name: string): unknown {
  if (error instanceof TypeError)
    return new TypeError(`result of ${from}#${name}: ${error.message}`, { cause: error });
  return error;
}

/** Compiles a core module, and says which flag is missing where an engine needs one. */
export function explainCompileError(error: unknown, path: string): unknown {
  if (!(error instanceof WebAssembly.CompileError)) return error;
  const hint = /extended-const|constant expression/i.test(error.message)
    ? ' The module uses extended constant expressions, which Node.js 20 has only behind a flag: run ' +
      "`node --experimental-wasm-extended-const`, or call `v8.setFlagsFromString('--experimental-wasm-extended-const')` first. Node.js 22 needs nothing."
    : '';
  return new WebAssembly.CompileError(`${path}: ${error.message}${hint}`);
}
