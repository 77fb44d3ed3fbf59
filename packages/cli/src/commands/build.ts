import type { Definition } from './definition.js';
import { featureOptions, type FeatureOptions } from './features.js';
import { worldOption } from './world.js';

export interface BuildOptions extends FeatureOptions {
  wit: string;
  world?: string;
  output: string;
  backend: 'quickjs' | 'starlingmonkey';
  debug?: boolean;
  json?: boolean;
}

/** `wit-ts build`. */
export const build = (): Definition<[module: string], BuildOptions> => ({
  name: 'build',
  summary: 'make a component of TypeScript',
  description:
    'Makes a component of a TypeScript or JavaScript module and all that it imports. What the module exports is checked against the world first.',
  operands: [{ name: '<module>', description: 'the module that exports what the world asks for' }],
  options: [
    {
      name: 'wit',
      value: '<path>',
      description: 'a .wit file, or a folder with WIT',
      default: 'wit',
    },
    worldOption,
    {
      name: 'output',
      short: 'o',
      value: '<file>',
      isRequired: true,
      description: 'where to write the component, or - for standard output',
    },
    {
      name: 'backend',
      value: '<engine>',
      description: 'the JavaScript engine that becomes part of the component',
      choices: ['quickjs', 'starlingmonkey'],
      default: 'quickjs',
    },
    { name: 'debug', description: 'keep messages of console and errors, and a source map' },
    { name: 'json', description: 'print what was made, or the diagnostics, as JSON' },
    ...featureOptions,
  ],
  help: `The bundler and the engine are packages of your project:
  $ npm install --save-dev esbuild componentize-qjs                      for --backend quickjs
  $ npm install --save-dev esbuild @bytecodealliance/componentize-js     for --backend starlingmonkey

Examples:
  $ wit-ts build src/app.ts -o app.wasm
  $ wit-ts build src/scorer.ts --wit wit --world scorer-component -o scorer.wasm
  $ wit-ts build src/app.ts -o app.wasm --debug && wit-ts run app.wasm`,
  async act([module], options, io) {
    const work = await import('../run/build.js');
    io.exit(await work.build(module, options, io));
  },
});
