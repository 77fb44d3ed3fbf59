/** A real editor with the language server: Neovim without a screen, as a user would configure it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const script = fileURLToPath(new URL('neovim.lua', import.meta.url));
const main = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));

const hasNeovim = spawnSync('nvim', ['--version']).status === 0;

const STREAMS = 'package wasi:io@0.2.0;\n\ninterface streams {\n  resource input-stream;\n}\n';

const MAIN = `package a:b;

interface store {
  use wasi:io/streams@0.2.0.{input-stream};
  recrod entry {
    name: string,
      data: list<u8>
  }

  read: func( /* 😀 */ source: borrow<input-stream>) -> result<entry>;
}
`;

const FORMATTED = `package a:b;

interface store {
  use wasi:io/streams@0.2.0.{input-stream};
  record item {
    name: string,
    data: list<u8>,
  }

  read: func(/* 😀 */ source: borrow<input-stream>) -> result<item>;
}
`;

interface Result {
  error?: string;
  encoding: string;
  diagnostics: { line: number; from: number; to: number; code: string; message: string }[];
  hover: string;
  definition: { file: string; cursor: [number, number] };
  renamed: string;
  formatted: string;
}

describe.skipIf(!hasNeovim)('Neovim (skipped where no nvim is on the PATH)', () => {
  it(
    'shows mistakes, follows a definition into deps, renames and formats',
    { timeout: 60_000 },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'wit-ts-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      for (const [path, text] of [
        ['wit/main.wit', MAIN],
        ['wit/deps/io/streams.wit', STREAMS],
      ] as const) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const resultPath = join(folder, 'result.json');
      const ended = spawnSync('nvim', ['--headless', '--clean', '-i', 'NONE', '-S', script], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 50_000,
        env: {
          ...process.env,
          HOME: folder,
          XDG_STATE_HOME: folder,
          FOLDER: folder,
          RESULT: resultPath,
          NODE: process.execPath,
          MAIN: main,
        },
      });
      expect({ status: ended.status, stderr: ended.stderr }).toMatchObject({ status: 0 });
      const result = JSON.parse(readFileSync(resultPath, 'utf8')) as Result;
      expect(result.error).toBeUndefined();
      expect(result.encoding).toBe('utf-16');
      expect(result.diagnostics).toMatchObject([{ line: 4, from: 2, to: 8 }]);
      expect(result.hover).toContain('record entry');
      expect(result.definition).toEqual({ file: 'wit/deps/io/streams.wit', cursor: [4, 11] });
      expect(result.renamed).toContain('record item {');
      expect(result.renamed).toContain('result<item>');
      expect(result.formatted).toBe(FORMATTED);
    },
  );
});
