/** Finds the packages that a WAC document mentions: named by options, or in a folder laid out as for wac. */
import { join } from 'node:path';
import { decodeWit, encodeWit, recognise } from '@wit-ts/component';
import type { LoadDependency, WacDependency } from '@wit-ts/compose';
import { resolvePackage } from '@wit-ts/wit-parser';
import type { WasmTools } from '@wit-ts/wasm-tools';
import { cliDiagnostic, Failure } from '../errors/failure.js';
import type { Io } from '../io/io.js';
import { messageOf } from './binary.js';

/** Turns the text format into bytes; throws an `Error` with a plain message. */
export type Assemble = WasmTools['parse'];

export interface DependencyPlaces {
  /** Paths by package, perhaps with its version. */
  overrides: ReadonlyMap<string, string>;
  /** Holds `<namespace>/<name>[/<version>]` as `.wasm`, `.wat` or a folder of WIT. */
  folder: string;
  /** Features of the WIT among them. */
  features?: readonly string[];
  allFeatures?: boolean;
}

/** `ns:pkg=path` options as a map. */
export function parseDependencies(options: readonly string[]): Map<string, string> {
  const overrides = new Map<string, string>();
  for (const option of options) {
    const equals = option.indexOf('=');
    const name = option.slice(0, Math.max(0, equals));
    if (!/^[^:=]+(:[^:=]+)+$/.test(name) || equals === option.length - 1) {
      const message = `--dep ${option} is not of the form ns:package=path`;
      const help = 'write for example --dep acme:log=build/log.wasm';
      throw new Failure([cliDiagnostic('CLI0202', message, help)], 2);
    }
    overrides.set(name, option.slice(equals + 1));
  }
  return overrides;
}

/** @param assemble asked only where a package is text of WebAssembly */
export function dependencyLoader(
  places: DependencyPlaces,
  io: Io,
  assemble: Assemble,
): LoadDependency {
  return (name, version) => {
    try {
      const path = pathOf(places, name, version, io);
      if (path === undefined) return { missing: lookedFor(places, name, version) };
      return io.fs.kindOf(path) === 'directory' || path.endsWith('.wit')
        ? witPackage(path, places, io, assemble)
        : binary(path, io, assemble);
    } catch (error) {
      return { unusable: messageOf(error) };
    }
  };
}

function pathOf(
  { overrides, folder }: DependencyPlaces,
  name: string,
  version: string | undefined,
  io: Io,
): string | undefined {
  const override = overrides.get(`${name}@${version ?? ''}`) ?? overrides.get(name);
  if (override !== undefined) return io.fs.kindOf(override) === undefined ? undefined : override;
  const base = join(folder, ...name.split(':'), ...(version === undefined ? [] : [version]));
  const entries = io.fs.readDirectory(base) ?? [];
  if (entries.some((entry) => entry.name.endsWith('.wit'))) return base;
  return [`${base}.wasm`, `${base}.wat`].find((path) => io.fs.kindOf(path) === 'file');
}

function lookedFor(
  { overrides, folder }: DependencyPlaces,
  name: string,
  version: string | undefined,
): string {
  const override = overrides.get(name);
  if (override !== undefined) return `--dep says ${override}, but nothing is there`;
  const parts = [...name.split(':'), ...(version === undefined ? [] : [version])];
  return `put it at ${join(folder, ...parts)}.wasm, or say --dep ${name}=path`;
}

function witPackage(
  path: string,
  { features = [], allFeatures = false }: DependencyPlaces,
  io: Io,
  assemble: Assemble,
): WacDependency | { unusable: string } {
  const options = { decodeWit, assemble, features, allFeatures };
  const result = resolvePackage(path, io.fs, options);
  const mistake = result.diagnostics.find(({ severity }) => severity === 'error');
  if (mistake !== undefined || result.package === undefined) {
    const { span } = mistake ?? {};
    const at = span === undefined ? undefined : result.sources.lineColumn(span);
    const place = at === undefined ? path : `${span?.file}:${at.line}:${at.column}`;
    return { unusable: `${place}: ${mistake?.message ?? 'it holds no package'}` };
  }
  return { path, bytes: encodeWit(result.resolve, result.package) };
}

function binary(path: string, io: Io, assemble: Assemble): WacDependency {
  const bytes = io.fs.readFile(path) ?? new Uint8Array();
  const isText = recognise(bytes) === 'wat' || path.endsWith('.wat');
  return { path, bytes: isText ? assemble(new TextDecoder().decode(bytes)) : bytes };
}
