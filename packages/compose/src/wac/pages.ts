/** What the documentation says of the diagnostics of documents that need the packages they mention. */
import type { CatalogueEntry } from '@wit-ts/wit-parser';

type Page = Pick<CatalogueEntry, 'code' | 'title' | 'explanation' | 'bad' | 'good'>;

const PAGES: readonly Page[] = [
  {
    code: 'LNK0101',
    title: 'A package that is not there',
    explanation:
      'A document mentions a package by its name, and `--dep` and the folder of `--deps-dir` say where it is: `deps/<namespace>/<name>[/<version>]` as `.wasm`, `.wat` or a folder of WIT. Nothing is fetched from elsewhere.',
  },
  {
    code: 'LNK0102',
    title: 'A package that cannot be used',
    explanation:
      'A file was found for the package, but it is damaged, no component, or a package of WIT where a component is wanted.',
  },
  {
    code: 'LNK0103',
    title: 'Nothing of that name in a package',
    explanation:
      'A path leads to an interface or world that a package of WIT defines, and perhaps on to what stands in it. A component that can be run defines none: instantiate it with `new`.',
  },
  {
    code: 'LNK0104',
    title: 'A name that is not defined',
    explanation:
      'A path into the package of the document leads to what the document defines, and it defines nothing of that name.',
    bad: 'package example:app targets example:app/w;\n',
    good: 'package example:app targets example:app/w;\n\nworld w {}\n',
  },
  {
    code: 'LNK0105',
    title: 'A name of the wrong kind',
    explanation:
      'The name stands for something, but not for what the place needs: for example an interface where the type of a value is wanted.',
    bad: 'package example:app;\n\ninterface i {}\n\ntype f = func(a: i);\n',
    good: 'package example:app;\n\ntype i = u32;\n\ntype f = func(a: i);\n',
  },
  {
    code: 'LNK0106',
    title: 'A borrowed handle in a result',
    explanation:
      'A borrowed handle lives only as long as the call that it was given to, so no function can give one back.',
    bad: 'package example:app;\n\ninterface i {\n  resource r;\n  f: func() -> borrow<r>;\n}\n',
    good: 'package example:app;\n\ninterface i {\n  resource r;\n  f: func() -> r;\n}\n',
  },
  {
    code: 'LNK0107',
    title: 'Two items of one name',
    explanation:
      'What an interface exports, what a world imports and what it exports have names of their own. A used type counts, too; `use … as …` gives it another name.',
    bad: 'package example:app;\n\ninterface i {\n  f: func();\n  f: func(a: u8);\n}\n',
    good: 'package example:app;\n\ninterface i {\n  f: func();\n  g: func(a: u8);\n}\n',
  },
  {
    code: 'LNK0108',
    title: 'A used type that the interface does not define',
    explanation: '`use` names a type of an interface, and the interface has none of that name.',
  },
  {
    code: 'LNK0109',
    title: 'An included item whose name is taken',
    explanation:
      'An included world brings an item whose plain name the world has already. `with` gives it another one. Interfaces by path are the same in both and are no conflict.',
    bad: 'package example:app;\n\nworld a {\n  export f: func();\n}\n\nworld b {\n  include a;\n  export f: func();\n}\n',
    good: 'package example:app;\n\nworld a {\n  export f: func();\n}\n\nworld b {\n  include a with { f as g }\n  export f: func();\n}\n',
  },
  {
    code: 'LNK0110',
    title: 'A name of `with` that the included world does not have',
    explanation: '`with` renames imports and exports of the included world that have plain names.',
  },
  {
    code: 'LNK0111',
    title: 'A name that an import or export cannot have',
    explanation:
      'Imports and exports go by a name in kebab case, or by the path of an interface such as `example:log/logger@1.0.0`.',
    bad: 'package example:app;\n\nimport f as "Not A Name": func();\n',
    good: 'package example:app;\n\nimport f as "a-name": func();\n',
  },
  {
    code: 'LNK0112',
    title: 'Two imports or two exports of one name',
    explanation:
      'The component that the document describes has one import, and one export, of each name. `as` gives another one.',
    bad: 'package example:app;\n\nimport f: func();\n\nexport f as g;\nexport f as g;\n',
    good: 'package example:app;\n\nimport f: func();\n\nexport f as g;\nexport f as h;\n',
  },
  {
    code: 'LNK0113',
    title: 'An export with the name of a definition',
    explanation: 'What a document defines is exported under its name, so nothing else can have it.',
    bad: 'package example:app;\n\nimport f as "x": func();\n\ntype x = u32;\n\nexport f;\n',
    good: 'package example:app;\n\nimport f as "x": func();\n\ntype x = u32;\n\nexport f as y;\n',
  },
  {
    code: 'LNK0114',
    title: 'An export without a name',
    explanation:
      'An export takes its name from the interface of an instance, from an import, or from the export that it comes from. An instance of a component has none of these.',
    bad: 'package example:app;\n\nexport new example:log { ... };\n',
    good: 'package example:app;\n\nexport new example:log { ... } as log;\n',
  },
  {
    code: 'LNK0115',
    title: 'Not an instance',
    explanation:
      'Only instances have exports that can be taken out by `.name` or spread with `...`.',
    bad: 'package example:app;\n\nimport f: func();\n\nlet x = f.y;\n',
    good: 'package example:app;\n\nimport f: interface {\n  y: func();\n};\n\nlet x = f.y;\n',
  },
  {
    code: 'LNK0116',
    title: 'No export of that name',
    explanation: 'The instance has exports, but none of that name. The help lists them.',
  },
  {
    code: 'LNK0117',
    title: 'No import of that name',
    explanation:
      'An argument is for an import of the component, by its full name in quotes or by the last part of a path.',
  },
  {
    code: 'LNK0118',
    title: 'An argument given twice',
    explanation: 'Every import of a component takes one argument.',
  },
  {
    code: 'LNK0119',
    title: 'A missing argument',
    explanation:
      'Every import of a component needs an argument. `...` at the end makes imports of the composed component of all that is left.',
    bad: 'package example:app;\n\nlet x = new example:log {};\n',
    good: 'package example:app;\n\nlet x = new example:log { ... };\n',
  },
  {
    code: 'LNK0120',
    title: 'An argument that does not fit',
    explanation:
      'The message leads from the import to the first difference, what is wanted before what is given. An instance may export more than is wanted; functions and types have to be equal, and a resource has to be the very same one.',
  },
  {
    code: 'LNK0121',
    title: 'A spread argument without effect',
    explanation:
      '`...name` gives the exports of an instance to the imports of the same names that have no argument yet. Here there are none.',
  },
  {
    code: 'LNK0122',
    title: 'A spread export without effect',
    explanation:
      '`export x...;` exports what the instance exports, except for names that are exported already. Here nothing is left.',
    bad: 'package example:app;\n\nimport i: interface {};\n\nexport i...;\n',
    good: 'package example:app;\n\nimport i: interface {\n  f: func();\n};\n\nexport i...;\n',
  },
  {
    code: 'LNK0123',
    title: 'An import that `...` makes as well',
    explanation:
      'The document imports a name itself, and `...` would import the same name for a component. Give the one of the document as an argument.',
    bad: 'package example:app;\n\nimport f: func();\n\nlet x = new example:log { ... };\n',
    good: 'package example:app;\n\nimport f: func();\n\nlet x = new example:log { f, ... };\n',
  },
  {
    code: 'LNK0124',
    title: 'An import that the target does not have',
    explanation:
      'A component that fits a world imports nothing that the world does not import. The interfaces of which the world uses types count as its imports, and versions on one semver track meet. `wit-ts targets` asks this of a component, `targets` in the first line of a document of what it describes.',
  },
  {
    code: 'LNK0125',
    title: 'An export that the target wants',
    explanation:
      'A component that fits a world exports all that the world exports. `wit-ts targets` asks this of a component, `targets` in the first line of a document of what it describes.',
    bad: 'package example:app targets example:app/w;\n\nworld w {\n  import f: func();\n  export f: func();\n}\n',
    good: 'package example:app targets example:app/w;\n\nworld w {\n  import f: func();\n  export f: func();\n}\n\nlet x = new example:log { ... };\n\nexport x.f;\n',
  },
  {
    code: 'LNK0126',
    title: 'An import or export that does not fit the target',
    explanation:
      'The name is that of the world, the type is not: the message leads to the difference. Interfaces of imports may offer more than the component asks for, and interfaces of exports more than the world does; functions and value types must be equal.',
  },
  {
    code: 'LNK0127',
    title: 'A composition that is no valid component',
    explanation:
      'Everything in the document has a meaning, but the component model does not allow the result. Usually an import uses a type of the document itself, or a resource of a component inside: types of imports have to come from interfaces that are imported, too.',
  },
  {
    code: 'LNK0128',
    title: 'A mention of an unstable item that is left out',
    explanation:
      'Items behind `@unstable` belong to a feature. As in WIT they are left out where the feature is not enabled by `--features` or `--all-features`, and then nothing that is part of the document may mention them.',
    bad: 'package example:app;\n\n@unstable(feature = fancy)\nimport f: func();\n\nexport f;\n',
    good: 'package example:app;\n\n@unstable(feature = fancy)\nimport f: func();\n\n@unstable(feature = fancy)\nexport f;\n',
  },
  {
    code: 'LNK0129',
    title: 'A document of too many instances',
    explanation:
      'Implementations accept at most 1,000 instances in one component, and exports of instances that others take, imports and exports count as well. A document that only makes instances, gives them exports of each other and imports, and exports what they export, is divided into components inside of it. One that defines types, exports imports or gives a whole instance as an argument is not.',
  },
];

/** The codes of documents; their pages stand in `docs/diagnostics`. */
export const DOCUMENT_CATALOGUE: readonly CatalogueEntry[] = PAGES.map((page) => ({
  ...page,
  severity: 'error',
  language: 'wac',
}));
