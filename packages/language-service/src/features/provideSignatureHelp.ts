import type { ast } from '@wit-ts/wit-parser';
import { docsOfSymbol } from '../names/describe.js';
import type { NameSymbol } from '../names/symbol.js';
import type { Range, SignatureHelp } from '../types.js';
import type { Context } from './context.js';
import { isInComment } from './provideHover.js';

/** The signature of the function whose parameters are being written, with the one at the place. */
export function provideSignatureHelp(context: Context, offset: number): SignatureHelp | undefined {
  const { names, path, tree } = context;
  if (isInComment(tree, offset)) return undefined;
  for (const occurrence of names.file(path)?.occurrencesNear(offset) ?? []) {
    if (occurrence.start > offset) break;
    if (occurrence.role !== 'definition') continue;
    const node = functionOf(occurrence.symbol);
    if (node === undefined || offset < node.keyword || offset > node.end) continue;
    const found = signatureOf(occurrence.symbol, node, tree, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function functionOf(symbol: NameSymbol): ast.FunctionType | undefined {
  switch (symbol.kind) {
    case 'function':
    case 'method':
      return symbol.item.function;
    case 'extern':
      return symbol.extern.function;
    default:
      return undefined;
  }
}

function signatureOf(
  symbol: NameSymbol,
  node: ast.FunctionType,
  { text }: ast.Ast,
  offset: number,
): SignatureHelp | undefined {
  const open = text.indexOf('(', node.keyword);
  const close = closingParen(text, open, node.end);
  if (open === -1 || offset <= open || offset > close) return undefined;
  let label = `${symbol.name}${symbol.name === 'constructor' ? '' : ': func'}(`;
  const parameters: Range[] = [];
  for (const [index, param] of node.params.entries()) {
    if (index > 0) label += ', ';
    const start = label.length;
    label += flat(text.slice(param.start, param.end));
    parameters.push({ start, end: label.length });
  }
  label += ')';
  if (node.result !== undefined)
    label += ` -> ${flat(text.slice(node.result.start, node.result.end))}`;
  return {
    label,
    parameters,
    documentation: docsOfSymbol(symbol),
    activeParameter: activeParameter(text, open, offset),
  };
}

/** Text on one line. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** The matching parenthesis; types hold none, and a comment that does only shortens what is shown. */
function closingParen(text: string, open: number, end: number): number {
  const close = text.indexOf(')', open);
  return close === -1 || close > end ? end : close;
}

function activeParameter(text: string, open: number, offset: number): number {
  let depth = 0;
  let index = 0;
  for (let at = open + 1; at < offset; at += 1) {
    const char = text[at];
    if (char === '<') depth += 1;
    else if (char === '>') depth -= 1;
    else if (char === ',' && depth <= 0) index += 1;
  }
  return index;
}
