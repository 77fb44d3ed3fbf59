/** Moving the nodes of a tree, for an editor that puts a text in front of them. */

import type {
  Body,
  Documented,
  Extern,
  FunctionType,
  Gate,
  InterfaceItem,
  Name,
  Node,
  PackageName,
  Path,
  TopLevelItem,
  TypeExpr,
  WorldItem,
} from './ast.js';

/** How far nodes and their places among the comments move. */
export interface Shift {
  /** In units of the text. */
  by: number;
  /** In comments. */
  comments: number;
}

/** Moves an item and all that it holds, in place. What stands at 0 is made up, and stays. */
export function shiftItem(item: TopLevelItem | InterfaceItem | WorldItem, shift: Shift): void {
  shiftNode(item, shift);
  shiftDocs(item, shift);
  if ('gates' in item) for (const gate of item.gates) shiftGate(gate, shift);
  switch (item.kind) {
    case 'package':
      shiftPackageName(item.name, shift);
      shiftBody(item, shift);
      for (const inner of item.items) shiftItem(inner, shift);
      break;
    case 'interface':
    case 'world':
      shiftNode(item.name, shift);
      shiftBody(item, shift);
      for (const inner of item.items) shiftItem(inner, shift);
      break;
    case 'top-level-use':
      shiftPath(item.path, shift);
      if (item.alias !== undefined) shiftNode(item.alias, shift);
      break;
    case 'use':
      shiftPath(item.path, shift);
      shiftRenames(item.names, shift);
      break;
    case 'include':
      shiftPath(item.path, shift);
      shiftRenames(item.renames, shift);
      break;
    case 'function':
      shiftNode(item.name, shift);
      shiftFunction(item.function, shift);
      break;
    case 'import':
    case 'export':
      shiftExtern(item.extern, shift);
      break;
    case 'type':
      shiftNode(item.name, shift);
      shiftType(item.type, shift);
      break;
    case 'record':
    case 'variant':
    case 'enum':
    case 'flags':
      shiftNode(item.name, shift);
      shiftBody(item, shift);
      for (const member of item.items) shiftMember(member, shift);
      break;
    case 'resource':
      shiftNode(item.name, shift);
      shiftBody(item, shift);
      for (const member of item.items) {
        for (const gate of member.gates) shiftGate(gate, shift);
        shiftMember(member, shift);
        shiftFunction(member.function, shift);
      }
  }
}

export function shiftPackageName(name: PackageName, shift: Shift): void {
  shiftNode(name, shift);
  shiftNode(name.namespace, shift);
  shiftNode(name.name, shift);
  if (name.version !== undefined) shiftNode(name.version, shift);
}

function shiftNode(node: Node, { by }: Shift): void {
  if (node.end === 0) return;
  node.start += by;
  node.end += by;
}

function shiftDocs(item: Documented, { comments }: Shift): void {
  item.docsStart += comments;
  item.docsEnd += comments;
}

function shiftBody(body: Body<unknown>, { by }: Shift): void {
  if (body.open !== -1) body.open += by;
  if (body.close !== -1) body.close += by;
}

function shiftMember(
  member: Node & Documented & { name: Name; type?: TypeExpr | undefined },
  shift: Shift,
): void {
  shiftNode(member, shift);
  shiftDocs(member, shift);
  shiftNode(member.name, shift);
  if (member.type !== undefined) shiftType(member.type, shift);
}

function shiftRenames(
  renames: readonly (Node & { name: Name; alias: Name | undefined })[],
  shift: Shift,
): void {
  for (const rename of renames) {
    shiftNode(rename, shift);
    shiftNode(rename.name, shift);
    if (rename.alias !== undefined) shiftNode(rename.alias, shift);
  }
}

function shiftExtern(extern: Extern, shift: Shift): void {
  shiftNode(extern, shift);
  switch (extern.kind) {
    case 'function':
      shiftNode(extern.name, shift);
      shiftFunction(extern.function, shift);
      break;
    case 'interface':
      shiftNode(extern.name, shift);
      shiftBody(extern, shift);
      for (const inner of extern.items) shiftItem(inner, shift);
      break;
    case 'path':
      if (extern.label !== undefined) shiftNode(extern.label, shift);
      shiftPath(extern.path, shift);
  }
}

function shiftPath(path: Path, shift: Shift): void {
  shiftNode(path, shift);
  shiftNode(path.name, shift);
  if (path.kind === 'local') return;
  shiftNode(path.namespace, shift);
  shiftNode(path.package, shift);
  if (path.version !== undefined) shiftNode(path.version, shift);
}

function shiftGate(gate: Gate, shift: Shift): void {
  shiftNode(gate, shift);
  shiftNode(gate.name, shift);
  switch (gate.kind) {
    case 'since':
    case 'deprecated':
      shiftNode(gate.version, shift);
      break;
    case 'unstable':
      shiftNode(gate.feature, shift);
      break;
    case 'external-id':
      shiftNode(gate.value, shift);
  }
}

function shiftFunction(node: FunctionType, shift: Shift): void {
  shiftNode(node, shift);
  node.keyword += shift.by;
  for (const param of node.params) {
    shiftNode(param, shift);
    shiftNode(param.name, shift);
    shiftType(param.type, shift);
  }
  if (node.result !== undefined) shiftType(node.result, shift);
}

/** Types nest less than a hundred times. */
function shiftType(type: TypeExpr, shift: Shift): void {
  shiftNode(type, shift);
  switch (type.kind) {
    case 'primitive':
    case 'name':
    case 'error':
      break;
    case 'list':
    case 'option':
      shiftType(type.element, shift);
      break;
    case 'fixed-length-list':
      shiftType(type.element, shift);
      shiftNode(type.lengthSpan, shift);
      break;
    case 'future':
    case 'stream':
      if (type.element !== undefined) shiftType(type.element, shift);
      break;
    case 'map':
      shiftType(type.key, shift);
      shiftType(type.value, shift);
      break;
    case 'result':
      if (type.ok !== undefined) shiftType(type.ok, shift);
      if (type.err !== undefined) shiftType(type.err, shift);
      break;
    case 'tuple':
      for (const element of type.elements) shiftType(element, shift);
      break;
    case 'handle':
      shiftNode(type.resource, shift);
  }
}
