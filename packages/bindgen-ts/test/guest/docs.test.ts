import { resolveSources, type Resolve } from '@wit-ts/wit-parser';
import fc from 'fast-check';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { generateGuest, generateGuestStub } from '../../src/guest/index.js';

const wit = `package a:b@1.0.0;
interface i {
  record r { f: u8 }
  variant v { c(u8), d }
  enum e { g, h }
  flags l { m, n }
  type t = list<u8>;
  resource s { constructor(); o: func(); p: static func() -> result<_, string>; }
  q: func();
}
world w {
  import i;
  export i;
  export x: func();
  record y { z: u8 }
}
`;

/** The model, with a text as every doc comment. */
function documented(text: string | undefined): Resolve {
  const { resolve } = resolveSources([{ path: 'a.wit', text: wit }]);
  const docs = text === undefined ? {} : { docs: text };
  for (const item of [...resolve.packages, ...resolve.worlds, ...resolve.interfaces]) {
    Object.assign(item, docs);
  }
  for (const type of resolve.types) {
    Object.assign(type, docs);
    if (type.kind.kind === 'record') for (const f of type.kind.fields) Object.assign(f, docs);
    if (type.kind.kind === 'flags') for (const f of type.kind.flags) Object.assign(f, docs);
    if (type.kind.kind === 'variant' || type.kind.kind === 'enum') {
      for (const item of type.kind.cases) Object.assign(item, docs);
    }
  }
  for (const { functions } of resolve.interfaces) {
    for (const item of functions.values()) Object.assign(item, docs);
  }
  for (const { imports, exports } of resolve.worlds) {
    for (const item of [...imports.values(), ...exports.values()]) {
      Object.assign(item.kind === 'function' ? item.function : item, docs);
    }
  }
  return resolve;
}

/** The code of all files, without comments. */
async function code(resolve: Resolve, lang: 'ts' | 'js'): Promise<string> {
  const files = await generateGuest({ resolve, world: 0, lang });
  const stub = generateGuestStub({ resolve, world: 0, lang, bindings: './b' });
  const printer = ts.createPrinter({ removeComments: true });
  return [...files, { path: `stub.${lang}`, content: stub }]
    .map(({ path, content }) => {
      const source = ts.createSourceFile(path, String(content), ts.ScriptTarget.ES2022);
      expect('parseDiagnostics' in source ? source.parseDiagnostics : undefined, path).toEqual([]);
      return `${path}\n${printer.printFile(source)}`;
    })
    .join('\n');
}

const hostile = fc.oneof(
  fc.constantFrom(
    '*/ export const pwned = 1; /*',
    '*\\/ */',
    '/** */',
    '\u2028*/\u2029',
    '\r*/\r\n/*\n',
    '`${1}`',
    '"; import "x',
    '</script>',
    '@ts-ignore\n@ts-nocheck',
    '\u0000\u202e',
  ),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('*', '/', '\\', '\n', '\r', ' ', '{', '}', '@', '\u2028', 'x'))
    .map((parts) => parts.join('')),
);

describe('doc comments', () => {
  it.each(['ts', 'js'] as const)('never become code (%s)', async (lang) => {
    const plain = await code(documented(undefined), lang);
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        expect(await code(documented(text), lang)).toBe(plain);
      }),
      { numRuns: 60 },
    );
  });

  it('are carried over', async () => {
    const files = await generateGuest({ resolve: documented('Says what it is.'), world: 0 });
    const counts = files.map(
      ({ path, content }) => [path, String(content).split('Says what it is.').length - 1] as const,
    );
    // World and function; interface, types, cases, fields and functions, in an export and in an import.
    expect(Object.fromEntries(counts)).toEqual({
      'w.ts': 2,
      'exports/a-b-i.ts': 18,
      'imports/a-b-i.d.ts': 18,
      'imports/w-world.d.ts': 2,
    });
  });
});
