import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromJson, printWit, printWitFiles, type Resolve } from '../../src/index.js';
import { expectGolden } from '../support/golden.js';
import { modelOf } from '../support/model.js';

const everything = new URL('golden/everything/', import.meta.url);

function readModel(): Resolve {
  return fromJson(readFileSync(new URL('model.json', everything), 'utf8'));
}

function mainPackage(resolve: Resolve, name: string): number {
  return resolve.packages.findIndex((pkg) => pkg.name.name === name);
}

/** The text of an empty package with this documentation. */
function withDocs(docs: string): string {
  const name = { namespace: 'a', name: 'b' };
  const pkg = { name, docs, interfaces: new Map(), worlds: new Map() };
  return printWit({ worlds: [], interfaces: [], types: [], packages: [pkg] }, 0);
}

describe('printWit', () => {
  it('prints every kind of item, and the other packages nested', () => {
    const resolve = readModel();
    const text = printWit(resolve, mainPackage(resolve, 'package'));
    expectGolden(text, new URL('printed.wit', everything));
  });

  it('leaves doc comments out when asked', () => {
    const resolve = readModel();
    const text = printWit(resolve, mainPackage(resolve, 'package'), { docs: false });
    expectGolden(text, new URL('printed-without-docs.wit', everything));
    expect(text).not.toContain('//');
  });

  it('prints the packages that are asked for alone', () => {
    const resolve = readModel();
    expect(printWit(resolve, mainPackage(resolve, 'second'), { nested: [] })).toBe(
      'package other:second;\n\ninterface one {\n}\n\n',
    );
  });

  it('writes `%` before a feature that is a keyword', () => {
    const { resolve, main } = modelOf('package a:b; @unstable(feature = %type) interface i {}');
    expect(printWit(resolve, main)).toContain('@unstable(feature = %type)\ninterface i {');
  });

  it('says what is broken in a model', () => {
    const resolve = readModel();
    expect(() => printWit(resolve, 99)).toThrow('there is no package 99 in this model');
    resolve.packages[0]?.interfaces.set('gone', 99);
    expect(() => printWit(resolve, 0)).toThrow('there is no interface 99 in this model');
  });

  it('splits documentation into lines and drops a last empty one', () => {
    expect(withDocs('')).toBe('package a:b;\n\n');
    expect(withDocs('\n')).toBe('///\npackage a:b;\n\n');
    expect(withDocs('a\r\n\n  b\n')).toBe('/// a\n///\n///   b\npackage a:b;\n\n');
  });
});

describe('printWitFiles', () => {
  it('names files by what tells their packages apart', () => {
    const names: [string, string, string?][] = [
      ['wasi', 'io', '0.2.0'],
      ['wasi', 'io', '0.2.1'],
      ['wasi', 'clocks', '0.2.0'],
      ['my', 'http'],
      ['wasi', 'http', '0.2.0'],
      ['wasi', 'http'],
    ];
    const resolve: Resolve = {
      worlds: [],
      interfaces: [],
      types: [],
      packages: names.map(([namespace, name, version]) => ({
        name: { namespace, name, ...(version !== undefined && { version }) },
        interfaces: new Map(),
        worlds: new Map(),
      })),
    };
    expect(printWitFiles(resolve, 2).map((file) => file.path)).toEqual([
      'deps/io@0.2.0.wit',
      'deps/io@0.2.1.wit',
      'clocks.wit',
      'deps/my:http.wit',
      'deps/wasi:http@0.2.0.wit',
      'deps/wasi:http.wit',
    ]);
  });

  it('prints each package alone', () => {
    const resolve = readModel();
    const main = mainPackage(resolve, 'package');
    const files = printWitFiles(resolve, main);
    expect(files.map((file) => file.path).toSorted()).toEqual([
      'deps/dep.wit',
      'deps/second.wit',
      'package.wit',
    ]);
    expect(files[main]?.text).toBe(printWit(resolve, main, { nested: [] }));
  });
});
