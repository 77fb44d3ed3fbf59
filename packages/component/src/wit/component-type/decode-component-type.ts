/**
 * The custom section `component-type` of core modules: what a bindings generator leaves for the componentizer. It holds
 * a small component that exports the world, and says how strings are encoded.
 */

import type { Diagnostic, PackageId, Resolve, WorldId } from '@wit-ts/wit-parser';
import * as reader from '../../binary/byte-reader.js';
import { ReadError } from '../../binary/byte-reader.js';
import type { ComponentNode } from '../../binary/model.js';
import { readComponent } from '../../binary/read-component.js';
import { recognise } from '../../binary/recognise.js';
import { decodeWorldPackage } from '../decode/decode-package.js';
import { componentToWit, type DecodeOptions } from '../decode/decode-wit.js';
import { finishPackages } from '../decode/finish-packages.js';
import { COMPONENT_TYPE_ENCODING_SECTION, type WitStringEncoding } from '../encode/encode-wit.js';
import { typeOfComponent } from '../../types/type-of-component.js';
import { WitBinaryError } from '../wit-binary-error.js';

/** The world that a core module, or a part that was linked into it, was compiled for. */
export interface EmbeddedWorld {
  resolve: Resolve;
  package: PackageId;
  world: WorldId;
  stringEncoding: WitStringEncoding;
}

/** A {@link EmbeddedWorld} with the name of the section that holds it, which begins with `component-type`. */
export interface EmbeddedWorldSection extends EmbeddedWorld {
  section: string;
}

export type EmbeddedWorldsResult =
  { ok: true; sections: EmbeddedWorldSection[] } | { ok: false; diagnostics: Diagnostic[] };

export type EmbeddedWorldResult =
  ({ ok: true } & EmbeddedWorld) | { ok: false; diagnostics: Diagnostic[] };

const SECTION_PREFIX = 'component-type';
/** The first byte of the section as it was written until 2023. */
const OLD_VERSION = 3;
const CURRENT_VERSION = 4;
const ENCODINGS: readonly WitStringEncoding[] = ['utf8', 'utf16', 'latin1+utf16'];

function malformed(message: string): never {
  throw new WitBinaryError({
    code: 'CMP0322',
    message: `the custom section \`${SECTION_PREFIX}\` ${message}`,
    help: 'compile the module again with current bindings, or embed its WIT anew',
  });
}

function stringEncoding(code: number | undefined): WitStringEncoding {
  const encoding = code === undefined ? undefined : ENCODINGS[code];
  return encoding ?? malformed(`names string encoding ${code ?? 'nothing'}, which is not known`);
}

/**
 * Decodes the data of one `component-type` section.
 *
 * @param data the section's content without its name.
 * @returns the world, or why the data cannot be read. Never throws for bad input.
 */
export function decodeComponentType(data: Uint8Array, options: DecodeOptions): EmbeddedWorldResult {
  return guarded(options.name, data.length, () => ({ ok: true, ...decodeSection(data, options) }));
}

/** Runs `body`; a mistake in the bytes becomes a diagnostic. */
function guarded<T>(
  file: string,
  length: number,
  body: () => T,
): T | { ok: false; diagnostics: Diagnostic[] } {
  try {
    return body();
  } catch (error) {
    const diagnostic = diagnosticOf(error);
    if (diagnostic === undefined) throw error;
    return { ok: false, diagnostics: [{ ...diagnostic, span: { file, start: 0, end: length } }] };
  }
}

function diagnosticOf(error: unknown): Diagnostic | undefined {
  if (error instanceof WitBinaryError) return error.diagnostic;
  if (!(error instanceof ReadError)) return undefined;
  return { code: error.code, severity: 'error', message: error.message };
}

function decodeSection(data: Uint8Array, options: DecodeOptions): EmbeddedWorld {
  if (data[0] === OLD_VERSION) return decodeOld(data, options);
  const node = readNode(data, options);
  const { type, diagnostics } = typeOfComponent(node);
  if (type === undefined) malformed(`is not valid: ${diagnostics[0]?.message ?? ''}`);
  const { builder, main } = decodeWorldPackage(type);
  const [world] = main.worlds.values();
  if (world === undefined) throw new Error('a world was decoded and has gone');
  const id = finishPackages(builder, main);
  return { resolve: builder.resolve, package: id, world, stringEncoding: encodingOf(node) };
}

function readNode(data: Uint8Array, options: DecodeOptions): ComponentNode {
  const { component, diagnostics } = readComponent(data, options);
  return component ?? malformed(`cannot be read: ${diagnostics[0]?.message ?? 'no component'}`);
}

function encodingOf(node: ComponentNode): WitStringEncoding {
  for (const definition of node.definitions) {
    if (definition.kind !== 'custom' || definition.name !== COMPONENT_TYPE_ENCODING_SECTION) {
      continue;
    }
    const [version, code] = node.bytes.subarray(definition.dataStart, definition.end);
    if (version !== CURRENT_VERSION) {
      malformed(`has version ${version ?? 'nothing'}, and only ${CURRENT_VERSION} is known`);
    }
    return stringEncoding(code);
  }
  return malformed(`does not say how strings are encoded (\`${COMPONENT_TYPE_ENCODING_SECTION}\`)`);
}

/** The form of version 3: string encoding, name of the world, a WIT package in binary form. */
function decodeOld(data: Uint8Array, options: DecodeOptions): EmbeddedWorld {
  const { encoding, name, start } = reader.reading(data, 1, data.length, oldHeader, undefined);
  const decoded = componentToWit(data.subarray(start), options);
  if (!decoded.ok) malformed(`cannot be read: ${decoded.diagnostics[0]?.message ?? 'no package'}`);
  const world = decoded.resolve.packages[decoded.package]?.worlds.get(name);
  if (world === undefined) malformed(`speaks of world \`${name}\`, which it does not have`);
  return { resolve: decoded.resolve, package: decoded.package, world, stringEncoding: encoding };
}

function oldHeader(): { encoding: WitStringEncoding; name: string; start: number } {
  const encoding = stringEncoding(reader.byte());
  const name = reader.name();
  return { encoding, name, start: reader.pos };
}

/**
 * The worlds that a core module was compiled for: one for each of its `component-type` sections, and so none for a module
 * that is not meant for a component. Code that was linked from several languages has several.
 *
 * @param bytes a core module in binary form; only its custom sections are looked at.
 * @returns the worlds, or why they cannot be read. Never throws for bad input.
 */
export function readComponentTypes(
  bytes: Uint8Array,
  options: DecodeOptions,
): EmbeddedWorldsResult {
  return guarded(options.name, bytes.length, () => {
    const kind = recognise(bytes);
    if (kind !== 'core-module') {
      throw new WitBinaryError({
        code: 'CMP0300',
        message: `this is not a core module but ${kind === 'component' ? 'a component' : 'something else'}`,
        help: 'only core modules have the custom section `component-type`',
      });
    }
    const sections = reader.reading(bytes, 8, bytes.length, worldSections, options);
    return { ok: true, sections };
  });
}

function worldSections(options: DecodeOptions): EmbeddedWorldSection[] {
  const { bytes, end } = reader;
  const sections: EmbeddedWorldSection[] = [];
  while (reader.pos < end) {
    const id = reader.byte();
    const size = reader.u32();
    const next = reader.pos + size;
    if (next > end) reader.malformed('a section is longer than the file');
    if (id === 0) {
      reader.endAt(next);
      const section = reader.name();
      if (section.startsWith(SECTION_PREFIX)) {
        sections.push({ section, ...decodeSection(bytes.subarray(reader.pos, next), options) });
      }
      reader.endAt(end);
    }
    reader.goTo(next);
  }
  return sections;
}
