import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, fixtures, folderWith, witTs } from './command.js';

const wasm = (name: string): string => join(fixtures, 'wasm', `${name}.wasm`);
const three = [wasm('ingest'), wasm('processor'), wasm('scorer')];

/** A component that exports a function `f` that gives a number, and one that imports it. */
const provider = (result: string): string => `(component
  (core module $m (func (export "f") (result ${result}) ${result}.const 1))
  (core instance $i (instantiate $m))
  (func $f (result ${result === 'i32' ? 'u32' : 'u64'}) (canon lift (core func $i "f")))
  (instance $x (export "f" (func $f)))
  (export "a:b/numbers" (instance $x)))`;
const importer = `(component
  (import "a:b/numbers" (instance $n (export "f" (func (result u32)))))
  (core func $f (canon lower (func $n "f")))
  (core module $m (import "n" "f" (func $f (result i32))) (func (export "g") (result i32) call $f))
  (core instance $i (instantiate $m (with "n" (instance (export "f" (func $f))))))
  (func $g (result u32) (canon lift (core func $i "g")))
  (export "g" (func $g)))`;
const own = { 'one.wat': importer, 'two.wat': provider('i32') };

describe('wit-ts compose', () => {
  it('links three components, checks the result and says what it did', async () => {
    const folder = folderWith();
    const ended = await witTs(['compose', ...three, '-o', 'out/app.wasm'], { cwd: folder });
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' });
    const lines = ended.stdout.trimEnd().split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'link    ingest: edge:telemetry/processor@1.0.0 ← processor',
      'link    ingest: edge:telemetry/scorer@1.0.0 ← scorer',
    ]);
    expect(lines.at(-2)).toBe('export  edge:telemetry/ingest@1.0.0 (of ingest)');
    expect(lines.at(-1)).toMatch(/^wrote {3}out\/app\.wasm \(\d\.\d MB, checked by wasm-tools /);
    expect(filesIn(folder)).toEqual(['out/app.wasm']);
    const wit = await witTs(['wit', 'out/app.wasm'], { cwd: folder });
    expect(wit.stdout).toContain('export edge:telemetry/ingest@1.0.0;');
    const again = await witTs(['compose', ...three.toReversed(), '-o', '-', '--no-validate']);
    expect(again.code).toBe(0);
    expect(again.stdout.startsWith('\0asm')).toBe(true);
  });

  it('prints the plan, as text or JSON, and writes nothing', async () => {
    const folder = folderWith(own);
    const text = await witTs(['compose', 'two.wat', 'one.wat', '--plan'], { cwd: folder });
    expect(text).toEqual({
      code: 0,
      stdout: 'link    one: a:b/numbers ← two\nexport  g (of one)\n',
      stderr: '',
    });
    const args = ['compose', 'p=two.wat', 'one.wat', '--plan', '--json'];
    const json = await witTs(args, { cwd: folder });
    expect(JSON.parse(json.stdout)).toMatchObject({
      links: [{ importer: 'one', import: 'a:b/numbers', provider: 'p', export: 'a:b/numbers' }],
      imports: [],
      exports: [{ name: 'g', component: 'one' }],
      diagnostics: [],
    });
    expect(filesIn(folder)).toEqual(['one.wat', 'two.wat']);
  });

  it('lets the user choose links and exports', async () => {
    const folder = folderWith({ ...own, 'three.wat': provider('i32') });
    const args = ['compose', 'one.wat', 'two.wat', 'three.wat', '--plan'];
    const ambiguous = await witTs(args, { cwd: folder });
    expect(ambiguous.code).toBe(1);
    expect(ambiguous.stderr).toContain('--link');
    const chosen = await witTs([...args, '--link', 'one:a:b/numbers=three'], { cwd: folder });
    expect(chosen.stdout).toContain('link    one: a:b/numbers ← three\n');
    const exported = await witTs(
      ['compose', 'one.wat', 'two.wat', '--plan', '--export', 'g', '--export', 'a:b/numbers=two'],
      { cwd: folder },
    );
    expect(exported.stdout).toContain('export  a:b/numbers (of two)\n');
  });

  it('refuses with a reason, and writes nothing', async () => {
    const folder = folderWith({
      ...own,
      'wide.wat': provider('i64'),
      'core.wasm': Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
      'cut.wasm': readFileSync(wasm('hello-rust')).subarray(0, 5000),
    });
    const before = filesIn(folder);
    const cases: [string[], number, string | RegExp][] = [
      [
        ['one.wat'],
        2,
        'error[CLI0202]: nothing says where to write the component; add -o, or --plan\n',
      ],
      [
        ['one.wat', 'nope.wasm', '-o', 'x'],
        1,
        'error[CLI0001]: there is no file nope.wasm; check the path\n',
      ],
      [
        ['one.wat', '-o', 'x', '--link', 'one=two'],
        2,
        "error[CLI0202]: --link one=two is not of the form importer:import=provider; write for example --link 'ingest:edge:telemetry/scorer=scorer2'\n",
      ],
      [['.', '-o', 'x'], 1, 'error[CLI0002]: . is a folder; give a file\n'],
      [['app.wac', 'one.wat', '-o', 'x'], 2, /^error: the document app\.wac stands alone: /],
      [['core.wasm', '-o', 'x'], 1, /core WebAssembly module, not a component\n --> core\.wasm/],
      [['cut.wasm', '-o', 'x'], 1, / --> cut\.wasm/],
      [['one.wat', 'wide.wat', '-o', 'x'], 1, /u64/],
      [
        ['one.wat', 'two.wat', '-o', 'core.wasm/x'],
        1,
        /^error\[CLI0101\]: cannot write core\.wasm\/x: /,
      ],
    ];
    for (const [args, status, message] of cases) {
      const { code, stdout, stderr } = await witTs(['compose', ...args], { cwd: folder });
      expect({ code, stdout }, args.join(' ')).toEqual({ code: status, stdout: '' });
      if (typeof message === 'string') expect(stderr).toBe(message);
      else expect(stderr).toMatch(message);
    }
    expect(filesIn(folder)).toEqual(before);
  });

  it('composes a document with the packages beside it, and those of --dep', async () => {
    const document = 'package x:y;\nlet n = new a:numbers {};\nexport new a:user { ...n };\n';
    const folder = folderWith({
      'app.wac': document.replace(' };', ' }.g;'),
      'bad.wac': document,
      'deps/a/numbers.wat': provider('i32'),
      'user.wat': importer,
    });
    const args = ['--dep', 'a:user=user.wat', '-o', 'out.wasm'];
    const bad = await witTs(['compose', 'bad.wac', ...args], { cwd: folder });
    expect(bad.code).toBe(1);
    expect(bad.stderr).toContain('bad.wac:3:8');
    expect(bad.stderr).toContain('LNK0114');
    expect(filesIn(folder)).not.toContain('out.wasm');
    const good = await witTs(['compose', 'app.wac', ...args], { cwd: folder });
    expect({ code: good.code, stderr: good.stderr }).toEqual({ code: 0, stderr: '' });
    expect(good.stdout).toMatch(
      /^link {4}a:user: a:b\/numbers ← n\nexport {2}g \(of a:user\)\nwrote {3}out\.wasm \(\d+ bytes, checked by wasm-tools /,
    );
    const missing = await witTs(['compose', 'app.wac', '-o', 'no.wasm'], { cwd: folder });
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('there is no package `a:user`');
  });

  it('plans, draws and reports documents as it does components', async () => {
    const folder = folderWith({
      'app.wac': 'package x:y;\nlet n = new a:numbers {};\nexport new a:user { ...n }.g;\n',
      'deps/a/numbers.wat': provider('i32'),
      'deps/a/user.wat': importer,
    });
    const files = filesIn(folder);
    const plan = await witTs(['compose', 'app.wac', '--plan', '--report'], { cwd: folder });
    expect({ code: plan.code, stderr: plan.stderr }).toEqual({ code: 0, stderr: '' });
    expect(plan.stdout).toMatch(
      /^link {4}a:user: a:b\/numbers ← n\nexport {2}g \(of a:user\)\nreport {2}\d+ bytes\n/,
    );
    const json = await witTs(['compose', 'app.wac', '--plan', '--report', '--json'], {
      cwd: folder,
    });
    const { report, links } = JSON.parse(json.stdout) as {
      report: { size: number; inputs: { bytes: number }[]; added: { bytes: number }[] };
      links: unknown[];
    };
    const bytes = [...report.inputs, ...report.added].reduce((sum, one) => sum + one.bytes, 0);
    expect({ bytes, links: links.length }).toEqual({ bytes: report.size, links: 1 });
    const drawn = await witTs(['compose', 'app.wac', '--graph', 'mermaid'], { cwd: folder });
    expect(drawn.stdout).toContain('-->|"a:b/numbers"|');
    expect(filesIn(folder)).toEqual(files);
    for (const [option, help] of [
      ['--link=a:b=c', 'let a = new'],
      ['--export=g', 'export a.run;'],
      ['--new-instance=a', 'once for every instance'],
    ] as const) {
      const refused = await witTs(['compose', 'app.wac', option, '--plan'], { cwd: folder });
      expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' });
      expect(refused.stderr).toContain(help);
    }
  });

  it('draws to standard output or to a file', async () => {
    const folder = folderWith(own);
    const args = ['compose', 'one.wat', 'two.wat', '--no-validate'];
    const dot = await witTs([...args, '--graph', 'dot'], { cwd: folder });
    expect({ code: dot.code, stderr: dot.stderr }).toEqual({ code: 0, stderr: '' });
    expect(dot.stdout).toMatch(/^digraph composition \{\n[^]*\}\n$/);
    const both = await witTs([...args, '--graph', 'html=out/plan.html', '-o', 'app.wasm'], {
      cwd: folder,
    });
    expect(both.stdout).toMatch(
      /^link {4}one: [^]*\nwrote {3}app\.wasm .*\ndrew {4}out\/plan\.html\n$/,
    );
    expect(filesIn(folder)).toEqual(['app.wasm', 'one.wat', 'out/plan.html', 'two.wat']);
    const page = readFileSync(join(folder, 'out/plan.html'), 'utf8');
    expect(page).toContain('<title>app.wasm</title>');
    const named = await witTs([...args, '--graph', 'dot', '-o', 'plan.dot'], { cwd: folder });
    expect(named.stdout).toMatch(/\ndrew {4}plan\.dot\n$/);
    expect(readFileSync(join(folder, 'plan.dot'), 'utf8')).toBe(dot.stdout);
    const shown = await witTs([...args, '--graph', 'mermaid', '-o', 'app.wasm'], { cwd: folder });
    expect(shown.stdout).toMatch(/^flowchart LR\n/);
    expect(shown.stderr).toMatch(/^wrote {3}app\.wasm /);
    for (const [more, help] of [
      [['--graph', 'svg'], 'mermaid, dot and html'],
      [['--graph', 'html', '--json'], '--graph html=plan.html'],
      [['--graph', 'html', '-o', '-'], '--graph html=plan.html'],
      [['--plan', '--deps-dir', 'x'], 'give a document'],
    ] as const) {
      const refused = await witTs([...args, ...more], { cwd: folder });
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain(help);
    }
  });

  it('takes gated items of documents where their feature is enabled', async () => {
    const folder = folderWith({
      'app.wac':
        'package x:y;\n@unstable(feature = more)\nimport f: func();\n@unstable(feature = more)\nexport f;\nlet n = new a:numbers {};\nexport n...;\n',
      'deps/a/numbers.wat': provider('i32'),
    });
    const args = ['compose', 'app.wac', '--plan'];
    const without = await witTs(args, { cwd: folder });
    expect(without.stdout).toBe('export  a:b/numbers (of n)\n');
    for (const flags of [['--features', 'more'], ['--all-features']]) {
      const withIt = await witTs([...args, ...flags], { cwd: folder });
      expect(withIt.stdout).toBe('import  f\nexport  f (an import)\nexport  a:b/numbers (of n)\n');
    }
  });
});
