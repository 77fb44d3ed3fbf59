/** Gives structurally equal core types the same id, rec groups included, so that comparing them is comparing numbers. */
import type {
  CoreCompositeInner,
  CoreFieldType,
  CoreHeapType,
  CoreRecType,
  CoreSubType,
  CoreValType,
} from '../binary/core-model.js';
import type { CoreTy, CoreValTy, ModuleTy } from './model.js';

/** A type index space; in a component it holds module types too, to which core types cannot refer. */
export type CoreTypeSpace = readonly (CoreTy | ModuleTy)[];

/** Thrown where a type refers to an index that does not exist yet. */
export class UnknownCoreType extends Error {
  constructor(readonly index: number) {
    super(`core type ${index} is not defined`);
  }
}

/** Thrown where a type breaks a rule of core types. */
export class BadCoreType extends Error {}

/** Names the type behind an index: `$id` once it has one, `rec.n` inside of the group that is being interned. */
type NameOfIndex = (index: number) => string;

const groups = new Map<string, readonly CoreTy[]>();
let nextId = 0;
/** The table only grows; beyond this size it starts anew (ids are never given twice). */
const MAX_GROUPS = 500_000;

/** The types of a rec group, in canonical form. `space` is the type index space before it. */
export function internRecGroup(group: CoreRecType, space: CoreTypeSpace): readonly CoreTy[] {
  const base = space.length;
  const nameOf: NameOfIndex = (index) => {
    const known = space[index];
    if (known?.kind === 'core-type') return `$${known.id}`;
    if (index >= base && index - base < group.types.length && group.explicit)
      return `rec.${index - base}`;
    if (index === base) return 'rec.0';
    throw new UnknownCoreType(index);
  };
  const key = group.types.map((type) => subTypeKey(type, nameOf)).join(';');
  const known = groups.get(key);
  if (known !== undefined) return known;
  const first = nextId;
  nextId += group.types.length;
  const finalName: NameOfIndex = (index) =>
    index < base ? nameOf(index) : `$${first + (index - base)}`;
  const types: CoreTy[] = [];
  group.types.forEach((type, i) => {
    types.push({
      kind: 'core-type',
      id: first + i,
      shared: type.shared,
      final: type.form !== 'sub',
      shape: shapeOf(type.composite, finalName),
      supertype: superOf(type, space, base, types),
    });
  });
  if (groups.size >= MAX_GROUPS) groups.clear();
  groups.set(key, types);
  return types;
}

function superOf(
  type: CoreSubType,
  space: CoreTypeSpace,
  base: number,
  group: readonly CoreTy[],
): CoreTy | undefined {
  const index = type.supertypes[0];
  if (index === undefined) return undefined;
  const supertype = index < base ? space[index] : group[index - base];
  if (supertype?.kind !== 'core-type') throw new UnknownCoreType(index);
  if (supertype.final) throw new BadCoreType(`core type ${index} is final and has no subtypes`);
  if (supertype.shape.kind !== type.composite.kind) {
    throw new BadCoreType(
      `core type ${index} is no ${type.composite.kind} type, as its subtype is`,
    );
  }
  return supertype;
}

/** The canonical function type of a signature without references to defined types. */
export function coreFunc(params: readonly CoreValTy[], results: readonly CoreValTy[]): CoreTy {
  const key = `func(${params.join()})(${results.join()})`;
  let known = groups.get(key);
  if (known === undefined) {
    known = [
      {
        kind: 'core-type',
        id: nextId++,
        shared: false,
        final: true,
        shape: { kind: 'func', params, results },
        supertype: undefined,
      },
    ];
    groups.set(key, known);
  }
  return known[0] as CoreTy;
}

function subTypeKey(type: CoreSubType, nameOf: NameOfIndex): string {
  let key = type.form === 'sub' ? 'sub ' : '';
  for (const index of type.supertypes) key += `super ${nameOf(index)} `;
  if (type.shared) key += 'shared ';
  if (type.describes !== undefined) key += `describes ${nameOf(type.describes)} `;
  if (type.descriptor !== undefined) key += `descriptor ${nameOf(type.descriptor)} `;
  const composite = type.composite;
  switch (composite.kind) {
    case 'func':
      return `${key}func(${texts(composite.params, nameOf)})(${texts(composite.results, nameOf)})`;
    case 'struct':
      return `${key}struct(${composite.fields.map((field) => fieldText(field, nameOf)).join()})`;
    case 'array':
      return `${key}array(${fieldText(composite.field, nameOf)})`;
    case 'cont':
      return `${key}cont(${nameOf(composite.index)})`;
  }
}

function texts(types: readonly CoreValType[], nameOf: NameOfIndex): string {
  let text = '';
  for (let i = 0; i < types.length; i++) {
    if (i > 0) text += ',';
    text += coreValText(types[i] as CoreValType, nameOf);
  }
  return text;
}

function fieldText(field: CoreFieldType, nameOf: NameOfIndex): string {
  const type = field.type;
  const text = type === 'i8' || type === 'i16' ? type : coreValText(type, nameOf);
  return field.mutable ? `mut ${text}` : text;
}

function heapText(heap: CoreHeapType, nameOf: NameOfIndex): string {
  if (heap.kind === 'abstract') return heap.shared ? `shared ${heap.name}` : heap.name;
  return heap.exact ? `exact ${nameOf(heap.index)}` : nameOf(heap.index);
}

/** A value type as text; see {@link CoreValTy}. */
export function coreValText(type: CoreValType, nameOf: NameOfIndex): CoreValTy {
  if (typeof type === 'string') return type;
  return `ref ${type.nullable ? 'null ' : ''}${heapText(type.heap, nameOf)}`;
}

/** As {@link coreValText}, with indices of a finished type space. */
export function coreValTextIn(type: CoreValType, space: readonly CoreTy[]): CoreValTy {
  return coreValText(type, (index) => {
    const known = space[index];
    if (known === undefined) throw new UnknownCoreType(index);
    return `$${known.id}`;
  });
}

function shapeOf(composite: CoreCompositeInner, nameOf: NameOfIndex): CoreTy['shape'] {
  if (composite.kind !== 'func') return { kind: composite.kind };
  return {
    kind: 'func',
    params: composite.params.map((type) => coreValText(type, nameOf)),
    results: composite.results.map((type) => coreValText(type, nameOf)),
  };
}

/** Whether `a` is `b` or declares it as a supertype, directly or not. */
export function isCoreSubtype(a: CoreTy, b: CoreTy): boolean {
  let type: CoreTy | undefined = a;
  for (; type !== undefined; type = type.supertype) {
    if (type.id === b.id) return true;
  }
  return false;
}
