import { componentToWit, readComponent, typeOfComponent } from '@wit-ts/component';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { printWit } from '@wit-ts/wit-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeWac, type ComposeWacResult } from '../../src/index.js';
import { loaderOf, type Packages, placed } from './support.js';

const INTERFACES = `package acme:kv@1.0.0;
interface types {
  resource key { constructor(s: string); text: func() -> string; }
  record entry { name: string, value: list<u8> }
}
interface store {
  use types.{key, entry};
  get: func(k: borrow<key>) -> option<entry>;
  put: func(k: key, e: entry);
}
interface log { enum level { low, high } log: func(l: level, t: string); }
`;

const WORLDS = {
  't:store': 'world w { export types; export store; }',
  't:cache': 'world w { import types; import store; export store; }',
  't:logger': 'world w { import log; export log; import now: func() -> u64; }',
  't:app':
    'world w { use types.{entry}; import types; import store; import log; import now: func() -> u64; export run: func() -> list<entry>; }',
};

let tools: WasmTools;
let packages: Packages;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
  const made = Object.entries(WORLDS).map(([name, world]) => {
    const core = tools.componentEmbed({ wit: { text: INTERFACES + world } });
    return [name, tools.componentNew(core)] as const;
  });
  packages = {
    ...Object.fromEntries(made),
    'acme:kv': `${INTERFACES}world host { import types; import store; import log; import now: func() -> u64; use types.{entry}; export run: func() -> list<entry>; }`,
  };
});

function composed(body: string, head = 'package x:y;'): ComposeWacResult & { mistakes: string[] } {
  const text = `${head}\n${body}`;
  const result = composeWac(text, 'app.wac', { loadDependency: loaderOf(packages, tools) });
  if (result.bytes !== undefined) {
    expect(tools.validate(result.bytes).message ?? 'valid').toBe('valid');
  }
  return { ...result, mistakes: placed(result.diagnostics, text) };
}

/** The world of the result, without the interfaces that it mentions. */
function worldOf(body: string, head?: string): string[] {
  const { bytes, mistakes } = composed(body, head);
  expect(mistakes).toEqual([]);
  const decoded = componentToWit(bytes ?? new Uint8Array(), { name: 'app.wasm' });
  if (!decoded.ok) throw new Error(decoded.diagnostics[0]?.message);
  const text = printWit(decoded.resolve, decoded.package);
  const world = text.slice(text.indexOf('world root {') + 12, text.indexOf('\n}'));
  return world.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

/** Names of imports and exports, where WIT cannot say what the result is. */
function namesOf(body: string): { imports: string[]; exports: string[] } {
  const { bytes, mistakes } = composed(body);
  expect(mistakes).toEqual([]);
  const { component } = readComponent(bytes ?? new Uint8Array(), { name: 'app.wasm' });
  const type = component && typeOfComponent(component).type;
  return { imports: [...(type?.imports.keys() ?? [])], exports: [...(type?.exports.keys() ?? [])] };
}

function io(version: string, more: string): string {
  return `package test:io@${version} { interface streams { resource output { ${more} } } interface log { use streams.{output}; to: func(out: borrow<output>); } }`;
}

describe('instances', () => {
  it('take the exports of others, with the resources that these share', () => {
    expect(
      worldOf(
        'let s = new t:store {};\nlet c = new t:cache { ...s };\nlet a = new t:app { types: s.types, store: c.store, ... };\nexport a.run;',
      ),
    ).toEqual([
      'import acme:kv/log@1.0.0;',
      'record entry {',
      'name: string,',
      'value: list<u8>,',
      '}',
      'import now: func() -> u64;',
      'export run: func() -> list<entry>;',
    ]);
  });

  it('share the imports that `...` makes', () => {
    const world = worldOf(
      'let c = new t:cache { ... };\nlet l = new t:logger { ... };\nlet a = new t:app { store: c.store, log: l.log, ... };\nexport a...;',
    );
    expect(world.filter((line) => line.startsWith('import'))).toEqual([
      'import acme:kv/log@1.0.0;',
      'import acme:kv/types@1.0.0;',
      'import acme:kv/store@1.0.0;',
      'import now: func() -> u64;',
    ]);
  });

  it('of one component can be many, one the argument of the other', () => {
    expect(
      worldOf(
        'export (new t:logger { log: (new t:logger { ... })["acme:kv/log@1.0.0"], ... }).log;',
      ),
    ).toEqual([
      'import acme:kv/log@1.0.0;',
      'import now: func() -> u64;',
      'export acme:kv/log@1.0.0;',
    ]);
  });

  it('share resources of imports in two versions of one semver track', () => {
    const made = (wit: string): Uint8Array =>
      tools.componentNew(tools.componentEmbed({ wit: { text: wit } }));
    const versions = {
      't:logger': made(
        `package l:logger;\n${io('0.2.0', '')}\nworld w { import test:io/streams@0.2.0; export test:io/log@0.2.0; }`,
      ),
      't:main': made(
        `package l:main;\n${io('0.2.6', 'flush: func();')}\nworld w { import test:io/streams@0.2.6; import test:io/log@0.2.6; export run: func(); }`,
      ),
    };
    const text =
      'package x:y;\nlet l = new t:logger { ... };\nlet m = new t:main { "test:io/log@0.2.6": l["test:io/log@0.2.0"], ... };\nexport m.run;';
    const result = composeWac(text, 'app.wac', { loadDependency: loaderOf(versions, tools) });
    expect(placed(result.diagnostics, text)).toEqual([]);
    expect(tools.validate(result.bytes ?? new Uint8Array()).message ?? 'valid').toBe('valid');
  });

  it('do not take the resources of another instance', () => {
    const { mistakes } = composed(
      'let s = new t:store {};\nlet s2 = new t:store {};\nlet a = new t:app { types: s.types, store: s2.store, ... };',
    );
    expect(mistakes).toEqual([expect.stringMatching(/^4:37 LNK0120 .*resource key/)]);
  });
});

describe('packages', () => {
  it('that are not valid are named, with their files', () => {
    const broken = tools.parse(`(component
      (core module $log (func (export "log")))
      (core instance $core (instantiate $log))
      (core module $app (import "log" "now" (func)))
      (core instance (instantiate $app (with "log" (instance $core)))))`);
    const text = 'package x:y;\nlet s = new t:store {};\nlet b = new t:broken {};\nexport s.types;';
    const loadDependency = loaderOf({ ...packages, 't:broken': broken }, tools);
    const { bytes, diagnostics } = composeWac(text, 'app.wac', { loadDependency });
    expect(bytes).toBeUndefined();
    expect(placed(diagnostics, text)).toEqual([
      '3:13 LNK0102 the package `t:broken` cannot be used: t:broken: core instance section: the argument `log` of a core instantiation has no export `now`',
    ]);
  });
});

describe('imports', () => {
  it('under other names keep their types together', () => {
    const world = worldOf(
      'import now: func() -> u64;\nimport types: acme:kv/types;\nimport store: acme:kv/store;\nimport log as "other": acme:kv/log;\nexport new t:app { now, log, types, store, ... } as app;',
    );
    expect(world.slice(0, 4)).toEqual([
      'import acme:kv/types;',
      'import acme:kv/store;',
      'import other: acme:kv/log@1.0.0;',
      'use acme:kv/types.{entry};',
    ]);
  });

  it('bring the interfaces of which they use types', () => {
    expect(namesOf('import s: acme:kv/store;\nexport s;')).toEqual({
      imports: ['acme:kv/types@1.0.0', 'acme:kv/store'],
      exports: ['acme:kv/store@1.0.0'],
    });
  });

  it('cannot use types of the document', () => {
    const { mistakes } = composed('record p { a: u8 }\nimport f: func(a: p);');
    expect(mistakes).toEqual([expect.stringMatching(/^1:1 LNK0127 .*record/)]);
  });
});

describe('definitions', () => {
  it('are exported under their names, or another one', () => {
    expect(
      namesOf(
        'interface i { use acme:kv/types.{key}; f: func(k: borrow<key>); }\nworld w { import i; include acme:kv/host; export l: i; }\ntype t = map<string, list<u8, 4>>;\nexport t as "u";\nimport i2: i;',
      ),
    ).toEqual({ imports: ['acme:kv/types@1.0.0', 'i2'], exports: ['i', 'w', 'u'] });
  });

  it('name the resources of an import', () => {
    expect(
      namesOf('import e: interface { resource r; f: func(x: borrow<r>); };\nexport e...;'),
    ).toEqual({ imports: ['e'], exports: ['r', 'f'] });
  });
});

describe('targets', () => {
  it('are met by fewer imports', () => {
    expect(
      worldOf('let a = new t:app { ... };\nexport a...;', 'package x:y targets acme:kv/host;'),
    ).toContain('export run: func() -> list<entry>;');
  });

  it('say what is missing and what is too much', () => {
    const { mistakes } = composed(
      'import extra: func();\nexport extra as other;',
      'package x:y targets acme:kv/host;',
    );
    expect(mistakes).toEqual([
      '2:8 LNK0124 the world `acme:kv/host` has no import `extra`',
      '1:21 LNK0125 the world `acme:kv/host` wants an export `run`',
    ]);
  });
});

describe('bad input', () => {
  it.each([
    ['', '1:1'],
    ['\0', '1:1'],
    ['package', '1:7'],
    ['package a:b;\nexport new', '2:10'],
    ['package a:b;\nlet constructor = __proto__;', '2:5'],
    ['package a:b;\nimport f: interface { use f.{f}; };', '2:27'],
  ])('%j is refused at its place', (text, at) => {
    const { diagnostics, bytes } = composeWac(text, 'app.wac', {
      loadDependency: loaderOf(packages, tools),
    });
    expect(bytes).toBeUndefined();
    expect(placed(diagnostics, text)[0]).toMatch(new RegExp(`^${at} `));
  });

  it('is never a surprise, however a document is cut', () => {
    const text =
      'package x:y targets acme:kv/host;\nimport i: interface { resource r { constructor(); m: func(a: list<option<u8>>) -> result<_, string>; } };\nworld w { include acme:kv/host with { run as go }; }\nlet a = new t:app { log: (new t:logger { ... }).log, ... };\nexport a... ;\n';
    for (let end = 0; end < text.length; end += 3) {
      const { bytes, diagnostics } = composeWac(text.slice(0, end), 'app.wac', {
        loadDependency: loaderOf(packages, tools),
      });
      expect(bytes === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
    }
  });
});
