import type { Definition } from './definition.js';

export const templates = ['component', 'host', 'composed'] as const;

export interface NewOptions {
  template: (typeof templates)[number];
  force?: boolean;
  json?: boolean;
}

/** `wit-ts new`. */
export const newProject = (): Definition<[folder: string], NewOptions> => ({
  name: 'new',
  summary: 'write a small project to start from',
  description:
    'Writes a small project that builds, runs and has a test: package.json, tsconfig.json, WIT, sources, README.',
  operands: [
    {
      name: '<folder>',
      description: 'where to write it; the name of the folder becomes that of the package',
    },
  ],
  options: [
    {
      name: 'template',
      short: 't',
      value: '<name>',
      description: 'what to write',
      choices: templates,
      default: 'component',
    },
    {
      name: 'force',
      description: 'write into a folder that is not empty; files of the same name are replaced',
    },
    { name: 'json', description: 'print the names of the files as JSON' },
  ],
  help: `Templates:
  component   a component written in TypeScript
  host        a TypeScript program that calls a component, such as a plug-in
  composed    two components composed into one, and a program that calls it

Examples:
  $ wit-ts new greeter
  $ wit-ts new app --template composed && cd app && npm install && npm start`,
  async act([folder], options, io) {
    const work = await import('../run/new.js');
    io.leave(work.newProject(folder, options, io));
  },
});
