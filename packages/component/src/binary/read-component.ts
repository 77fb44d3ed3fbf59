import type { Diagnostic } from '@wit-ts/wit-parser';
import { componentCodes } from '../diagnostics/codes.js';
import { ByteReader, ReadError } from './byte-reader.js';
import { limits } from './limits.js';
import type { ComponentNode, Definition, Section, SectionKind } from './model.js';
import { joinPath } from './path.js';
import { readCanon } from './read-canon.js';
import { readCoreInstanceExpr, readInstanceExpr } from './read-instances.js';
import {
  putOffInstanceType,
  readAlias,
  readCoreTypeDefinition,
  readDefType,
  readExternName,
  readExternType,
  readSortIndex,
  readValType,
  skipCoreAlias,
} from './read-types.js';
import { recognise } from './recognise.js';

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
  diagnostics: Diagnostic[];
}

const SECTION_KINDS: readonly SectionKind[] = [
  'custom',
  'core-module',
  'core-instance',
  'core-type',
  'component',
  'instance',
  'alias',
  'type',
  'canon',
  'start',
  'import',
  'export',
  'value',
];

/** Where the reader is, for errors. */
interface Place {
  node: ComponentNode;
  section: SectionKind | undefined;
  item: number;
  /** Definitions so far, in all components of the file. */
  definitions: number;
  /** Whether core definitions are read. */
  readonly core: boolean;
  /** Whether instance types are read when something asks for them. */
  readonly lazyTypes: boolean;
}

/**
 * Reads the sections of a component, nested components included, without copying and without looking into core
 * modules. Implements Binary.md; what a definition means is not checked here.
 *
 * @param bytes the whole file; the result refers to it, so it must not be changed afterwards
 * @returns the component, or one error with the place in bytes and in words
 */
export function readComponent(bytes: Uint8Array, options: ReadOptions): ReadResult {
  const refused = refuse(bytes, options.name);
  if (refused !== undefined) return { component: undefined, diagnostics: [refused] };
  const place: Place = {
    node: emptyNode(options.name, bytes, 0, bytes.length, undefined, ''),
    section: undefined,
    item: 0,
    definitions: 0,
    core: options.core ?? true,
    lazyTypes: false,
  };
  const reader = new ByteReader(bytes);
  try {
    const component = place.node;
    readSections(reader, component, place, 0);
    return { component, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { component: undefined, diagnostics: [diagnose(error, reader, place)] };
  }
}

function emptyNode(
  file: string,
  bytes: Uint8Array,
  start: number,
  end: number,
  parent: ComponentNode | undefined,
  path: string,
): ComponentNode {
  return {
    kind: 'component-node',
    file,
    bytes,
    start,
    end,
    parent,
    path,
    sections: [],
    definitions: [],
  };
}

function diagnose(error: ReadError, reader: ByteReader, place: Place): Diagnostic {
  const section = place.section === undefined ? '' : `${place.section.replace('-', ' ')} section`;
  let item = '';
  if (reader.subject !== undefined) item = `\`${reader.subject}\``;
  else if (place.section !== undefined && place.item >= 0) item = `item ${place.item}`;
  const path = joinPath(place.node.path, section, item);
  const truncated = error.code === componentCodes.truncated;
  const help =
    error.help ?? (truncated ? 'The file is cut off: build it or fetch it again.' : undefined);
  return {
    code: error.code,
    severity: 'error',
    message: path === '' ? error.message : `${path}: ${error.message}`,
    span: {
      file: place.node.file,
      start: error.offset,
      end: Math.min(error.offset + 1, reader.bytes.length),
    },
    ...(help === undefined ? {} : { help }),
  };
}

/** The error for a file that is no component at all. */
function refuse(bytes: Uint8Array, file: string): Diagnostic | undefined {
  const kind = recognise(bytes);
  const error = (code: string, message: string, help: string): Diagnostic => ({
    code,
    severity: 'error',
    message,
    span: { file, start: 0, end: 0 },
    help,
  });
  switch (kind) {
    case 'component':
      return undefined;
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

function hex(bytes: Uint8Array, at: number): string {
  const value = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
  return `0x${value.toString(16).padStart(2, '0')}`;
}

function readSections(r: ByteReader, node: ComponentNode, place: Place, depth: number): void {
  const sections: Section[] = [];
  const definitions: Definition[] = [];
  node.sections = sections;
  node.definitions = definitions;
  const end = node.end;
  r.pos = node.start + 8;
  let components = 0;
  while (r.pos < end) {
    r.end = end;
    place.section = undefined;
    place.item = -1;
    r.subject = undefined;
    const start = r.pos;
    const id = r.byte();
    const kind = SECTION_KINDS[id];
    if (kind === undefined) r.unknownByte(id, 'section of a component', start);
    const size = r.u32();
    const contentStart = r.pos;
    const sectionEnd = contentStart + size;
    place.section = kind;
    if (sectionEnd > end) overrun(r, sectionEnd, end);
    r.end = sectionEnd;
    const first = definitions.length;
    if (kind === 'component') {
      if (depth >= limits.componentDepth) {
        r.fail(
          componentCodes.limit,
          `components are nested deeper than ${limits.componentDepth} levels`,
        );
      }
      nestedPreamble(r, contentStart, sectionEnd, 0x0d, 1, 'component');
      const path = joinPath(node.path, `nested component ${components++}`);
      const nested = emptyNode(node.file, node.bytes, contentStart, sectionEnd, node, path);
      if (place.core) {
        place.node = nested;
        readSections(r, nested, place, depth + 1);
        place.node = node;
      } else {
        readWhenAsked(nested, depth + 1);
        r.pos = sectionEnd;
      }
      definitions.push({
        kind: 'component',
        start: contentStart,
        end: sectionEnd,
        component: nested,
      });
    } else if (kind === 'core-instance' && !place.core) {
      r.pos = sectionEnd;
    } else {
      readContent(r, kind, definitions, place);
      if (r.pos !== sectionEnd) {
        r.subject = undefined;
        place.item = -1;
        r.malformed('the section is longer than its content');
      }
    }
    place.definitions += kind === 'component' ? 1 : definitions.length - first;
    if (place.definitions > limits.definitions) {
      r.fail(componentCodes.limit, `more than ${limits.definitions} definitions`, start);
    }
    sections.push({
      kind,
      start,
      end: sectionEnd,
      contentStart,
      first,
      count: definitions.length - first,
    });
  }
}

/** Puts off the reading of a nested component: without core definitions, few are needed. */
function readWhenAsked(node: ComponentNode, depth: number): void {
  const { file, bytes, start, end, parent, path } = node;
  let read: ComponentNode | undefined;
  const content = (): ComponentNode => {
    if (read === undefined) {
      // Set first: what is broken is empty when it is asked for again.
      read = emptyNode(file, bytes, start, end, parent, path);
      const place: Place = {
        node: read,
        section: undefined,
        item: 0,
        definitions: 0,
        core: false,
        lazyTypes: true,
      };
      readSections(new ByteReader(bytes), read, place, depth);
    }
    return read;
  };
  Object.defineProperties(node, {
    sections: { get: () => content().sections, enumerable: true },
    definitions: { get: () => content().definitions, enumerable: true },
  });
}

function overrun(r: ByteReader, sectionEnd: number, end: number): never {
  const missing = sectionEnd - end;
  if (end === r.bytes.length) {
    r.fail(
      componentCodes.truncated,
      `the file ends ${missing} bytes before the end of this section`,
      end,
    );
  }
  r.malformed(`the section is ${missing} bytes longer than the component around it`);
}

function nestedPreamble(
  r: ByteReader,
  start: number,
  end: number,
  version: number,
  layer: number,
  what: string,
): void {
  const b = r.bytes;
  if (
    end - start < 8 ||
    b[start] !== 0x00 ||
    b[start + 1] !== 0x61 ||
    b[start + 2] !== 0x73 ||
    b[start + 3] !== 0x6d
  ) {
    r.malformed(`the section does not begin with the preamble of a ${what}`, start);
  }
  if (
    b[start + 4] !== version ||
    b[start + 5] !== 0 ||
    b[start + 6] !== layer ||
    b[start + 7] !== 0
  ) {
    r.fail(
      componentCodes.version,
      `version ${hex(b, start + 4)} and layer ${hex(b, start + 6)} are not those of a ${what}`,
      start + 4,
    );
  }
}

/** The number of items of a section, each of which takes at least one byte. */
function itemCount(r: ByteReader): number {
  return r.count(limits.definitions, 'definitions');
}

function readContent(r: ByteReader, kind: SectionKind, out: Definition[], place: Place): void {
  const start = r.pos;
  switch (kind) {
    case 'component':
      return;
    case 'custom': {
      const name = r.name();
      out.push({ kind, name, start, dataStart: r.pos, end: r.end });
      r.pos = r.end;
      return;
    }
    case 'core-module': {
      const end = r.end;
      if (end - start > limits.moduleSize) {
        r.fail(componentCodes.limit, 'the core module is larger than 1 GiB', start);
      }
      nestedPreamble(r, start, end, 1, 0, 'core module');
      out.push({ kind, start, end });
      r.pos = end;
      return;
    }
    case 'start': {
      const func = r.u32();
      const count = r.count(limits.startArgs, 'start arguments');
      const args: number[] = [];
      for (let i = 0; i < count; i++) args.push(r.u32());
      const results = r.u32();
      if (results > limits.startResults) {
        r.fail(componentCodes.limit, `${results} results are more than ${limits.startResults}`);
      }
      out.push({ kind, start, end: r.pos, func, args, results });
      return;
    }
    case 'core-instance':
    case 'core-type':
    case 'instance':
    case 'alias':
    case 'type':
    case 'canon':
    case 'import':
    case 'export':
    case 'value': {
      const count = itemCount(r);
      if (place.lazyTypes && kind === 'type' && count === 1) {
        const at = r.pos;
        const type = putOffInstanceType(r);
        if (type !== undefined) {
          out.push({ kind, start: at, end: r.end, type });
          return;
        }
      }
      for (let i = 0; i < count; i++) {
        place.item = i;
        r.subject = undefined;
        if (!place.core && kind === 'alias' && skipCoreAlias(r)) continue;
        const item = readItem(r, kind);
        if (place.core || item.kind !== 'canon' || item.canon.kind === 'lift') out.push(item);
      }
    }
  }
}

type VectorSection = Exclude<SectionKind, 'component' | 'custom' | 'core-module' | 'start'>;

function readItem(r: ByteReader, kind: VectorSection): Definition {
  const start = r.pos;
  switch (kind) {
    case 'core-instance': {
      const expr = readCoreInstanceExpr(r);
      return { kind, start, end: r.pos, expr };
    }
    case 'core-type':
      return readCoreTypeDefinition(r);
    case 'instance': {
      const expr = readInstanceExpr(r);
      return { kind, start, end: r.pos, expr };
    }
    case 'alias':
      return readAlias(r);
    case 'type': {
      const type = readDefType(r, 0);
      return { kind, start, end: r.pos, type };
    }
    case 'canon': {
      const canon = readCanon(r);
      return { kind, start, end: r.pos, canon };
    }
    case 'import': {
      const name = readExternName(r);
      const type = readExternType(r);
      return { kind, start, end: r.pos, name, type };
    }
    case 'export': {
      const name = readExternName(r);
      const item = readSortIndex(r);
      const type = r.flag('ascribed type') ? readExternType(r) : undefined;
      return { kind, start, end: r.pos, name, item, type };
    }
    case 'value': {
      const type = readValType(r);
      const length = r.u32();
      const dataStart = r.pos;
      const dataEnd = dataStart + length;
      if (dataEnd > r.end) r.malformed('the value is longer than the section', dataStart);
      r.pos = dataEnd;
      return { kind, start, end: dataEnd, type, dataStart, dataEnd };
    }
  }
}
