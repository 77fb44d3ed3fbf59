import type { Definition } from './definition.js';
import { featureOptions, type FeatureOptions } from './features.js';

export interface CheckOptions extends FeatureOptions {
  json?: boolean;
}

/** `wit-ts check`. */
export const check = (): Definition<string[], CheckOptions> => ({
  name: 'check',
  summary: 'check WIT files and packages',
  description:
    'Parses and resolves WIT, and prints every mistake with its place and what to do about it.',
  operands: [
    {
      name: '<path...>',
      description: 'a .wit file, a folder with WIT (and its deps/), or - for standard input',
    },
  ],
  options: [
    { name: 'json', description: 'print the diagnostics as JSON on standard output' },
    ...featureOptions,
  ],
  help: `Examples:
  $ wit-ts check wit
  $ wit-ts check wit/world.wit other/*.wit --features active
  $ cat world.wit | wit-ts check - --json`,
  async act(paths, options, io) {
    const work = await import('../run/check.js');
    io.leave(await work.check(paths, options, io));
  },
});
