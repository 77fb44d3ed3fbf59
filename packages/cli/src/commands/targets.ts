import type { Definition } from './definition.js';
import { featureOptions, type FeatureOptions } from './features.js';

export interface TargetsOptions extends FeatureOptions {
  wit: string;
  world?: string;
  json?: boolean;
}

/** `wit-ts targets`. */
export const targets = (): Definition<[component: string], TargetsOptions> => ({
  name: 'targets',
  summary: 'check whether a component fits a world',
  description:
    'Says whether a component can be used where a world is asked for: it may import less than the world, and must export all of it. If it does not fit, every difference is shown, with its place in the component and in the WIT.',
  operands: [
    { name: '<component>', description: 'a component (.wasm or .wat), or - for standard input' },
  ],
  options: [
    {
      name: 'wit',
      value: '<path>',
      isRequired: true,
      description: 'the WIT with the world: a file, a folder, or a .wasm',
    },
    {
      name: 'world',
      value: '<name>',
      description:
        'the world, where there are several: name, or namespace:package/name for one of a dependency',
    },
    { name: 'json', description: 'print the answer and the differences as JSON' },
    ...featureOptions,
  ],
  help: `Examples:
  $ wit-ts targets plugin.wasm --wit wit
  $ wit-ts targets app.wasm --wit wit --world wasi:http/proxy --json

Exit codes: 0 the component fits, 1 it does not, 2 wrong usage.`,
  async act([component], options, io) {
    const { targetsWorld } = await import('../run/targets.js');
    io.leave(await targetsWorld(component, options, io));
  },
});
