/** What the documentation says of the composer's diagnostics. */
import type { CatalogueEntry } from '@wit-ts/wit-parser';

/** The codes of this package; their pages stand in `docs/diagnostics`. */
export const LINK_CATALOGUE: readonly CatalogueEntry[] = [
  {
    code: 'LNK0001',
    title: 'Nothing to compose',
    severity: 'error',
    explanation: 'A composition needs at least one component.',
    bad: 'wit-ts compose -o app.wasm',
    good: 'wit-ts compose a.wasm b.wasm -o app.wasm',
    language: 'sh',
  },
  {
    code: 'LNK0002',
    title: 'Two components of one name',
    severity: 'error',
    explanation:
      'Components go by the name of their file without its ending, so that options and messages can speak of them. Where two files are called the same, give one another name.',
    bad: 'wit-ts compose shop/app.wasm pay/app.wasm -o out.wasm',
    good: 'wit-ts compose shop=shop/app.wasm pay=pay/app.wasm -o out.wasm',
    language: 'sh',
  },
  {
    code: 'LNK0003',
    title: 'No component of that name',
    severity: 'error',
    explanation:
      'An option names a component that is not among the inputs. The name is that of the file without its ending, or the one given by `name=path`.',
    bad: "wit-ts compose a.wasm b.wasm --link 'c:log=b' -o app.wasm",
    good: "wit-ts compose a.wasm b.wasm --link 'a:log=b' -o app.wasm",
    language: 'sh',
  },
  {
    code: 'LNK0004',
    title: 'No import of that name',
    severity: 'error',
    explanation:
      '`--link` names an import as the importer spells it, with its version. `wit-ts wit a.wasm` shows the imports of a component.',
    bad: "wit-ts compose a.wasm b.wasm --link 'a:acme:log/log=b' -o app.wasm",
    good: "wit-ts compose a.wasm b.wasm --link 'a:acme:log/log@1.0.0=b' -o app.wasm",
    language: 'sh',
  },
  {
    code: 'LNK0005',
    title: 'The chosen provider exports nothing that fits the name',
    severity: 'error',
    explanation:
      'A provider serves an import by an export of the same name, one on the same semver track, or, for a label, the interface that the label implements.',
  },
  {
    code: 'LNK0006',
    title: 'A component as its own provider',
    severity: 'error',
    explanation:
      'A component is instantiated after all that it imports, so it cannot serve itself. Give the file a second time under another name to get a second instance.',
    bad: "wit-ts compose a.wasm --link 'a:log=a' -o app.wasm",
    good: "wit-ts compose a.wasm other=a.wasm --link 'a:log=other' -o app.wasm",
    language: 'sh',
  },
  {
    code: 'LNK0007',
    title: 'One import, two chosen providers',
    severity: 'error',
    explanation: 'Two `--link` options name different providers for the same import. Keep one.',
  },
  {
    code: 'LNK0008',
    title: 'More imports and exports than one component may hold',
    severity: 'error',
    explanation:
      'Implementations accept at most 1,000 instances in one component. A composition of more components is nested, which needs nothing of you; but what the result itself imports and exports has to fit. Name the exports that are needed.',
    bad: 'wit-ts compose plugins/*.wasm -o app.wasm',
    good: "wit-ts compose plugins/*.wasm --export 'acme:app/main' -o app.wasm",
    language: 'sh',
  },
  {
    code: 'LNK0009',
    title: 'The result would not be valid',
    severity: 'error',
    explanation:
      'Every input is valid and every link fits, but what was put together breaks a rule of the component model. That is an error of the composer: please report it with the components.',
  },
  {
    code: 'LNK0010',
    title: 'Several components can serve an import',
    severity: 'error',
    explanation:
      'More than one component exports what another imports, and nothing says which to take. Middleware, which imports and exports the same interface, is always such a case: the order has to come from you.',
    bad: 'wit-ts compose app.wasm cache.wasm store.wasm -o out.wasm',
    good: "wit-ts compose app.wasm cache.wasm store.wasm --link 'app:acme:kv/store=cache' --link 'cache:acme:kv/store=store' -o out.wasm",
    language: 'sh',
  },
  {
    code: 'LNK0011',
    title: 'Two exports of one name',
    severity: 'error',
    explanation:
      'What nobody consumes is exported, and here two components offer the same name. `--export` chooses one; then nothing is exported that is not named so.',
    bad: 'wit-ts compose a.wasm b.wasm -o app.wasm',
    good: "wit-ts compose a.wasm b.wasm --export 'run=a' -o app.wasm",
    language: 'sh',
  },
  {
    code: 'LNK0012',
    title: 'No export of that name',
    severity: 'error',
    explanation: '`--export` names an export that no component, or not the named one, has.',
  },
  {
    code: 'LNK0013',
    title: 'An import and the export that serves it have different types',
    severity: 'error',
    explanation:
      'The names fit, the types do not: the message leads from the interface to the first difference. Interfaces may offer more than is asked for; functions and value types must be equal, and a resource must be the very same one. Usually the components were built against different versions of the WIT.',
  },
  {
    code: 'LNK0014',
    title: 'Components that need each other',
    severity: 'error',
    explanation:
      'Every component is instantiated after those that it imports from, so functions and resources cannot go round in a circle. Types alone can: such a link is broken for you. The message shows the whole circle.',
  },
  {
    code: 'LNK0015',
    title: 'One import, asked for with different types',
    severity: 'error',
    explanation:
      'Imports that stay are merged: on one semver track there is one import of the result, under the highest version. What several components ask of it must be equal where it overlaps.',
  },
  {
    code: 'LNK0016',
    title: 'An import that stays uses a resource from inside',
    severity: 'error',
    explanation:
      'The host is asked for an interface that speaks of a resource, and that resource belongs to a component of the composition, which the host cannot know. Either the composition provides both interfaces, or the host does.',
  },
  {
    code: 'LNK0017',
    title: 'A component that nothing uses',
    severity: 'warning',
    explanation:
      'No other component imports from it, and the result exports nothing of it. It is left out.',
  },
  {
    code: 'LNK0018',
    title: 'An export that a tool left behind is left out',
    severity: 'info',
    explanation:
      'componentize-qjs leaves an export `init` behind, and componentize-py one called `exports`; they serve the build and are not in the world of the component. They are not exported unless you ask for them.',
  },
  {
    code: 'LNK0019',
    title: 'The same file twice',
    severity: 'info',
    explanation:
      'A path given twice counts once. Give it under another name to get a second instance: `other=a.wasm`.',
  },
  {
    code: 'LNK0020',
    title: 'Names that are too much alike',
    severity: 'error',
    explanation:
      'The imports of a component, and its exports, must differ in more than case. Functions of a resource count without what stands in brackets: `[method]r.f` and `[static]r.f` are one name.',
  },
  {
    code: 'LNK0021',
    title: 'A core module with types that cannot be written stays an import',
    severity: 'error',
    explanation:
      'A component imports a core module that no other component exports, so it stays an import of the result. The composer writes its type anew: functions, memories, tables, globals and tags over numbers and abstract references. This module mentions other types, such as structs, arrays or references to defined types.',
  },
  {
    code: 'LNK0022',
    title: 'An import that stays uses a resource without a name',
    severity: 'error',
    explanation:
      'A resource in the type of an import has to come from an import itself. This one has no such name.',
  },
  {
    code: 'LNK0023',
    title: 'An export on another semver track',
    severity: 'info',
    explanation:
      'An import stays open although a component exports the same interface, because the versions are not compatible: `1.2.0` fits `1.3.0` but not `2.0.0`, and `0.2.0` fits `0.2.6` but not `0.3.0`.',
  },
  {
    code: 'LNK0024',
    title: 'A labelled import is linked by name only',
    severity: 'info',
    explanation:
      'A label (`import users: acme:kv/store;`) says that one interface is wanted under a name of its own, often several times. Which component serves which label has to be said.',
    bad: 'wit-ts compose app.wasm store.wasm -o out.wasm',
    good: "wit-ts compose app.wasm store.wasm --link 'app:users=store' -o out.wasm",
    language: 'sh',
  },
  {
    code: 'LNK0025',
    title: 'An export of a similar name',
    severity: 'info',
    explanation:
      'An import stays open, and a component exports something of nearly the same name. Where the one was meant for the other, rename it in the WIT.',
  },
  {
    code: 'LNK0026',
    title: 'A WIT package in place of a component',
    severity: 'error',
    explanation:
      'A WIT package can be a `.wasm` file too: it describes interfaces and worlds, and does nothing. Give the component that was built for one of its worlds.',
  },
];
