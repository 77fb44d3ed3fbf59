import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { compose, composeWac, reportText, type SizeReport, sizeReport } from '../../src/index.js';

const PROVIDER = `(component
  (core module $m (memory (export "m") 1) (data (i32.const 0) "0123456789")
    (func $named (export "f") (result i32) i32.const 7))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (export "f" (func $f)))`;
const importer = (name: string): string => `(component
  (import "f" (func $f (result u32)))
  (core func $g (canon lower (func $f)))
  (core module $m (import "" "f" (func (result i32))) (func (export "g") (result i32) i32.const ${name.length}))
  (core instance $i (instantiate $m (with "" (instance (export "f" (func $g))))))
  (func $h (result u32) (canon lift (core func $i "g")))
  (export "${name}" (func $h)))`;

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

const input = (name: string, text: string): { name: string; path: string; bytes: Uint8Array } => ({
  name,
  path: `${name}.wasm`,
  bytes: tools.parse(text),
});

function sum(report: SizeReport): number {
  return [...report.inputs, ...report.added].reduce((total, { bytes }) => total + bytes, 0);
}

describe('sizeReport', () => {
  it('counts what is embedded once once, and says so', () => {
    const inputs = [
      input('one', importer('one')),
      input('three', importer('three')),
      input('provider', PROVIDER),
    ];
    const { bytes, components } = compose(inputs, { newInstance: ['provider'] });
    if (bytes === undefined || components === undefined) throw new Error('it is composed');
    const report = sizeReport(bytes, components);
    expect(sum(report)).toBe(bytes.length);
    expect(report.inputs.map((one) => [one.components, one.copies, one.bytes])).toEqual(
      [
        [['provider', 'provider for three'], 1, inputs[2]?.bytes.length],
        [['three'], 1, inputs[1]?.bytes.length],
        [['one'], 1, inputs[0]?.bytes.length],
      ].toSorted((a, b) => Number(b[2]) - Number(a[2])),
    );
    expect(reportText(report)).toContain(
      'provider, provider for three (provider.wasm): 2 components of the same bytes, embedded once\n',
    );
  });

  it('tells code, data and names apart', () => {
    const { bytes, components } = compose([input('provider', PROVIDER)]);
    if (bytes === undefined || components === undefined) throw new Error('it is composed');
    const [only] = sizeReport(bytes, components).inputs;
    const { code, data, debug, rest } = only?.parts ?? { code: 0, data: 0, debug: 0, rest: 0 };
    expect(code + data + debug + rest).toBe(only?.bytes);
    // id, size, count, size of the body, locals, i32.const 7, end
    expect(code).toBe(8);
    expect(data).toBe(18);
    expect(debug).toBeGreaterThan(10);
  });

  it('counts the components of documents', () => {
    const bytesOf = new Map([
      ['t:provider', tools.parse(PROVIDER)],
      ['t:one', tools.parse(importer('one'))],
    ]);
    const document =
      'package x:y;\nlet a = new t:provider {};\nlet b = new t:provider {};\nlet c = new t:one { f: a.f };\nexport c.one;\nexport b.f;\n';
    const { bytes, plan, components } = composeWac(document, 'app.wac', {
      loadDependency: (name) => {
        const found = bytesOf.get(name);
        return found === undefined ? { missing: '' } : { path: `${name}.wasm`, bytes: found };
      },
    });
    if (bytes === undefined || components === undefined) throw new Error('it is composed');
    const report = sizeReport(bytes, components);
    expect(sum(report)).toBe(bytes.length);
    expect(report.inputs.map((one) => one.components).toSorted()).toEqual([['a', 'b'], ['c']]);
    expect(plan).toEqual({
      components: components.map(({ name, path, bytes: own }) => ({
        name,
        path,
        size: own.length,
      })),
      links: [{ importer: 'c', import: 'f', provider: 'a', export: 'f', reason: 'chosen' }],
      imports: [],
      exports: [
        { name: 'one', component: 'c' },
        { name: 'f', component: 'b' },
      ],
    });
  });
});
