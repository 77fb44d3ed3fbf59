import { componentCodes } from '../diagnostics/codes.js';
import { ByteReader, withArticle } from './byte-reader.js';
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

export function readValType(r: ByteReader): ValType {
  const first = r.peek();
  const primitive = PRIMITIVES[first];
  if (primitive !== undefined) {
    r.pos++;
    return primitive;
  }
  const start = r.pos;
  if (first < 0x40) {
    r.pos++;
    return first;
  }
  const index = r.signed(33);
  if (index < 0) r.unknownByte(first, 'value type', start);
  return index;
}

function optionalValType(r: ByteReader): ValType | undefined {
  return r.flag('optional value type') ? readValType(r) : undefined;
}

function labelValTypes(r: ByteReader, limit: number, what: string): LabelValType[] {
  const count = r.count(limit, what);
  const fields: LabelValType[] = [];
  for (let i = 0; i < count; i++) {
    const label = r.name();
    fields.push({ label, type: readValType(r) });
  }
  return fields;
}

function labels(r: ByteReader, limit: number, what: string): string[] {
  const count = r.count(limit, what);
  const result: string[] = [];
  for (let i = 0; i < count; i++) result.push(r.name());
  return result;
}

function variantCases(r: ByteReader): VariantCase[] {
  const count = r.count(limits.variantCases, 'variant cases');
  const cases: VariantCase[] = [];
  for (let i = 0; i < count; i++) {
    const label = r.name();
    const type = optionalValType(r);
    const end = r.byte();
    if (end !== 0) r.malformed('a variant case does not end with 0x00', r.pos - 1);
    cases.push({ label, type });
  }
  return cases;
}

/** `resultlist`. */
export function readResultList(r: ByteReader): ValType | undefined {
  const form = r.byte();
  if (form === 0x00) return readValType(r);
  if (form !== 0x01) r.unknownByte(form, 'list of results');
  const count = r.byte();
  if (count !== 0x00) r.malformed('a function has more than one result', r.pos - 1);
  return undefined;
}

function funcType(r: ByteReader, async: boolean): FuncType {
  const params = labelValTypes(r, limits.funcParams, 'parameters');
  return { kind: 'func', async, params, result: readResultList(r) };
}

/** `deftype`; `depth` counts the component and instance types around it. */
export function readDefType(r: ByteReader, depth: number): DefType {
  // As `r.byte()` does; so here and below, where very many are read.
  const start = r.pos;
  if (start >= r.end) r.atEnd();
  r.pos = start + 1;
  const opcode = r.bytes[start] as number;
  const primitive = PRIMITIVES[opcode];
  if (primitive !== undefined) return { kind: 'primitive', type: primitive };
  switch (opcode) {
    case 0x72:
      return { kind: 'record', fields: labelValTypes(r, limits.recordFields, 'record fields') };
    case 0x71:
      return { kind: 'variant', cases: variantCases(r) };
    case 0x70:
      return { kind: 'list', element: readValType(r) };
    case 0x67: {
      const element = readValType(r);
      return { kind: 'fixed-length-list', element, length: r.u32() };
    }
    case 0x6f: {
      const count = r.count(limits.tupleTypes, 'tuple types');
      const types: ValType[] = [];
      for (let i = 0; i < count; i++) types.push(readValType(r));
      return { kind: 'tuple', types };
    }
    case 0x6e:
      return { kind: 'flags', labels: labels(r, limits.flagLabels, 'flags') };
    case 0x6d:
      return { kind: 'enum', labels: labels(r, limits.enumLabels, 'enum cases') };
    case 0x6b:
      return { kind: 'option', type: readValType(r) };
    case 0x6a: {
      const ok = optionalValType(r);
      return { kind: 'result', ok, error: optionalValType(r) };
    }
    case 0x69:
      return { kind: 'own', resource: r.u32() };
    case 0x68:
      return { kind: 'borrow', resource: r.u32() };
    case 0x66:
      return { kind: 'stream', type: optionalValType(r) };
    case 0x65:
      return { kind: 'future', type: optionalValType(r) };
    case 0x63: {
      const key = readValType(r);
      return { kind: 'map', key, value: readValType(r) };
    }
    case 0x40:
      return funcType(r, false);
    case 0x43:
      return funcType(r, true);
    case 0x41:
      return { kind: 'component', decls: componentDecls(r, deeper(r, depth)) };
    case 0x42:
      return { kind: 'instance', decls: instanceDecls(r, deeper(r, depth)) };
    case 0x3f: {
      const rep = readCoreValType(r);
      return { kind: 'resource', rep, destructor: r.flag('destructor') ? r.u32() : undefined };
    }
    default:
      return r.unknownByte(opcode, 'type');
  }
}

/**
 * An instance type that is all of its section: its declarations are read when something asks for them, and where they are
 * malformed that throws a {@link ReadError}.
 *
 * @returns `undefined` where something else stands here; then nothing has been read
 */
export function putOffInstanceType(r: ByteReader): InstanceType | undefined {
  const start = r.pos;
  if (r.peek() !== 0x42) return undefined;
  r.pos = r.end;
  return new LazyInstanceType(r.bytes, start + 1, r.end);
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
      const reader = new ByteReader(this.bytes, this.start, this.end);
      // Set first: what is broken is empty when it is asked for again.
      this.known = [];
      this.known = instanceDecls(reader, 1);
      if (reader.pos !== reader.end) reader.malformed('the section is longer than its content');
    }
    return this.known;
  }
}

function deeper(r: ByteReader, depth: number): number {
  if (depth >= limits.typeDepth) {
    r.fail(componentCodes.limit, `types are nested deeper than ${limits.typeDepth} levels`);
  }
  return depth + 1;
}

function componentDecls(r: ByteReader, depth: number): ComponentDecl[] {
  const count = r.count(limits.typeDecls, 'component type declarations');
  const decls: ComponentDecl[] = [];
  for (let i = 0; i < count; i++) {
    const start = r.pos;
    if (r.peek() !== 0x03) {
      decls.push(instanceDecl(r, depth));
      continue;
    }
    r.pos++;
    const name = readExternName(r);
    const type = readExternType(r);
    decls.push({ kind: 'import', start, end: r.pos, name, type });
  }
  return decls;
}

function instanceDecls(r: ByteReader, depth: number): InstanceDecl[] {
  const count = r.count(limits.typeDecls, 'instance type declarations');
  const decls: InstanceDecl[] = [];
  for (let i = 0; i < count; i++) decls.push(instanceDecl(r, depth));
  return decls;
}

function instanceDecl(r: ByteReader, depth: number): InstanceDecl {
  const start = r.pos;
  if (start >= r.end) r.atEnd();
  r.pos = start + 1;
  const form = r.bytes[start] as number;
  switch (form) {
    case 0x00:
      return { ...readCoreTypeDefinition(r), start };
    case 0x01: {
      const type = readDefType(r, depth);
      return { kind: 'type', start, end: r.pos, type };
    }
    case 0x02:
      return { ...readAlias(r), start };
    case 0x04: {
      const name = readExternName(r);
      const type = readExternType(r);
      return { kind: 'export-decl', start, end: r.pos, name, type };
    }
    default:
      return r.unknownByte(form, 'declaration of a component or instance type');
  }
}

export function readCoreTypeDefinition(r: ByteReader): CoreTypeDefinition {
  const start = r.pos;
  const type = readCoreDefType(r);
  return { kind: 'core-type', start, end: r.pos, type };
}

/** `nameattributes`. */
export function readExternName(r: ByteReader): ExternName {
  const tag = r.byte();
  if (tag === 0 || tag === 1) return { name: r.name(), attributes: NO_ATTRIBUTES, tag };
  if (tag !== 2) return r.unknownByte(tag, 'name of an import or export');
  const name = r.name();
  const count = r.count(limits.nameAttributes, 'attributes of a name');
  const attributes: NameAttribute[] = [];
  for (let i = 0; i < count; i++) {
    const start = r.pos;
    const attribute = nameAttributeOf(r);
    if (attributes.some((other) => other.kind === attribute.kind)) {
      r.malformed(`the name has the attribute \`${attribute.kind}\` twice`, start);
    }
    attributes.push(attribute);
  }
  r.subject = name;
  return { name, attributes, tag };
}

function nameAttributeOf(r: ByteReader): NameAttribute {
  const form = r.byte();
  switch (form) {
    case 0x00:
      return { kind: 'implements', value: r.name() };
    case 0x01:
      return { kind: 'version-suffix', value: r.name() };
    case 0x02:
      return { kind: 'external-id', value: r.name() };
    default:
      return r.unknownByte(form, 'attribute of a name');
  }
}

export function readExternType(r: ByteReader): ExternType {
  const sort = r.byte();
  switch (sort) {
    case 0x00: {
      const core = r.byte();
      if (core !== 0x11) r.unknownByte(core, 'core sort that can be imported or exported');
      return { kind: 'core-module', index: r.u32() };
    }
    case 0x01:
      return { kind: 'func', index: r.u32() };
    case 0x02:
      return { kind: 'value', bound: valueBound(r) };
    case 0x03:
      return { kind: 'type', bound: typeBound(r) };
    case 0x04:
      return { kind: 'component', index: r.u32() };
    case 0x05:
      return { kind: 'instance', index: r.u32() };
    default:
      return r.unknownByte(sort, 'type of an import or export');
  }
}

function typeBound(r: ByteReader): TypeBound {
  const form = r.byte();
  if (form === 0x00) return { kind: 'eq', index: r.u32() };
  if (form !== 0x01) r.unknownByte(form, 'type bound');
  return { kind: 'sub-resource' };
}

/** `valuebound`; a type without it is accepted where it cannot be taken for one. */
function valueBound(r: ByteReader): ValueBound {
  const form = r.peek();
  if (form > 0x01) return { kind: 'type', type: readValType(r), direct: true };
  r.pos++;
  if (form === 0x00) return { kind: 'eq', index: r.u32() };
  return { kind: 'type', type: readValType(r), direct: false };
}

export function readCoreSort(r: ByteReader): Sort {
  const byte = r.byte();
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
      return r.unknownByte(byte, 'core sort');
  }
}

export function readSort(r: ByteReader): Sort {
  const start = r.pos;
  if (start >= r.end) r.atEnd();
  r.pos = start + 1;
  const byte = r.bytes[start] as number;
  switch (byte) {
    case 0x00:
      return readCoreSort(r);
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
      return r.unknownByte(byte, 'sort');
  }
}

/** A `sortidx` of which validation accepts what can be imported and exported: other core sorts have no type there. */
export function readSortIndex(r: ByteReader): SortIndex {
  const start = r.pos;
  const sort = readSort(r);
  if (sort.startsWith('core-') && sort !== 'core-module') {
    r.malformed(`${titleOf(sort)} cannot stand here`, start);
  }
  return { sort, index: r.u32() };
}

export function readAlias(r: ByteReader): AliasDefinition {
  const start = r.pos;
  const sort = readSort(r);
  const target = aliasTarget(r, sort, start);
  return { kind: 'alias', start, end: r.pos, sort, target };
}

/** Core sorts that an export of a core instance can have: functions, tables, memories, globals, tags. */
const LAST_CORE_EXPORT_SORT = 0x04;

/** Goes past an alias of an export of a core instance; `false` where another one stands there. */
export function skipCoreAlias(r: ByteReader): boolean {
  const { bytes, pos } = r;
  if (pos + 3 >= r.end || bytes[pos] !== 0x00 || bytes[pos + 2] !== 0x01) return false;
  if ((bytes[pos + 1] as number) > LAST_CORE_EXPORT_SORT) return false;
  r.pos = pos + 3;
  r.u32();
  r.skipName();
  return true;
}

/** `a core func`, for messages. */
function titleOf(sort: Sort): string {
  return withArticle(sort.replace('-', ' '));
}

function aliasTarget(r: ByteReader, sort: Sort, start: number): AliasTarget {
  const form = r.byte();
  switch (form) {
    case 0x00: {
      if (sort.startsWith('core-') && sort !== 'core-module') {
        r.malformed(
          `an alias of ${titleOf(sort)} cannot refer to the export of an instance`,
          start,
        );
      }
      const instance = r.u32();
      return { kind: 'export', instance, name: r.name() };
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
          r.malformed(
            `an alias of ${titleOf(sort)} cannot refer to the export of a core instance`,
            start,
          );
      }
      const instance = r.u32();
      return { kind: 'core-export', instance, name: r.name() };
    }
    case 0x02: {
      switch (sort) {
        case 'core-module':
        case 'core-type':
        case 'type':
        case 'component':
          break;
        default:
          r.malformed(`an outer alias cannot refer to ${titleOf(sort)}`, start);
      }
      const count = r.u32();
      return { kind: 'outer', count, index: r.u32() };
    }
    default:
      return r.unknownByte(form, 'target of an alias');
  }
}
