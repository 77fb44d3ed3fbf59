import type { CatalogueEntry } from '@wit-ts/wit-parser';
import { componentCodes } from './codes.js';

type Page = Omit<CatalogueEntry, 'severity' | 'language'>;

const pages: readonly Page[] = [
  {
    code: componentCodes.notWasm,
    title: 'Not a WebAssembly file',
    explanation: `A component binary begins with the bytes \`00 61 73 6d 0d 00 01 00\`. The message says what the file looks like
instead: WebAssembly text has to be assembled first (\`wasm-tools parse\`), WIT describes a component but is none, and an
empty file is often left behind by a build that failed.`,
  },
  {
    code: componentCodes.coreModule,
    title: 'A core module in place of a component',
    explanation: `Compilers for WebAssembly make core modules; a component wraps them and says in its type what they need and
offer. \`wasm-tools component new\` makes a component of a core module that carries its WIT.`,
    bad: '(module)',
    good: '(component (core module))',
  },
  {
    code: componentCodes.truncated,
    title: 'The file is cut off',
    explanation: `The file ends before a section or value that it announces is complete, as after a copy or download that was
interrupted. Build the file or fetch it again.`,
  },
  {
    code: componentCodes.malformed,
    title: 'The bytes break the binary format',
    explanation: `At the given place stands something that the binary format of components does not know, such as an unknown kind
of definition or a name that is not UTF-8. The tool that wrote the file is at fault, or newer than the format that is
implemented here.`,
  },
  {
    code: componentCodes.limit,
    title: 'Too many, too long or too deep',
    explanation: `Lists, names and nesting in a binary are limited, with the numbers that engines use, so that a small file
cannot keep a reader busy for ever.`,
  },
  {
    code: componentCodes.version,
    title: 'Another version of the binary format',
    explanation: `The version or layer in the first eight bytes is not the one of components as they are today (\`0d 00 01 00\`).
Build the component again with current tools.`,
  },
  {
    code: componentCodes.unknownIndex,
    title: 'An index without a definition',
    explanation: `Definitions refer to earlier ones by their number among those of their sort. This number is given to none, or
only to a later one.`,
    bad: '(component (import "f" (func (type 0))))',
    good: '(component (type (func)) (import "f" (func (type 0))))',
  },
  {
    code: componentCodes.wrongKind,
    title: 'A definition of another kind',
    explanation: `The number refers to a definition, but to one of another kind than the place asks for.`,
    bad: '(component (type $t u8) (import "f" (func (type $t))))',
    good: '(component (type $t (func)) (import "f" (func (type $t))))',
  },
  {
    code: componentCodes.invalidType,
    title: 'A type that cannot be',
    explanation: `The type breaks a rule of types: records, variants, enums, flags and tuples are not empty, flags have at most 32
labels, results of functions hold no borrowed handles, and the keys of maps are \`bool\`, integers, \`char\` or \`string\`.`,
    bad: '(component (type (map f32 string)))',
    good: '(component (type (map u32 string)))',
  },
  {
    code: componentCodes.invalidName,
    title: 'A name against the grammar',
    explanation: `Labels are in kebab case: words of letters of one case and digits, joined by hyphens, the first of which begins
with a letter. Imports and exports can also have names of interfaces, \`namespace:package/interface@1.2.3\`.`,
    bad: '(component (import "myFunc" (func)))',
    good: '(component (import "my-func" (func)))',
  },
  {
    code: componentCodes.duplicateName,
    title: 'Two names that are too much alike',
    explanation: `Names of one list differ in more than in upper and lower case, because bindings in some languages cannot tell
such names apart.`,
    bad: '(component (import "a" (func)) (import "A" (func)))',
    good: '(component (import "a" (func)) (import "b" (func)))',
  },
  {
    code: componentCodes.annotatedName,
    title: 'A function that does not fit the resource in its name',
    explanation: `\`[constructor]r\` returns \`own<r>\`, the first parameter of \`[method]r.m\` is \`self\` of type \`borrow<r>\`, and
the resource \`r\` is imported or exported in the same list before.`,
    bad: `(component
  (import "r" (type $r (sub resource)))
  (import "[method]r.m" (func (param "x" (borrow $r)))))`,
    good: `(component
  (import "r" (type $r (sub resource)))
  (import "[method]r.m" (func (param "self" (borrow $r)))))`,
  },
  {
    code: componentCodes.invalidAttribute,
    title: 'An attribute in the wrong place',
    explanation: `\`implements\` names the interface of an import or export that has a plain name and is an instance.`,
    bad: '(component (import "a" (implements "ns:pkg/iface") (func)))',
    good: '(component (import "a" (implements "ns:pkg/iface") (instance)))',
  },
  {
    code: componentCodes.unnamedType,
    title: 'A type without a name outside',
    explanation: `Who uses an import or export has to be able to name its types. So every record, variant, enum, flags type and
resource in it must be imported or exported itself, before what uses it, and the use must refer to that import or export.`,
    bad: `(component
  (type $point (record (field "x" u32)))
  (import "f" (func (result $point))))`,
    good: `(component
  (type $point (record (field "x" u32)))
  (import "point" (type $p (eq $point)))
  (import "f" (func (result $p))))`,
  },
  {
    code: componentCodes.invalidArgument,
    title: 'An instantiation with wrong arguments',
    explanation: `An instantiation gives one argument for every import, of a type that fits: instances may offer more than is asked
for, functions and values must be the same, and a resource must be the very resource that is asked for.`,
    bad: `(component
  (import "f" (func $f (result u8)))
  (component $c (import "g" (func (result u16))))
  (instance (instantiate $c (with "g" (func $f)))))`,
    good: `(component
  (import "f" (func $f (result u16)))
  (component $c (import "g" (func (result u16))))
  (instance (instantiate $c (with "g" (func $f)))))`,
  },
  {
    code: componentCodes.invalidAlias,
    title: 'An alias of something that is not there',
    explanation: `An alias refers to an export of an instance, or to a definition of a component around this one. Resources of
outer components cannot be reached by aliases, since a component is the same wherever it is instantiated: import them.`,
    bad: `(component
  (import "i" (instance $i (export "f" (func))))
  (alias export $i "g" (func)))`,
    good: `(component
  (import "i" (instance $i (export "f" (func))))
  (alias export $i "f" (func)))`,
  },
  {
    code: componentCodes.invalidCanon,
    title: 'A canonical definition that does not fit',
    explanation: `Lifting and lowering fix the signature of the core function, and whether a memory and a function to allocate in it
are needed. The message shows the signature that follows from the type of the component function.`,
    bad: `(component
  (core module $m (func (export "f") (param i32)))
  (core instance $i (instantiate $m))
  (func (param "x" u64) (canon lift (core func $i "f"))))`,
    good: `(component
  (core module $m (func (export "f") (param i64)))
  (core instance $i (instantiate $m))
  (func (param "x" u64) (canon lift (core func $i "f"))))`,
  },
  {
    code: componentCodes.typeMismatch,
    title: 'A type that the exported item does not have',
    explanation: `An export can be given a type that promises less than its item, never one that promises more or something else.`,
    bad: `(component
  (import "i" (instance $i))
  (export "e" (instance $i) (instance (export "f" (func)))))`,
    good: `(component
  (import "i" (instance $i (export "f" (func))))
  (export "e" (instance $i) (instance)))`,
  },
  {
    code: componentCodes.invalidResource,
    title: 'A resource against the rules',
    explanation: `Resources are defined in components and represented by \`i32\`; only the component that defines a resource can make
handles of it (\`resource.new\`) or look into them (\`resource.rep\`), and its imports cannot mention it.`,
    bad: `(component
  (import "r" (type $r (sub resource)))
  (core func (canon resource.new $r)))`,
    good: `(component
  (type $r (resource (rep i32)))
  (core func (canon resource.new $r)))`,
  },
  {
    code: componentCodes.invalidValue,
    title: 'A value that is not used exactly once, or of another type',
    explanation: `Values are a proposed feature: each is used exactly once, by an instantiation, the start function or an export,
and a constant is written in the form that its type fixes.`,
    bad: '(component (import "v" (value string)))',
    good: `(component
  (import "v" (value $v string))
  (export "w" (value $v)))`,
  },
  {
    code: componentCodes.tooBig,
    title: 'Bigger than engines accept',
    explanation: `A type has at most a million parts, is at most 100 levels deep and takes less than 2^28 bytes in memory; a component
has at most 1000 core modules, components, instances or values.`,
    bad: '(component (type (list u64 33554432)))',
    good: '(component (type (list u64 33554431)))',
  },
  {
    code: componentCodes.invalidModule,
    title: 'A core module that cannot be read',
    explanation: `The sections of a core module that describe its imports and exports are malformed or break a rule, such as that
of unique names.`,
    bad: `(component
  (core type (module
    (export "a" (func))
    (export "a" (func)))))`,
    good: `(component
  (core type (module
    (export "a" (func))
    (export "b" (func)))))`,
  },
];

/** What every diagnostic of this package means, with examples in WebAssembly text. */
export const COMPONENT_CATALOGUE: readonly CatalogueEntry[] = pages.map((page) => ({
  ...page,
  severity: 'error',
  language: 'wat',
}));
