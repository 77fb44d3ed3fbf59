import { describe, expect, it } from 'vitest';
import {
  exportize,
  importize,
  mergeWorldImportsBasedOnSemver,
  printWit,
  toJson,
  type Resolve,
} from '../../src/index.js';
import { itemsOf, modelOf, worldId } from '../support/model.js';

const ITEMS = `package my:p;
interface dep { type t = u8; }
interface api { use dep.{t}; f: func(x: t); }
interface other { g: func(); }
world taken {}
world w {
  import other;
  import plain: func();
  export api;
  export run: func();
}
world typed { use dep.{t}; import f: func(x: t); export g: func(x: t); }
`;

describe('importize', () => {
  it('imports what was exported, with what that needs', () => {
    const { resolve, main } = modelOf(ITEMS);
    const id = worldId(resolve, 'w');
    expect(importize(resolve, id)).toEqual([]);
    expect(itemsOf(resolve, id)).toEqual({ imports: ['my:p/dep', 'my:p/api', 'run'], exports: [] });
    expect([...(resolve.packages[main]?.worlds.keys() ?? [])]).toEqual([
      'taken',
      'typed',
      'w-importized',
    ]);
    expect(printWit(resolve, main)).toContain(
      'world w-importized {\n  import dep;\n  import api;\n  import run: func();\n}',
    );
  });

  it('keeps types, and takes the name that it is given', () => {
    const { resolve } = modelOf(ITEMS);
    const id = worldId(resolve, 'typed');
    expect(importize(resolve, id, 'client')).toEqual([]);
    expect(resolve.worlds[id]?.name).toBe('client');
    expect(itemsOf(resolve, id)).toEqual({ imports: ['my:p/dep', 't', 'g'], exports: [] });
  });

  it('may keep the name of the world', () => {
    const { resolve } = modelOf(ITEMS);
    expect(importize(resolve, worldId(resolve, 'w'), 'w')).toEqual([]);
  });

  it.each([
    ['taken', 'WIT0822', 'already has an interface or world `taken`'],
    ['other', 'WIT0822', 'already has an interface or world `other`'],
  ])('does not take the name %s', (name, code, message) => {
    const { resolve } = modelOf(ITEMS);
    const before = toJson(resolve);
    const diagnostics = importize(resolve, worldId(resolve, 'w'), name);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(diagnostics[0]?.message).toContain(message);
    expect(toJson(resolve)).toBe(before);
  });

  it('refuses an export that hides a type', () => {
    const { resolve } = modelOf('package a:b; world w { type x = u8; export x: func(); }');
    const before = toJson(resolve);
    expect(importize(resolve, 0).map(({ code }) => code)).toEqual(['WIT0821']);
    expect(toJson(resolve)).toBe(before);
  });
});

describe('exportize', () => {
  it('exports what was imported', () => {
    const { resolve } = modelOf(ITEMS);
    const id = worldId(resolve, 'w');
    expect(exportize(resolve, id)).toEqual([]);
    expect(resolve.worlds[id]?.name).toBe('w-exportized');
    // `dep` was an import because of the export `api`, so it became an export with the others.
    expect(itemsOf(resolve, id)).toEqual({
      imports: [],
      exports: ['plain', 'my:p/other', 'my:p/dep'],
    });
  });

  it('leaves the imports that are not chosen', () => {
    const { resolve } = modelOf(ITEMS);
    const id = worldId(resolve, 'w');
    expect(exportize(resolve, id, 'x', (key) => key === 'plain')).toEqual([]);
    expect(itemsOf(resolve, id)).toEqual({
      imports: ['my:p/other', 'my:p/dep'],
      exports: ['plain'],
    });
  });

  it('refuses types, and exports that would be imports too', () => {
    const { resolve } = modelOf(ITEMS);
    const before = toJson(resolve);
    expect(exportize(resolve, worldId(resolve, 'typed')).map(({ code }) => code)).toEqual([
      'WIT0823',
    ]);
    expect(toJson(resolve)).toBe(before);
    const conflict = modelOf(
      'package a:b; interface x { type t = u8; } interface y { use x.{t}; } interface z { use y.{t}; use x.{t as u}; } world w { import z; }',
    ).resolve;
    const text = toJson(conflict);
    const diagnostics = exportize(conflict, 0, 'v', (key) => key !== '#1');
    expect(diagnostics.map(({ code }) => code)).toEqual(['WIT0813']);
    expect(toJson(conflict)).toBe(text);
  });
});

/** Two compatible versions and one that is not, of a package whose interfaces depend on each other. */
function versions(
  main: string,
  change: (text: string, version: string) => string = (text) => text,
): Resolve {
  const io = (version: string): string =>
    change(
      `package x:io@${version} {
  interface poll { resource pollable { ready: func() -> bool; } }
  interface streams { use poll.{pollable}; record err { code: u8 } f: func(x: err) -> pollable; }
}`,
      version,
    );
  const http = `package x:http@0.2.0 {
  interface types { use x:io/streams@0.2.0.{err}; resource req { body: func() -> err; } }
  interface handler { use types.{req}; handle: func(r: req); }
}`;
  const packages = ['0.2.0', '0.2.2', '0.3.0', '0.2.0-rc1'].map(io).join('\n');
  return modelOf(`package my:main;\n${main}\n${http}\n${packages}`).resolve;
}

describe('mergeWorldImportsBasedOnSemver', () => {
  it('keeps the newest of compatible versions, and lets everything use it', () => {
    const resolve = versions(`world w {
      import x:io/streams@0.2.0;
      import x:io/streams@0.2.2;
      import x:io/streams@0.3.0;
      import x:io/streams@0.2.0-rc1;
      import x:http/types@0.2.0;
      export x:http/handler@0.2.0;
      import f: func();
    }`);
    expect(mergeWorldImportsBasedOnSemver(resolve, 0)).toEqual([]);
    expect(itemsOf(resolve, 0)).toEqual({
      imports: [
        'x:io/poll@0.2.2',
        'x:io/streams@0.2.2',
        'x:io/poll@0.3.0',
        'x:io/streams@0.3.0',
        'x:io/poll@0.2.0-rc1',
        'x:io/streams@0.2.0-rc1',
        'x:http/types@0.2.0',
        'f',
      ],
      exports: ['x:http/handler@0.2.0'],
    });
    const http = resolve.packages.findIndex((pkg) => pkg.name.name === 'http');
    expect(printWit(resolve, http, { nested: [] })).toContain('use x:io/streams@0.2.2.{err};');
  });

  it('changes nothing where versions do not meet', () => {
    const resolve = versions('world w { import x:io/streams@0.2.0; import x:io/streams@0.3.0; }');
    const before = toJson(resolve);
    expect(mergeWorldImportsBasedOnSemver(resolve, 0)).toEqual([]);
    expect(toJson(resolve)).toBe(before);
  });

  it('brings in what the newer version needs in other worlds too', () => {
    const resolve = versions(`world a { import x:io/streams@0.2.2; import x:http/types@0.2.0; }
      world b { import x:http/types@0.2.0; }`);
    expect(mergeWorldImportsBasedOnSemver(resolve, worldId(resolve, 'a'))).toEqual([]);
    expect(itemsOf(resolve, worldId(resolve, 'b')).imports).toContain('x:io/streams@0.2.2');
  });

  it.each([
    [/x: err/, 'y: err', '(function `f`): a parameter is called `y` in one and `x` in the other'],
    [/x: err/, 'x: err, z: u8', 'their numbers of parameters are 2 and 1'],
    [/\berr\b/g, 'error', '(type `err`): the newer one does not have it'],
  ])('refuses a newer version in which %s is %s', (old, changed, message) => {
    const resolve = versions(
      'world w { import x:io/streams@0.2.2; import x:http/types@0.2.0; }',
      (text, version) => (version === '0.2.2' ? text.replace(old, changed) : text),
    );
    const before = toJson(resolve);
    const diagnostics = mergeWorldImportsBasedOnSemver(resolve, 0);
    expect(diagnostics.map(({ code }) => code)).toEqual(['WIT0812']);
    const [diagnostic] = diagnostics;
    expect(diagnostic?.message).toContain(
      '`x:io/streams@0.2.0` cannot be replaced by `x:io/streams@0.2.2`',
    );
    expect(diagnostic?.message).toContain(message);
    expect(toJson(resolve)).toBe(before);
  });
});
