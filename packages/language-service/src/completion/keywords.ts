import type { CompletionItem, Range } from '../types.js';
import { plainItem } from './types.js';

type Entry = readonly [label: string, text: string, what: string];

const TYPES: readonly Entry[] = [
  ['type', 'type ${1:name} = $2;', 'another name for a type'],
  ['record', 'record ${1:name} {\n  $2\n}', 'a type of several named fields'],
  ['variant', 'variant ${1:name} {\n  $2\n}', 'a type of several cases, each with a value or none'],
  ['enum', 'enum ${1:name} {\n  $2\n}', 'a type of several names'],
  ['flags', 'flags ${1:name} {\n  $2\n}', 'a type of names that are each on or off'],
  ['resource', 'resource ${1:name} {\n  $2\n}', 'a type of things that are held by handles'],
];

const GATES: readonly Entry[] = [
  ['@since', '@since(version = $1)', 'the version of the package that has this first'],
  ['@unstable', '@unstable(feature = $1)', 'is there only where the feature is switched on'],
  ['@deprecated', '@deprecated(version = $1)', 'the version from which on this should not be used'],
  ['@external-id', '@external-id("$1")', 'a name for tools outside of WIT'],
];

const USE: Entry = ['use', 'use $1.{$2};', 'brings in types of an interface'];

const ITEMS: Readonly<
  Record<'file' | 'package' | 'interface' | 'world' | 'resource', readonly Entry[]>
> = {
  file: [
    ['package', 'package ${1:namespace}:${2:name};', 'names the package of this folder'],
    ['interface', 'interface ${1:name} {\n  $2\n}', 'types and functions under one name'],
    ['world', 'world ${1:name} {\n  $2\n}', 'what a component imports and exports'],
    ['use', 'use $1;', 'brings in an interface or world under a short name'],
  ],
  package: [
    ['interface', 'interface ${1:name} {\n  $2\n}', 'types and functions under one name'],
    ['world', 'world ${1:name} {\n  $2\n}', 'what a component imports and exports'],
    ['use', 'use $1;', 'brings in an interface or world under a short name'],
  ],
  interface: [USE, ...TYPES, ['func', '${1:name}: func($2);', 'a function']],
  world: [
    ['import', 'import $1;', 'what the component takes from its host'],
    ['export', 'export $1;', 'what the component offers'],
    ['include', 'include $1;', 'all imports and exports of another world'],
    USE,
    ...TYPES,
  ],
  resource: [
    ['constructor', 'constructor($1);', 'makes a resource'],
    ['func', '${1:name}: func($2);', 'a method, which borrows the resource'],
    ['static', '${1:name}: static func($2);', 'a function of the resource that takes none'],
  ],
};

/** What can start an item of a body. */
export function itemItems(body: keyof typeof ITEMS, range: Range): CompletionItem[] {
  return [...ITEMS[body].map((entry) => snippet(entry, range)), ...gateItems(range, '8')];
}

export function gateItems(range: Range, group = '0'): CompletionItem[] {
  return GATES.map((entry) => ({ ...snippet(entry, range), sortText: `${group}${entry[0]}` }));
}

/** What can follow the colon of a function, in a world also of an import or export. */
export function functionItems(
  body: 'interface' | 'world' | 'resource',
  range: Range,
): CompletionItem[] {
  const entries: Entry[] = [
    ['func', 'func($1)$2;', 'a function'],
    ['async func', 'async func($1)$2;', 'a function that can wait'],
  ];
  if (body === 'resource') {
    entries.push([
      'static func',
      'static func($1)$2;',
      'a function of the resource that takes none',
    ]);
    entries.push(['static async func', 'static async func($1)$2;', 'the same, and it can wait']);
  }
  if (body === 'world')
    entries.push(['interface', 'interface {\n  $1\n}', 'an interface of this world alone']);
  return entries.map((entry) => snippet(entry, range));
}

/** A single keyword. */
export function keyword(label: string, range: Range): CompletionItem {
  return plainItem(label, 'keyword', range, '0');
}

function snippet([label, text, what]: Entry, range: Range): CompletionItem {
  return {
    ...plainItem(label, 'keyword', range, '5'),
    documentation: what,
    edit: { range, newText: text },
    snippet: true,
  };
}
