import { type Command, Option } from 'commander';
import type { Io } from '../io/io.js';

/** `wit-ts lsp`. */
export function defineLsp(program: Command, io: Io): void {
  program
    .command('lsp')
    .summary('answer editors: the Language Server Protocol')
    .description(
      'Speaks the Language Server Protocol on standard input and output, for editors: errors while typing, navigation, renaming, ' +
        'completion, formatting of WIT, and errors in WAC documents.',
    )
    .option('--stdio', 'use standard input and output, which is the only way there is')
    .addOption(new Option('--clientProcessId <id>').hideHelp())
    .addHelpText(
      'after',
      `
Editors start it themselves; for Neovim, for example:

  vim.lsp.start({ name = 'wit-ts', cmd = { 'wit-ts', 'lsp', '--stdio' }, root_dir = vim.fn.getcwd() })

Examples:
  $ wit-ts lsp --stdio`,
    )
    .action(async () => {
      const { lsp } = await import('../run/lsp.js');
      await lsp(program.version() ?? '', io);
    });
}
