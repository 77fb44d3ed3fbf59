import { format, getFileInfo } from 'prettier';
import { describe, expect, it } from 'vitest';
import * as plugin from '../src/index.js';

const run = (text: string, options: object = {}): Promise<string> =>
  format(text, { filepath: 'a.wit', plugins: [plugin], ...options });

const SIGNATURE = 'interface i { f: func(first: string, second: list<u8>) -> result<u8, string>; }';

describe('prettier with the plugin', () => {
  it('knows .wit files', async () => {
    const info = await getFileInfo('wit/world.wit', { plugins: [plugin] });
    expect(info.inferredParser).toBe('wit');
  });

  it('formats', async () => {
    expect(await run('package a:b;\n\n\n\n/// docs\ninterface i { /* c */ }\n')).toBe(
      'package a:b;\n\n/// docs\ninterface i {\n  /* c */\n}\n',
    );
  });

  it('takes printWidth, tabWidth and useTabs', async () => {
    expect(await run(SIGNATURE)).toBe(
      'interface i {\n  f: func(first: string, second: list<u8>) -> result<u8, string>;\n}\n',
    );
    const broken = ['first: string,', 'second: list<u8>,'];
    expect(await run(SIGNATURE, { printWidth: 50, tabWidth: 4 })).toBe(
      `interface i {\n    f: func(\n${broken.map((line) => `        ${line}\n`).join('')}    ) -> result<u8, string>;\n}\n`,
    );
    expect(await run(SIGNATURE, { printWidth: 50, useTabs: true })).toBe(
      `interface i {\n\tf: func(\n${broken.map((line) => `\t\t${line}\n`).join('')}\t) -> result<u8, string>;\n}\n`,
    );
  });

  it('takes endOfLine, within comments too', async () => {
    const text = 'interface i {\r\n/* a\r\n b */ }';
    expect(await run(text)).toBe('interface i {\n  /* a\n b */\n}\n');
    expect(await run(text, { endOfLine: 'crlf' })).toBe(
      'interface i {\r\n  /* a\r\n b */\r\n}\r\n',
    );
    expect(await run(text, { endOfLine: 'auto' })).toContain('\r\n');
    await expect(run(text, { endOfLine: 'cr' })).rejects.toThrow('use "lf" or "crlf"');
  });

  it('keeps blanks at the end of lines within block comments', async () => {
    const text = 'interface i {\n  /** a   \n   b */\n  f: func();\n}\n';
    expect(await run(text)).toBe(text);
  });

  it('shows where a mistake is', async () => {
    const error: unknown = await run('package a:b;\ninterface i {\n  f: fun();\n}\n').catch(
      (e) => e,
    );
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error).toMatchObject({ loc: { start: { line: 3, column: 6 } } });
    expect((error as { codeFrame: string }).codeFrame).toContain('> 3 |   f: fun();');
  });

  it('honours pragmas', async () => {
    const text = 'interface  i{}';
    expect(await run(text, { requirePragma: true })).toBe(text);
    expect(await run(`// @format\n${text}`, { requirePragma: true })).toBe(
      '// @format\ninterface i {}\n',
    );
    const inserted = await run(text, { insertPragma: true });
    expect(inserted).toBe('// @format\n\ninterface i {}\n');
    expect(await run(inserted, { insertPragma: true })).toBe(inserted);
  });
});
