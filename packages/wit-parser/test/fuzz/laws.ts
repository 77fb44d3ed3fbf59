/** What holds for every text, whatever stands in it. */

import type { Ast, Node } from '../../src/ast/ast.js';
import type { ParseResult } from '../../src/parser/parse.js';

/**
 * Throws where a result breaks a law: it is a tree with places inside of the text and in order, every diagnostic has a
 * code, a message and a place inside of the text, and a text without diagnostics gives a tree without holes.
 */
export function checkLaws(text: string, { ast, diagnostics }: ParseResult): void {
  const fail = (law: string): never => {
    throw new Error(`${law}: ${JSON.stringify(text)}`);
  };
  for (const { code, message, span, related = [], fixes = [] } of diagnostics) {
    if (!/^WIT00[0-9]{2}$/.test(code)) fail(`code ${code}`);
    if (message === '' || message.length > 400 || message.endsWith('.')) fail(`message ${message}`);
    if (message.includes('undefined') && !text.includes('undefined')) fail(`message ${message}`);
    const spans = [span, ...related.map((place) => place.span)];
    for (const fix of fixes) spans.push(...fix.edits.map((edit) => edit.span));
    for (const place of spans) {
      if (!place || !isInside(place, text)) fail(`place of ${code}`);
    }
  }
  let previous = 0;
  for (const comment of ast.comments) {
    if (comment.start < previous || !isInside(comment, text)) fail('comments in order');
    previous = comment.end;
  }
  let holes = 0;
  visit(ast, (node) => {
    if (!isInside(node, text)) fail('place of a node');
    if (node['kind'] === 'error' || node['damaged'] === true) holes++;
    const from = node['docsStart'];
    const to = node['docsEnd'];
    if (typeof from === 'number' && typeof to === 'number') {
      if (from > to || to > ast.comments.length) fail('docs of a node');
    }
  });
  if (holes > 0 && diagnostics.length === 0) fail('a hole without a diagnostic');
}

function isInside({ start, end }: Node, text: string): boolean {
  return Number.isInteger(start) && start >= 0 && start <= end && end <= text.length;
}

function visit(ast: Ast, each: (node: Node & Record<string, unknown>) => void): void {
  const open: unknown[] = [ast.package, ast.items];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) {
      open.push(...value);
    } else if (typeof value === 'object' && value !== null) {
      if ('start' in value) each(value as Node & Record<string, unknown>);
      open.push(...Object.values(value));
    }
  }
}
