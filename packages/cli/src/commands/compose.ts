import type { Command } from 'commander';
import { ReadAhead } from '../input/read-ahead.js';
import type { Io } from '../io/io.js';
import { collect } from './collect.js';
import { featureOptions, type FeatureOptions } from './features.js';

export interface ComposeOptions extends FeatureOptions {
  output?: string;
  link?: string[];
  export?: string[];
  newInstance?: string[];
  plan?: boolean;
  graph?: string;
  report?: boolean;
  validate: boolean;
  dep?: string[];
  depsDir?: string;
  json?: boolean;
}

/** `wit-ts compose`. */
export function defineCompose(program: Command, io: Io): void {
  const command = program
    .command('compose')
    .summary('link components into one')
    .description(
      'Links the imports of components to the exports of others, and writes one component. What nobody exports stays an import; what nobody imports is exported.',
    )
    .argument(
      '<component...>',
      'components (.wasm or .wat), in any order; name=path to call one otherwise than its file; or one document (.wac)',
    )
    .option('-o, --output <file>', 'where to write the component; - for standard output')
    .option(
      '--link <importer:import=[provider]>',
      'choose who provides an import; nobody after = leaves it to the host (may be repeated)',
      collect,
    )
    .option(
      '--export <name[=component]>',
      'export this, and nothing that is not named so (may be repeated)',
      collect,
    )
    .option(
      '--new-instance <component>',
      'give every importer an instance of its own (may be repeated)',
      collect,
    )
    .option(
      '--dep <ns:package=path>',
      'where a package is that a document mentions (may be repeated)',
      collect,
    )
    .option('--deps-dir <folder>', 'where the others are, as <namespace>/<name>[/<version>]')
    .option('--plan', 'write nothing; print what would be linked')
    .option(
      '--graph <format[=file]>',
      'draw what is linked: mermaid, dot or html; to standard output, or to a file',
    )
    .option('--report', 'say how many bytes of the result come from which component')
    .option('--no-validate', 'do not check the result with wasm-tools')
    .option('--json', 'print what was linked, or the diagnostics, as JSON');
  featureOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ wit-ts compose ingest.wasm processor.wasm scorer.wasm -o app.wasm
  $ wit-ts compose *.wasm --plan
  $ wit-ts compose *.wasm --graph html -o plan.html
  $ wit-ts compose *.wasm --graph mermaid=plan.mmd --report -o app.wasm
  $ wit-ts compose app.wac --dep acme:log=log.wasm --deps-dir deps -o app.wasm
  $ wit-ts compose shop=a/app.wasm pay=b/app.wasm --link 'shop:acme:pay/api=pay' -o app.wasm`,
    )
    .action(async (components: string[], options: ComposeOptions) => {
      const [document] = components;
      if (document?.endsWith('.wac') === true && components.length === 1) {
        const { composeDocument } = await import('../run/compose-wac.js');
        io.leave(await composeDocument(document, options, io));
        return;
      }
      const other = components.find((path) => path.endsWith('.wac'));
      if (other !== undefined) {
        command.error(
          `error: the document ${other} stands alone: it finds its components in --deps-dir and by --dep`,
          { exitCode: 2 },
        );
      }
      const files = new ReadAhead();
      files.begin(components);
      const { composeFiles } = await import('../run/compose.js');
      io.leave(await composeFiles(components, options, io, files));
    });
}
