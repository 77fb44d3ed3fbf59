import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Editor, load, uriOfFile } from './support/editor.js';
import { namesInZip } from './support/vsix.js';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const extension = join(dist, 'extension');
const source = fileURLToPath(new URL('../package.json', import.meta.url));
const fixtures = fileURLToPath(new URL('../../../test/fixtures/components/wasm', import.meta.url));

interface Manifest {
  main: string;
  browser: string;
  contributes: {
    commands: { command: string }[];
    languages: { id: string; extensions: string[]; configuration: string }[];
    grammars: { language: string; scopeName: string; path: string }[];
    menus: Record<string, { command: string }[]>;
    configuration: { properties: Record<string, { default: unknown; type: string }> };
  };
}

const { contributes, main, browser } = JSON.parse(readFileSync(source, 'utf8')) as Manifest;
const contributed = contributes.commands.map(({ command }) => command);
const context = {
  subscriptions: [],
  extensionPath: extension,
  extensionUri: uriOfFile(extension),
};

/** The editor with the extension running; the stub has no protocol, so that starting the client may fail. */
async function running(): Promise<Editor> {
  const editor = new Editor();
  await load(join(extension, main), editor)
    .activate(context)
    .catch(() => undefined);
  return editor;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wit-ts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe.skipIf(!existsSync(dist))('the extension (skipped where it is not built)', () => {
  it('has everything in its file, and nothing else', () => {
    const names = namesInZip(join(dist, 'wit-ts-vscode.vsix'));
    const inside = names
      .filter((name) => name.startsWith('extension/'))
      .map((name) => name.slice('extension/'.length));
    expect(inside).toEqual(
      expect.arrayContaining([
        'package.json',
        'desktop.cjs',
        'web.cjs',
        'worker.js',
        'language-configuration.json',
        'grammar/wit.tmLanguage.json',
        'grammar/wac.tmLanguage.json',
        'command/main.js',
        'command/lsp.js',
        'command/THIRD-PARTY-LICENSES.txt',
        'command/node_modules/ts-morph/index.js',
        'docs/WIT0001.md',
      ]),
    );
    expect(inside.filter((name) => /\.(ts|map|mjs)$|^src\/|^test\//.test(name))).toEqual([]);
    expect(inside.filter((name) => /licen[cs]e\.txt$/i.test(name))).toContain('LICENSE.txt');
  });

  it('names no file in its manifest that is not there, and no command that is not contributed', () => {
    const { languages, grammars, menus } = contributes;
    const files = [
      main,
      browser,
      ...languages.map(({ configuration }) => configuration),
      ...grammars.map(({ path }) => path),
    ];
    for (const file of files) expect(existsSync(join(extension, file)), file).toBe(true);
    for (const { scopeName, path } of grammars) {
      const grammar = JSON.parse(readFileSync(join(extension, path), 'utf8')) as object;
      expect(grammar).toMatchObject({ scopeName });
    }
    const inMenus = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    expect(inMenus.filter((command) => !contributed.includes(command))).toEqual([]);
    const manifest = readFileSync(join(extension, 'package.json'), 'utf8');
    expect(manifest).not.toMatch(/devDependencies|"type": "module"|"private"/);
  });

  it('registers the commands that it contributes, and asks for the settings that it has', async () => {
    const editor = await running();
    const registered = [...editor.commands.keys()].filter((name) => name.startsWith('wit-ts.'));
    expect(registered.toSorted()).toEqual([...contributed, 'wit-ts.showReferences'].toSorted());
    const known = Object.keys(contributes.configuration.properties);
    expect([...editor.settings].filter((setting) => !known.includes(setting))).toEqual([]);
    expect(editor.settings).toContain('wit-ts.command');
    const readme = readFileSync(join(extension, 'README.md'), 'utf8');
    for (const setting of known) expect(readme).toContain(`\`${setting}\``);
  });

  it('has a bundle for browsers that loads, with a worker and without Node', async () => {
    const editor = new Editor();
    const scripts: string[] = [];
    class Worker {
      constructor(script: string) {
        scripts.push(script);
      }
      addEventListener(): void {}
      postMessage(): void {}
      terminate(): void {}
    }
    await load(join(extension, browser), editor, { Worker, self: globalThis })
      .activate(context)
      .catch(() => undefined);
    expect(scripts).toEqual([`file://${extension}/worker.js`]);
    expect([...editor.commands.keys()]).toEqual(
      expect.arrayContaining(['wit-ts.restart', 'wit-ts.showReferences']),
    );
    expect(readFileSync(join(extension, browser), 'utf8')).not.toMatch(/require\("(node:)?fs"\)/);
  });

  it('has the command, with the language server in it', () => {
    const { stdout } = spawnSync(
      process.execPath,
      [join(extension, 'command/main.js'), 'lsp', '--help'],
      { encoding: 'utf8' },
    );
    expect(stdout).toContain('Language Server Protocol');
  });

  it('checks and formats the package of the open file', async () => {
    const editor = await running();
    const folder = temporaryFolder();
    const file = join(folder, 'a.wit');
    writeFileSync(file, 'package a:b;\ninterface i{}\n');
    editor.activeFile = file;
    await editor.commands.get('wit-ts.check')?.();
    await editor.commands.get('wit-ts.format')?.();
    expect(editor.messages.slice(-2)).toEqual([
      expect.stringMatching(/: no mistakes$/),
      '1 file was formatted',
    ]);
    expect(readFileSync(file, 'utf8')).toBe('package a:b;\ninterface i {}\n');
    writeFileSync(file, 'package a:b;\ninterface {}\n');
    await editor.commands.get('wit-ts.check')?.();
    expect(editor.messages.at(-1)).toContain('a.wit:2:11');
  });

  it('generates bindings for the world of a lens', async () => {
    const editor = await running();
    const folder = temporaryFolder();
    const file = join(folder, 'a.wit');
    writeFileSync(file, 'package a:b@1.0.0;\nworld one { export f: func(); }\nworld two {}\n');
    editor.input = 'out';
    await editor.commands.get('wit-ts.generateGuest')?.(`file://${file}`, 'a:b@1.0.0', 'one');
    expect(editor.messages.at(-1)).toBe('guest bindings were written to out');
    expect(readdirSync(join(folder, 'out'))).toContain('one.ts');
  });

  it('draws selected components, and shows what keeps it from drawing', async () => {
    const editor = await running();
    const show = editor.commands.get('wit-ts.showGraph');
    const uris = ['ingest', 'processor', 'scorer'].map((name) =>
      uriOfFile(join(fixtures, `${name}.wasm`)),
    );
    await show?.(uris[0], uris);
    expect(editor.panels).toMatchObject([
      { title: 'Composition: 3 components', options: { enableScripts: true } },
    ]);
    expect(editor.panels[0]?.webview.html).toMatch(/^<!doctype html>[^]*processor/);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'app.wac'), 'package a:b;\nlet x = new no:where {};\n');
    await show?.(uriOfFile(join(folder, 'app.wac')));
    expect(editor.panels).toHaveLength(1);
    expect(editor.messages.at(-1)).toContain('no:where');
  });
});
