/** What WAVE text says before a type is known. */
import type { Range } from './problem.js';

/** A label, without the `%` that may stand before it. */
export interface Label extends Range {
  readonly name: string;
}

export type Node = Range &
  (
    | { readonly kind: 'bool'; readonly value: boolean }
    | { readonly kind: 'number' | 'char' | 'string' | 'multiline-string' }
    | { readonly kind: 'tuple' | 'list'; readonly items: readonly Node[] }
    | { readonly kind: 'record'; readonly fields: readonly FieldNode[] }
    | { readonly kind: 'flags'; readonly labels: readonly Label[] }
    /** A case of an enum or variant. */
    | { readonly kind: 'case'; readonly label: Label; readonly payload: Node | undefined }
    | { readonly kind: 'some'; readonly payload: Node }
    | { readonly kind: 'none' }
    | { readonly kind: 'ok' | 'err'; readonly payload: Node | undefined }
  );

export interface FieldNode {
  readonly label: Label;
  readonly value: Node;
}

/** The node in a few words, for messages. */
export function describeNode(node: Node): string {
  switch (node.kind) {
    case 'bool':
      return String(node.value);
    case 'number':
      return 'a number';
    case 'char':
      return 'a char';
    case 'string':
    case 'multiline-string':
      return 'a string';
    case 'tuple':
      return 'a tuple';
    case 'list':
      return 'a list';
    case 'record':
      return 'a record';
    case 'flags':
      return 'flags';
    case 'case':
      return `the case ${node.label.name}`;
    case 'some':
    case 'none':
    case 'ok':
    case 'err':
      return node.kind;
  }
}
