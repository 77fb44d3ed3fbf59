/** A use of a type as WIT text: `list<option<u8>>`. */

import type { Resolve, Type, TypeDefKind, TypeId } from '../model/resolve.js';
import { escapeName } from './names.js';

/** Texts are kept as they are, numbers are types that are still to be written. */
type Part = string | TypeId;

/** No valid component has a type of more parts, so a longer text means a model that is cyclic or not to be trusted. */
const MAX_PARTS = 1_000_000;

/**
 * The text of a use of a type: the name where it has one, its structure otherwise.
 *
 * @throws Error where the model is broken: an id without a type, a record, variant, enum, flags or resource without a
 * name, or anonymous types of more than a million parts. No resolver of this package makes such a model.
 */
export function typeName(resolve: Resolve, type: Type): string {
  if (typeof type === 'string') return type;
  return write(resolve, [type]);
}

/**
 * The right side of `type name = …`: the structure of a definition that is no record, variant, enum, flags or resource.
 *
 * @throws Error as {@link typeName} does
 */
export function structureText(resolve: Resolve, kind: TypeDefKind): string {
  if (kind.kind === 'handle') return handleText(resolve, kind, true);
  const pending: Part[] = [];
  pushParts(resolve, kind, pending);
  return write(resolve, pending);
}

/** Writes what is on the stack, the last part first; no recursion, since types can nest as deep as their author likes. */
function write(resolve: Resolve, pending: Part[]): string {
  let text = '';
  let budget = MAX_PARTS;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    if (budget-- === 0) throw new Error(`type ${part} belongs to one of over ${MAX_PARTS} parts`);
    const definition = resolve.types[part];
    if (definition === undefined) throw new Error(`there is no type ${part} in this model`);
    if (definition.name !== null) text += escapeName(definition.name);
    else pushParts(resolve, definition.kind, pending);
  }
  return text;
}

/** Pushes the parts of an anonymous type, the last one first. */
function pushParts(resolve: Resolve, kind: TypeDefKind, pending: Part[]): void {
  switch (kind.kind) {
    case 'alias':
      pending.push(kind.type);
      return;
    case 'list':
    case 'option':
      pushGeneric(pending, kind.kind, [kind.type]);
      return;
    case 'fixed-length-list':
      pending.push(`, ${kind.length}>`, kind.type, 'list<');
      return;
    case 'map':
      pushGeneric(pending, 'map', [kind.key, kind.value]);
      return;
    case 'tuple':
      pushGeneric(pending, 'tuple', kind.types);
      return;
    case 'future':
    case 'stream':
      if (kind.type === null) pending.push(kind.kind);
      else pushGeneric(pending, kind.kind, [kind.type]);
      return;
    case 'result':
      if (kind.err !== null) pushGeneric(pending, 'result', [kind.ok ?? '_', kind.err]);
      else if (kind.ok !== null) pushGeneric(pending, 'result', [kind.ok]);
      else pending.push('result');
      return;
    case 'handle':
      pending.push(handleText(resolve, kind, false));
      return;
    case 'record':
    case 'resource':
    case 'flags':
    case 'variant':
    case 'enum':
      throw new Error(`type of kind ${kind.kind} without a name cannot be written as WIT`);
  }
}

function pushGeneric(pending: Part[], constructor: string, parameters: readonly Part[]): void {
  pending.push('>');
  for (let index = parameters.length - 1; index >= 0; index -= 1) {
    pending.push(parameters[index] ?? '');
    if (index > 0) pending.push(', ');
  }
  pending.push(`${constructor}<`);
}

/** `borrow<r>`; of an own handle `r`, and `own<r>` where the handle itself is what is defined. */
function handleText(
  resolve: Resolve,
  handle: { handle: 'own' | 'borrow'; type: TypeId },
  writeOwn: boolean,
): string {
  const name = resolve.types[handle.type]?.name;
  if (name === undefined || name === null) {
    throw new Error(`the resource ${handle.type} of a handle has no name`);
  }
  if (handle.handle === 'borrow') return `borrow<${escapeName(name)}>`;
  return writeOwn ? `own<${escapeName(name)}>` : escapeName(name);
}
