/** A project that uses a component and WIT through the plug-in for bundlers, as a user would set it up. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadWasmTools } from '@wit-ts/wasm-tools';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tools = await loadWasmTools({ use: 'off' });

/** Adds, and tells the host's journal of it. Its core module lies in a file of its own after bundling. */
export const adder = tools.parse(`(component
  (import "my:host/journal@1.2.0" (instance $journal (export "note" (func (param "sum" u32)))))
  (core func $note (canon lower (func $journal "note")))
  (core module $m
    (import "" "note" (func $note (param i32)))
    (func (export "add") (param i32 i32) (result i32)
      (local $sum i32)
      (local.set $sum (i32.add (local.get 0) (local.get 1)))
      (call $note (local.get $sum))
      (local.get $sum)))
  (core instance $i (instantiate $m (with "" (instance (export "note" (func $note))))))
  (func $add (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add")))
  (instance $calc (export "add" (func $add)))
  (export "my:calc/calc@0.1.0" (instance $calc)))`);

/** Multiplies instead of adding. */
export const multiplier = tools.parse(tools.print(adder).replace('i32.add', 'i32.mul'));

export const sources: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module", "private": true }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2023', 'dom', 'esnext.disposable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      allowArbitraryExtensions: true,
      types: [],
      skipDefaultLibCheck: true,
    },
    include: ['src'],
  }),
  'src/journal.js': 'export const notes = [];\nexport function note(sum) { notes.push(sum); }\n',
  'src/journal.d.ts':
    'export declare const notes: number[];\nexport declare function note(sum: number): void;\n',
  'src/main.ts': `import { calc } from './adder.wasm';
import { notes } from './journal.js';
import type { Greeter, World } from './world.wit';

const greeter: Greeter = { greet: (name: string) => 'hello ' + name };
const same: World = greeter;
export const answer = calc.add(20, 22) + ' ' + notes.join() + ' ' + same.greet('you');
(globalThis as { answer?: string }).answer = answer;
if (typeof document !== 'undefined') document.body.textContent = answer;
`,
  'src/world.wit':
    'package my:greeter;\n\nworld greeter {\n  export greet: func(name: string) -> string;\n}\n',
  'index.html':
    '<!doctype html>\n<html><head><link rel="icon" href="data:,"></head><body><script type="module" src="/src/main.ts"></script></body></html>\n',
};

/** The answer that the program of {@link sources} gives. */
export const answer = '42 42 hello you';

export interface Project {
  readonly folder: string;
  write(path: string, content: string | Uint8Array): void;
  /** Runs JavaScript in the project, in a process of its own. @returns what it printed */
  run(script: string, ...args: readonly string[]): string;
  remove(): void;
}

/** A project in an empty folder, with the packages of this workspace installed. */
export function newProject(): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wit-ts-bundlers-')));
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [path, content] of Object.entries(sources)) write(path, content);
  write('src/adder.wasm', adder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    write,
    run(script, ...args) {
      write('script.mjs', script);
      return execFileSync(process.execPath, ['script.mjs', ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
