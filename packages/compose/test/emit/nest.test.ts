/** Compositions of more components than one component may hold instances. */
import {
  ComponentBuilder,
  type ComponentTy,
  componentToWit,
  externName,
  readComponent,
  typeOfComponent,
  validateComponent,
} from '@wit-ts/component';
import { printWit } from '@wit-ts/wit-parser';
import { type WasmTools, loadWasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ComposeInput,
  type ComposeOptions,
  compose,
  composeWac,
  type LoadDependency,
} from '../../src/index.js';

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

/** Hands on an interface that uses types of the host, for {@link template}. */
const LINK_OF_HOST = `(component
  (import "a:host/types@0.2.0" (instance $types
    (export "r" (type (sub resource)))
    (type $enum (enum "x" "y"))
    (export "e" (type (eq $enum)))))
  (alias export $types "r" (type $r))
  (alias export $types "e" (type $e))
  (import "a:chain/step-n0000" (instance $before
    (export "r" (type (eq $r)))
    (export "e" (type (eq $e)))
    (export "run" (func))))
  (instance $here
    (export "r" (type $r))
    (export "e" (type $e))
    (export "run" (func $before "run")))
  (export "a:chain/step-n0001" (instance $here)))`;

/** Assembles a text once, and makes components of it by putting other digits in place of `0000` and `0001`. */
function template(text: string): (index: number) => Uint8Array {
  const bytes = tools.parse(text);
  const places = [0, 1].map((offset) => {
    const digits = new TextEncoder().encode(`000${offset}`);
    return [...bytes.keys()].filter((at) => digits.every((digit, i) => bytes[at + i] === digit));
  });
  return (index) => {
    const copy = bytes.slice();
    for (const [offset, ats] of places.entries()) {
      const digits = new TextEncoder().encode(String(index + offset).padStart(4, '0'));
      for (const at of ats) copy.set(digits, at);
    }
    return copy;
  };
}

function input(name: string, bytes: Uint8Array): ComposeInput {
  return { name, path: `${name}.wasm`, bytes };
}

/** Composes, and checks the result with our own rules and with wasm-tools. */
function composed(inputs: readonly ComposeInput[], options: ComposeOptions = {}): Uint8Array {
  const { bytes, diagnostics } = compose(inputs, options);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (bytes === undefined) throw new Error('no component');
  const { component, diagnostics: mistakes } = readComponent(bytes, { name: 'app.wasm' });
  expect(mistakes).toEqual([]);
  expect(component && validateComponent(component)).toEqual([]);
  expect(tools.validate(bytes).message).toBeUndefined();
  return bytes;
}

function witOf(bytes: Uint8Array): string {
  const decoded = componentToWit(bytes, { name: 'app.wasm' });
  if (!decoded.ok) throw new Error(decoded.diagnostics[0]?.message);
  return printWit(decoded.resolve, decoded.package);
}

function typeOf(bytes: Uint8Array): ComponentTy {
  const { component } = readComponent(bytes, { name: 'app.wasm' });
  const type = component && typeOfComponent(component).type;
  if (type === undefined) throw new Error('no type');
  return type;
}

function countOf(haystack: Uint8Array, needle: Uint8Array): number {
  const text = Buffer.from(haystack);
  let count = 0;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) count++;
  return count;
}

/** A component of two interfaces, of which one uses a type of the other. */
function ofWorld(name: string, world: string): ComposeInput {
  const wit = `package a:t;
    interface types { record p { x: u8 } g: func(); }
    interface api { use types.{p}; f: func(a: p); }
    world w { ${world} }`;
  return input(name, tools.componentNew(tools.componentEmbed({ wit: { text: wit } })));
}

describe('large compositions', () => {
  it('are nested where there are more than 1,000 instances', () => {
    const link = template(`(component
      (import "a:chain/step-n0000" (instance $before (export "run" (func (result u32)))))
      (export "a:chain/step-n0001" (instance $before)))`);
    const inputs = Array.from({ length: 600 }, (_, index) => input(`c${index}`, link(index)));
    const bytes = composed(inputs);
    expect(witOf(bytes)).toBe(
      witOf(composed([input('c', link(0))])).replaceAll('step-n0001', 'step-n0600'),
    );
    expect(compose(inputs.toReversed()).bytes).toEqual(bytes);
  });

  it('keep resources and the types that are used of other interfaces', () => {
    const link = template(LINK_OF_HOST);
    const bytes = composed(
      Array.from({ length: 600 }, (_, index) => input(`c${index}`, link(index))),
    );
    const { imports, exports } = typeOf(bytes);
    expect([...imports.keys()]).toEqual(['a:host/types@0.2.0', 'a:chain/step-n0000']);
    expect([...exports.keys()]).toEqual(['a:chain/step-n0600']);
  });

  it('give a resource that one of them defines to all others', () => {
    const owner = input(
      'owner',
      tools.parse(`(component
        (type $r (resource (rep i32)))
        (instance $types (export "r" (type $r)))
        (export "a:owner/types" (instance $types)))`),
    );
    const link = template(`(component
      (import "a:owner/types" (instance $types (export "r" (type (sub resource)))))
      (alias export $types "r" (type $r))
      (import "a:chain/step-n0000" (instance $before
        (export "r" (type $r0 (eq $r)))
        (export "run" (func))))
      (instance $here
        (export "r" (type $r))
        (export "run" (func $before "run")))
      (export "a:chain/step-n0001" (instance $here)))`);
    const first = input(
      'first',
      tools.parse(`(component
        (import "a:owner/types" (instance $types (export "r" (type (sub resource)))))
        (alias export $types "r" (type $r))
        (import "run" (func $run))
        (instance $here (export "r" (type $r)) (export "run" (func $run)))
        (export "a:chain/step-n0000" (instance $here)))`),
    );
    const links = Array.from({ length: 600 }, (_, index) => input(`c${index}`, link(index)));
    const { imports, exports } = typeOf(composed([owner, first, ...links]));
    expect([...imports.keys()]).toEqual(['run']);
    expect([...exports.keys()]).toEqual(['a:owner/types', 'a:chain/step-n0600']);
  });

  it('import the types alone that an import uses of an interface inside', () => {
    const pair = [
      ofWorld('owner', 'export types;'),
      ofWorld('user', 'import types; import api; export run: func();'),
    ];
    const link = template(`(component
      (import "a:chain/step-n0000" (instance $before (export "run" (func))))
      (export "a:chain/step-n0001" (instance $before)))`);
    const others = Array.from({ length: 600 }, (_, index) => input(`c${index}`, link(index)));
    // Beside each other, and in groups of their own.
    for (const inputs of [
      [...pair, ...others],
      [pair[0] as ComposeInput, ...others, pair[1] as ComposeInput],
    ]) {
      const named = inputs.map((each, index) => ({
        ...each,
        name: `n${String(index).padStart(4, '0')}-${each.name}`,
      }));
      const { imports } = typeOf(composed(named));
      expect([...imports.keys()]).toEqual(['a:chain/step-n0000', 'a:t/types', 'a:t/api']);
      const types = imports.get('a:t/types')?.entity;
      expect(types?.kind === 'instance' && [...types.type.exports.keys()]).toEqual(['p']);
    }
  });

  it('tell imports of one name apart', () => {
    const layer = template(`(component
      (import "a:web/handler" (instance $next (export "handle" (func))))
      (instance $here (export "handle" (func $next "handle")))
      (export "a:web/handler" (instance $here))
      (export "x-n0000" (func $next "handle")))`);
    const count = 600;
    const inputs = Array.from({ length: count }, (_, index) =>
      input(`c${String(index).padStart(4, '0')}`, layer(index)),
    );
    const links = inputs.slice(1).map(({ name }, index) => ({
      importer: name,
      import: 'a:web/handler',
      provider: inputs[index]?.name ?? '',
    }));
    const last = inputs.at(-1)?.name ?? '';
    const bytes = composed(inputs, {
      links: [{ importer: 'c0000', import: 'a:web/handler', provider: '' }, ...links],
      exports: [{ name: 'a:web/handler', from: last }, { name: 'x-n0007' }],
    });
    expect(witOf(bytes)).toMatch(
      /import a:web\/handler;\s+export a:web\/handler;\s+export x-n0007: func\(\);/,
    );
  });

  it('embed a component once where many groups hold it', () => {
    const builder = new ComponentBuilder();
    const big = new Uint8Array(5000).fill(42);
    builder.custom('big', big);
    const type = builder.type({ kind: 'func', async: false, params: [], result: undefined });
    const run = builder.import(externName('run'), { kind: 'func', index: type });
    const instance = builder.instance([
      { name: externName('run'), item: { sort: 'func', index: run } },
    ]);
    builder.export(externName('a:shared/api'), { sort: 'instance', index: instance });
    const user = template(`(component
      (import "a:shared/api" (instance $api (export "run" (func))))
      (export "x-n0000" (func $api "run")))`);
    const users = Array.from({ length: 600 }, (_, index) => input(`user${index}`, user(index)));
    const bytes = composed([input('shared', builder.finish()), ...users], {
      newInstance: ['shared'],
    });
    expect(countOf(bytes, big)).toBe(1);
  });

  it('may export any number of functions', () => {
    const builder = new ComponentBuilder();
    const type = builder.type({ kind: 'func', async: false, params: [], result: undefined });
    const run = builder.import(externName('run'), { kind: 'func', index: type });
    const names = Array.from({ length: 1100 }, (_, index) => `f-n${index}`);
    for (const name of names) builder.export(externName(name), { sort: 'func', index: run });
    const { exports } = typeOf(composed([input('many', builder.finish())]));
    expect([...exports.keys()]).toEqual(names.toSorted());
  });

  it('are refused where the result itself would be too large', () => {
    const one = template(`(component
      (instance $empty)
      (export "a:many/api-n0000" (instance $empty)))`);
    const inputs = Array.from({ length: 600 }, (_, index) => input(`c${index}`, one(index)));
    const { bytes, diagnostics } = compose(inputs);
    expect(bytes).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['LNK0008']);
    composed(inputs, { exports: [{ name: 'a:many/api-n0003' }] });
  });
});

/** A name of the chain, as a document writes it. */
function port(index: number): string {
  return `"a:chain/step-n${String(index).padStart(4, '0')}"`;
}

/** A chain of so many components, the first of which imports what it needs. */
function chain(count: number, statements: string): ReturnType<typeof composeWac> {
  const link = template(LINK_OF_HOST);
  const lines = ['package a:app;', statements];
  for (let index = 0; index < count; index++) {
    const before = index === 0 ? '...' : `${port(index)}: c${index - 1}[${port(index)}]`;
    lines.push(`let c${index} = new a:c${index} { "a:host/types@0.2.0": host, ${before} };`);
  }
  lines.push(`export c${count - 1}[${port(count)}];`);
  const loadDependency: LoadDependency = (name) => ({
    path: name,
    bytes: link(Number(name.slice('a:c'.length))),
  });
  return composeWac(lines.join('\n'), 'app.wac', { loadDependency });
}

describe('large documents', () => {
  const HOST =
    'import host as "a:host/types@0.2.3": interface { resource r; enum e { x, y } extra: func(); };';

  it('are nested as well, with all that they import themselves', () => {
    for (const count of [2, 600]) {
      const { bytes = new Uint8Array(), diagnostics } = chain(count, HOST);
      expect(diagnostics).toEqual([]);
      expect(tools.validate(bytes).message).toBeUndefined();
      const { imports, exports } = typeOf(bytes);
      expect([...imports.keys()]).toEqual(['a:host/types@0.2.3', 'a:chain/step-n0000']);
      const host = imports.get('a:host/types@0.2.3')?.entity;
      const names = host?.kind === 'instance' ? [...host.type.exports.keys()] : [];
      expect(names.toSorted()).toEqual(['e', 'extra', 'r']);
      expect([...exports.keys()]).toEqual([`a:chain/step-n${String(count).padStart(4, '0')}`]);
    }
  });

  it('are refused where they do more than to link components', () => {
    const { bytes, diagnostics } = chain(600, `${HOST}\nrecord point { x: u8 }`);
    expect(bytes).toBeUndefined();
    expect(diagnostics.map(({ code, message, help }) => ({ code, message, help }))).toEqual([
      {
        code: 'LNK0129',
        message:
          'the 600 instances of the document, with what they take from each other, are more than one component may hold (1,000)',
        help: 'compose a part of them in a document of its own, and use that component here; documents that only link components are divided by themselves',
      },
    ]);
  });
});
