import { type Command, Option } from 'commander';
import type { Io } from '../io/io.js';

export const templates = ['component', 'host', 'composed'] as const;

export interface NewOptions {
  template: (typeof templates)[number];
  force?: boolean;
  json?: boolean;
}

/** `wit-ts new`. */
export function defineNew(program: Command, io: Io): void {
  program
    .command('new')
    .summary('write a small project to start from')
    .description(
      'Writes a small project that builds, runs and has a test: package.json, tsconfig.json, WIT, sources, README.',
    )
    .argument('<folder>', 'where to write it; the name of the folder becomes that of the package')
    .addOption(
      new Option('-t, --template <name>', 'what to write').choices(templates).default('component'),
    )
    .option('--force', 'write into a folder that is not empty; files of the same name are replaced')
    .option('--json', 'print the names of the files as JSON')
    .addHelpText(
      'after',
      `
Templates:
  component   a component written in TypeScript
  host        a TypeScript program that calls a component, such as a plug-in
  composed    two components composed into one, and a program that calls it

Examples:
  $ wit-ts new greeter
  $ wit-ts new app --template composed && cd app && npm install && npm start`,
    )
    .action(async (folder: string, options: NewOptions) => {
      const { newProject } = await import('../run/new.js');
      io.leave(newProject(folder, options, io));
    });
}
