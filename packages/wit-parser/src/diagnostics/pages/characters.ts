import type { CatalogueEntry } from '../catalogue-entry.js';
import { wit } from './wit.js';

/** `WIT0001` to `WIT0019`: characters, comments and strings. */
export const CHARACTER_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0001',
    title: 'A control character',
    severity: 'error',
    explanation: `Apart from tabs and line ends no control character may stand in a WIT file, not even in a comment: a terminal
that shows the file would obey it. Such characters mostly come from copied text; remove them.`,
    bad: 'package example:app; // one\u0007\n',
    good: 'package example:app; // one\n',
  },
  {
    code: 'WIT0002',
    title: 'A change of the direction of text',
    severity: 'error',
    explanation: `The characters U+202A to U+202E and U+2066 to U+2069 change the direction in which text is shown. With them a
file can look different from what it says, so they may stand nowhere, not even in a comment or a string.`,
    bad: 'package example:app; // \u202eone\n',
    good: 'package example:app; // one\n',
  },
  {
    code: 'WIT0003',
    title: 'A character that Unicode discourages',
    severity: 'error',
    explanation: `Unicode keeps a few characters only for old data and recommends others in their place: U+0149, U+0673,
U+0F77, U+0F79, U+17A3, U+17A4, U+17B4 and U+17B5. They may stand nowhere in a WIT file.`,
    bad: 'package example:app; // \u0149\n',
    good: 'package example:app; // \u02bcn\n',
  },
  {
    code: 'WIT0004',
    title: 'Half of a surrogate pair',
    severity: 'error',
    explanation: `A text in memory can hold half of a character of two UTF-16 units, which no UTF-8 file can. It comes from
cutting a text in the middle of a character.`,
  },
  {
    code: 'WIT0005',
    title: 'A character that starts nothing',
    severity: 'error',
    explanation: `No part of WIT starts with this character. White space is the space, the tab and the line ends LF and CR LF;
other spaces and a CR alone are no white space. A byte order mark may only be the first character of a file. Names in other
alphabets are not allowed either (see WIT0026).`,
    bad: wit`
      package example:app;

      interface clock {
        # the time
        now: func() -> u64;
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        // the time
        now: func() -> u64;
      }
    `,
  },
  {
    code: 'WIT0006',
    title: 'A block comment that is not closed',
    severity: 'error',
    explanation: `The comment goes on to the end of the file. Block comments nest: a \`/*\` inside of a comment needs its own
\`*/\`.`,
    bad: wit`
      package example:app;

      /* The time. /* In seconds. */
    `,
    good: wit`
      package example:app;

      /* The time. /* In seconds. */ */
    `,
  },
  {
    code: 'WIT0007',
    title: 'A string that cannot be read',
    severity: 'error',
    explanation: `A string stands in double quotes on one line. Its escapes are \`\\"\`, \`\\'\`, \`\\\\\`, \`\\t\`, \`\\n\`,
\`\\r\`, \`\\u{1f600}\` for a character and two hexadecimal digits (\`\\0a\`) for a byte; the bytes must come out as UTF-8.`,
    bad: wit`
      package example:app;

      interface clock {
        @external-id("\x")
        now: func() -> u64;
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        @external-id("\\x")
        now: func() -> u64;
      }
    `,
  },
];
