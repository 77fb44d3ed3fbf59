import type { CatalogueEntry } from '../catalogue-entry.js';
import { wit } from './wit.js';

/** `WIT0170` to `WIT0179`: imports and exports of worlds. */
export const WORLD_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0170',
    title: 'Two imports or two exports of one name',
    severity: 'error',
    explanation: `The functions, types, inline interfaces and labels among the imports of a world have one space of names, and those
among its exports another one.`,
    bad: wit`
      package example:app;

      world command {
        import log: func(text: string);
        import log: func(text: string, level: u8);
      }
    `,
    good: wit`
      package example:app;

      world command {
        import log: func(text: string);
        import log-at: func(text: string, level: u8);
      }
    `,
  },
  {
    code: 'WIT0171',
    title: 'An interface is imported or exported twice',
    severity: 'error',
    explanation:
      'A world imports an interface once under its own name. Further copies of it need labels.',
    bad: wit`
      package example:app;

      interface store {
      }

      world command {
        import store;
        import store;
      }
    `,
    good: wit`
      package example:app;

      interface store {
      }

      world command {
        import store;
        import users: store;
      }
    `,
  },
  {
    code: 'WIT0172',
    title: 'An included world brings a name that is there already',
    severity: 'error',
    explanation: `Interfaces that both worlds import by path become one, but functions, types and inline interfaces are things of
their own world. Give them another name with \`with\`.`,
    bad: wit`
      package example:app;

      world base {
        import log: func(text: string);
      }

      world command {
        include base;
        import log: func();
      }
    `,
    good: wit`
      package example:app;

      world base {
        import log: func(text: string);
      }

      world command {
        include base with { log as base-log }
        import log: func();
      }
    `,
  },
  {
    code: 'WIT0173',
    title: 'A name in `with` that the included world does not have',
    severity: 'error',
    explanation: `Only what has a plain name in the included world can be given another: functions, types, inline interfaces and
labels. Interfaces by path keep their name.`,
    bad: wit`
      package example:app;

      world base {
        import log: func(text: string);
      }

      world command {
        include base with { logs as base-log }
      }
    `,
    good: wit`
      package example:app;

      world base {
        import log: func(text: string);
      }

      world command {
        include base with { log as base-log }
      }
    `,
  },
  {
    code: 'WIT0174',
    title: 'An interface comes with two gates',
    severity: 'error',
    explanation: `Two worlds that come together import the same interface behind different gates, so it is not clear when it is
there. Make the gates the same.`,
    bad: wit`
      package example:app@0.2.0;

      interface clock {
      }

      world a {
        @since(version = 0.1.0)
        import clock;
      }

      world b {
        @since(version = 0.2.0)
        import clock;
      }

      world command {
        include a;
        include b;
      }
    `,
    good: wit`
      package example:app@0.2.0;

      interface clock {
      }

      world a {
        @since(version = 0.1.0)
        import clock;
      }

      world b {
        @since(version = 0.1.0)
        import clock;
      }

      world command {
        include a;
        include b;
      }
    `,
  },
  {
    code: 'WIT0175',
    title: 'Names that differ only in case',
    severity: 'error',
    explanation: 'Names of WIT do not depend on case, so `log` and `LOG` are the same name.',
    bad: wit`
      package example:app;

      world command {
        import log: func();
        import LOG: func();
      }
    `,
    good: wit`
      package example:app;

      world command {
        import log: func();
        import log-all: func();
      }
    `,
  },
  {
    code: 'WIT0176',
    title: 'An interface would be exported and imported',
    severity: 'error',
    explanation: `An exported interface needs the interfaces whose types it uses: an exported one, if all on the way to it are
exported too, and otherwise an imported one. Here the way leads over an interface that is not exported to one that is, so its
types would be there twice. Also export the interface between them.`,
    bad: wit`
      package example:app;

      interface types {
        resource handle;
      }

      interface middle {
        use types.{handle};
      }

      interface api {
        use middle.{handle};
      }

      world command {
        export types;
        export api;
      }
    `,
    good: wit`
      package example:app;

      interface types {
        resource handle;
      }

      interface middle {
        use types.{handle};
      }

      interface api {
        use middle.{handle};
      }

      world command {
        export types;
        export middle;
        export api;
      }
    `,
  },
  {
    code: 'WIT0177',
    title: 'Worlds of too many items',
    severity: 'error',
    explanation: `Every \`include\` repeats the imports and exports of a world. Worlds that include each other twice in a long row
would have more items than any machine can hold, so there is a limit. Import interfaces instead, which are never repeated.`,
  },
];
