/** What is known of the codes that decoding and encoding WIT report. */

import type { CatalogueEntry } from '@wit-ts/wit-parser';

/** The table of these codes, in their order. */
export const WIT_BINARY_CATALOGUE: readonly CatalogueEntry[] = [
  {
    code: 'CMP0300',
    title: 'Not a core module',
    severity: 'error',
    explanation:
      'The custom section `component-type`, which says what world a module was compiled for, stands in core modules. A component has WIT of its own: print it with `wit-ts wit`.',
    language: 'wat',
    bad: '(component)\n',
    good: '(module)\n',
  },
  {
    code: 'CMP0302',
    title: 'A name that its place cannot have',
    severity: 'error',
    explanation:
      'Types and functions have labels such as `my-func`, interfaces and worlds of a package have paths such as `ns:pkg/iface@1.0.0`. A component can give a type the path of an interface as its name; WIT has no way to write that.',
    language: 'wat',
    bad: '(component\n  (import "a" (instance\n    (type $t (enum "x"))\n    (export "b:c/d" (type (eq $t)))\n  ))\n)\n',
    good: '(component\n  (import "a" (instance\n    (type $t (enum "x"))\n    (export "d" (type (eq $t)))\n  ))\n)\n',
  },
  {
    code: 'CMP0310',
    title: 'A component that WIT has no words for',
    severity: 'error',
    explanation:
      'The component is valid, but its imports or exports cannot be written as a world of WIT: instances inside of instances, exported types, components and core modules, one resource under two names, or an interface that uses a type of the component itself. It can be composed and run; its WIT cannot be printed, and no bindings can be generated for it.',
    language: 'wat',
    bad: '(component\n  (import "outer" (instance\n    (export "inner" (instance (export "f" (func))))\n  ))\n)\n',
    good: '(component\n  (import "inner" (instance (export "f" (func))))\n)\n',
  },
  {
    code: 'CMP0311',
    title: 'Two views of an interface do not agree',
    severity: 'error',
    explanation:
      'The component mentions one interface in several places, and a type has another structure in one of them. Its parts were built against different versions of the interface: build them again with the same one, or give the versions different numbers.',
    language: 'wat',
    bad: '(component\n  (import "one" (implements "a:b/c") (instance\n    (type $r (record (field "x" u8)))\n    (export "r" (type (eq $r)))\n  ))\n  (import "two" (implements "a:b/c") (instance\n    (type $r (record (field "x" u8) (field "y" u8)))\n    (export "r" (type (eq $r)))\n  ))\n)\n',
    good: '(component\n  (import "one" (implements "a:b/c") (instance\n    (type $r (record (field "x" u8)))\n    (export "r" (type (eq $r)))\n  ))\n  (import "two" (implements "a:b/c") (instance\n    (type $r (record (field "x" u8)))\n    (export "r" (type (eq $r)))\n  ))\n)\n',
  },
  {
    code: 'CMP0312',
    title: 'Not the structure of a WIT package',
    severity: 'error',
    explanation:
      'A component that exports component types and nothing else is a WIT package in binary form. Each of them has to hold one interface or one world, all of the same package.',
    language: 'wat',
    bad: '(component\n  (type $t (component\n    (export "a:b/c" (instance))\n    (export "a:b/d" (instance))\n  ))\n  (export "c" (type $t))\n)\n',
    good: '(component\n  (type $c (component (export "a:b/c" (instance))))\n  (export "c" (type $c))\n  (type $d (component (export "a:b/d" (instance))))\n  (export "d" (type $d))\n)\n',
  },
  {
    code: 'CMP0320',
    title: 'The docs of a package are malformed',
    severity: 'error',
    explanation:
      'The custom section `package-docs` holds docs and feature gates of a WIT package in binary form: one byte of version and JSON. Encode the package again with current tools.',
    language: 'wat',
    bad: '(component\n  (type $c (component (export "a:b/c" (instance))))\n  (export "c" (type $c))\n  (@custom "package-docs" "\\01{\\"interfaces\\":[]}")\n)\n',
    good: '(component\n  (type $c (component (export "a:b/c" (instance))))\n  (export "c" (type $c))\n  (@custom "package-docs" "\\01{\\"interfaces\\":{}}")\n)\n',
  },
  {
    code: 'CMP0321',
    title: 'Docs of something that is not there',
    severity: 'error',
    explanation:
      'The custom section `package-docs` speaks of an item that the package does not have: it belongs to another package, or the package was changed after it was encoded.',
    language: 'wat',
    bad: '(component\n  (type $c (component (export "a:b/c" (instance))))\n  (export "c" (type $c))\n  (@custom "package-docs" "\\01{\\"interfaces\\":{\\"d\\":{\\"docs\\":\\"About d.\\"}}}")\n)\n',
    good: '(component\n  (type $c (component (export "a:b/c" (instance))))\n  (export "c" (type $c))\n  (@custom "package-docs" "\\01{\\"interfaces\\":{\\"c\\":{\\"docs\\":\\"About c.\\"}}}")\n)\n',
  },
  {
    code: 'CMP0322',
    title: 'The section `component-type` is malformed',
    severity: 'error',
    explanation:
      'A core module that is meant for a component carries its world in the custom section `component-type`. This one cannot be read: compile the module again with current bindings, or embed its WIT anew with `wasm-tools component embed`.',
    language: 'wat',
    bad: '(module\n  (@custom "component-type" "not a component")\n)\n',
    good: '(module)\n',
  },
  {
    code: 'CMP0330',
    title: 'Types nest too deeply to be encoded',
    severity: 'error',
    explanation:
      'Component binaries allow value types to nest 100 levels deep: `list<list<list<…>>>` counts, and so does a record in a record. Flatten the type.',
  },
  {
    code: 'CMP0331',
    title: 'A world without the interfaces that it uses',
    severity: 'error',
    explanation:
      'A world that is encoded has to import, or export, every interface whose types its items use, before those items. A world that was resolved from text always does; one that was decoded from a damaged or hand-made binary may not.',
  },
];
