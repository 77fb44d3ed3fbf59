import { componentCodes } from '../diagnostics/codes.js';
import * as reader from './byte-reader.js';
import { withArticle } from './byte-reader.js';
import { limits } from './limits.js';
import type {
  AliasDefinition,
  AliasTarget,
  ComponentDecl,
  CoreTypeDefinition,
  DefType,
  ExternName,
  ExternType,
  FuncType,
  InstanceDecl,
  InstanceType,
  LabelValType,
  NameAttribute,
  PrimitiveValType,
  Sort,
  SortIndex,
  TypeBound,
  ValType,
  ValueBound,
  VariantCase,
} from './model.js';
import { readCoreDefType, readCoreValType } from './read-core-types.js';

const PRIMITIVES: (PrimitiveValType | undefined)[] = (() => {
  const table = Array.from<PrimitiveValType | undefined>({ length: 256 });
  const first: PrimitiveValType[] = [
    'bool',
    's8',
    'u8',
    's16',
    'u16',
    's32',
    'u32',
    's64',
    'u64',
    'f32',
    'f64',
    'char',
    'string',
  ];
  first.forEach((type, i) => (table[0x7f - i] = type));
  table[0x64] = 'error-context';
  return table;
})();

const NO_ATTRIBUTES: readonly NameAttribute[] = [];

export function readValType(): ValType {
  const start = reader.pos;
  const first = reader.byte();
  const primitive = PRIMITIVES[first];
  if (primitive !== undefined) return primitive;
  if (first < 0x40) return first;
  reader.goTo(start);
  const index = reader.signed(33);
  if (index < 0) reader.unknownByte(first, 'value type', start);
  return index;
}

function optionalValType(): ValType | undefined {
  return reader.flag('optional value type') ? readValType() : undefined;
}

function labelValType(): LabelValType {
  const label = reader.name();
  return { label, type: readValType() };
}

function variantCase(): VariantCase {
  const label = reader.name();
  const type = optionalValType();
  const end = reader.byte();
  if (end !== 0) reader.malformed('a variant case does not end with 0x00', reader.pos - 1);
  return { label, type };
}

/** `resultlist`. */
export function readResultList(): ValType | undefined {
  const form = reader.byte();
  if (form === 0x00) return readValType();
  if (form !== 0x01) reader.unknownByte(form, 'list of results');
  const count = reader.byte();
  if (count !== 0x00) reader.malformed('a function has more than one result', reader.pos - 1);
  return undefined;
}

function funcType(async: boolean): FuncType {
  const params = reader.list(limits.funcParams, 'parameters', labelValType);
  return { kind: 'func', async, params, result: readResultList() };
}

/** `deftype`; `depth` counts the component and instance types around it. */
export function readDefType(depth: number): DefType {
  const opcode = reader.byte();
  const primitive = PRIMITIVES[opcode];
  if (primitive !== undefined) return { kind: 'primitive', type: primitive };
  switch (opcode) {
    case 0x72:
      return {
        kind: 'record',
        fields: reader.list(limits.recordFields, 'record fields', labelValType),
      };
    case 0x71:
      return {
        kind: 'variant',
        cases: reader.list(limits.variantCases, 'variant cases', variantCase),
      };
    case 0x70:
      return { kind: 'list', element: readValType() };
    case 0x67: {
      const element = readValType();
      return { kind: 'fixed-length-list', element, length: reader.u32() };
    }
    case 0x6f:
      return { kind: 'tuple', types: reader.list(limits.tupleTypes, 'tuple types', readValType) };
    case 0x6e:
      return { kind: 'flags', labels: reader.list(limits.flagLabels, 'flags', reader.name) };
    case 0x6d:
      return { kind: 'enum', labels: reader.list(limits.enumLabels, 'enum cases', reader.name) };
    case 0x6b:
      return { kind: 'option', type: readValType() };
    case 0x6a: {
      const ok = optionalValType();
      return { kind: 'result', ok, error: optionalValType() };
    }
    case 0x69:
      return { kind: 'own', resource: reader.u32() };
    case 0x68:
      return { kind: 'borrow', resource: reader.u32() };
    case 0x66:
      return { kind: 'stream', type: optionalValType() };
    case 0x65:
      return { kind: 'future', type: optionalValType() };
    case 0x63: {
      const key = readValType();
      return { kind: 'map', key, value: readValType() };
    }
    case 0x40:
      return funcType(false);
    case 0x43:
      return funcType(true);
    case 0x41:
      return { kind: 'component', decls: componentDecls(deeper(depth)) };
    case 0x42:
      return { kind: 'instance', decls: instanceDecls(deeper(depth)) };
    case 0x3f: {
      const rep = readCoreValType();
      return {
        kind: 'resource',
        rep,
        destructor: reader.flag('destructor') ? reader.u32() : undefined,
      };
    }
    default:
      return reader.unknownByte(opcode, 'type');
  }
}

/**
 * An instance type that is all of its section: its declarations are read when something asks for them, and where they are
 * malformed that throws a {@link ReadError}.
 *
 * @returns `undefined` where something else stands here; then nothing has been read
 */
export function putOffInstanceType(): InstanceType | undefined {
  const start = reader.pos;
  if (reader.peek() !== 0x42) return undefined;
  reader.goTo(reader.end);
  return new LazyInstanceType(reader.bytes, start + 1, reader.end);
}

class LazyInstanceType implements InstanceType {
  readonly kind = 'instance';
  private known: readonly InstanceDecl[] | undefined = undefined;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly start: number,
    private readonly end: number,
  ) {}

  get decls(): readonly InstanceDecl[] {
    if (this.known === undefined) {
      // Set first: what is broken is empty when it is asked for again.
      this.known = [];
      this.known = reader.reading(this.bytes, this.start, this.end, allInstanceDecls, 1);
    }
    return this.known;
  }
}

function allInstanceDecls(depth: number): readonly InstanceDecl[] {
  const decls = instanceDecls(depth);
  if (reader.pos !== reader.end) reader.malformed('the section is longer than its content');
  return decls;
}

function deeper(depth: number): number {
  if (depth >= limits.typeDepth) {
    reader.fail(componentCodes.limit, `types are nested deeper than ${limits.typeDepth} levels`);
  }
  return depth + 1;
}

function componentDecls(depth: number): ComponentDecl[] {
  return reader.list(limits.typeDecls, 'component type declarations', componentDecl, depth);
}

function componentDecl(depth: number): ComponentDecl {
  const start = reader.pos;
  if (reader.peek() !== 0x03) return instanceDecl(depth);
  reader.goTo(start + 1);
  const name = readExternName();
  const type = readExternType();
  return { kind: 'import', start, end: reader.pos, name, type };
}

function instanceDecls(depth: number): InstanceDecl[] {
  return reader.list(limits.typeDecls, 'instance type declarations', instanceDecl, depth);
}

function instanceDecl(depth: number): InstanceDecl {
  const start = reader.pos;
  const form = reader.byte();
  switch (form) {
    case 0x00:
      return { ...readCoreTypeDefinition(), start };
    case 0x01: {
      const type = readDefType(depth);
      return { kind: 'type', start, end: reader.pos, type };
    }
    case 0x02:
      return { ...readAlias(), start };
    case 0x04: {
      const name = readExternName();
      const type = readExternType();
      return { kind: 'export-decl', start, end: reader.pos, name, type };
    }
    default:
      return reader.unknownByte(form, 'declaration of a component or instance type');
  }
}

export function readCoreTypeDefinition(): CoreTypeDefinition {
  const start = reader.pos;
  const type = readCoreDefType();
  return { kind: 'core-type', start, end: reader.pos, type };
}

/** `nameattributes`. */
export function readExternName(): ExternName {
  const tag = reader.byte();
  if (tag === 0 || tag === 1) return new ReadName(reader.name(), NO_ATTRIBUTES, tag);
  if (tag !== 2) return reader.unknownByte(tag, 'name of an import or export');
  const name = reader.name();
  const count = reader.count(limits.nameAttributes, 'attributes of a name');
  const attributes: NameAttribute[] = [];
  for (let i = 0; i < count; i++) {
    const start = reader.pos;
    const attribute = nameAttributeOf();
    if (attributes.some((other) => other.kind === attribute.kind)) {
      reader.malformed(`the name has the attribute \`${attribute.kind}\` twice`, start);
    }
    attributes.push(attribute);
  }
  reader.mention(name);
  return new ReadName(name, attributes, tag);
}

/** A class for the reason that `types/objects.ts` gives: the names of imports and exports are kept with their types. */
class ReadName implements ExternName {
  constructor(
    readonly name: string,
    readonly attributes: readonly NameAttribute[],
    readonly tag: 0 | 1 | 2,
  ) {}
}

function nameAttributeOf(): NameAttribute {
  const form = reader.byte();
  switch (form) {
    case 0x00:
      return { kind: 'implements', value: reader.name() };
    case 0x01:
      return { kind: 'version-suffix', value: reader.name() };
    case 0x02:
      return { kind: 'external-id', value: reader.name() };
    default:
      return reader.unknownByte(form, 'attribute of a name');
  }
}

export function readExternType(): ExternType {
  const sort = reader.byte();
  switch (sort) {
    case 0x00: {
      const core = reader.byte();
      if (core !== 0x11) reader.unknownByte(core, 'core sort that can be imported or exported');
      return { kind: 'core-module', index: reader.u32() };
    }
    case 0x01:
      return { kind: 'func', index: reader.u32() };
    case 0x02:
      return { kind: 'value', bound: valueBound() };
    case 0x03:
      return { kind: 'type', bound: typeBound() };
    case 0x04:
      return { kind: 'component', index: reader.u32() };
    case 0x05:
      return { kind: 'instance', index: reader.u32() };
    default:
      return reader.unknownByte(sort, 'type of an import or export');
  }
}

function typeBound(): TypeBound {
  const form = reader.byte();
  if (form === 0x00) return { kind: 'eq', index: reader.u32() };
  if (form !== 0x01) reader.unknownByte(form, 'type bound');
  return { kind: 'sub-resource' };
}

/** `valuebound`; a type without it is accepted where it cannot be taken for one. */
function valueBound(): ValueBound {
  const form = reader.peek();
  if (form > 0x01) return { kind: 'type', type: readValType(), direct: true };
  reader.byte();
  if (form === 0x00) return { kind: 'eq', index: reader.u32() };
  return { kind: 'type', type: readValType(), direct: false };
}

export function readCoreSort(): Sort {
  const byte = reader.byte();
  switch (byte) {
    case 0x00:
      return 'core-func';
    case 0x01:
      return 'core-table';
    case 0x02:
      return 'core-memory';
    case 0x03:
      return 'core-global';
    case 0x04:
      return 'core-tag';
    case 0x10:
      return 'core-type';
    case 0x11:
      return 'core-module';
    case 0x12:
      return 'core-instance';
    default:
      return reader.unknownByte(byte, 'core sort');
  }
}

export function readSort(): Sort {
  const byte = reader.byte();
  switch (byte) {
    case 0x00:
      return readCoreSort();
    case 0x01:
      return 'func';
    case 0x02:
      return 'value';
    case 0x03:
      return 'type';
    case 0x04:
      return 'component';
    case 0x05:
      return 'instance';
    default:
      return reader.unknownByte(byte, 'sort');
  }
}

/** A `sortidx` of which validation accepts what can be imported and exported: other core sorts have no type there. */
export function readSortIndex(): SortIndex {
  const start = reader.pos;
  const sort = readSort();
  if (sort.startsWith('core-') && sort !== 'core-module') {
    reader.malformed(`${titleOf(sort)} cannot stand here`, start);
  }
  return { sort, index: reader.u32() };
}

export function readAlias(): AliasDefinition {
  const start = reader.pos;
  const sort = readSort();
  const target = aliasTarget(sort, start);
  return { kind: 'alias', start, end: reader.pos, sort, target };
}

/** Core sorts that an export of a core instance can have: functions, tables, memories, globals, tags. */
const LAST_CORE_EXPORT_SORT = 0x04;

/** Goes past an alias of an export of a core instance; `false` where another one stands there. */
export function skipCoreAlias(): boolean {
  const bytes = reader.bytes;
  const pos = reader.pos;
  if (pos + 3 >= reader.end || bytes[pos] !== 0x00 || bytes[pos + 2] !== 0x01) return false;
  if ((bytes[pos + 1] as number) > LAST_CORE_EXPORT_SORT) return false;
  reader.goTo(pos + 3);
  reader.u32();
  reader.skipName();
  return true;
}

/** `a core func`, for messages. */
function titleOf(sort: Sort): string {
  return withArticle(sort.replace('-', ' '));
}

function aliasTarget(sort: Sort, start: number): AliasTarget {
  const form = reader.byte();
  switch (form) {
    case 0x00: {
      if (sort.startsWith('core-') && sort !== 'core-module') {
        reader.malformed(
          `an alias of ${titleOf(sort)} cannot refer to the export of an instance`,
          start,
        );
      }
      const instance = reader.u32();
      return { kind: 'export', instance, name: reader.name() };
    }
    case 0x01: {
      switch (sort) {
        case 'core-func':
        case 'core-table':
        case 'core-memory':
        case 'core-global':
        case 'core-tag':
          break;
        default:
          reader.malformed(
            `an alias of ${titleOf(sort)} cannot refer to the export of a core instance`,
            start,
          );
      }
      const instance = reader.u32();
      return { kind: 'core-export', instance, name: reader.name() };
    }
    case 0x02: {
      switch (sort) {
        case 'core-module':
        case 'core-type':
        case 'type':
        case 'component':
          break;
        default:
          reader.malformed(`an outer alias cannot refer to ${titleOf(sort)}`, start);
      }
      const count = reader.u32();
      return { kind: 'outer', count, index: reader.u32() };
    }
    default:
      return reader.unknownByte(form, 'target of an alias');
  }
}
