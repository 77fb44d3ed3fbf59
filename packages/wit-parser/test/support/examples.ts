/** Runs the examples of the catalogue. */

import {
  exportize,
  importize,
  mergeResolve,
  mergeWorldImportsBasedOnSemver,
  resolvePackage,
  selectWorld,
  SourceSet,
  type CatalogueEntry,
  type Diagnostic,
  type ExampleSource,
} from '../../src/index.js';
import { memoryFileSystem } from './memory-fs.js';
import { modelOf } from './model.js';

/** What an example reports, and the sources that it reports about. */
export interface ExampleResult {
  diagnostics: Diagnostic[];
  sources: SourceSet;
}

/** Runs an example of an entry of the table of this package through what the code is for. */
export function runExample(entry: CatalogueEntry, source: ExampleSource): ExampleResult {
  const operation = OPERATIONS[entry.code];
  if (operation === undefined) return check(source);
  return { diagnostics: operation(source), sources: new SourceSet() };
}

/** Reads an example as the folder `example`, or as its one file. */
function check(source: ExampleSource): ExampleResult {
  if (typeof source === 'string') {
    return resolvePackage('example.wit', memoryFileSystem({ 'example.wit': source }));
  }
  const files = Object.fromEntries(
    Object.entries(source).map(([path, text]) => [`example/${path}`, text]),
  );
  return resolvePackage('example', memoryFileSystem(files));
}

const OPERATIONS: Readonly<Record<string, (source: ExampleSource) => Diagnostic[]>> = {
  WIT0802: select,
  WIT0803: select,
  WIT0804: selectNamed,
  WIT0805: selectNamed,
  WIT0806: selectNamed,
  WIT0807: selectNamed,
  WIT0811: merge,
  WIT0812: (source) => mergeWorldImportsBasedOnSemver(modelOf(String(source)).resolve, 0),
  WIT0813: merge,
  WIT0821: (source) => importize(modelOf(String(source)).resolve, 0),
  WIT0822: (source) => importize(modelOf(String(source)).resolve, 0),
  WIT0823: (source) => exportize(modelOf(String(source)).resolve, 0),
};

function select(source: ExampleSource): Diagnostic[] {
  const { resolve, main } = modelOf(String(source));
  return selectWorld(resolve, main).diagnostics;
}

/** Runs `--world name` over a package with a world and two versions of a dependency. */
function selectNamed(source: ExampleSource): Diagnostic[] {
  const versions = ['0.2.0', '0.2.1'].map(
    (version) => `package example:io@${version} { world imports {} }`,
  );
  const { resolve, main } = modelOf(`package example:app; world command {} ${versions.join('')}`);
  return selectWorld(resolve, main, String(source).replace('--world ', '')).diagnostics;
}

function merge(source: ExampleSource): Diagnostic[] {
  if (typeof source === 'string') return [];
  const [into, from] = Object.values(source).map((text) => modelOf(text).resolve);
  return into === undefined || from === undefined ? [] : mergeResolve(into, from).diagnostics;
}
