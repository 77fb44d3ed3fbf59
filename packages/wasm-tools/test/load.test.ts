import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseBinary } from '../src/find-binary.js';
import { loadWasmTools } from '../src/index.js';
import { MODULE_VERSION } from '../src/vendor.js';

const vendor = new URL('../dist/vendor/', import.meta.url);

describe('the choice of a program', () => {
  let folder = '';
  let program = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-ts-'));
    program = join(folder, 'wasm-tools');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  /** Puts a program on the PATH that gives this answer. */
  function says(answer: string): void {
    writeFileSync(program, `#!/bin/sh\n${answer}\n`);
    chmodSync(program, 0o755);
  }

  test.skipIf(process.platform === 'win32').each([
    ['echo wasm-tools 1.250.0', '1.250.0'],
    ['echo "wasm-tools 1.257.1 (abc 2026-01-01)"', '1.257.1'],
    ['echo wasm-tools 2.0.0-rc.1', '2.0.0-rc.1'],
  ])('takes one that says: %s', (answer, version) => {
    says(answer);
    expect(chooseBinary(undefined, `/nowhere:${folder}`)).toEqual({
      kind: 'binary',
      path: program,
      version,
    });
  });

  test.skipIf(process.platform === 'win32').each([
    ['echo wasm-tools 1.249.9', '1.249.9 is older than 1.250'],
    ['echo hello', 'it does not say its version'],
    ['exit 3', 'it does not say its version'],
  ])('leaves one that says: %s', (answer, why) => {
    says(answer);
    const choice = chooseBinary(undefined, folder);
    expect(choice.kind).toBe('module');
    expect(choice).toHaveProperty('note', expect.stringContaining(why));
    expect(() => chooseBinary(program, '')).toThrow(`WIT_TS_WASM_TOOLS names ${program}`);
  });

  test.skipIf(process.platform === 'win32')(
    'goes on without a gate that the program does not know',
    async () => {
      says(`case "$*" in
        --version) echo wasm-tools 1.250.0 ;;
        *cm-map*) echo 'error: invalid value: unknown feature \`cm-map\`' >&2; exit 2 ;;
        *cm-threading*) exit 0 ;;
      esac`);
      const tools = await loadWasmTools({ use: program });
      const component = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]);
      expect(tools.validate(component)).toEqual({
        ok: true,
        checkedBy: 'wasm-tools 1.250.0',
        unchecked: [],
      });
    },
  );

  const found = chooseBinary(undefined, process.env['PATH']);
  test.skipIf(found.kind === 'module')(
    'lets through what lies behind a gate (skipped where no program is on the PATH)',
    async () => {
      const tools = await loadWasmTools({ use: 'path' in found ? found.path : 'off' });
      expect(tools.implementation.kind).toBe('binary');
      // A resource that is represented by i64.
      const section = [0x07, 0x04, 0x01, 0x3f, 0x7e, 0x00];
      const bytes = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, ...section]);
      expect(tools.validate(bytes)).toMatchObject({ ok: true });
    },
  );

  test('is the module where nothing is on the PATH, or when told so', () => {
    expect(chooseBinary(undefined, undefined)).toEqual({ kind: 'module' });
    expect(chooseBinary('off', folder)).toEqual({ kind: 'module' });
  });

  test('is an error where the program that was asked for is not there', () => {
    expect(() => chooseBinary(join(folder, 'none'), '')).toThrow('it cannot be started');
  });
});

describe('the module', () => {
  test('is of the version that it says', () => {
    const core = readFileSync(new URL('wasm-tools.core.wasm', vendor), 'latin1');
    const [major, minor, patch] = MODULE_VERSION.split('.');
    expect(major).toBe('1');
    expect(core).toContain(`wasmparser-0.${minor}.${patch}`);
  });

  test('comes with its licence', () => {
    expect(readFileSync(new URL('LICENSE', vendor), 'utf8')).toContain('Apache License');
  });

  test('is named where it is missing', async () => {
    const nowhere = pathToFileURL(join(tmpdir(), 'wit-ts-nowhere/'));
    await expect(loadWasmTools({ use: 'off', vendor: nowhere })).rejects.toThrow('npm run build');
  });

  test('is found at another place', async () => {
    const tools = await loadWasmTools({ use: 'off', vendor });
    expect(tools.parse('(component)')).toHaveLength(8);
  });

  test('is not touched by an import of the package', () => {
    const entry = new URL('../dist/index.js', import.meta.url).href;
    const script = `import(${JSON.stringify(entry)}).then(() => process.stdout.write(
      String(Object.keys(require.cache).filter((name) => name.includes('vendor')).length)))`;
    const { stdout } = spawnSync(process.execPath, ['-e', script], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('0');
  });
});
