import type { Definition } from './definition.js';
import { featureOptions, type FeatureOptions } from './features.js';

export interface WitOptions extends FeatureOptions {
  json?: boolean;
  output?: string;
}

/** `wit-ts wit`. */
export const wit = (): Definition<[path: string], WitOptions> => ({
  name: 'wit',
  summary: 'print the WIT of a package or component',
  description:
    'Prints resolved WIT: of a file or folder, of a component, or of a WIT package in binary form.',
  operands: [
    {
      name: '<path>',
      description: 'a .wit file, a folder with WIT, a .wasm or .wat, or - for standard input',
    },
  ],
  options: [
    { name: 'json', description: 'print the resolved model as JSON' },
    {
      name: 'output',
      short: 'o',
      value: '<file>',
      description: 'write to a file instead of standard output',
    },
    ...featureOptions,
  ],
  help: `Examples:
  $ wit-ts wit app.wasm
  $ wit-ts wit wit --json --features active
  $ wit-ts wit wit -o package.wit

With --json, mistakes in the WIT are printed as JSON too, beside the text for people on standard error.`,
  async act([path], options, io) {
    const work = await import('../run/wit.js');
    io.leave(await work.wit(path, options, io));
  },
});
