import type { CatalogueEntry } from '../catalogue-entry.js';
import { wit } from './wit.js';

/** `WIT0300` to `WIT0399`: what WIT accepts and components cannot hold. */
export const WARNING_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0300',
    title: 'A field, case or flag stands twice',
    severity: 'warning',
    explanation: `WIT accepts a record with two fields of one name, and variants, enums and flags likewise. A component with such
a type is not valid. Names that differ only in case are the same name.`,
    bad: wit`
      package example:app;

      interface shapes {
        record point {
          x: f64,
          x: f64,
        }
      }
    `,
    good: wit`
      package example:app;

      interface shapes {
        record point {
          x: f64,
          y: f64,
        }
      }
    `,
  },
  {
    code: 'WIT0301',
    title: 'A type of nothing',
    severity: 'warning',
    explanation: `WIT accepts a record without fields, flags without a flag and \`tuple<>\`. A component with such a type is not
valid.`,
    bad: wit`
      package example:app;

      interface shapes {
        record options {
        }
        draw: func(how: options);
      }
    `,
    good: wit`
      package example:app;

      interface shapes {
        draw: func();
      }
    `,
  },
  {
    code: 'WIT0302',
    title: 'More than 32 flags',
    severity: 'warning',
    explanation:
      'WIT accepts any number of flags. A component may have at most 32 in one type; divide them into several types.',
    bad: wit`
      package example:app;

      interface bits {
        flags all {
          b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16,
          b17, b18, b19, b20, b21, b22, b23, b24, b25, b26, b27, b28, b29, b30, b31, b32,
        }
      }
    `,
    good: wit`
      package example:app;

      interface bits {
        flags low {
          b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15,
        }
        flags high {
          b16, b17, b18, b19, b20, b21, b22, b23, b24, b25, b26, b27, b28, b29, b30, b31, b32,
        }
      }
    `,
  },
  {
    code: 'WIT0303',
    title: 'A list of no possible length',
    severity: 'warning',
    explanation: `WIT accepts every length of 32 bits. In a component a list has at least one element, and no more than fit into
memory (2^30).`,
    bad: wit`
      package example:app;

      interface hashes {
        type digest = list<u8, 0>;
      }
    `,
    good: wit`
      package example:app;

      interface hashes {
        type digest = list<u8, 32>;
      }
    `,
  },
  {
    code: 'WIT0304',
    title: 'Names that differ only in case',
    severity: 'warning',
    explanation: `Names of WIT do not depend on case. WIT itself only looks at that in worlds; a component with two types,
functions, interfaces or methods whose names differ only in case is not valid either.`,
    bad: wit`
      package example:app;

      interface log {
        write: func();
        WRITE: func();
      }
    `,
    good: wit`
      package example:app;

      interface log {
        write: func();
        write-loudly: func();
      }
    `,
  },
  {
    code: 'WIT0305',
    title: 'A method with the name of its resource',
    severity: 'warning',
    explanation:
      'WIT accepts a method that is called like its resource. In a component the two names clash.',
    bad: wit`
      package example:app;

      interface files {
        resource file {
          file: func() -> string;
        }
      }
    `,
    good: wit`
      package example:app;

      interface files {
        resource file {
          name: func() -> string;
        }
      }
    `,
  },
  {
    code: 'WIT0306',
    title: 'A type that is too large',
    severity: 'warning',
    explanation: `WIT accepts types of any size. In a component a type may have a million parts, where each named type counts as
often as it is used, and may be nested 100 deep. Put part of it behind a resource.`,
    bad: wit`
      package example:app;

      interface large {
        type a = tuple<u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8>;
        type b = tuple<a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a>;
        type c = tuple<b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b>;
        type d = tuple<c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c>;
        type e = tuple<d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d>;
      }
    `,
    good: wit`
      package example:app;

      interface large {
        type a = tuple<u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8>;
        type b = list<a>;
        type c = list<b>;
      }
    `,
  },
  {
    code: 'WIT0307',
    title: 'A borrowed handle in a stream or future',
    severity: 'warning',
    explanation: `A borrowed handle ends with the call that it was given to, and what a stream or future carries may arrive later.
Send the resource itself, which hands it over.`,
    bad: wit`
      package example:app;

      interface files {
        resource file;
        watch: func(all: stream<borrow<file>>);
      }
    `,
    good: wit`
      package example:app;

      interface files {
        resource file;
        watch: func(all: stream<file>);
      }
    `,
  },
  {
    code: 'WIT0308',
    title: 'A definition that a `use` replaces',
    severity: 'warning',
    explanation: `A type is defined, and a \`use\` further down brings in a type of the same name. The reference tools then forget
the definition without a word. Give one of the two another name.`,
    bad: wit`
      package example:app;

      interface types {
        type size = u32;
      }

      interface api {
        type size = u64;
        use types.{size};
      }
    `,
    good: wit`
      package example:app;

      interface types {
        type size = u32;
      }

      interface api {
        type size = u64;
        use types.{size as small-size};
      }
    `,
  },
  {
    code: 'WIT0309',
    title: 'Too many parts of one thing',
    severity: 'warning',
    explanation: `WIT accepts any number of parameters, fields, cases and elements of tuples. In a component a function may have
1000 parameters and a type 10000 parts.`,
  },
];
