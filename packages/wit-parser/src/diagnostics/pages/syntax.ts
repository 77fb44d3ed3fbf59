import type { CatalogueEntry } from '../catalogue-entry.js';
import { wit } from './wit.js';

/** `WIT0020` to `WIT0099`: the grammar. */
export const SYNTAX_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0020',
    title: 'Something else was expected',
    severity: 'error',
    explanation: `The grammar allows other words or signs here than the one that stands there; the message lists them. The
mistake is often just before the place that is marked.`,
    bad: wit`
      package example:app;

      interface clock {
        type seconds: u64;
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        type seconds = u64;
      }
    `,
  },
  {
    code: 'WIT0021',
    title: 'A missing semicolon',
    severity: 'error',
    explanation: `Statements end with \`;\`: functions, types, \`use\`, \`import\`, \`export\`, \`include\` and the header of a
package. Blocks in braces have none behind them, except for the names of a \`use\`. The place that is marked is the first one
that cannot belong to the statement.`,
    bad: wit`
      package example:app;

      interface clock {
        now: func() -> u64
        resolution: func() -> u64;
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        now: func() -> u64;
        resolution: func() -> u64;
      }
    `,
  },
  {
    code: 'WIT0022',
    title: 'A missing comma',
    severity: 'error',
    explanation: `Commas stand between fields, cases, flags, parameters, names of a \`use\` and types of a tuple, and may also
stand behind the last one.`,
    bad: wit`
      package example:app;

      interface shapes {
        record point { x: u32 y: u32 }
      }
    `,
    good: wit`
      package example:app;

      interface shapes {
        record point { x: u32, y: u32 }
      }
    `,
  },
  {
    code: 'WIT0023',
    title: 'A bracket that is not closed',
    severity: 'error',
    explanation: `A list or block ends without its bracket: at the end of the file, or where something starts that cannot be
inside of it. The place where it was opened is shown too.`,
    bad: wit`
      package example:app;

      interface clock {
        now: func() -> u64;
    `,
    good: wit`
      package example:app;

      interface clock {
        now: func() -> u64;
      }
    `,
  },
  {
    code: 'WIT0024',
    title: 'A bracket that closes nothing',
    severity: 'error',
    explanation:
      'There is one closing brace more than opening ones. It is this one, or one before it that closed too much.',
    bad: wit`
      package example:app;

      interface clock {
        now: func() -> u64;
      }
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
    code: 'WIT0025',
    title: 'A keyword in the place of a name',
    severity: 'error',
    explanation: `The words of WIT cannot be names as they are. With \`%\` before it a keyword is a name; the \`%\` is no part of
the name and is not seen by those who use it.`,
    bad: wit`
      package example:app;

      interface clock {
        list: func();
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        %list: func();
      }
    `,
  },
  {
    code: 'WIT0026',
    title: 'A name that is not valid',
    severity: 'error',
    explanation: `A name consists of words that are joined by \`-\`. Each word is in lower case, or all in upper case, and may
contain digits; the first one starts with a letter. Only the letters a to z are allowed. Tools turn such names into those of
their language: \`get-time\` becomes \`getTime\` or \`get_time\`.`,
    bad: wit`
      package example:app;

      interface clock {
        getTime: func() -> u64;
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        get-time: func() -> u64;
      }
    `,
  },
  {
    code: 'WIT0027',
    title: 'A misspelt keyword',
    severity: 'error',
    explanation: `The word stands where only a keyword can, and is none, but it is close to one or is what other languages call
the same thing: \`struct\` is a \`record\`, \`union\` a \`variant\`, \`fn\` is \`func\`.`,
    bad: wit`
      package example:app;

      interface shapes {
        struct point { x: u32, y: u32 }
      }
    `,
    good: wit`
      package example:app;

      interface shapes {
        record point { x: u32, y: u32 }
      }
    `,
  },
  {
    code: 'WIT0028',
    title: 'An item in the wrong place',
    severity: 'error',
    explanation: `Files contain interfaces, worlds, packages and \`use\`; interfaces contain types, functions and \`use\`; worlds
contain imports, exports, \`include\`, \`use\` and types; resources contain functions.`,
    bad: wit`
      package example:app;

      record point { x: u32, y: u32 }
    `,
    good: wit`
      package example:app;

      interface shapes {
        record point { x: u32, y: u32 }
      }
    `,
  },
  {
    code: 'WIT0029',
    title: 'A type was expected',
    severity: 'error',
    explanation: `No type starts here. Types are the primitive ones, \`list<t>\`, \`option<t>\`, \`result<t, e>\`,
\`tuple<a, b>\`, \`map<k, v>\`, \`stream<t>\`, \`future<t>\`, \`own<r>\`, \`borrow<r>\` and names. Records, variants, enums,
flags and resources have to be defined with a name before they are used. A function has one result without a name: for several
use a tuple or a record.`,
    bad: wit`
      package example:app;

      interface clock {
        now: func() -> (seconds: u64, nanoseconds: u32);
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        now: func() -> tuple<u64, u32>;
      }
    `,
  },
  {
    code: 'WIT0030',
    title: 'Types nested too deep',
    severity: 'error',
    explanation:
      'A type may contain another in angle brackets to 99 levels. Give the inner types names of their own.',
    bad: `package example:app;\n\ninterface deep {\n  type inner = ${'list<'.repeat(100)}u8${'>'.repeat(100)};\n}\n`,
    good: 'package example:app;\n\ninterface deep {\n  type inner = list<list<u8>>;\n  type outer = list<inner>;\n}\n',
  },
  {
    code: 'WIT0031',
    title: 'Packages nested too deep',
    severity: 'error',
    explanation: `Packages stand side by side at the top of a file; the reader gives up at a hundred levels of packages inside
of each other.`,
  },
  {
    code: 'WIT0032',
    title: 'A list that is too long',
    severity: 'error',
    explanation: 'The length of a `list<t, n>` is part of the type and has to fit 32 bits.',
    bad: wit`
      package example:app;

      interface numbers {
        type many = list<u8, 4294967296>;
      }
    `,
    good: wit`
      package example:app;

      interface numbers {
        type many = list<u8, 4096>;
      }
    `,
  },
  {
    code: 'WIT0033',
    title: 'A version that is not valid',
    severity: 'error',
    explanation: `Versions are those of [Semantic Versioning](https://semver.org): three numbers without leading zeros, then
perhaps \`-\` with a pre-release and \`+\` with the name of a build. No spaces or comments may stand inside.`,
    bad: wit`
      package example:app@1.02.0;
    `,
    good: wit`
      package example:app@1.2.0;
    `,
  },
  {
    code: 'WIT0034',
    title: 'An unknown attribute',
    severity: 'error',
    explanation: `The attributes of WIT are \`@since(version = 1.2.3)\`, \`@unstable(feature = name)\`,
\`@deprecated(version = 1.2.3)\` and \`@external-id("…")\`.`,
    bad: wit`
      package example:app@1.0.0;

      @sinse(version = 1.0.0)
      interface clock {}
    `,
    good: wit`
      package example:app@1.0.0;

      @since(version = 1.0.0)
      interface clock {}
    `,
  },
  {
    code: 'WIT0035',
    title: 'A wrong argument of an attribute',
    severity: 'error',
    explanation: `Each attribute has its own argument: \`@since(version = 1.2.3)\`, \`@deprecated(version = 1.2.3)\`,
\`@unstable(feature = name)\`, \`@external-id("…")\`.`,
    bad: wit`
      package example:app@1.0.0;

      @since(feature = clock)
      interface clock {}
    `,
    good: wit`
      package example:app@1.0.0;

      @unstable(feature = clock)
      interface clock {}
    `,
  },
  {
    code: 'WIT0036',
    title: 'Attributes where none can be',
    severity: 'error',
    explanation: `Attributes stand before interfaces, worlds, types, functions, imports, exports, \`use\` and \`include\`. Fields,
cases, parameters and packages have none.`,
    bad: wit`
      package example:app@1.0.0;

      interface shapes {
        record point {
          x: u32,
          @since(version = 1.0.0)
          y: u32,
        }
      }
    `,
    good: wit`
      package example:app@1.0.0;

      interface shapes {
        @since(version = 1.0.0)
        record point {
          x: u32,
          y: u32,
        }
      }
    `,
  },
  {
    code: 'WIT0037',
    title: 'A second or late header of a package',
    severity: 'error',
    explanation: `\`package a:b;\` is the header of its file and stands before all items. A package inside of a file has its items
in braces.`,
    bad: wit`
      package example:app;

      interface clock {}

      package example:other;
    `,
    good: wit`
      package example:app;

      interface clock {}

      package example:other {
      }
    `,
  },
  {
    code: 'WIT0099',
    title: 'Too many mistakes',
    severity: 'error',
    explanation:
      'A file with so many mistakes is probably no WIT at all; the rest of it is not looked at.',
  },
];
