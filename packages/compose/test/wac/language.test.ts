/**
 * The language section by section, in the shapes that its documentation shows: each document gives a component of the type
 * that the documentation says, and where native wac is on the PATH, of the same type as its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Entity, isSubtype, readComponent, typeOfComponent } from '@wit-ts/component';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeWac } from '../../src/index.js';
import { itemDeclaration } from '../../src/explain/declaration.js';
import { loaderOf, type Packages, placed } from './support.js';

const hasWac = spawnSync('wac', ['--version']).status === 0;

/** Worlds of components that are made with bodies that trap. */
const WORLDS = new Map([
  ['t:name', 'world w { export name: func() -> string; }'],
  ['t:greeter', 'world w { import name: func() -> string; export greet: func() -> string; }'],
  ['t:polite', 'interface greeter { greet: func() -> string; } world w { export greeter; }'],
  ['t:wants-f', 'world w { import i: interface { f: func(); } export run: func(); }'],
  ['t:wants-g', 'world w { import i: interface { g: func() -> string; } export walk: func(); }'],
  ['t:stream', 'world w { export read: func() -> list<u8>; }'],
  [
    't:reader',
    'interface input-stream { read: func() -> list<u8>; } world w { import input-stream; import log: func(line: string); export run: func(); }',
  ],
  [
    't:writer',
    'interface output-stream { write: func(bytes: list<u8>); } world w { export output-stream; export log: func(line: string); }',
  ],
  ['t:setup', 'interface setup { prepare: func(); } world w { export setup; export run: func(); }'],
  ['t:runner', 'world w { export run: func(); export stop: func(); }'],
  [
    't:handles',
    'interface types { resource handle { get: func() -> u32; } } interface make { use types.{handle}; make: func() -> handle; } world w { export types; export make; }',
  ],
  [
    't:takes',
    'interface types { resource handle { get: func() -> u32; } } interface make { use types.{handle}; make: func() -> handle; } world w { import types; import make; export total: func() -> u32; }',
  ],
]);
/** All components speak of one package, so that their interfaces meet. */
const INTERFACES = 'acme:app@1.0.0';

const WIT: Packages = {
  'acme:greeter':
    'package acme:greeter;\ninterface greeter {\n  greet: func() -> string;\n}\nworld service {\n  import name: func() -> string;\n  export greet: func() -> string;\n}\n',
};

interface Example {
  title: string;
  document: string;
  /** `import …` and `export …`, as WIT declares them. */
  gives: string[];
  /** What native wac says of an example of its own documentation. */
  refusedByWac?: string;
}

const EXAMPLES: Example[] = [
  {
    title: 'instances and arguments',
    document:
      'let n = new t:name {};\nlet greeter = new t:greeter { name: n.name };\nexport greeter.greet;',
    gives: ['export greet: func() -> string'],
  },
  {
    title: 'an empty composition',
    document: '',
    gives: [],
  },
  {
    title: 'targets',
    document:
      '@targets acme:greeter/service;\nlet greeter = new t:greeter { ... };\nexport greeter.greet;',
    gives: ['import name: func() -> string', 'export greet: func() -> string'],
  },
  {
    title: 'the import of an interface of a package',
    document: 'import greeter: acme:greeter/greeter;\nexport greeter.greet;',
    gives: ['import acme:greeter/greeter { greet }', 'export greet: func() -> string'],
  },
  {
    title: 'an import under another name',
    document: 'import greeter as my-greeter: acme:greeter/greeter;\nexport greeter.greet;',
    gives: ['import my-greeter: acme:greeter/greeter { greet }', 'export greet: func() -> string'],
  },
  {
    title: 'imports of inline types',
    document:
      'import greeter: interface {\n  greet: func() -> string;\n};\nimport hello: func() -> string;\nexport greeter.greet;\nexport hello;',
    gives: [
      'import interface greeter { greet }',
      'import hello: func() -> string',
      'export greet: func() -> string',
      'export hello: func() -> string',
    ],
  },
  {
    title: 'implicit imports',
    document: 'let x = new t:wants-f { ... };\nexport x.run;',
    gives: ['import interface i { f }', 'export run: func()'],
  },
  {
    title: 'the same with an explicit import',
    document:
      'import i: interface {\n  f: func();\n};\nlet x = new t:wants-f { i };\nexport x.run;',
    gives: ['import interface i { f }', 'export run: func()'],
  },
  {
    title: 'implicit imports of two instances, merged',
    document:
      'let x = new t:wants-f { ... };\nlet y = new t:wants-g { ... };\nexport x.run;\nexport y.walk;',
    gives: ['import interface i { f, g }', 'export run: func()', 'export walk: func()'],
  },
  {
    title: 'one import for two instances',
    document:
      'import i: interface {\n  f: func();\n  g: func() -> string;\n};\nlet x = new t:wants-f { i };\nlet y = new t:wants-g { i };\nexport x.run;\nexport y.walk;',
    gives: ['import interface i { f, g }', 'export run: func()', 'export walk: func()'],
  },
  {
    title: 'an instance as an argument, by the last part of a path',
    document:
      'let stream = new t:stream {};\nlet x = new t:reader { input-stream: stream, ... };\nexport x.run;',
    gives: ['import log: func(line: string)', 'export run: func()'],
    refusedByWac: 'unexpected `stream` keyword',
  },
  {
    title: 'spread arguments',
    document:
      'let w = new t:writer {};\nlet input = new t:stream {};\nlet x = new t:reader { input-stream: input, ...w };\nexport x.run;',
    gives: ['export run: func()'],
  },
  {
    title: 'spread arguments before named ones',
    document:
      'let w = new t:writer {};\nlet input = new t:stream {};\nlet x = new t:reader { ...w, input-stream: input };\nexport x.run;',
    gives: ['export run: func()'],
  },
  {
    title: 'access by the last part of a path, and by the whole',
    document:
      'let w = new t:writer {};\nlet s = w.output-stream;\nlet whole = w["acme:app/output-stream@1.0.0"];\nexport s.write;\nexport whole as other;',
    gives: ['export write: func(bytes: list<u8>)', 'export interface other { write }'],
  },
  {
    title: 'exports and their names',
    document:
      'let x = new t:runner {};\nlet my-run = x.run;\nexport my-run;\nexport x.stop as halt;',
    gives: ['export run: func()', 'export halt: func()'],
  },
  {
    title: 'spread exports',
    document: 'let x = new t:setup {};\nexport x...;',
    gives: ['export run: func()', 'export acme:app/setup@1.0.0 { prepare }'],
  },
  {
    title: 'spread exports, of which the first of a name stays',
    document: 'let x = new t:setup {};\nlet y = new t:runner {};\nexport y.run;\nexport x...;',
    gives: ['export run: func()', 'export acme:app/setup@1.0.0 { prepare }'],
  },
  {
    title: 'an export of an interface under its path',
    document: 'let p = new t:polite {};\nexport p.greeter;',
    gives: ['export acme:app/greeter@1.0.0 { greet }'],
  },
  {
    title: 'nested expressions',
    document: 'export (new t:greeter { name: (new t:name {}).name }).greet as "greet-all";',
    gives: ['export greet-all: func() -> string'],
  },
  {
    title: 'resources that instances share',
    document: 'let h = new t:handles {};\nlet t = new t:takes { ...h };\nexport t.total;',
    gives: ['export total: func() -> u32'],
  },
];

let tools: WasmTools;
let packages: Packages;
let folder: string;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
  const made = [...WORLDS].map(([name, world]) => {
    const core = tools.componentEmbed({ wit: { text: `package ${INTERFACES};\n${world}` } });
    return [name, tools.componentNew(core)] as const;
  });
  packages = { ...WIT, ...Object.fromEntries(made) };
  folder = mkdtempSync(join(tmpdir(), 'wit-ts-wac-'));
  for (const [name, content] of Object.entries(packages)) {
    const ending = typeof content === 'string' ? '.wit' : '.wasm';
    const path = join(folder, 'deps', ...name.split(':'));
    const file = ending === '.wit' ? join(path, 'package.wit') : `${path}.wasm`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function textOf({ document }: Example): string {
  const [, target, rest = document] = /^@targets ([^;]*);\n([^]*)$/.exec(document) ?? [];
  return `package x:y${target === undefined ? '' : ` targets ${target}`};\n${rest}\n`;
}

function typeOf(bytes: Uint8Array): Extract<Entity, { kind: 'component' }> {
  const { component } = readComponent(bytes, { name: 'app.wasm' });
  const type = component && typeOfComponent(component).type;
  if (type === undefined) throw new Error('it is a component');
  return { kind: 'component', type };
}

describe('documents', () => {
  it.each(EXAMPLES)('$title', (example) => {
    const text = textOf(example);
    const { bytes, diagnostics } = composeWac(text, 'app.wac', {
      loadDependency: loaderOf(packages, tools),
    });
    expect(placed(diagnostics, text)).toEqual([]);
    if (bytes === undefined) throw new Error('it is composed');
    expect(tools.validate(bytes).message ?? 'valid').toBe('valid');
    const ours = typeOf(bytes);
    const { imports, exports } = ours.type;
    expect([
      ...[...imports.values()].map((item) => `import ${itemDeclaration(item)}`),
      ...[...exports.values()].map((item) => `export ${itemDeclaration(item)}`),
    ]).toEqual(example.gives);
    if (!hasWac) return;
    const [source, output] = [join(folder, 'app.wac'), join(folder, 'app.wasm')];
    writeFileSync(source, text);
    const args = ['compose', source, '--deps-dir', join(folder, 'deps'), '-o', output];
    const run = spawnSync('wac', args, { encoding: 'utf8' });
    if (example.refusedByWac !== undefined) {
      expect(run.stderr).toContain(example.refusedByWac);
      return;
    }
    expect({ status: run.status, said: run.stderr }).toEqual({ status: 0, said: '' });
    const theirs = typeOf(readFileSync(output));
    expect([isSubtype(ours, theirs), isSubtype(theirs, ours)]).toEqual([true, true]);
  });
});
