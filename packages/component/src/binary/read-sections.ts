/** Reads the sections of components and what stands in them. */
import { componentCodes } from '../diagnostics/codes.js';
import * as reader from './byte-reader.js';
import { ReadError } from './byte-reader.js';
import { limits } from './limits.js';
import type { ComponentNode, Definition, Section, SectionKind } from './model.js';
import { joinPath } from './path.js';
import { readCanon, skipCoreCanon } from './read-canon.js';
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
const PREAMBLE_SIZE = 8;
const MAX_DEFINITIONS = limits.definitions;

/** Where something went wrong, for people. */
export interface Place {
  /** Of the component, as in {@link ComponentNode.path}. */
  path: string;
  /** Undefined where the section has no kind. */
  section: SectionKind | undefined;
  /** Of the section, or -1. */
  item: number;
  /** The last name that was read there. */
  name: string | undefined;
}

// Where the reader is, for errors. A file is read without a break, and nothing else reads sections meanwhile.
/** The path of the component. */
let componentPath = '';
/** The id of the section. */
let section: number | undefined;
/** The index of the item, or -1, and where it begins. */
let item = -1;
let itemStart = 0;
/** Definitions so far, in all components of the file. */
let definitionsRead = 0;

/** Where reading has just ended with an error. */
export function placeOfError(): Place {
  return {
    path: componentPath,
    section: section === undefined ? undefined : SECTION_KINDS[section],
    item,
    name: reader.lastNameSince(itemStart),
  };
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

/**
 * Reads the component that is the whole file.
 *
 * @param core whether core definitions are read, and nested components
 */
export function readRoot(file: string, core: boolean): ComponentNode {
  const bytes = reader.bytes;
  const end = reader.end;
  componentPath = '';
  definitionsRead = 0;
  if (core) return readAll(emptyNode(file, bytes, 0, end, undefined, ''), 0);
  const definitions: Definition[] = [];
  const root = new LeanRoot(file, bytes, end, definitions);
  reader.goTo(PREAMBLE_SIZE);
  readSections(root, false, 0, definitions, undefined);
  return root;
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
  private knownSections: readonly Section[] | undefined = undefined;

  constructor(
    readonly file: string,
    readonly bytes: Uint8Array,
    readonly end: number,
    readonly definitions: readonly Definition[],
  ) {}

  get sections(): readonly Section[] {
    return (this.knownSections ??= sectionsOf(this, 0));
  }
}

function readAll(node: ComponentNode, depth: number): ComponentNode {
  const definitions: Definition[] = [];
  const sections: Section[] = [];
  node.definitions = definitions;
  node.sections = sections;
  reader.goTo(node.start + PREAMBLE_SIZE);
  readSections(node, true, depth, definitions, sections);
  return node;
}

/** Reads what {@link readRoot} has put off. */
function readLater(
  node: ComponentNode,
  depth: number,
  definitions: Definition[],
  sections: Section[] | undefined,
): void {
  const read = (): void => {
    componentPath = node.path;
    definitionsRead = 0;
    readSections(node, false, depth, definitions, sections);
  };
  reader.reading(node.bytes, node.start + PREAMBLE_SIZE, node.end, read, undefined);
}

/** The sections; where they are malformed, those before: that is told where the definitions are read. */
function sectionsOf(node: ComponentNode, depth: number): readonly Section[] {
  const sections: Section[] = [];
  try {
    readLater(node, depth, [], sections);
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
      readLater(this, this.depth, definitions, undefined);
    }
    return this.knownDefinitions;
  }

  get sections(): readonly Section[] {
    return (this.knownSections ??= sectionsOf(this, this.depth));
  }
}

/**
 * Reads from where the first section begins.
 *
 * @param sections takes what is known of each section, where that is wanted
 */
function readSections(
  node: ComponentNode,
  core: boolean,
  depth: number,
  definitions: Definition[],
  sections: Section[] | undefined,
): void {
  const bytes = reader.bytes;
  const end = node.end;
  let components = 0;
  let first = 0;
  while (reader.pos < end) {
    const start = reader.pos;
    const id = bytes[start] as number;
    const size = bytes[start + 1] as number;
    let contentStart = start + 2;
    let sectionEnd = contentStart + size;
    item = -1;
    itemStart = start;
    // Most sections are small: their header cannot be wrong.
    if (size < 0x80 && sectionEnd <= end && id <= LAST_SECTION_ID) {
      reader.goInto(contentStart, sectionEnd);
    } else {
      readHeader(end);
      contentStart = reader.pos;
      sectionEnd = reader.end;
    }
    section = id;
    switch (id) {
      case 0x00:
      case 0x01:
      case 0x09:
        definitions.push(readSingle(id));
        break;
      case 0x02:
        if (core) readItems(id, definitions, core, depth);
        else reader.goTo(sectionEnd);
        break;
      case 0x04:
        definitions.push(readNested(node, components++, core, depth));
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
        readItems(id, definitions, core, depth);
    }
    if (reader.pos !== sectionEnd) {
      beforeItems(reader.pos);
      reader.malformed('the section is longer than its content');
    }
    const after = definitions.length;
    const count = after - first;
    if ((definitionsRead += count) > MAX_DEFINITIONS) {
      reader.fail(componentCodes.limit, `more than ${MAX_DEFINITIONS} definitions`, start);
    }
    sections?.push({
      kind: SECTION_KINDS[id] as SectionKind,
      start,
      end: sectionEnd,
      contentStart,
      first,
      count,
    });
    first = after;
  }
}

/** An error from `start` on is one of the section, not of an item. */
function beforeItems(start: number): void {
  item = -1;
  itemStart = start;
}

/** Reads the id and the size, and goes to the content, where they are unusual or wrong. */
function readHeader(end: number): void {
  reader.endAt(end);
  section = undefined;
  const id = reader.byte();
  if (id > LAST_SECTION_ID) reader.unknownByte(id, 'section of a component');
  const size = reader.u32();
  const sectionEnd = reader.pos + size;
  section = id;
  if (sectionEnd > end) overrun(sectionEnd, end);
  reader.endAt(sectionEnd);
}

function overrun(sectionEnd: number, end: number): never {
  const missing = sectionEnd - end;
  if (end === reader.bytes.length) {
    reader.fail(
      componentCodes.truncated,
      `the file ends ${missing} bytes before the end of this section`,
      end,
    );
  }
  reader.malformed(`the section is ${missing} bytes longer than the component around it`);
}

function readNested(
  parent: ComponentNode,
  index: number,
  core: boolean,
  depth: number,
): Definition {
  const bytes = reader.bytes;
  const start = reader.pos;
  const end = reader.end;
  if (depth >= limits.componentDepth) {
    reader.fail(
      componentCodes.limit,
      `components are nested deeper than ${limits.componentDepth} levels`,
    );
  }
  preamble(start, end, 0x0d, 1, 'component');
  const path = joinPath(parent.path, `nested component ${index}`);
  let component: ComponentNode;
  if (core) {
    componentPath = path;
    component = readAll(emptyNode(parent.file, bytes, start, end, parent, path), depth + 1);
    componentPath = parent.path;
  } else {
    component = new LazyNode(parent.file, bytes, start, end, parent, path, depth + 1);
    reader.goTo(end);
  }
  return { kind: 'component', start, end, component };
}

function preamble(start: number, end: number, version: number, layer: number, what: string): void {
  const b = reader.bytes;
  if (
    end - start < 8 ||
    b[start] !== 0x00 ||
    b[start + 1] !== 0x61 ||
    b[start + 2] !== 0x73 ||
    b[start + 3] !== 0x6d
  ) {
    reader.malformed(`the section does not begin with the preamble of a ${what}`, start);
  }
  if (
    b[start + 4] !== version ||
    b[start + 5] !== 0 ||
    b[start + 6] !== layer ||
    b[start + 7] !== 0
  ) {
    reader.fail(
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
function readSingle(id: 0x00 | 0x01 | 0x09): Definition {
  const start = reader.pos;
  const end = reader.end;
  switch (id) {
    case 0x00: {
      const name = reader.name();
      const dataStart = reader.pos;
      reader.goTo(end);
      return { kind: 'custom', name, start, dataStart, end };
    }
    case 0x01:
      if (end - start > limits.moduleSize) {
        reader.fail(componentCodes.limit, 'the core module is larger than 1 GiB', start);
      }
      preamble(start, end, 1, 0, 'core module');
      reader.goTo(end);
      return { kind: 'core-module', start, end };
    case 0x09: {
      const func = reader.u32();
      const count = reader.count(limits.startArgs, 'start arguments');
      const args: number[] = [];
      for (let i = 0; i < count; i++) args.push(reader.u32());
      const results = reader.u32();
      if (results > limits.startResults) {
        reader.fail(
          componentCodes.limit,
          `${results} results are more than ${limits.startResults}`,
        );
      }
      return { kind: 'start', start, end: reader.pos, func, args, results };
    }
  }
}

/**
 * @param id of the section; those without items have been read before
 * @param depth of components: 0 in the root
 */
function readItems(id: number, out: Definition[], core: boolean, depth: number): void {
  const count = reader.count(MAX_DEFINITIONS, 'definitions');
  for (let i = 0; i < count; i++) {
    const start = reader.pos;
    item = i;
    itemStart = start;
    switch (id) {
      case 0x02: {
        const expr = readCoreInstanceExpr();
        out.push({ kind: 'core-instance', start, end: reader.pos, expr });
        break;
      }
      case 0x03:
        out.push(readCoreTypeDefinition());
        break;
      case 0x05: {
        const expr = readInstanceExpr();
        out.push({ kind: 'instance', start, end: reader.pos, expr });
        break;
      }
      case 0x06:
        if (core || !skipCoreAlias()) out.push(readAlias());
        break;
      case 0x07: {
        const isLazy = !core && depth > 0 && count === 1;
        const type = (isLazy ? putOffInstanceType() : undefined) ?? readDefType(0);
        out.push({ kind: 'type', start, end: reader.pos, type });
        break;
      }
      case 0x08: {
        if (!core && skipCoreCanon()) break;
        const canon = readCanon();
        if (core || canon.kind === 'lift') {
          out.push({ kind: 'canon', start, end: reader.pos, canon });
        }
        break;
      }
      case 0x0a: {
        const name = readExternName();
        const type = readExternType();
        out.push({ kind: 'import', start, end: reader.pos, name, type });
        break;
      }
      case 0x0b: {
        const name = readExternName();
        const sortIndex = readSortIndex();
        const type = reader.flag('ascribed type') ? readExternType() : undefined;
        out.push({ kind: 'export', start, end: reader.pos, name, item: sortIndex, type });
        break;
      }
      case 0x0c: {
        const type = readValType();
        const length = reader.u32();
        const dataStart = reader.pos;
        const dataEnd = dataStart + length;
        if (dataEnd > reader.end) {
          reader.malformed('the value is longer than the section', dataStart);
        }
        reader.goTo(dataEnd);
        out.push({ kind: 'value', start, end: dataEnd, type, dataStart, dataEnd });
      }
    }
  }
}
