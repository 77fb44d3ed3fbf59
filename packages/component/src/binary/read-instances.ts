/** Reads how instances are made: of modules and components, and put together from exports. */
import type { ByteReader } from './byte-reader.js';
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
export function readCoreInstanceExpr(r: ByteReader): CoreInstanceExpr {
  const form = r.byte();
  if (form === 0x00) {
    const module = r.u32();
    const count = r.count(limits.instantiateArgs, 'arguments of an instantiation');
    const args: CoreInstantiateArg[] = [];
    for (let i = 0; i < count; i++) {
      const name = r.name();
      const sort = r.byte();
      if (sort !== 0x12) r.unknownByte(sort, 'argument of a core instantiation');
      args.push({ name, instance: r.u32() });
    }
    return { kind: 'instantiate', module, args };
  }
  if (form !== 0x01) r.unknownByte(form, 'core instance');
  const count = r.count(limits.instanceExports, 'exports of an instance');
  const exports: CoreInlineExport[] = [];
  for (let i = 0; i < count; i++) {
    const name = r.name();
    const start = r.pos;
    const sort = readCoreSort(r);
    if (sort === 'core-type' || sort === 'core-module' || sort === 'core-instance') {
      r.malformed(`a core instance cannot export a ${sort.replace('-', ' ')}`, start);
    }
    exports.push({ name, item: { sort, index: r.u32() } });
  }
  return { kind: 'exports', exports };
}

/** `instanceexpr`. */
export function readInstanceExpr(r: ByteReader): InstanceExpr {
  const form = r.byte();
  if (form === 0x00) {
    const component = r.u32();
    const count = r.count(limits.instantiateArgs, 'arguments of an instantiation');
    const args: InstantiateArg[] = [];
    for (let i = 0; i < count; i++) {
      const name = r.name();
      args.push({ name, item: readSortIndex(r) });
    }
    return { kind: 'instantiate', component, args };
  }
  if (form !== 0x01) r.unknownByte(form, 'instance');
  const count = r.count(limits.instanceExports, 'exports of an instance');
  const exports: InlineExport[] = [];
  for (let i = 0; i < count; i++) {
    const name = readExternName(r);
    exports.push({ name, item: readSortIndex(r) });
  }
  return { kind: 'exports', exports };
}
