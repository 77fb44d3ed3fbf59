/** Flags of V8, set before anything is compiled or run that they are about. */

/** The flags that are set, each with the one that undoes it. */
const changed = new Map<string, string>();

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
 * of a `check`. It does not pay where there is little to do, and no other flag is set.
 */
export function delayOptimization(): void {
  if (isNode20()) change('--interrupt-budget=500000', '--interrupt-budget=67584');
}

/**
 * Room for what is made, nearly all of which lives to the end: a collection takes as long as composing ten components. Not for
 * commands that check a result: there it takes memory, and hardly any time less.
 */
export function makeRoom(): void {
  if (isNode20()) change('--semi-space-growth-factor=8', '--semi-space-growth-factor=2');
}

const isNode20 = (): boolean => process.versions.node.startsWith('20.');

/** Loads something large while the flags are those of the beginning: V8 refuses kept code when they are others. */
export function withFirstFlags<T>(load: () => T): T {
  if (changed.size === 0) return load();
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  for (const back of changed.values()) setFlagsFromString(back);
  try {
    return load();
  } finally {
    for (const flag of changed.keys()) setFlagsFromString(flag);
  }
}

/** Compiled code is kept when the process ends, for the flags of that moment: they have to be those of the beginning. */
function change(flag: string, back: string): void {
  if (changed.has(flag)) return;
  changed.set(flag, back);
  // Loaded here: with it come all of Node's streams, which takes longer than composing two small components.
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString(flag);
  process.prependOnceListener('exit', () => setFlagsFromString(back));
}
