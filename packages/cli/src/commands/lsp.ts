import type { Definition } from './definition.js';

/** `wit-ts lsp`. */
export const lsp = (): Definition<[]> => ({
  name: 'lsp',
  summary: 'answer editors: the Language Server Protocol',
  description:
    'Speaks the Language Server Protocol on standard input and output, for editors: errors while typing, navigation, renaming, ' +
    'completion, formatting of WIT, and errors in WAC documents.',
  operands: [],
  options: [
    {
      name: 'stdio',
      description: 'use standard input and output, which is the only way there is',
    },
    { name: 'clientProcessId', value: '<id>' },
  ],
  help: `Editors start it themselves; for Neovim, for example:

  vim.lsp.start({ name = 'wit-ts', cmd = { 'wit-ts', 'lsp', '--stdio' }, root_dir = vim.fn.getcwd() })

Examples:
  $ wit-ts lsp --stdio`,
  async act(_operands, _options, io, version) {
    const work = await import('../run/lsp.js');
    await work.lsp(version, io);
  },
});
