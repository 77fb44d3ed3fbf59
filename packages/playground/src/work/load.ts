/** From what the page sends to the resolved model; both workers begin here. */
import { componentToWit, decodeWit, recognise } from '@wit-ts/component';
import { MemoryFileSystem } from '@wit-ts/language-server';
import {
  type Diagnostic,
  type PackageId,
  type Resolve,
  resolvePackage,
  type SourceSet,
  worldName,
  type WorldId,
} from '@wit-ts/wit-parser';
import { ROOT, uriOfFile } from '../model/project.js';
import type { Input } from './messages.js';

export interface Loaded {
  readonly resolve: Resolve;
  readonly package: PackageId;
  /** The world of a component. */
  readonly world?: WorldId;
}

export type LoadResult =
  | { readonly ok: true; readonly loaded: Loaded }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Resolves the texts of a project, or reads the WIT of its component. */
export function load({ files, component }: Input): LoadResult {
  if (component !== undefined) return loadBinary(component.name, component.bytes);
  const fs = new MemoryFileSystem();
  fs.take(files.map(([path, text]) => ({ uri: uriOfFile(path), text })));
  const result = resolvePackage(ROOT, fs, { decodeWit });
  const errors = errorsOf(result.diagnostics, result.sources);
  if (errors.length > 0 || result.package === undefined) {
    return { ok: false, errors: errors.length > 0 ? errors : ['there is no package'] };
  }
  return { ok: true, loaded: { resolve: result.resolve, package: result.package } };
}

/** Reads the WIT of a component, or of a WIT package in binary form. */
export function loadBinary(name: string, bytes: Uint8Array): LoadResult {
  const other = notAComponent(name, bytes);
  if (other !== undefined) return { ok: false, errors: [other] };
  const result = componentToWit(bytes, { name });
  if (!result.ok) return { ok: false, errors: errorsOf(result.diagnostics, undefined) };
  const { resolve, world } = result;
  return {
    ok: true,
    loaded: { resolve, package: result.package, ...(world !== undefined && { world }) },
  };
}

function notAComponent(name: string, bytes: Uint8Array): string | undefined {
  switch (recognise(bytes)) {
    case 'component':
      return undefined;
    case 'core-module':
      return `${name} is a core module, not a component: make one of it with \`wasm-tools component new\``;
    case 'other-wasm':
      return `${name} is WebAssembly of a version that is not known here, or cut off in its first bytes`;
    case 'empty':
      return `${name} is empty`;
    case 'wat':
      return `${name} is WebAssembly as text: assemble it with \`wasm-tools parse\``;
    case 'wit':
    case 'text':
    case 'other':
      return `${name} is not WebAssembly`;
  }
}

/** Errors as lines, with their place where they have one. */
export function errorsOf(
  diagnostics: readonly Diagnostic[],
  sources: SourceSet | undefined,
): string[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message, help, span }) => {
      const place = span && sources?.lineColumn(span);
      if (span === undefined || place === undefined) {
        return help === undefined ? message : `${message} (${help})`;
      }
      return `${span.file.slice(ROOT.length + 1)}:${place.line}:${place.column}: ${message}`;
    });
}

/** The worlds of the package by their names; those of other packages are not for its user to implement. */
export function worldsOf({ resolve, package: id, world }: Loaded): Map<string, WorldId> {
  const own = world === undefined ? [...(resolve.packages[id]?.worlds.values() ?? [])] : [world];
  return new Map(own.map((one) => [worldName(resolve, one), one]));
}
