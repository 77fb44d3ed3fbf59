/** Reads how instances are made: of modules and components, and put together from exports. */
import * as reader from './byte-reader.js';
import { limits } from './limits.js';
import type {
  CoreInlineExport,
  CoreInstanceExpr,
  CoreInstantiateArg,
  InlineExport,
  InstanceExpr,
  InstantiateArg,
} from './model.js';
import { readCoreSort, readExternName, readSortIndex } from './read-types.js';

/** `core:instanceexpr`. */
export function readCoreInstanceExpr(): CoreInstanceExpr {
  const form = reader.byte();
  if (form === 0x00) {
    const module = reader.u32();
    const args = reader.list(
      limits.instantiateArgs,
      'arguments of an instantiation',
      coreInstantiateArg,
    );
    return { kind: 'instantiate', module, args };
  }
  if (form !== 0x01) reader.unknownByte(form, 'core instance');
  const exports = reader.list(limits.instanceExports, 'exports of an instance', coreInlineExport);
  return { kind: 'exports', exports };
}

function coreInstantiateArg(): CoreInstantiateArg {
  const name = reader.name();
  const sort = reader.byte();
  if (sort !== 0x12) reader.unknownByte(sort, 'argument of a core instantiation');
  return { name, instance: reader.u32() };
}

function coreInlineExport(): CoreInlineExport {
  const name = reader.name();
  const start = reader.pos;
  const sort = readCoreSort();
  if (sort === 'core-type' || sort === 'core-module' || sort === 'core-instance') {
    reader.malformed(`a core instance cannot export a ${sort.replace('-', ' ')}`, start);
  }
  return { name, item: { sort, index: reader.u32() } };
}

/** `instanceexpr`. */
export function readInstanceExpr(): InstanceExpr {
  const form = reader.byte();
  if (form === 0x00) {
    const component = reader.u32();
    const args = reader.list(
      limits.instantiateArgs,
      'arguments of an instantiation',
      instantiateArg,
    );
    return { kind: 'instantiate', component, args };
  }
  if (form !== 0x01) reader.unknownByte(form, 'instance');
  const exports = reader.list(limits.instanceExports, 'exports of an instance', inlineExport);
  return { kind: 'exports', exports };
}

function instantiateArg(): InstantiateArg {
  const name = reader.name();
  return { name, item: readSortIndex() };
}

function inlineExport(): InlineExport {
  const name = readExternName();
  return { name, item: readSortIndex() };
}
