/** What each back end can do: what it cannot is refused before anything is built. */
import type { BackendName } from './host-tools.js';

/** What a world can ask of an engine beyond the types that all of them know. */
export type Feature =
  | 'fixed-length-list'
  | 'map'
  | 'error-context'
  | 'stream'
  | 'future'
  | 'async-export'
  | 'async-import'
  | 'fallible-constructor'
  | 'labelled-interface'
  | 'same-short-name'
  | 'global-name'
  | 'static-prototype'
  | 'constructor-method';

export interface Capability {
  /** In a sentence: "… is not supported". */
  readonly name: string;
  /** What to do instead. */
  readonly help: string;
  readonly quickjs: boolean;
  readonly starlingmonkey: boolean;
}

export const CAPABILITIES: Readonly<Record<Feature, Capability>> = {
  'fixed-length-list': {
    name: 'a list of fixed length',
    help: 'use a tuple, or a list without length',
    quickjs: false,
    starlingmonkey: false,
  },
  map: {
    name: 'a `map`',
    help: 'use `list<tuple<K, V>>`',
    quickjs: true,
    starlingmonkey: false,
  },
  'error-context': {
    name: '`error-context`',
    help: 'use a variant or a string for errors',
    quickjs: false,
    starlingmonkey: false,
  },
  stream: {
    name: 'a `stream`',
    help: 'use a resource with a function that reads',
    quickjs: false,
    starlingmonkey: false,
  },
  future: {
    name: 'a `future`',
    help: 'use an async function, or a resource with a function that polls',
    quickjs: false,
    starlingmonkey: false,
  },
  'async-export': {
    name: 'an `async` function that is exported',
    help: 'leave out `async`',
    quickjs: true,
    starlingmonkey: false,
  },
  'async-import': {
    name: 'an `async` function that is imported',
    help: 'leave out `async`',
    quickjs: false,
    starlingmonkey: false,
  },
  'fallible-constructor': {
    name: 'a constructor that gives a `result`',
    help: 'use a static function',
    quickjs: true,
    starlingmonkey: false,
  },
  'labelled-interface': {
    name: 'an interface of a package under a name of its own',
    help: 'import or export it without the label',
    quickjs: false,
    starlingmonkey: false,
  },
  'same-short-name': {
    name: 'a second export of the same short name',
    help: 'rename one of the two',
    quickjs: false,
    starlingmonkey: false,
  },
  'global-name': {
    name: 'an import of the world itself that is called like a global of JavaScript',
    help: 'rename it, or put it into an interface',
    quickjs: false,
    starlingmonkey: true,
  },
  'static-prototype': {
    name: 'a static function called `prototype`',
    help: 'rename it',
    quickjs: false,
    starlingmonkey: false,
  },
  'constructor-method': {
    name: 'a method called `constructor` of an imported resource',
    help: 'rename it',
    quickjs: false,
    starlingmonkey: false,
  },
};

/** Names for people. */
export const BACKENDS: Readonly<
  Record<BackendName, { title: string; package: string; version: string }>
> = {
  quickjs: { title: 'QuickJS', package: 'componentize-qjs', version: '0.4.5' },
  starlingmonkey: {
    title: 'StarlingMonkey',
    package: '@bytecodealliance/componentize-js',
    version: '0.22.0',
  },
};
