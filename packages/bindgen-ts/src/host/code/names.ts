import { isReservedWord, Scope } from '../../naming/index.js';

/** Globals that generated code uses by name. */
const GLOBALS =
  'Array BigInt Error Infinity Map NaN Number Object Promise String Symbol TypeError WebAssembly URL fetch undefined';

/**
 * Names of one generated module. A local name is never the same as a name of the module, whichever is made first, so
 * that nothing is shadowed by accident.
 */
export class Names {
  readonly #module = new Scope(GLOBALS.split(' '));
  readonly #locals = new Set<string>();

  /** A name at the level of the module, or of the body of `instantiate`. */
  module(goal: string): string {
    const base = isReservedWord(goal) ? `_${goal}` : goal;
    let name = base;
    for (let index = 1; this.#module.has(name) || this.#locals.has(name); index += 1)
      name = `${base}$${index}`;
    return this.#module.claim(name);
  }

  /** Names for the parameters and variables of one function. */
  locals(): LocalNames {
    return new LocalNames(this.#module, this.#locals);
  }
}

export class LocalNames {
  readonly #module: Scope;
  readonly #all: Set<string>;
  readonly #own = new Set<string>();

  constructor(module: Scope, all: Set<string>) {
    this.#module = module;
    this.#all = all;
  }

  claim(goal: string): string {
    const base = isReservedWord(goal) ? `${goal}_` : goal;
    let name = base;
    for (let index = 1; this.#own.has(name) || this.#module.has(name); index += 1)
      name = `${base}$${index}`;
    this.#own.add(name);
    this.#all.add(name);
    return name;
  }
}
