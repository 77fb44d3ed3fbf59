/**
 * One component type or instance type under construction: its declarations as bytes and the sizes of its index spaces.
 *
 * Binary.md, "Type Definitions": `componenttype`, `instancetype` and their declarators.
 */

import type { PrimitiveType } from '@wit-ts/wit-parser';
import { ByteSink } from './byte-sink.js';

/** The name of an import or export, with the attributes that go with it. */
export interface ExternName {
  name: string;
  /** `(implements "…")`: the interface behind a label. */
  implements?: string;
  /** `(external-id "…")`. */
  externalId?: string;
}

/** A value type as it stands inside another type: a primitive or an index of the scope. */
export type ValueType = PrimitiveType | number;

/** What an import or export is, with indices of the scope. */
export type ExternType =
  { kind: 'instance' | 'func' | 'component' | 'type-eq'; index: number } | { kind: 'resource' };

const PRIMITIVE_CODES: Record<PrimitiveType, number> = {
  bool: 0x7f,
  s8: 0x7e,
  u8: 0x7d,
  s16: 0x7c,
  u16: 0x7b,
  s32: 0x7a,
  u32: 0x79,
  s64: 0x78,
  u64: 0x77,
  f32: 0x76,
  f64: 0x75,
  char: 0x74,
  string: 0x73,
  'error-context': 0x64,
};

/** Writes a value type: the code of a primitive, or an index. */
export function writeValueType(sink: ByteSink, type: ValueType): void {
  if (typeof type === 'number') sink.typeIndex(type);
  else sink.byte(PRIMITIVE_CODES[type]);
}

/** Writes an optional value type. */
export function writeOptionalType(sink: ByteSink, type: ValueType | undefined): void {
  if (type === undefined) sink.byte(0x00);
  else {
    sink.byte(0x01);
    writeValueType(sink, type);
  }
}

/** Writes the name of an import or export; a name without attributes has the short form. */
export function writeExternName(sink: ByteSink, extern: ExternName): void {
  const attributes: [number, string][] = [];
  if (extern.implements !== undefined) attributes.push([0x00, extern.implements]);
  if (extern.externalId !== undefined) attributes.push([0x02, extern.externalId]);
  sink.byte(attributes.length === 0 ? 0x00 : 0x02);
  sink.name(extern.name);
  if (attributes.length === 0) return;
  sink.u32(attributes.length);
  for (const [kind, value] of attributes) {
    sink.byte(kind);
    sink.name(value);
  }
}

function writeExternType(sink: ByteSink, extern: ExternType): void {
  switch (extern.kind) {
    case 'func':
      sink.byte(0x01);
      sink.u32(extern.index);
      return;
    case 'type-eq':
      sink.byte(0x03);
      sink.byte(0x00);
      sink.u32(extern.index);
      return;
    case 'resource':
      sink.byte(0x03);
      sink.byte(0x01);
      return;
    case 'component':
      sink.byte(0x04);
      sink.u32(extern.index);
      return;
    case 'instance':
      sink.byte(0x05);
      sink.u32(extern.index);
      return;
    default:
      extern satisfies never;
  }
}

export class TypeScope {
  readonly #sink = new ByteSink();
  readonly #kind: 'component' | 'instance';
  #declarations = 0;
  #types = 0;

  constructor(kind: 'component' | 'instance') {
    this.#kind = kind;
  }

  /** How many types the scope holds: the index that the next one gets. */
  get typeCount(): number {
    return this.#types;
  }

  /** Declares a type; `write` writes its definition. Gives back its index. */
  defineType(write: (sink: ByteSink) => void): number {
    this.#sink.byte(0x01);
    write(this.#sink);
    this.#declarations++;
    return this.#types++;
  }

  /** Declares the type that another scope describes. */
  defineScope(scope: TypeScope): number {
    return this.defineType((sink) => scope.writeTo(sink));
  }

  import(name: ExternName, type: ExternType): void {
    this.#extern(0x03, name, type);
  }

  export(name: ExternName, type: ExternType): void {
    this.#extern(0x04, name, type);
  }

  #extern(code: number, name: ExternName, type: ExternType): void {
    this.#sink.byte(code);
    writeExternName(this.#sink, name);
    writeExternType(this.#sink, type);
    this.#declarations++;
    if (type.kind === 'type-eq' || type.kind === 'resource') this.#types++;
  }

  /** Makes a type that instance `instance` exports a type of this scope. */
  aliasExport(instance: number, name: string): number {
    this.#sink.byte(0x02);
    this.#sink.byte(0x03);
    this.#sink.byte(0x00);
    this.#sink.u32(instance);
    this.#sink.name(name);
    this.#declarations++;
    return this.#types++;
  }

  /** Makes type `index` of the scope around this one a type of this scope. */
  aliasOuter(index: number): number {
    this.#sink.byte(0x02);
    this.#sink.byte(0x03);
    this.#sink.byte(0x02);
    this.#sink.u32(1);
    this.#sink.u32(index);
    this.#declarations++;
    return this.#types++;
  }

  /** Writes the whole type: its code, the number of its declarations, the declarations. */
  writeTo(sink: ByteSink): void {
    sink.byte(this.#kind === 'component' ? 0x41 : 0x42);
    sink.u32(this.#declarations);
    sink.bytes(this.#sink.view());
  }
}
