/** What the documentation says of the diagnostics of this package. */
import type { CatalogueEntry } from '@wit-ts/wit-parser';

type Page = Pick<CatalogueEntry, 'code' | 'title' | 'explanation' | 'bad' | 'good'>;

const PAGES: readonly Page[] = [
  {
    code: 'WAC0001',
    title: 'A document without `package`',
    explanation:
      'A document starts with the name of the package that it defines. The interfaces and worlds in it get their full names from there.',
    bad: 'import f: func();\n',
    good: 'package example:app;\n\nimport f: func();\n',
  },
  {
    code: 'WAC0002',
    title: 'A second `package`',
    explanation: 'A document defines one package.',
    bad: 'package example:app;\npackage example:log;\n',
    good: 'package example:app;\n',
  },
  {
    code: 'WAC0003',
    title: 'A definition without entries',
    explanation:
      'Records, variants, enums and flags have at least one entry: the component model has no empty ones.',
    bad: 'package example:app;\n\nrecord point {}\n',
    good: 'package example:app;\n\nrecord point {\n  x: s32,\n}\n',
  },
  {
    code: 'WAC0004',
    title: 'Not a semantic version',
    explanation: 'Versions have three numbers, and perhaps a pre-release: `1.2.3-rc.1`.',
    bad: 'package example:app@1;\n',
    good: 'package example:app@1.0.0;\n',
  },
  {
    code: 'WAC0005',
    title: 'An expression that nests too deep',
    explanation: 'Parentheses and `new` nest at most 100 levels deep. `let` gives names to parts.',
  },
  {
    code: 'WAC0010',
    title: 'An entry that stands twice',
    explanation:
      'Fields, cases, flags, parameters, the functions of a resource and the names of `with` stand once in their list.',
    bad: 'package example:app;\n\nenum e {\n  a,\n  a,\n}\n',
    good: 'package example:app;\n\nenum e {\n  a,\n  b,\n}\n',
  },
  {
    code: 'WAC0011',
    title: '`...` before other arguments',
    explanation:
      '`...` makes imports of all that has no argument, so it comes behind all arguments.',
    bad: 'package example:app;\n\nimport f: func();\n\nlet x = new example:log { ..., f };\n',
    good: 'package example:app;\n\nimport f: func();\n\nlet x = new example:log { f, ... };\n',
  },
  {
    code: 'WAC0012',
    title: 'A package that instantiates itself',
    explanation: 'The package that a document defines is not there before the document ends.',
    bad: 'package example:app;\n\nlet x = new example:app {};\n',
    good: 'package example:app;\n\nlet x = new example:log { ... };\n',
  },
  {
    code: 'WAC0013',
    title: 'A name that is defined twice',
    explanation:
      'Imports, `let` and definitions share their names, and each name stands for one thing.',
    bad: 'package example:app;\n\ntype x = u32;\ntype x = string;\n',
    good: 'package example:app;\n\ntype x = u32;\ntype y = string;\n',
  },
  {
    code: 'WAC0014',
    title: 'A name that is not defined',
    explanation:
      'A name is defined before it is used. Inside of interfaces and worlds only their own types count, and those that `use` brings in.',
    bad: 'package example:app;\n\nexport x;\n',
    good: 'package example:app;\n\nimport x: func();\n\nexport x;\n',
  },
];

/** The codes of this package; their pages stand in `docs/diagnostics`. */
export const WAC_CATALOGUE: readonly CatalogueEntry[] = PAGES.map((page) => ({
  ...page,
  severity: 'error',
  language: 'wac',
}));
