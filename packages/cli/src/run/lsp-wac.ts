/** What WAC documents link, checked for an editor: a chunk that is loaded with the first document. */
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeWac } from '@wit-ts/compose';
import type { WacChecker } from '@wit-ts/language-service';
import type { Diagnostic, FileSystem } from '@wit-ts/wit-parser';
import { loadTools } from '../input/binary.js';
import { dependencyLoader } from '../input/wac-dependencies.js';
import type { Io } from '../io/io.js';

/** What was found in a document, and what it depends on. */
interface Checked {
  text: string;
  diagnostics: Diagnostic[];
  /** The state of every path that was looked at. */
  stamps: Map<string, string>;
}

/**
 * A checker that composes a document, with the packages in the folder `deps` beside it, and keeps the errors. It composes
 * anew only when the document or a file that it looked at has changed.
 */
export async function wacChecker(io: Io): Promise<WacChecker> {
  const tools = await loadTools().catch(() => undefined);
  const known = new Map<string, Checked>();
  return ({ text }, path) => {
    const last = known.get(path);
    if (last?.text === text && isCurrent(last.stamps)) return last.diagnostics;
    const stamps = new Map<string, string>();
    const places = { overrides: new Map<string, string>(), folder: join(dirname(path), 'deps') };
    const recording = { ...io, fs: recordingFileSystem(io.fs, stamps) };
    const loadDependency = dependencyLoader(places, recording, (source) => {
      if (tools === undefined) throw new Error('wasm-tools, which assembles it, cannot be loaded');
      return tools.parse(source);
    });
    const found = composeWac(text, path, { loadDependency }).diagnostics;
    // Mistakes in other files have no place in this document.
    const diagnostics = found.filter(({ span }) => span === undefined || span.file === path);
    known.set(path, { text, diagnostics, stamps });
    return diagnostics;
  };
}

function recordingFileSystem(fs: FileSystem, stamps: Map<string, string>): FileSystem {
  const note = (path: string): void => void stamps.set(path, stampOf(path));
  return {
    readFile: (path) => (note(path), fs.readFile(path)),
    readDirectory: (path) => (note(path), fs.readDirectory(path)),
    kindOf: (path) => (note(path), fs.kindOf(path)),
  };
}

function isCurrent(stamps: ReadonlyMap<string, string>): boolean {
  return [...stamps].every(([path, stamp]) => stampOf(path) === stamp);
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 'absent' : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}
