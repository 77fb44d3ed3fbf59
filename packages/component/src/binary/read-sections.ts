/** Reads the sections of components and what stands in them. */
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

/** By the id that a section begins with. */
export const SECTION_KINDS: readonly SectionKind[] = [
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
const LAST_SECTION_ID = 0x0c;

/** Where the reader is, for errors. */
export interface Place {
  node: ComponentNode;
  /** Its id. */
  section: number | undefined;
  /** Of the section, or -1. */
  item: number;
  /** Definitions so far, in all components of the file. */
  definitions: number;
  /** Whether core definitions are read, and nested components. */
  readonly core: boolean;
  /** Whether instance types are read when something asks for them. */
  readonly lazyTypes: boolean;
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

/** The component that is the whole file, before anything of it is read. */
export function rootNode(file: string, bytes: Uint8Array, core: boolean): ComponentNode {
  if (core) return emptyNode(file, bytes, 0, bytes.length, undefined, '');
  return new LeanRoot(file, bytes, bytes.length);
}

/** Reads all that the root holds. */
export function readRoot(r: ByteReader, node: ComponentNode, place: Place): void {
  if (place.core) {
    readAll(r, node, place, 0);
    return;
  }
  const definitions: Definition[] = [];
  node.definitions = definitions;
  readSections(r, node, place, 0, definitions, undefined);
}

/**
 * A root without core definitions. Its sections are found when something asks for them: that is seldom, and an object for each
 * would be a tenth of the work.
 */
class LeanRoot implements ComponentNode {
  readonly kind = 'component-node';
  readonly start = 0;
  readonly parent = undefined;
  readonly path = '';
  definitions: readonly Definition[] = [];
  private knownSections: readonly Section[] | undefined = undefined;

  constructor(
    readonly file: string,
    readonly bytes: Uint8Array,
    readonly end: number,
  ) {}

  get sections(): readonly Section[] {
    return (this.knownSections ??= sectionsOf(this, 0, false));
  }
}

function readAll(r: ByteReader, node: ComponentNode, place: Place, depth: number): void {
  const definitions: Definition[] = [];
  const sections: Section[] = [];
  node.definitions = definitions;
  node.sections = sections;
  readSections(r, node, place, depth, definitions, sections);
}

function readLater(
  node: ComponentNode,
  depth: number,
  lazyTypes: boolean,
  definitions: Definition[],
  sections: Section[] | undefined,
): void {
  const place = { node, section: undefined, item: 0, definitions: 0, core: false, lazyTypes };
  readSections(new ByteReader(node.bytes), node, place, depth, definitions, sections);
}

/** The sections; where they are malformed, those before: that is told where the definitions are read. */
function sectionsOf(node: ComponentNode, depth: number, lazyTypes: boolean): readonly Section[] {
  const sections: Section[] = [];
  try {
    readLater(node, depth, lazyTypes, [], sections);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
  }
  return sections;
}

/** A nested component that is read when something asks for it: without core definitions, few are needed. */
class LazyNode implements ComponentNode {
  readonly kind = 'component-node';
  private knownDefinitions: readonly Definition[] | undefined = undefined;
  private knownSections: readonly Section[] | undefined = undefined;

  constructor(
    readonly file: string,
    readonly bytes: Uint8Array,
    readonly start: number,
    readonly end: number,
    readonly parent: ComponentNode,
    readonly path: string,
    private readonly depth: number,
  ) {}

  get definitions(): readonly Definition[] {
    if (this.knownDefinitions === undefined) {
      const definitions: Definition[] = [];
      // Set first: what is broken ends there when it is asked for again.
      this.knownDefinitions = definitions;
      readLater(this, this.depth, true, definitions, undefined);
    }
    return this.knownDefinitions;
  }

  get sections(): readonly Section[] {
    return (this.knownSections ??= sectionsOf(this, this.depth, true));
  }
}

/** @param sections takes what is known of each section, where that is wanted */
function readSections(
  r: ByteReader,
  node: ComponentNode,
  place: Place,
  depth: number,
  definitions: Definition[],
  sections: Section[] | undefined,
): void {
  const { bytes } = r;
  const { end } = node;
  let components = 0;
  r.pos = node.start + 8;
  while (r.pos < end) {
    const start = r.pos;
    const id = bytes[start] as number;
    const size = bytes[start + 1] as number;
    // Most sections are small: their header cannot be wrong, and needs no place for an error.
    const isSmall = size < 0x80 && start + 2 + size <= end && id <= LAST_SECTION_ID;
    const contentStart = isSmall ? start + 2 : readHeader(r, end, place);
    const sectionEnd = isSmall ? contentStart + size : r.end;
    const first = definitions.length;
    r.pos = contentStart;
    r.end = sectionEnd;
    place.section = id;
    switch (id) {
      case 0x00:
      case 0x01:
      case 0x09:
        beforeItems(r, place);
        definitions.push(readSingle(r, id));
        break;
      case 0x02:
        if (place.core) readItems(r, id, definitions, place);
        else r.pos = sectionEnd;
        break;
      case 0x04:
        beforeItems(r, place);
        definitions.push(readNested(r, node, components++, place, depth));
        break;
      // All are named: so the engine looks the case up in a table.
      case 0x03:
      case 0x05:
      case 0x06:
      case 0x07:
      case 0x08:
      case 0x0a:
      case 0x0b:
      case 0x0c:
        readItems(r, id, definitions, place);
    }
    if (r.pos !== sectionEnd) {
      beforeItems(r, place);
      r.malformed('the section is longer than its content');
    }
    const count = definitions.length - first;
    if ((place.definitions += count) > limits.definitions) {
      r.fail(componentCodes.limit, `more than ${limits.definitions} definitions`, start);
    }
    sections?.push({
      kind: SECTION_KINDS[id] as SectionKind,
      start,
      end: sectionEnd,
      contentStart,
      first,
      count,
    });
  }
}

/** An error here is one of the section, not of an item. */
function beforeItems(r: ByteReader, place: Place): void {
  place.item = -1;
  r.subject = undefined;
}

/** @returns where the content begins; it ends where the reader does */
function readHeader(r: ByteReader, end: number, place: Place): number {
  r.end = end;
  place.section = undefined;
  beforeItems(r, place);
  const id = r.byte();
  if (id > LAST_SECTION_ID) r.unknownByte(id, 'section of a component');
  const size = r.u32();
  const sectionEnd = r.pos + size;
  place.section = id;
  if (sectionEnd > end) overrun(r, sectionEnd, end);
  r.end = sectionEnd;
  return r.pos;
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

function readNested(
  r: ByteReader,
  parent: ComponentNode,
  index: number,
  place: Place,
  depth: number,
): Definition {
  const { bytes, pos: start, end } = r;
  if (depth >= limits.componentDepth) {
    r.fail(
      componentCodes.limit,
      `components are nested deeper than ${limits.componentDepth} levels`,
    );
  }
  preamble(r, start, end, 0x0d, 1, 'component');
  const path = joinPath(parent.path, `nested component ${index}`);
  let component: ComponentNode;
  if (place.core) {
    component = emptyNode(parent.file, bytes, start, end, parent, path);
    place.node = component;
    readAll(r, component, place, depth + 1);
    place.node = parent;
  } else {
    component = new LazyNode(parent.file, bytes, start, end, parent, path, depth + 1);
    r.pos = end;
  }
  return { kind: 'component', start, end, component };
}

function preamble(
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

export function hex(bytes: Uint8Array, at: number): string {
  const value = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
  return `0x${value.toString(16).padStart(2, '0')}`;
}

/** A custom section, a core module or a start section: they have no number of items. */
function readSingle(r: ByteReader, id: 0x00 | 0x01 | 0x09): Definition {
  const { pos: start, end } = r;
  switch (id) {
    case 0x00: {
      const name = r.name();
      const dataStart = r.pos;
      r.pos = end;
      return { kind: 'custom', name, start, dataStart, end };
    }
    case 0x01:
      if (end - start > limits.moduleSize) {
        r.fail(componentCodes.limit, 'the core module is larger than 1 GiB', start);
      }
      preamble(r, start, end, 1, 0, 'core module');
      r.pos = end;
      return { kind: 'core-module', start, end };
    case 0x09: {
      const func = r.u32();
      const count = r.count(limits.startArgs, 'start arguments');
      const args: number[] = [];
      for (let i = 0; i < count; i++) args.push(r.u32());
      const results = r.u32();
      if (results > limits.startResults) {
        r.fail(componentCodes.limit, `${results} results are more than ${limits.startResults}`);
      }
      return { kind: 'start', start, end: r.pos, func, args, results };
    }
  }
}

/** The number of items of a section, each of which takes at least one byte. */
function itemCount(r: ByteReader, place: Place): number {
  const { pos } = r;
  const count = r.bytes[pos] as number;
  if (count < 0x80 && count < r.end - pos) {
    r.pos = pos + 1;
    return count;
  }
  beforeItems(r, place);
  return r.count(limits.definitions, 'definitions');
}

function readItems(r: ByteReader, id: number, out: Definition[], place: Place): void {
  const count = itemCount(r, place);
  const { core } = place;
  if (id === 0x07 && count === 1 && place.lazyTypes) {
    const start = r.pos;
    const type = putOffInstanceType(r);
    if (type !== undefined) {
      out.push({ kind: 'type', start, end: r.end, type });
      return;
    }
  }
  for (let i = 0; i < count; i++) {
    place.item = i;
    r.subject = undefined;
    if (id === 0x06 && !core && skipCoreAlias(r)) continue;
    const item = readItem(r, id);
    if (core || item.kind !== 'canon' || item.canon.kind === 'lift') out.push(item);
  }
}

/** @param id of the section; those without items have been read before */
function readItem(r: ByteReader, id: number): Definition {
  const start = r.pos;
  switch (id) {
    case 0x02: {
      const expr = readCoreInstanceExpr(r);
      return { kind: 'core-instance', start, end: r.pos, expr };
    }
    case 0x03:
      return readCoreTypeDefinition(r);
    case 0x05: {
      const expr = readInstanceExpr(r);
      return { kind: 'instance', start, end: r.pos, expr };
    }
    case 0x06:
      return readAlias(r);
    case 0x07: {
      const type = readDefType(r, 0);
      return { kind: 'type', start, end: r.pos, type };
    }
    case 0x08: {
      const canon = readCanon(r);
      return { kind: 'canon', start, end: r.pos, canon };
    }
    case 0x0a: {
      const name = readExternName(r);
      const type = readExternType(r);
      return { kind: 'import', start, end: r.pos, name, type };
    }
    case 0x0b: {
      const name = readExternName(r);
      const item = readSortIndex(r);
      const type = r.flag('ascribed type') ? readExternType(r) : undefined;
      return { kind: 'export', start, end: r.pos, name, item, type };
    }
    default: {
      const type = readValType(r);
      const length = r.u32();
      const dataStart = r.pos;
      const dataEnd = dataStart + length;
      if (dataEnd > r.end) r.malformed('the value is longer than the section', dataStart);
      r.pos = dataEnd;
      return { kind: 'value', start, end: dataEnd, type, dataStart, dataEnd };
    }
  }
}
