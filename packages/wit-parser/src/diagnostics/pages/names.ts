import type { CatalogueEntry } from '../catalogue-entry.js';
import { wit } from './wit.js';

/** `WIT0120` to `WIT0139`: names of interfaces and worlds, and what \`use\` brings in. */
export const NAME_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0120',
    title: 'Two interfaces or worlds of one name',
    severity: 'error',
    explanation:
      'The interfaces and worlds of a package have one space of names, over all of its files.',
    bad: wit`
      package example:app;

      interface run {
      }

      world run {
      }
    `,
    good: wit`
      package example:app;

      interface run {
      }

      world command {
      }
    `,
  },
  {
    code: 'WIT0121',
    title: 'A name is used twice in a file',
    severity: 'error',
    explanation: `A \`use\` outside of interfaces and worlds gives an interface another name in its file. That name must not be
that of another interface, world or \`use\` of the same file.`,
    bad: wit`
      package example:app;

      use types as api;

      interface types {
      }

      interface api {
      }
    `,
    good: wit`
      package example:app;

      use types as shared;

      interface types {
      }

      interface api {
      }
    `,
  },
  {
    code: 'WIT0122',
    title: 'No such interface or world',
    severity: 'error',
    explanation: `A \`use\`, \`import\`, \`export\` or \`include\` names something that the package does not have. Interfaces of
other packages are named with their package (\`wasi:io/streams@0.2.0\`); a name that another file gave with \`use … as …\` is not
known here.`,
    bad: wit`
      package example:app;

      interface types {
      }

      world command {
        import tipes;
      }
    `,
    good: wit`
      package example:app;

      interface types {
      }

      world command {
        import types;
      }
    `,
  },
  {
    code: 'WIT0123',
    title: 'Interfaces or worlds depend on each other in a circle',
    severity: 'error',
    explanation: `An interface cannot use types of an interface that uses its own, and a world cannot include a world that
includes it. Move what both need to an interface or world of its own.`,
    bad: wit`
      package example:app;

      interface a {
        use b.{t};
        type s = u8;
      }

      interface b {
        use a.{s};
        type t = u8;
      }
    `,
    good: wit`
      package example:app;

      interface types {
        type s = u8;
        type t = u8;
      }

      interface a {
        use types.{t};
      }

      interface b {
        use types.{s};
      }
    `,
  },
  {
    code: 'WIT0124',
    title: 'A world where an interface is needed',
    severity: 'error',
    explanation:
      'Worlds are imported and used by nobody; what is in a world comes into another world with `include`.',
    bad: wit`
      package example:app;

      world base {
      }

      world command {
        import base;
      }
    `,
    good: wit`
      package example:app;

      world base {
      }

      world command {
        include base;
      }
    `,
  },
  {
    code: 'WIT0125',
    title: 'An interface where a world is needed',
    severity: 'error',
    explanation: 'Only worlds can be included. An interface is imported or exported.',
    bad: wit`
      package example:app;

      interface clock {
      }

      world command {
        include clock;
      }
    `,
    good: wit`
      package example:app;

      interface clock {
      }

      world command {
        import clock;
      }
    `,
  },
  {
    code: 'WIT0126',
    title: 'Attributes on a `use` of a file',
    severity: 'error',
    explanation: `A \`use\` outside of interfaces and worlds only gives another name, so gates mean nothing on it. Put the gate on
the import, export or \`use\` that needs the interface.`,
    bad: wit`
      package example:app@0.1.0;

      @since(version = 0.1.0)
      use clock as timer;

      interface clock {
      }
    `,
    good: wit`
      package example:app@0.1.0;

      use clock as timer;

      @since(version = 0.1.0)
      interface clock {
      }
    `,
  },
  {
    code: 'WIT0130',
    title: 'The interface has no such type',
    severity: 'error',
    explanation: 'The braces of a `use` list types of the interface before them.',
    bad: wit`
      package example:app;

      interface types {
        type size = u32;
      }

      interface api {
        use types.{sise};
      }
    `,
    good: wit`
      package example:app;

      interface types {
        type size = u32;
      }

      interface api {
        use types.{size};
      }
    `,
  },
  {
    code: 'WIT0131',
    title: 'A function in a `use`',
    severity: 'error',
    explanation:
      '`use` brings in types. A function of another interface is there for all who import that interface.',
    bad: wit`
      package example:app;

      interface clock {
        now: func() -> u64;
      }

      interface api {
        use clock.{now};
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        type time = u64;
        now: func() -> time;
      }

      interface api {
        use clock.{time};
      }
    `,
  },
  {
    code: 'WIT0132',
    title: 'An interface of another package has no such type',
    severity: 'error',
    explanation: `The braces of a \`use\` list types of the interface before them. Perhaps the type came with another version of the
package, or it is behind a feature gate that is not active.`,
    bad: wit`
      package example:app;

      interface api {
        use example:io/types.{sise};
      }

      package example:io {
        interface types {
          type size = u32;
        }
      }
    `,
    good: wit`
      package example:app;

      interface api {
        use example:io/types.{size};
      }

      package example:io {
        interface types {
          type size = u32;
        }
      }
    `,
  },
];
