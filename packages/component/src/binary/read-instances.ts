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
    const count = reader.count(limits.instantiateArgs, 'arguments of an instantiation');
    const args: CoreInstantiateArg[] = [];
    for (let i = 0; i < count; i++) {
      const name = reader.name();
      const sort = reader.byte();
      if (sort !== 0x12) reader.unknownByte(sort, 'argument of a core instantiation');
      args.push({ name, instance: reader.u32() });
    }
    return { kind: 'instantiate', module, args };
  }
  if (form !== 0x01) reader.unknownByte(form, 'core instance');
  const count = reader.count(limits.instanceExports, 'exports of an instance');
  const exports: CoreInlineExport[] = [];
  for (let i = 0; i < count; i++) {
    const name = reader.name();
    const start = reader.pos;
    const sort = readCoreSort();
    if (sort === 'core-type' || sort === 'core-module' || sort === 'core-instance') {
      reader.malformed(`a core instance cannot export a ${sort.replace('-', ' ')}`, start);
    }
    exports.push({ name, item: { sort, index: reader.u32() } });
  }
  return { kind: 'exports', exports };
}

/** `instanceexpr`. */
export function readInstanceExpr(): InstanceExpr {
  const form = reader.byte();
  if (form === 0x00) {
    const component = reader.u32();
    const count = reader.count(limits.instantiateArgs, 'arguments of an instantiation');
    const args: InstantiateArg[] = [];
    for (let i = 0; i < count; i++) {
      const name = reader.name();
      args.push({ name, item: readSortIndex() });
    }
    return { kind: 'instantiate', component, args };
  }
  if (form !== 0x01) reader.unknownByte(form, 'instance');
  const count = reader.count(limits.instanceExports, 'exports of an instance');
  const exports: InlineExport[] = [];
  for (let i = 0; i < count; i++) {
    const name = readExternName();
    exports.push({ name, item: readSortIndex() });
  }
  return { kind: 'exports', exports };
}
