/** Binary inputs: read from the disk, told apart, and assembled where they are text. */
import { recognise } from '@wit-ts/component';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { allowExtendedConstants, compileOnce, delayOptimization } from '../engine/flags.js';
import { failure } from '../errors/failure.js';
import type { Io } from '../io/io.js';

/** The bytes of a file that has to be there. */
export function readBytes(path: string, io: Io): Uint8Array {
  const bytes = attempt(() => io.fs.readFile(path));
  if (bytes !== undefined) return bytes;
  if (attempt(() => io.fs.kindOf(path)) === 'directory') {
    throw failure('CLI0002', `${path} is a folder`, 'give a file');
  }
  throw failure('CLI0001', `there is no file ${path}`, 'check the path');
}

/** What the file system throws has a message for users. */
export function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw failure('CLI0002', messageOf(error), 'check the permissions');
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Assembles the text format of WebAssembly. */
export async function assemble(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  const tools = await loadTools();
  try {
    return tools.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw failure('CLI0006', `${name} cannot be assembled: ${messageOf(error)}`);
  }
}

/**
 * Names what was given instead of a component.
 *
 * @throws Failure CLI0004 or CLI0005
 */
export function requireComponent(bytes: Uint8Array, name: string): void {
  const kind = recognise(bytes);
  switch (kind) {
    case 'component':
      return;
    case 'core-module':
      throw failure(
        'CLI0004',
        `${name} is a core module, not a component`,
        'make a component of it with `wasm-tools component new`',
      );
    case 'other-wasm':
      throw failure(
        'CLI0005',
        `${name} is WebAssembly of a version that wit-ts does not know, or cut off in its first bytes`,
        'build it again with current tools',
      );
    case 'empty':
      throw failure('CLI0005', `${name} is empty`, 'build it again');
    case 'wat':
    case 'wit':
    case 'text':
    case 'other':
      throw failure(
        'CLI0005',
        `${name} is not WebAssembly${kind === 'wit' ? ' but WIT' : ''}`,
        'give a component (.wasm)',
      );
  }
}

/** wasm-tools, which takes a moment to load. */
export function loadTools(): Promise<WasmTools> {
  return load(false);
}

/** wasm-tools for one check of a result. It may still be compiled meanwhile: {@link whenReady} waits for that. */
export function loadChecker(): Promise<WasmTools> {
  allowExtendedConstants();
  compileOnce();
  delayOptimization();
  return load(true);
}

async function load(early: boolean): Promise<WasmTools> {
  try {
    return await loadWasmTools({ early });
  } catch (error) {
    throw failure('CLI0006', messageOf(error));
  }
}

/** The same tools, when they are compiled. */
export async function whenReady(tools: WasmTools): Promise<WasmTools> {
  try {
    await tools.ready;
    return tools;
  } catch (error) {
    throw failure('CLI0006', messageOf(error));
  }
}
