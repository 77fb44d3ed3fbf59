import type { Diagnostic } from '@wit-ts/wit-parser';
import { componentCodes } from '../diagnostics/codes.js';
import { NO_DIAGNOSTICS } from '../diagnostics/none.js';
import * as reader from './byte-reader.js';
import { ReadError } from './byte-reader.js';
import type { ComponentNode } from './model.js';
import { joinPath } from './path.js';
import { hex, placeOfError, readRoot } from './read-sections.js';
import { type FileKind, recognise } from './recognise.js';

export interface ReadOptions {
  /** The file, as it shall appear in diagnostics. */
  name: string;
  /**
   * `false` leaves out what no type depends on: core instances, aliases of their exports, and canonical definitions of core
   * functions; nested components and their instance types are read when something asks for them, and throw a
   * {@link ReadError} then where they are malformed. Such a component can be typed, but neither validated nor written.
   */
  core?: boolean;
}

export interface ReadResult {
  /** Absent where the file is no component or is malformed; then there is an error among the diagnostics. */
  component: ComponentNode | undefined;
  diagnostics: readonly Diagnostic[];
}

/**
 * Reads the sections of a component, nested components included, without copying and without looking into core
 * modules. Implements Binary.md; what a definition means is not checked here.
 *
 * @param bytes the whole file; the result refers to it, so it must not be changed afterwards
 * @returns the component, or one error with the place in bytes and in words
 */
export function readComponent(bytes: Uint8Array, options: ReadOptions): ReadResult {
  const kind = recognise(bytes);
  if (kind !== 'component') {
    return { component: undefined, diagnostics: [refuse(bytes, kind, options.name)] };
  }
  return reader.reading(bytes, 0, bytes.length, readFile, options);
}

function readFile(options: ReadOptions): ReadResult {
  try {
    const component = readRoot(options.name, options.core ?? true);
    return { component, diagnostics: NO_DIAGNOSTICS };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { component: undefined, diagnostics: [diagnose(error, options.name)] };
  }
}

function diagnose(error: ReadError, file: string): Diagnostic {
  const place = placeOfError();
  const section = place.section === undefined ? '' : `${place.section.replace('-', ' ')} section`;
  let item = '';
  if (place.name !== undefined) item = `\`${place.name}\``;
  else if (section !== '' && place.item >= 0) item = `item ${place.item}`;
  const path = joinPath(place.path, section, item);
  const truncated = error.code === componentCodes.truncated;
  const help =
    error.help ?? (truncated ? 'The file is cut off: build it or fetch it again.' : undefined);
  return {
    code: error.code,
    severity: 'error',
    message: path === '' ? error.message : `${path}: ${error.message}`,
    span: {
      file,
      start: error.offset,
      end: Math.min(error.offset + 1, reader.bytes.length),
    },
    ...(help === undefined ? {} : { help }),
  };
}

/** The error for a file that is no component at all. */
function refuse(bytes: Uint8Array, kind: Exclude<FileKind, 'component'>, file: string): Diagnostic {
  const error = (code: string, message: string, help: string): Diagnostic => ({
    code,
    severity: 'error',
    message,
    span: { file, start: 0, end: 0 },
    help,
  });
  switch (kind) {
    case 'core-module':
      return error(
        componentCodes.coreModule,
        'this is a core WebAssembly module, not a component',
        'Make a component of it with `wasm-tools component new`.',
      );
    case 'empty':
      return error(componentCodes.notWasm, 'the file is empty', 'Give a component binary.');
    case 'wat':
      return error(
        componentCodes.notWasm,
        'this is WebAssembly text, not a component binary',
        'Assemble it first, for example with `wasm-tools parse`.',
      );
    case 'wit':
      return error(
        componentCodes.notWasm,
        'this is WIT text, not a component binary',
        'Give a component that was built for this WIT.',
      );
    case 'text':
    case 'other':
      return error(
        componentCodes.notWasm,
        'this is not a WebAssembly file: it does not begin with the bytes 00 61 73 6d',
        'Give a component binary.',
      );
    case 'other-wasm':
      if (bytes.length < 8) {
        return error(
          componentCodes.truncated,
          'the file ends in the middle of its preamble',
          'The file is cut off: build it or fetch it again.',
        );
      }
      return error(
        componentCodes.version,
        `version ${hex(bytes, 4)} and layer ${hex(bytes, 6)} are not those of a component (0x0d and 0x01)`,
        'Build the component again with current tools.',
      );
  }
}
