/** Flags of V8, set before anything is compiled or run that they are about. */

const changed = new Set<string>();

/** Node 20 has extended constant expressions, which QuickJS and Python components use, behind a flag. */
export function allowExtendedConstants(): void {
  if (Number(process.versions.node.split('.')[0]) >= 22) return;
  change('--experimental-wasm-extended-const', '--no-experimental-wasm-extended-const');
}

/**
 * For a command that only looks at one component with wasm-tools as a WebAssembly module: by the time V8 has optimized that, the
 * work is done. Without it a check of 20 MB takes two thirds of the time, and 30 MB of memory less.
 */
export function compileOnce(): void {
  change('--no-wasm-tier-up', '--wasm-tier-up');
  change('--no-wasm-dynamic-tiering', '--wasm-dynamic-tiering');
}

/**
 * A command mostly ends before code that V8 optimizes pays for that: on Node 20, optimizing later saves a sixth of the time
 * of a `check`. It does not pay where there is little to do.
 */
export function delayOptimization(): void {
  if (process.versions.node.startsWith('20.')) {
    change('--interrupt-budget=500000', '--interrupt-budget=67584');
  }
}

/** Compiled code is kept when the process ends, for the flags of that moment: they have to be those of the beginning. */
function change(flag: string, back: string): void {
  if (changed.has(flag)) return;
  changed.add(flag);
  // Loaded here: with it come all of Node's streams, which takes longer than composing two small components.
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString(flag);
  process.prependOnceListener('exit', () => setFlagsFromString(back));
}
