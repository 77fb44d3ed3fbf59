import { type Command, Option } from 'commander';
import type { Io } from '../io/io.js';
import { collect } from './collect.js';
import { featureOptions, type FeatureOptions } from './features.js';

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

/** `wit-ts bindgen guest` and `wit-ts bindgen host`. */
export function defineBindgen(program: Command, io: Io): void {
  const bindgen = program
    .command('bindgen')
    .summary('generate TypeScript bindings')
    .description(
      'Generates TypeScript for a world: to implement it (guest), or to call a component (host).',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ wit-ts bindgen guest wit --world processor -o src/bindings
  $ wit-ts bindgen host app.wasm -o src/app`,
    );
  defineGuest(bindgen, io);
  defineHost(bindgen, io);
}

function defineGuest(bindgen: Command, io: Io): void {
  common(
    bindgen
      .command('guest')
      .summary('types for a component written in TypeScript')
      .description(
        'Generates the types that an implementation of a world is checked against, and declarations of what it imports.',
      )
      .argument('<path>', 'a .wit file, a folder with WIT, a component, or - for standard input')
      .option(
        '--stub [file]',
        'write a first implementation, where there is none yet (default: beside the output folder)',
      ),
  )
    .addHelpText(
      'after',
      `
Examples:
  $ wit-ts bindgen guest wit --world processor -o src/bindings
  $ wit-ts bindgen guest wit -o src/bindings --stub src/processor.ts
  $ wit-ts bindgen guest wit -o src/bindings --check`,
    )
    .action(async (path: string, options: GuestOptions) => {
      const { bindgenGuest } = await import('../run/bindgen.js');
      io.leave(await bindgenGuest(path, options, io));
    });
}

function defineHost(bindgen: Command, io: Io): void {
  common(
    bindgen
      .command('host')
      .summary('code that calls a component')
      .description(
        'Generates a module that instantiates a component and calls it, with its core modules beside it; of WIT alone the types.',
      )
      .argument('<path>', 'a component (.wasm or .wat), WIT, or - for standard input')
      .option('--name <stem>', 'the name of the module (default: that of the component or world)')
      .addOption(
        new Option(
          '--instantiation <form>',
          'a function instantiate that returns a promise or the exports, or an ES module',
        )
          .choices(['async', 'sync', 'module'])
          .default('async'),
      )
      .option(
        '--map <interface=module>',
        "where an ES module takes an interface from, such as 'wasi:cli/*=./cli.js#*' (may be repeated)",
        collect,
      )
      .option('--standalone', 'write the run time too, instead of importing @wit-ts/canonical-abi'),
  )
    .addHelpText(
      'after',
      `
Examples:
  $ wit-ts bindgen host app.wasm -o src/app
  $ wit-ts bindgen host app.wasm -o src/app --name main --standalone
  $ wit-ts bindgen host app.wasm -o src/app --instantiation module --map 'my:pkg/api=./api.js'
  $ wit-ts bindgen host wit --world processor -o src/types`,
    )
    .action(async (path: string, options: HostOptions) => {
      const { bindgenHost } = await import('../run/bindgen.js');
      io.leave(await bindgenHost(path, options, io));
    });
}

function common(command: Command): Command {
  return featureOptions(
    command
      .requiredOption('-o, --output <folder>', 'the folder for the generated files')
      .option('-w, --world <name>', 'the world, where there are several: w or ns:pkg/w')
      .addOption(
        new Option('--lang <language>', 'what to write: TypeScript, or JavaScript with .d.ts')
          .choices(['ts', 'js'])
          .default('ts'),
      )
      .option('--check', 'write nothing; list what is not up to date and exit with 1')
      .option('--watch', 'go on, and write again whenever the input changes')
      .option('--force', 'replace files of the same name that wit-ts did not write')
      .option('--no-prettier', "do not apply the project's prettier configuration")
      .option('--json', 'print what was done, or the diagnostics, as JSON'),
  );
}
