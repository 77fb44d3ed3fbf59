/** Writes components: every definition from its model, embedded core modules and unknown data byte for byte. */
import { ByteSink } from './byte-sink.js';
import type {
  ComponentNode,
  CoreInstanceExpr,
  Definition,
  InstanceExpr,
  SectionKind,
} from './model.js';
import { writeCanon } from './write-canon.js';
import { writeCoreDefType } from './write-core-types.js';
import {
  writeAlias,
  writeCoreSort,
  writeDefType,
  writeExternName,
  writeExternType,
  writeSortIndex,
  writeValType,
} from './write-types.js';

export const SECTION_IDS: Record<SectionKind, number> = {
  custom: 0,
  'core-module': 1,
  'core-instance': 2,
  'core-type': 3,
  component: 4,
  instance: 5,
  alias: 6,
  type: 7,
  canon: 8,
  start: 9,
  import: 10,
  export: 11,
  value: 12,
};

/** Magic number, version and layer of a component. */
export function writePreamble(out: ByteSink): void {
  for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00]) out.byte(byte);
}

/** The ids of sections that are lists of definitions; -1 for the others, which hold one. */
export const LIST_SECTION_IDS: Record<SectionKind, number> = {
  ...SECTION_IDS,
  custom: -1,
  'core-module': -1,
  component: -1,
  start: -1,
};

/** A section that is no list. Leaves `content` empty. */
export function writeSection(out: ByteSink, kind: SectionKind, content: ByteSink): void {
  out.end();
  out.tagged(SECTION_IDS[kind], content.length);
  out.take(content);
}

/** Writes a component with the same sections as it was read with; integers are written in their shortest form. */
export function writeComponent(node: ComponentNode): Uint8Array {
  const out = new ByteSink(1024);
  writeNode(out, node);
  return out.finish();
}

function writeNode(out: ByteSink, node: ComponentNode): void {
  writePreamble(out);
  const content = new ByteSink();
  for (const { kind, first, count } of node.sections) {
    const id = LIST_SECTION_IDS[kind];
    if (id >= 0) out.begin(id, count);
    for (let i = first; i < first + count; i++) {
      writeDefinition(id < 0 ? content : out, node.definitions[i] as Definition, node.bytes);
    }
    if (id < 0) writeSection(out, kind, content);
  }
  out.end();
}

/** The content of one definition; `bytes` is the buffer that ranges of verbatim data refer to. */
export function writeDefinition(out: ByteSink, definition: Definition, bytes: Uint8Array): void {
  switch (definition.kind) {
    // Those that compositions are made of come first.
    case 'instance':
      writeInstance(out, definition.expr);
      return;
    case 'alias':
      writeAlias(out, definition);
      return;
    case 'custom':
      out.name(definition.name);
      out.share(bytes.subarray(definition.dataStart, definition.end));
      return;
    case 'core-module':
      out.share(bytes.subarray(definition.start, definition.end));
      return;
    case 'core-instance':
      writeCoreInstance(out, definition.expr);
      return;
    case 'core-type':
      writeCoreDefType(out, definition.type);
      return;
    case 'component':
      writeNode(out, definition.component);
      return;
    case 'type':
      writeDefType(out, definition.type);
      return;
    case 'canon':
      writeCanon(out, definition.canon);
      return;
    case 'start':
      out.u32(definition.func);
      out.u32(definition.args.length);
      for (const arg of definition.args) out.u32(arg);
      out.u32(definition.results);
      return;
    case 'import':
      writeExternName(out, definition.name);
      writeExternType(out, definition.type);
      return;
    case 'export':
      writeExternName(out, definition.name);
      writeSortIndex(out, definition.item);
      out.byte(definition.type === undefined ? 0 : 1);
      if (definition.type !== undefined) writeExternType(out, definition.type);
      return;
    case 'value':
      writeValType(out, definition.type);
      out.u32(definition.dataEnd - definition.dataStart);
      out.copy(bytes.subarray(definition.dataStart, definition.dataEnd));
      return;
  }
}

function writeCoreInstance(out: ByteSink, expr: CoreInstanceExpr): void {
  if (expr.kind === 'instantiate') {
    out.byte(0x00);
    out.u32(expr.module);
    out.u32(expr.args.length);
    for (const arg of expr.args) {
      out.name(arg.name);
      out.byte(0x12);
      out.u32(arg.instance);
    }
    return;
  }
  out.byte(0x01);
  out.u32(expr.exports.length);
  for (const item of expr.exports) {
    out.name(item.name);
    writeCoreSort(out, item.item.sort);
    out.u32(item.item.index);
  }
}

function writeInstance(out: ByteSink, expr: InstanceExpr): void {
  if (expr.kind === 'instantiate') {
    out.tagged(0x00, expr.component);
    out.u32(expr.args.length);
    for (const arg of expr.args) {
      out.name(arg.name);
      writeSortIndex(out, arg.item);
    }
    return;
  }
  out.byte(0x01);
  out.u32(expr.exports.length);
  for (const item of expr.exports) {
    writeExternName(out, item.name);
    writeSortIndex(out, item.item);
  }
}
