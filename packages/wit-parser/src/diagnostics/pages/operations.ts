import type { CatalogueEntry } from '../catalogue-entry.js';
import { wit } from './wit.js';

/** `WIT0800` to `WIT0899`: operations on resolved packages. The examples say which operation they are for. */
export const OPERATION_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0801',
    title: 'No package to choose a world from',
    severity: 'error',
    explanation: `A world was named without its package, or not at all, and there is no main package to look in. Name it with the
package: \`namespace:package/world\`.`,
  },
  {
    code: 'WIT0802',
    title: 'The package has no world',
    severity: 'error',
    explanation: `Bindings and checks are made for a world, and the package only has interfaces. Add a world that imports or exports
them, or name a world of a dependency.`,
    bad: wit`
      package example:app;

      interface run {
        run: func();
      }
    `,
    good: wit`
      package example:app;

      interface run {
        run: func();
      }

      world command {
        export run;
      }
    `,
  },
  {
    code: 'WIT0803',
    title: 'Several worlds to choose from',
    severity: 'error',
    explanation:
      'The package has more than one world, so the command must be told which one is meant: `--world command`.',
    bad: wit`
      package example:app;

      world command {
      }

      world reactor {
      }
    `,
    good: wit`
      package example:app;

      world command {
      }
    `,
  },
  {
    code: 'WIT0804',
    title: 'Not the name of a world',
    severity: 'error',
    explanation: `A world is named \`name\` if it is in the main package, and \`namespace:package/name\` or
\`namespace:package/name@1.2.3\` wherever it is.`,
    bad: '--world example:app',
    good: '--world example:app/command',
    language: 'sh',
  },
  {
    code: 'WIT0805',
    title: 'The package has no such world',
    severity: 'error',
    explanation:
      'The package is there, but it has no world of that name. The message lists the worlds that it has.',
    bad: '--world comand',
    good: '--world command',
    language: 'sh',
  },
  {
    code: 'WIT0806',
    title: 'The package of the world is not there',
    severity: 'error',
    explanation: `The world was named with a package that is not among those that were read. Its version must be exactly the same;
where there is one version only it can be left out.`,
    bad: '--world exmaple:app/command',
    good: '--world example:app/command',
    language: 'sh',
  },
  {
    code: 'WIT0807',
    title: 'Several versions of the package of the world',
    severity: 'error',
    explanation: 'The package is there in more than one version, so the version has to be said.',
    bad: '--world example:io/imports',
    good: '--world example:io/imports@0.2.0',
    language: 'sh',
  },
  {
    code: 'WIT0811',
    title: 'Two copies of a package cannot be merged',
    severity: 'error',
    explanation: `Two inputs hold a package of the same name and version. Each may have interfaces, types and functions that the
other does not have, but what both have must be the same: functions with the same parameters and results, worlds with the same
imports and exports. Build both against the same text of the package, or give one of them another version.`,
    bad: {
      'a.wit': wit`
        package example:app;

        interface clock {
          now: func() -> u64;
        }
      `,
      'b.wit': wit`
        package example:app;

        interface clock {
          now: func() -> u32;
        }
      `,
    },
    good: {
      'a.wit': wit`
        package example:app;

        interface clock {
          now: func() -> u64;
        }
      `,
      'b.wit': wit`
        package example:app;

        interface clock {
          now: func() -> u64;
          zone: func() -> string;
        }
      `,
    },
  },
  {
    code: 'WIT0812',
    title: 'A newer version lacks what an older one has',
    severity: 'error',
    explanation: `A world imports an interface in two versions that should be compatible (0.2.0 and 0.2.1, or 1.0.0 and 1.3.0), so the
newer one takes the place of the older one. Here it cannot: a function has changed or a type is gone. Such a change needs a new
version: 0.3.0 or 2.0.0.`,
    bad: wit`
      package example:app;

      world command {
        import example:clock/clock@1.0.0;
        import example:clock/clock@1.1.0;
      }

      package example:clock@1.0.0 {
        interface clock {
          now: func() -> u64;
        }
      }

      package example:clock@1.1.0 {
        interface clock {
          now: func() -> string;
        }
      }
    `,
    good: wit`
      package example:app;

      world command {
        import example:clock/clock@1.0.0;
        import example:clock/clock@1.1.0;
      }

      package example:clock@1.0.0 {
        interface clock {
          now: func() -> u64;
        }
      }

      package example:clock@1.1.0 {
        interface clock {
          now: func() -> u64;
          text: func() -> string;
        }
      }
    `,
  },
  {
    code: 'WIT0813',
    title: 'A changed world would export and import an interface',
    severity: 'error',
    explanation: `After the operation an exported interface of a world would need, by way of an interface that is not exported, one
that the world exports as well. See [WIT0176](WIT0176.md) for why that cannot be.`,
    bad: {
      'a.wit': wit`
        package example:app;

        interface types {
          type t = u8;
        }

        interface middle {
        }

        interface api {
          use types.{t};
        }

        world command {
          export types;
          export api;
        }
      `,
      'b.wit': wit`
        package example:app;

        interface types {
          type t = u8;
        }

        interface middle {
          use types.{t};
        }

        interface api {
          use middle.{t as u};
        }
      `,
    },
    good: {
      'a.wit': wit`
        package example:app;

        interface types {
          type t = u8;
        }

        interface middle {
        }

        interface api {
          use types.{t};
        }

        world command {
          export types;
          export middle;
          export api;
        }
      `,
      'b.wit': wit`
        package example:app;

        interface types {
          type t = u8;
        }

        interface middle {
          use types.{t};
        }

        interface api {
          use middle.{t as u};
        }
      `,
    },
  },
  {
    code: 'WIT0821',
    title: 'An export has the name of an imported type',
    severity: 'error',
    explanation: `To turn a world round, its exports become imports beside the types that it imports. An export with the name of such
a type has no place there.`,
    bad: wit`
      package example:app;

      world command {
        type size = u32;
        export size: func() -> u32;
      }
    `,
    good: wit`
      package example:app;

      world command {
        type size = u32;
        export get-size: func() -> size;
      }
    `,
  },
  {
    code: 'WIT0822',
    title: 'The name of the new world is taken',
    severity: 'error',
    explanation:
      'The package has an interface or world of the name that the turned world should get.',
    bad: wit`
      package example:app;

      world command {
      }

      world command-importized {
      }
    `,
    good: wit`
      package example:app;

      world command {
      }
    `,
  },
  {
    code: 'WIT0823',
    title: 'A type cannot be exported by a world',
    severity: 'error',
    explanation: `Worlds export functions and interfaces. A type that the world imports cannot become an export; put it into an
interface.`,
    bad: wit`
      package example:app;

      world command {
        type size = u32;
        import get-size: func() -> size;
      }
    `,
    good: wit`
      package example:app;

      interface sizes {
        type size = u32;
        get-size: func() -> size;
      }

      world command {
        import sizes;
      }
    `,
  },
];
