/** The types of core modules: of embedded ones from their header sections, and of `core:moduletype`. */
import * as reader from '../binary/byte-reader.js';
import { ReadError } from '../binary/byte-reader.js';
import type { CoreExternType, CoreModuleDecl, CoreRecType } from '../binary/core-model.js';
import { limits } from '../binary/limits.js';
import {
  readCoreImport,
  readGlobalType,
  readLimits,
  readRecType,
  readTableType,
  readTagType,
} from '../binary/read-core-types.js';
import { componentCodes } from '../diagnostics/codes.js';
import { skipConstantExpression } from './constant-expression.js';
import { coreEntity, coreFuncTypeAt, withKnownTypes } from './entity.js';
import { internRecGroup } from './intern.js';
import type { CoreEntity, CoreTy, ModuleTy } from './model.js';

const MAX_CORE_ITEMS = 1_000_000;

function invalid(message: string, offset: number): never {
  throw new ReadError(componentCodes.invalidModule, message, offset);
}

class ModuleTypeBuilder {
  readonly imports = new Map<string, Map<string, CoreEntity>>();
  readonly exports = new Map<string, CoreEntity>();

  import(module: string, name: string, entity: CoreEntity, offset: number): void {
    let names = this.imports.get(module);
    if (names === undefined) this.imports.set(module, (names = new Map()));
    if (names.has(name)) {
      invalid(`the core module imports \`${module}\` \`${name}\` twice`, offset);
    }
    names.set(name, entity);
  }

  export(name: string, entity: CoreEntity, offset: number): void {
    if (this.exports.has(name)) invalid(`the core module exports \`${name}\` twice`, offset);
    this.exports.set(name, entity);
  }

  finish(): ModuleTy {
    return { kind: 'module', imports: this.imports, exports: this.exports };
  }
}

/**
 * The type that a `core:moduletype` denotes.
 *
 * @param outer resolves an outer alias with a count of at least 1
 */
export function moduleTypeOf(
  decls: readonly CoreModuleDecl[],
  outer: (count: number, index: number, offset: number) => CoreTy,
): ModuleTy {
  const builder = new ModuleTypeBuilder();
  const space: CoreTy[] = [];
  for (const decl of decls) {
    const at = decl.start;
    switch (decl.kind) {
      case 'type':
        addTypes(space, decl.type, at);
        break;
      case 'alias-outer-type':
        if (decl.count === 0) {
          const type = space[decl.index];
          if (type === undefined) {
            throw new ReadError(
              componentCodes.unknownIndex,
              `core type ${decl.index} is not defined (there are ${space.length})`,
              at,
            );
          }
          space.push(type);
        } else {
          space.push(outer(decl.count, decl.index, at));
        }
        break;
      case 'import':
        builder.import(
          decl.import.module,
          decl.import.name,
          coreEntity(decl.import.type, space, at),
          at,
        );
        break;
      case 'export':
        builder.export(decl.name, coreEntity(decl.type, space, at), at);
        break;
    }
  }
  return builder.finish();
}

function addTypes(space: CoreTy[], group: CoreRecType, offset: number): void {
  if (space.length + group.types.length > limits.recGroupTypes) {
    throw new ReadError(componentCodes.limit, 'too many core types', offset);
  }
  for (const type of withKnownTypes(offset, () => internRecGroup(group, space))) space.push(type);
}

interface CoreSection {
  start: number;
  end: number;
}

/** Ids of the sections of a core module that its type depends on. */
const TYPE = 1;
const IMPORT = 2;
const FUNCTION = 3;
const TABLE = 4;
const MEMORY = 5;
const GLOBAL = 6;
const EXPORT = 7;
const TAG = 13;

/** Sections of a module that matter for its type, by id; the others are skipped by their size. */
function scanSections(): (CoreSection | undefined)[] {
  const found: (CoreSection | undefined)[] = [];
  while (reader.pos < reader.end) {
    const at = reader.pos;
    const id = reader.byte();
    const size = reader.u32();
    const start = reader.pos;
    if (size > reader.end - start)
      invalid('a section of the core module is longer than the module', at);
    if (id > TAG) invalid(`the core module has a section of unknown kind ${id}`, at);
    if (id !== 0) {
      if (found[id] !== undefined) invalid('the core module has a section twice', at);
      found[id] = { start, end: start + size };
    }
    reader.goTo(start + size);
  }
  return found;
}

/**
 * The type of an embedded core module, from its header sections; its code is not looked at.
 *
 * @throws ReadError where the headers are malformed or refer to nothing
 */
export function readModuleType(bytes: Uint8Array, start: number, end: number): ModuleTy {
  return reader.reading(bytes, start + 8, end, readHeaders, undefined);
}

function readHeaders(): ModuleTy {
  return new ModuleHeaderReader(scanSections()).read();
}

class ModuleHeaderReader {
  private readonly builder = new ModuleTypeBuilder();
  private readonly types: CoreTy[] = [];
  private readonly funcs: CoreEntity[] = [];
  private readonly tables: CoreEntity[] = [];
  private readonly memories: CoreEntity[] = [];
  private readonly globals: CoreEntity[] = [];
  private readonly tags: CoreEntity[] = [];

  constructor(private readonly sections: readonly (CoreSection | undefined)[]) {}

  read(): ModuleTy {
    this.each(TYPE, () => {
      const at = reader.pos;
      addTypes(this.types, readRecType(), at);
    });
    this.each(IMPORT, () => {
      const at = reader.pos;
      const item = readCoreImport();
      const entity = coreEntity(item.type, this.types, at);
      this.builder.import(item.module, item.name, entity, at);
      this.space(entity.kind).push(entity);
    });
    if (this.sections[EXPORT] !== undefined) {
      this.readDefinitions();
      this.each(EXPORT, () => this.readExport());
    }
    return this.builder.finish();
  }

  private readDefinitions(): void {
    const types = new Map<number, CoreEntity>();
    this.each(FUNCTION, () => {
      const at = reader.pos;
      const index = reader.u32();
      let entity = types.get(index);
      if (entity === undefined) {
        entity = { kind: 'core-func', type: coreFuncTypeAt(this.types, index, at), exact: true };
        types.set(index, entity);
      }
      this.funcs.push(entity);
    });
    this.each(TABLE, () => {
      const at = reader.pos;
      const withInit = reader.peek() === 0x40;
      if (withInit) {
        reader.byte();
        if (reader.byte() !== 0x00) reader.malformed('a table is malformed', at);
      }
      this.tables.push(coreEntity(readTableType(), this.types, at));
      if (withInit) skipConstantExpression();
    });
    this.each(MEMORY, () => {
      const at = reader.pos;
      const type: CoreExternType = { kind: 'core-memory', limits: readLimits(true) };
      this.memories.push(coreEntity(type, this.types, at));
    });
    this.each(TAG, () => {
      const at = reader.pos;
      this.tags.push(coreEntity(readTagType(), this.types, at));
    });
    this.each(GLOBAL, () => {
      const at = reader.pos;
      this.globals.push(coreEntity(readGlobalType(), this.types, at));
      skipConstantExpression();
    });
  }

  private readExport(): void {
    const at = reader.pos;
    const name = reader.name();
    const kind = reader.byte();
    const index = reader.u32();
    const space = this.spaceOfExport(kind, at);
    const entity = space[index];
    if (entity === undefined) {
      throw new ReadError(
        componentCodes.unknownIndex,
        `the core module exports \`${name}\`, but its index ${index} is not defined`,
        at,
      );
    }
    this.builder.export(name, entity, at);
  }

  private spaceOfExport(kind: number, offset: number): CoreEntity[] {
    switch (kind) {
      case 0:
        return this.funcs;
      case 1:
        return this.tables;
      case 2:
        return this.memories;
      case 3:
        return this.globals;
      case 4:
        return this.tags;
      default:
        return reader.unknownByte(kind, 'export of a core module', offset);
    }
  }

  private space(kind: CoreEntity['kind']): CoreEntity[] {
    switch (kind) {
      case 'core-func':
        return this.funcs;
      case 'core-table':
        return this.tables;
      case 'core-memory':
        return this.memories;
      case 'core-global':
        return this.globals;
      case 'core-tag':
        return this.tags;
    }
  }

  /** Calls `item` for every item of a section. */
  private each(id: number, item: () => void): void {
    const section = this.sections[id];
    if (section === undefined) return;
    reader.goTo(section.start);
    reader.endAt(section.end);
    const count = reader.count(MAX_CORE_ITEMS, 'items of a core section');
    for (let i = 0; i < count; i++) item();
    if (reader.pos !== section.end) {
      invalid('a section of the core module is longer than its content', reader.pos);
    }
  }
}
