/** What the documentation says of the diagnostics of host bindings. */
import type { CatalogueEntry } from '@wit-ts/wit-parser';

/** The codes of host bindings; their pages stand in `docs/diagnostics`. */
export const HOST_CATALOGUE: readonly CatalogueEntry[] = [
  {
    code: 'HOST0001',
    title: 'A component that is not valid',
    severity: 'error',
    explanation:
      'A definition of the component refers to something that is not there, or is of another kind. `wit-ts check` says more of what is wrong.',
    bad: '(component (alias export 0 "f" (func)))',
    good: '(component\n  (import "a:b/c" (instance (export "f" (func))))\n  (alias export 0 "f" (func)))',
    language: 'wat',
  },
  {
    code: 'HOST0002',
    title: 'Something that a host written in JavaScript cannot give or do',
    severity: 'error',
    explanation:
      'The component imports a core module or another component, has a `start` definition or values, or asks for lifting into garbage-collected types or from a memory with 64-bit addresses. Compose it with a component that supplies the import, or build it for a linear memory with 32-bit addresses.',
    bad: '(component (import "m" (core module)))',
    good: '(component (import "f" (func)))',
    language: 'wat',
  },
  {
    code: 'HOST0003',
    title: 'A component that is too large',
    severity: 'error',
    explanation:
      'Instantiating the component would make more than 2,000 component instances or take more than 200,000 steps, since components in it instantiate others again and again; or a type, written out, has more than 20,000 parts. Nothing that tools build comes near to this.',
  },
  {
    code: 'HOST0004',
    title: 'An asynchronous export',
    severity: 'error',
    explanation:
      'An exported function is `async`, or is lifted with the asynchronous ABI, or takes or gives a stream, a future or an error-context, which bindings cannot call yet. Other exports of the component can be reached when it is built without this one. Components that merely contain asynchronous built-ins are accepted: one that is called traps.',
    bad: 'package a:b;\n\nworld w {\n  export fetch: async func(url: string) -> string;\n}',
    good: 'package a:b;\n\nworld w {\n  export fetch: func(url: string) -> string;\n}',
  },
  {
    code: 'HOST0005',
    title: 'A method without the class that it belongs to',
    severity: 'error',
    explanation:
      'The component exports an imported resource with methods other than those that it imports with it, or an imported method as a function on its own. Where a component exports an imported interface as it is, its class is the one that the host supplies, which can have no other methods.',
  },
];
