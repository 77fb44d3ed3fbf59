import { type Definition, repeated } from './definition.js';

export interface RunOptions {
  invoke?: string;
  dir?: string[];
  env?: string[];
  /** `-S`. */
  wasi?: string[];
  json?: boolean;
}

/** `wit-ts run`. */
export const run = (): Definition<[component: string, ...args: string[]], RunOptions> => ({
  name: 'run',
  summary: 'run a component',
  description:
    'Runs a command component (wasi:cli/run), or with --invoke any function of a component. Nothing is granted by default: no folder, no environment, no network.',
  operands: [
    { name: '<component>', description: 'a component (.wasm or .wat), or - for standard input' },
    { name: '[args...]', description: 'arguments for the component, behind --' },
  ],
  options: [
    {
      name: 'invoke',
      value: '<call>',
      description: 'call a function with WAVE values, such as \'greet("Ada")\'',
    },
    {
      name: 'dir',
      value: '<host[::guest]>',
      description: 'grant a folder, under its own name or another (may be repeated)',
      reader: repeated,
    },
    {
      name: 'env',
      value: '<name[=value]>',
      description: 'set a variable, or pass it on (may be repeated)',
      reader: repeated,
    },
    {
      name: 'wasi',
      short: 'S',
      value: '<grant>',
      description: 'grant inherit-env or inherit-network (may be repeated)',
      reader: repeated,
    },
    { name: 'json', description: 'print the result of --invoke, or the diagnostics, as JSON' },
  ],
  help: `Functions go by their bare name where that is unambiguous, else by ns:pkg/iface.f@1.0.0 in full. The result is printed
as WAVE, as \`wasmtime run --invoke\` prints it.

Examples:
  $ wit-ts run app.wasm -- --verbose input.txt
  $ wit-ts run app.wasm --dir data::/data --env LEVEL=debug -S inherit-network
  $ wit-ts run hello.wasm --invoke 'greet("Ada")'
  $ wit-ts run app.wasm --invoke 'acme:shop/prices.total@1.0.0([{id: 1, count: 2}])' --json`,
  async act([component, ...args], options, io) {
    const work = await import('../run/run.js');
    io.exit(await work.run(component, args, options, io));
  },
});
