import { type Definition, type Group, type OptionDefinition, repeated } from './definition.js';
import { featureOptions, type FeatureOptions } from './features.js';
import { worldOption } from './world.js';

export interface BindgenOptions extends FeatureOptions {
  world?: string;
  output: string;
  lang: 'ts' | 'js';
  check?: boolean;
  watch?: boolean;
  force?: boolean;
  prettier: boolean;
  json?: boolean;
}

export interface GuestOptions extends BindgenOptions {
  stub?: boolean | string;
}

export interface HostOptions extends BindgenOptions {
  name?: string;
  instantiation: 'async' | 'sync' | 'module';
  map?: string[];
  standalone?: boolean;
}

const commonOptions = (): readonly OptionDefinition[] => [
  {
    name: 'output',
    short: 'o',
    value: '<folder>',
    isRequired: true,
    description: 'the folder for the generated files',
  },
  worldOption,
  {
    name: 'lang',
    value: '<language>',
    description: 'what to write: TypeScript, or JavaScript with .d.ts',
    choices: ['ts', 'js'],
    default: 'ts',
  },
  { name: 'check', description: 'write nothing; list what is not up to date and exit with 1' },
  { name: 'watch', description: 'go on, and write again whenever the input changes' },
  { name: 'force', description: 'replace files of the same name that wit-ts did not write' },
  { name: 'no-prettier', description: "do not apply the project's prettier configuration" },
  { name: 'json', description: 'print what was done, or the diagnostics, as JSON' },
  ...featureOptions,
];

const guest = (): Definition<[path: string], GuestOptions> => ({
  name: 'guest',
  summary: 'types for a component written in TypeScript',
  description:
    'Generates the types that an implementation of a world is checked against, and declarations of what it imports.',
  operands: [
    {
      name: '<path>',
      description: 'a .wit file, a folder with WIT, a component, or - for standard input',
    },
  ],
  options: [
    {
      name: 'stub',
      value: '[file]',
      description:
        'write a first implementation, where there is none yet (default: beside the output folder)',
    },
    ...commonOptions(),
  ],
  help: `Examples:
  $ wit-ts bindgen guest wit --world processor -o src/bindings
  $ wit-ts bindgen guest wit -o src/bindings --stub src/processor.ts
  $ wit-ts bindgen guest wit -o src/bindings --check`,
  async act([path], options, io) {
    const { bindgenGuest } = await import('../run/bindgen.js');
    io.leave(await bindgenGuest(path, options, io));
  },
});

const host = (): Definition<[path: string], HostOptions> => ({
  name: 'host',
  summary: 'code that calls a component',
  description:
    'Generates a module that instantiates a component and calls it, with its core modules beside it; of WIT alone the types.',
  operands: [
    {
      name: '<path>',
      description: 'a component (.wasm or .wat), WIT, or - for standard input',
    },
  ],
  options: [
    {
      name: 'name',
      value: '<stem>',
      description: 'the name of the module (default: that of the component or world)',
    },
    {
      name: 'instantiation',
      value: '<form>',
      description: 'a function instantiate that returns a promise or the exports, or an ES module',
      choices: ['async', 'sync', 'module'],
      default: 'async',
    },
    {
      name: 'map',
      value: '<interface=module>',
      description:
        "where an ES module takes an interface from, such as 'wasi:cli/*=./cli.js#*' (may be repeated)",
      reader: repeated,
    },
    {
      name: 'standalone',
      description: 'write the run time too, instead of importing @wit-ts/canonical-abi',
    },
    ...commonOptions(),
  ],
  help: `Examples:
  $ wit-ts bindgen host app.wasm -o src/app
  $ wit-ts bindgen host app.wasm -o src/app --name main --standalone
  $ wit-ts bindgen host app.wasm -o src/app --instantiation module --map 'my:pkg/api=./api.js'
  $ wit-ts bindgen host wit --world processor -o src/types`,
  async act([path], options, io) {
    const { bindgenHost } = await import('../run/bindgen.js');
    io.leave(await bindgenHost(path, options, io));
  },
});

/** `wit-ts bindgen guest` and `wit-ts bindgen host`. */
export const bindgen = (): Group => ({
  name: 'bindgen',
  summary: 'generate TypeScript bindings',
  description:
    'Generates TypeScript for a world: to implement it (guest), or to call a component (host).',
  commands: [guest(), host()],
  help: `Examples:
  $ wit-ts bindgen guest wit --world processor -o src/bindings
  $ wit-ts bindgen host app.wasm -o src/app`,
});
