import { type Command, Option } from 'commander';
import type { Io } from '../io/io.js';
import { featureOptions, type FeatureOptions } from './features.js';

export interface BuildOptions extends FeatureOptions {
  wit: string;
  world?: string;
  output: string;
  backend: 'quickjs' | 'starlingmonkey';
  debug?: boolean;
  json?: boolean;
}

/** `wit-ts build`. */
export function defineBuild(program: Command, io: Io): void {
  featureOptions(
    program
      .command('build')
      .summary('make a component of TypeScript')
      .description(
        'Makes a component of a TypeScript or JavaScript module and all that it imports. What the module exports is checked against the world first.',
      )
      .argument('<module>', 'the module that exports what the world asks for')
      .option('--wit <path>', 'a .wit file, or a folder with WIT', 'wit')
      .option('-w, --world <name>', 'the world, where there are several: w or ns:pkg/w')
      .requiredOption(
        '-o, --output <file>',
        'where to write the component, or - for standard output',
      )
      .addOption(
        new Option('--backend <engine>', 'the JavaScript engine that becomes part of the component')
          .choices(['quickjs', 'starlingmonkey'])
          .default('quickjs'),
      )
      .option('--debug', 'keep messages of console and errors, and a source map')
      .option('--json', 'print what was made, or the diagnostics, as JSON'),
  )
    .addHelpText(
      'after',
      `
The bundler and the engine are packages of your project:
  $ npm install --save-dev esbuild componentize-qjs                      for --backend quickjs
  $ npm install --save-dev esbuild @bytecodealliance/componentize-js     for --backend starlingmonkey

Examples:
  $ wit-ts build src/app.ts -o app.wasm
  $ wit-ts build src/scorer.ts --wit wit --world scorer-component -o scorer.wasm
  $ wit-ts build src/app.ts -o app.wasm --debug && wit-ts run app.wasm`,
    )
    .action(async (module: string, options: BuildOptions) => {
      const { build } = await import('../run/build.js');
      io.exit(await build(module, options, io));
    });
}
