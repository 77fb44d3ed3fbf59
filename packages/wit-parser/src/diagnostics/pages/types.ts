import type { CatalogueEntry } from '../catalogue-entry.js';
import { wit } from './wit.js';

/** `WIT0140` to `WIT0159`: types and functions. */
export const TYPE_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0140',
    title: 'No such type',
    severity: 'error',
    explanation: `The type is neither built in, nor defined in this interface or world, nor brought in with \`use\`. Types of
other languages have other names here: \`s32\` and not \`i32\`, \`f64\` and not \`float64\`.`,
    bad: wit`
      package example:app;

      interface files {
        read: func(length: usize) -> list<u8>;
      }
    `,
    good: wit`
      package example:app;

      interface files {
        read: func(length: u32) -> list<u8>;
      }
    `,
  },
  {
    code: 'WIT0141',
    title: 'A function where a type is needed',
    severity: 'error',
    explanation:
      'The name stands for a function of the same interface or world. WIT has no types of functions.',
    bad: wit`
      package example:app;

      interface events {
        handler: func();
        listen: func(to: handler);
      }
    `,
    good: wit`
      package example:app;

      interface events {
        resource handler {
          call: func();
        }
        listen: func(to: handler);
      }
    `,
  },
  {
    code: 'WIT0142',
    title: 'A type contains itself',
    severity: 'error',
    explanation: `Types of WIT have no recursion, not even through \`list\` and \`option\`. Hold the inner values in a list beside
the type and refer to them by their index, or make the type a resource: methods of a resource may mention it.`,
    bad: wit`
      package example:app;

      interface tree {
        record node {
          value: string,
          children: list<node>,
        }
      }
    `,
    good: wit`
      package example:app;

      interface tree {
        resource node {
          value: func() -> string;
          children: func() -> list<node>;
        }
      }
    `,
  },
  {
    code: 'WIT0143',
    title: 'A name is defined twice',
    severity: 'error',
    explanation: `The types and functions of an interface, and what \`use\` brings into it, have one space of names. In a \`use\`
a type can get another name with \`as\`.`,
    bad: wit`
      package example:app;

      interface store {
        type get = u32;
        get: func(key: string) -> option<string>;
      }
    `,
    good: wit`
      package example:app;

      interface store {
        type index = u32;
        get: func(key: string) -> option<string>;
      }
    `,
  },
  {
    code: 'WIT0144',
    title: 'Two parameters of one name',
    severity: 'error',
    explanation:
      'Each parameter of a function has a name of its own. A method has a first parameter `self` already.',
    bad: wit`
      package example:app;

      interface shapes {
        line: func(x: f64, x: f64);
      }
    `,
    good: wit`
      package example:app;

      interface shapes {
        line: func(x: f64, y: f64);
      }
    `,
  },
  {
    code: 'WIT0145',
    title: 'Two functions of a resource have one name',
    severity: 'error',
    explanation: 'The methods and static functions of a resource have one space of names.',
    bad: wit`
      package example:app;

      interface files {
        resource file {
          open: static func(path: string) -> file;
          open: func();
        }
      }
    `,
    good: wit`
      package example:app;

      interface files {
        resource file {
          open: static func(path: string) -> file;
          reopen: func();
        }
      }
    `,
  },
  {
    code: 'WIT0146',
    title: 'A second constructor',
    severity: 'error',
    explanation:
      'A resource has at most one constructor. Other ways to make one are static functions with a name.',
    bad: wit`
      package example:app;

      interface files {
        resource file {
          constructor(path: string);
          constructor(descriptor: u32);
        }
      }
    `,
    good: wit`
      package example:app;

      interface files {
        resource file {
          constructor(path: string);
          from-descriptor: static func(descriptor: u32) -> file;
        }
      }
    `,
  },
  {
    code: 'WIT0147',
    title: 'A handle of something that is no resource',
    severity: 'error',
    explanation:
      '`own<…>` and `borrow<…>` are handles of resources. All other types are passed by value and need none.',
    bad: wit`
      package example:app;

      interface files {
        record path {
          name: string,
        }
        open: func(at: borrow<path>);
      }
    `,
    good: wit`
      package example:app;

      interface files {
        record path {
          name: string,
        }
        open: func(at: path);
      }
    `,
  },
  {
    code: 'WIT0148',
    title: 'A constructor returns something else',
    severity: 'error',
    explanation: `A constructor returns its resource, without saying so, or a \`result\` whose first type is the resource where it
can fail.`,
    bad: wit`
      package example:app;

      interface files {
        resource file {
          constructor(path: string) -> option<file>;
        }
      }
    `,
    good: wit`
      package example:app;

      interface files {
        resource file {
          constructor(path: string) -> result<file, string>;
        }
      }
    `,
  },
  {
    code: 'WIT0149',
    title: 'A constructor returns a result of something else',
    severity: 'error',
    explanation: `The first type of the \`result\` of a constructor must be the resource itself, by its own name: neither another
type nor an alias.`,
    bad: wit`
      package example:app;

      interface files {
        resource file {
          constructor(path: string) -> result<u32, string>;
        }
      }
    `,
    good: wit`
      package example:app;

      interface files {
        resource file {
          constructor(path: string) -> result<file, string>;
        }
      }
    `,
  },
  {
    code: 'WIT0150',
    title: 'A variant without cases',
    severity: 'error',
    explanation: 'A value of a variant is one of its cases, so without a case there is no value.',
    bad: wit`
      package example:app;

      interface shapes {
        variant shape {
        }
      }
    `,
    good: wit`
      package example:app;

      interface shapes {
        variant shape {
          circle(f64),
        }
      }
    `,
  },
  {
    code: 'WIT0151',
    title: 'An enum without cases',
    severity: 'error',
    explanation: 'A value of an enum is one of its cases, so without a case there is no value.',
    bad: wit`
      package example:app;

      interface shapes {
        enum colour {
        }
      }
    `,
    good: wit`
      package example:app;

      interface shapes {
        enum colour {
          red,
        }
      }
    `,
  },
  {
    code: 'WIT0152',
    title: 'A map with a key of another type',
    severity: 'error',
    explanation: `Keys of a map can be compared in every language alike: \`bool\`, the integer types, \`char\` and \`string\`. Floats,
types with a definition and even aliases of a good type are no keys.`,
    bad: wit`
      package example:app;

      interface store {
        type all = map<f64, string>;
      }
    `,
    good: wit`
      package example:app;

      interface store {
        type all = map<u64, string>;
      }
    `,
  },
  {
    code: 'WIT0153',
    title: 'A borrowed handle in a result',
    severity: 'error',
    explanation: `A borrowed handle ends with the call that it was given to, so it cannot be returned, not even inside of another
type. Return the resource itself, which hands it over.`,
    bad: wit`
      package example:app;

      interface files {
        resource file;
        find: func(name: string) -> option<borrow<file>>;
      }
    `,
    good: wit`
      package example:app;

      interface files {
        resource file;
        find: func(name: string) -> option<file>;
      }
    `,
  },
];
