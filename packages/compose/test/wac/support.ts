import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { decodeWit, encodeWit } from '@wit-ts/component';
import type { WasmTools } from '@wit-ts/wasm-tools';
import { type Diagnostic, resolveSources, SourceSet } from '@wit-ts/wit-parser';
import type { LoadDependency } from '../../src/index.js';

/** Packages by name: text of WebAssembly or of WIT, or bytes. */
export type Packages = Readonly<Record<string, string | Uint8Array>>;

export function loaderOf(packages: Packages, tools: WasmTools): LoadDependency {
  const known = new Map(Object.entries(packages));
  return (name, version) => {
    const content = known.get(version === undefined ? name : `${name}@${version}`);
    if (content === undefined) return { missing: 'say where it is' };
    if (typeof content !== 'string') return { path: name, bytes: content };
    if (content.startsWith('(')) return { path: name, bytes: tools.parse(content) };
    return { path: name, bytes: witBytes([{ path: `${name}.wit`, text: content }]) };
  };
}

function witBytes(files: { path: string; text: string }[]): Uint8Array {
  const { resolve, package: id, diagnostics } = resolveSources(files, { decodeWit });
  if (id === undefined) throw new Error(diagnostics[0]?.message ?? 'no package');
  return encodeWit(resolve, id);
}

/** The packages of a folder that is laid out as for wac. */
export function folderLoader(folder: string, tools: WasmTools): LoadDependency {
  return (name, version) => {
    const base = path.join(folder, ...name.split(':'), version ?? '');
    const kind = statSync(base, { throwIfNoEntry: false });
    if (kind?.isDirectory() === true) {
      const files = readdirSync(base).map((file) => path.join(base, file));
      return {
        path: base,
        bytes: witBytes(files.map((file) => ({ path: file, text: read(file) }))),
      };
    }
    for (const ending of ['.wasm', '.wat']) {
      const file = base.replace(/\/$/, '') + ending;
      if (statSync(file, { throwIfNoEntry: false }) === undefined) continue;
      return {
        path: file,
        bytes: ending === '.wat' ? tools.parse(read(file)) : readFileSync(file),
      };
    }
    return { missing: 'it is not in the folder' };
  };
}

const read = (file: string): string => readFileSync(file, 'utf8');

/** `3:12 LNK0001 message` */
export function placed(diagnostics: readonly Diagnostic[], text: string): string[] {
  const sources = new SourceSet();
  sources.add('app.wac', text);
  return diagnostics.map(({ code, message, span }) => {
    const at = span === undefined ? undefined : sources.lineColumn(span);
    return `${at?.line ?? 0}:${at?.column ?? 0} ${code} ${message}`;
  });
}
