import { readFileSync } from 'node:fs';
import { resolveSources, selectWorld } from '@wit-ts/wit-parser';
import { describe, expect, it } from 'vitest';
import {
  type BackendName,
  BACKENDS,
  buildGuest,
  CAPABILITIES,
  type Feature,
} from '../src/index.js';

/** A world that uses each feature. */
const WORLDS: Readonly<Record<Feature, string>> = {
  'fixed-length-list': 'world w { export f: func(x: list<u8, 4>); }',
  map: 'world w { export f: func(x: map<string, u8>); }',
  'error-context': 'world w { export f: func(x: error-context); }',
  stream: 'world w { export f: func(x: stream<u8>); }',
  future: 'world w { export f: func(x: future<u8>); }',
  'async-export': 'world w { export f: async func(); }',
  'async-import': 'world w { import f: async func(); }',
  'fallible-constructor':
    'interface i { resource r { constructor() -> result<r, string>; } } world w { export i; }',
  'labelled-interface': 'interface i { f: func(); } world w { import a: i; }',
  'same-short-name':
    'interface i { f: func(); } world w { export i; export x:y/i; } package x:y { interface i { f: func(); } }',
  'global-name': 'world w { import escape: func(); }',
  'constructor-method':
    'interface i { resource r { %constructor: func(); } } world w { import i; }',
  'static-prototype':
    'interface i { resource r { prototype: static func(); } } world w { export i; }',
};

const wanted = (feature: Feature): string => CAPABILITIES[feature].name;

async function refusals(text: string, backend: BackendName): Promise<string[]> {
  const {
    resolve,
    package: id,
    origins,
    sources,
    diagnostics,
  } = resolveSources([{ path: 'w.wit', text: `package t:p;\n${text}` }], {});
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { world } = selectWorld(resolve, id ?? [], 'w');
  if (world === undefined) throw new Error('there is no world');
  const result = await buildGuest(
    { resolve, world, origins, sources, entry: 'app.ts', debug: false },
    { bundle: () => Promise.reject(new Error('bundled')) },
    { name: backend, componentize: () => Promise.reject(new Error('built')) },
  ).catch((error: unknown) => String(error));
  if (typeof result === 'string') return [result];
  return result.diagnostics.map(({ message, span }) => `${span?.file ?? 'nowhere'} ${message}`);
}

describe.each(Object.keys(BACKENDS) as BackendName[])('%s', (backend) => {
  it.each(Object.keys(WORLDS) as Feature[])(
    '%s is refused before anything is built, or not at all',
    async (feature) => {
      const found = await refusals(WORLDS[feature], backend);
      if (CAPABILITIES[feature][backend]) {
        expect(found.some((message) => message.includes(wanted(feature)))).toBe(false);
      } else {
        const title = BACKENDS[backend].title;
        const expected = `has ${wanted(feature)}, which the back end ${title} does not support`;
        expect(found.filter((message) => message.endsWith(expected))).toHaveLength(1);
        expect(found.every((message) => message.startsWith('w.wit '))).toBe(true);
      }
    },
  );
});

it('the documentation has the table', () => {
  const docs = readFileSync(new URL('../../../docs/guest-bindings.md', import.meta.url), 'utf8');
  for (const { name, quickjs, starlingmonkey } of Object.values(CAPABILITIES)) {
    const row = new RegExp(
      `^\\| ${name.replaceAll(/[()]/g, String.raw`\$&`)} *\\| ${cell(quickjs)} *\\| ${cell(starlingmonkey)} *\\|`,
      'm',
    );
    expect(docs).toMatch(row);
  }
});

function cell(can: boolean): string {
  return can ? 'yes' : 'no';
}
