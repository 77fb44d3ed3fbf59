import type { CatalogueEntry } from '../catalogue-entry.js';
import { wit } from './wit.js';

/** `WIT0110` to `WIT0119`: packages and what they take from each other. */
export const PACKAGE_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0110',
    title: 'The package has no name',
    severity: 'error',
    explanation: `Every package says its name in one of its files, at least: \`package namespace:name;\`. Packages with braces
(\`package a:b { … }\`) do not count, they are packages of their own.`,
    bad: wit`
      interface clock {
        now: func() -> u64;
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        now: func() -> u64;
      }
    `,
  },
  {
    code: 'WIT0111',
    title: 'Files of one folder are of different packages',
    severity: 'error',
    explanation: `The files of a folder make one package, so their headers must be the same, with the version. A file may also
have no header. Move the file of the other package to \`deps/\`.`,
    bad: { 'a.wit': 'package example:app;', 'b.wit': 'package example:other;' },
    good: { 'a.wit': 'package example:app;', 'deps/b.wit': 'package example:other;' },
  },
  {
    code: 'WIT0112',
    title: 'The package is documented twice',
    severity: 'error',
    explanation: `The comment before \`package\` is the documentation of the package. Where several files of a package have a
header, one of them may have such a comment; an ordinary comment counts as well.`,
    bad: {
      'a.wit': '/// An app.\npackage example:app;',
      'b.wit': '/// The same app.\npackage example:app;',
    },
    good: { 'a.wit': '/// An app.\npackage example:app;', 'b.wit': 'package example:app;' },
  },
  {
    code: 'WIT0113',
    title: 'A package inside of a package',
    severity: 'error',
    explanation:
      'Packages with braces stand at the top level of a file, side by side, never inside of each other.',
    bad: wit`
      package example:app;

      package example:outer {
        package example:inner {
        }
      }
    `,
    good: wit`
      package example:app;

      package example:outer {
      }

      package example:inner {
      }
    `,
  },
  {
    code: 'WIT0114',
    title: 'A package is defined twice',
    severity: 'error',
    explanation: `Two places define a package of the same name and version: two folders of \`deps\`, two packages with braces,
or a dependency that has the name of the package itself. Remove one, or unite them.`,
    bad: wit`
      package example:app;

      package example:io {
      }

      package example:io {
      }
    `,
    good: wit`
      package example:app;

      package example:io {
      }

      package example:io@0.2.0 {
      }
    `,
  },
  {
    code: 'WIT0115',
    title: 'Packages depend on each other in a circle',
    severity: 'error',
    explanation: `A package can only use packages that do not use it, directly or over others. A package that names itself in a
path is such a circle too; inside of a package the name of the interface is enough.`,
    bad: wit`
      package example:app;

      interface types {
        type id = u32;
      }

      interface api {
        use example:app/types.{id};
      }
    `,
    good: wit`
      package example:app;

      interface types {
        type id = u32;
      }

      interface api {
        use types.{id};
      }
    `,
  },
  {
    code: 'WIT0116',
    title: 'A package is not there',
    severity: 'error',
    explanation: `A path names a package that is neither in \`deps/\` nor in one of the files. Name and version must be exactly the
same: \`wasi:io@0.2.0\` is not found where there is only \`wasi:io@0.2.1\`.`,
    bad: wit`
      package example:app;

      world command {
        import example:io/streams@0.2.1;
      }

      package example:io@0.2.0 {
        interface streams {
        }
      }
    `,
    good: wit`
      package example:app;

      world command {
        import example:io/streams@0.2.0;
      }

      package example:io@0.2.0 {
        interface streams {
        }
      }
    `,
  },
  {
    code: 'WIT0117',
    title: 'A package does not have the interface',
    severity: 'error',
    explanation:
      'The package is there, but it has no interface of that name. A world of that name is no interface.',
    bad: wit`
      package example:app;

      world command {
        import example:io/steams;
      }

      package example:io {
        interface streams {
        }
      }
    `,
    good: wit`
      package example:app;

      world command {
        import example:io/streams;
      }

      package example:io {
        interface streams {
        }
      }
    `,
  },
  {
    code: 'WIT0118',
    title: 'A package does not have the world',
    severity: 'error',
    explanation:
      'The package is there, but it has no world of that name. An interface of that name is no world.',
    bad: wit`
      package example:app;

      world command {
        include example:io/inports;
      }

      package example:io {
        world imports {
        }
      }
    `,
    good: wit`
      package example:app;

      world command {
        include example:io/imports;
      }

      package example:io {
        world imports {
        }
      }
    `,
  },
];
