/** Reads whatever a user gives for WIT: a file, a folder, a component, a WIT package in binary form, standard input. */
import {
  componentToWit,
  decodeWit,
  type DecodeResult,
  type FileKind,
  recognise,
} from '@wit-ts/component';
import {
  decodeUtf8,
  type Diagnostic,
  type Origins,
  type PackageId,
  type Resolve,
  type ResolveOptions,
  type ResolveResult,
  resolvePackage,
  resolveSources,
  SourceSet,
  type WorldId,
} from '@wit-ts/wit-parser';
import type { WasmTools } from '@wit-ts/wasm-tools';
import type { FeatureOptions } from '../commands/features.js';
import { delayOptimization, makeRoom } from '../engine/flags.js';
import { Failure, failure } from '../errors/failure.js';
import type { Io } from '../io/io.js';
import { assemble, attempt, loadTools, readBytes, requireComponent } from './binary.js';

export interface LoadedWit {
  resolve: Resolve;
  /** Absent where the input has mistakes that leave no package. */
  package: PackageId | undefined;
  /** The world of a component. */
  world: WorldId | undefined;
  /** The component itself. */
  component: Uint8Array | undefined;
  diagnostics: Diagnostic[];
  sources: SourceSet;
  /** Where things are defined; absent for what comes from a binary. */
  origins?: Origins;
}

/**
 * Reads and resolves WIT. Mistakes in it are among the diagnostics.
 *
 * @throws Failure where there is nothing to read, or something else than WIT
 */
export async function loadWit(path: string, options: FeatureOptions, io: Io): Promise<LoadedWit> {
  delayOptimization();
  makeRoom();
  if (path === '-') return loadBytes(await io.stdin(), '<stdin>', options);
  switch (kindOf(path, io)) {
    case undefined:
      throw failure('CLI0001', `there is no file or folder ${path}`, 'check the path');
    case 'other':
      throw failure('CLI0002', `${path} is neither a file nor a folder`, 'give a file or folder');
    case 'directory':
      requireWit(path, io);
      return resolveAt(path, options, io);
    case 'file': {
      const bytes = readBytes(path, io);
      if (!isBinary(recognise(bytes), path)) return resolveAt(path, options, io);
      return loadBytes(bytes, path, options);
    }
  }
}

function kindOf(path: string, io: Io): 'file' | 'directory' | 'other' | undefined {
  return attempt(() => io.fs.kindOf(path));
}

/** A folder has to hold WIT itself: what is in `deps` or deeper is not the package that is asked for. */
function requireWit(path: string, io: Io): void {
  const entries = attempt(() => io.fs.readDirectory(path)) ?? [];
  if (entries.some(({ name, kind }) => kind === 'file' && name.endsWith('.wit'))) return;
  const inner = entries.find(({ name, kind }) => kind === 'directory' && name === 'wit');
  throw failure(
    'CLI0003',
    `the folder ${path} has no .wit file`,
    inner === undefined
      ? 'give a folder whose own files are WIT, or a single file'
      : `its folder wit may be meant: ${path.replace(/\/+$/, '')}/wit`,
  );
}

function isBinary(kind: FileKind, path: string): boolean {
  return kind === 'component' || kind === 'core-module' || kind === 'other-wasm' || kind === 'wat'
    ? true
    : /\.(wasm|wat)$/.test(path);
}

async function loadBytes(
  bytes: Uint8Array,
  name: string,
  options: FeatureOptions,
): Promise<LoadedWit> {
  const kind = recognise(bytes);
  if (kind === 'wat' || (name.endsWith('.wat') && kind !== 'component')) {
    return fromBinary(await assemble(bytes, name), name);
  }
  if (isBinary(kind, name)) return fromBinary(bytes, name);
  const text = decodeUtf8(bytes);
  if (!text.valid) {
    throw failure('CLI0005', `${name} is not UTF-8 (byte ${text.badByte})`, 'save it as UTF-8');
  }
  return withTools((tools) => {
    const files = [{ path: name, text: text.text }];
    return resolveSources(files, resolveOptions(options, tools));
  });
}

function fromBinary(bytes: Uint8Array, name: string): LoadedWit {
  requireComponent(bytes, name);
  const result: DecodeResult = componentToWit(bytes, { name });
  if (!result.ok) throw new Failure(result.diagnostics);
  const { resolve, package: id, world } = result;
  const component = world === undefined ? undefined : bytes;
  return { resolve, package: id, world, component, diagnostics: [], sources: new SourceSet() };
}

async function resolveAt(path: string, options: FeatureOptions, io: Io): Promise<LoadedWit> {
  return withTools((tools) => resolvePackage(path, io.fs, resolveOptions(options, tools)));
}

/** Text of WebAssembly in `deps` needs wasm-tools, which is loaded when the first attempt has asked for it. */
async function withTools(
  resolve: (tools: WasmTools | { needed: boolean }) => ResolveResult,
): Promise<LoadedWit> {
  const probe = { needed: false };
  let result = resolve(probe);
  if (probe.needed) result = resolve(await loadTools());
  return { ...result, world: undefined, component: undefined };
}

function resolveOptions(
  options: FeatureOptions,
  tools: WasmTools | { needed: boolean },
): ResolveOptions {
  return {
    features: options.features ?? [],
    allFeatures: options.allFeatures === true,
    decodeWit,
    assemble: (text) => {
      if ('parse' in tools) return tools.parse(text);
      tools.needed = true;
      throw new Error('wasm-tools is not loaded yet');
    },
  };
}
