/** What the documentation says of the diagnostics of builds. */
import type { CatalogueEntry } from '@wit-ts/wit-parser';

/** The codes of builds; their pages stand in `docs/diagnostics`. */
export const GUEST_CATALOGUE: readonly CatalogueEntry[] = [
  {
    code: 'BLD0001',
    title: 'An export is missing',
    severity: 'error',
    explanation:
      'The world asks for a function, interface, or member of one that the module does not have. Exports are found by the names of JavaScript: an interface is one object under its short name in camelCase, a function has its name in camelCase, a resource is a class in PascalCase. The module is not run for this check: members are looked for where the object is written out.',
    bad: '// export check-out: func() in the world\nexport function checkout() {}',
    good: 'export function checkOut() {}',
    language: 'ts',
  },
  {
    code: 'BLD0002',
    title: 'An export of the wrong kind',
    severity: 'error',
    explanation:
      'The module exports something of that name, and it is not what the world needs there: a function for a function, an object for an interface, the class itself (not an instance) for a resource.',
    bad: "export const ping = 'pong';",
    good: "export const ping = () => 'pong';",
    language: 'ts',
  },
  {
    code: 'BLD0003',
    title: 'Something that the back end cannot do',
    severity: 'error',
    explanation:
      'The engine that runs the module does not know a type or a form that the world uses. `docs/guest-bindings.md` has a table of what each can do. Nothing was built.',
    bad: 'package a:b;\n\nworld w {\n  export area: func(corners: list<f64, 4>) -> f64;\n}',
    good: 'package a:b;\n\nworld w {\n  export area: func(corners: tuple<f64, f64, f64, f64>) -> f64;\n}',
  },
];
