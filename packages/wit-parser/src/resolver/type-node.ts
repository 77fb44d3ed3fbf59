import type { Node } from '../ast/ast.js';

/** The name of a definition; the node itself where it has none. */
export function nameNode(node: Node): Node {
  return 'name' in node && isNode(node.name) ? node.name : node;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
