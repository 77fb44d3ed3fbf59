/** Drawings as text: Mermaid, which forges render, and the language of Graphviz. */
import type { Plan } from '../plan/plan.js';
import { sizeText } from './size-text.js';
import { type Box, graphOf, type Line } from './model.js';

/** The most names that one line shows. */
const MAX_NAMES = 6;

/** The plan as a Mermaid flowchart. */
export function mermaid(plan: Plan): string {
  const { boxes, lines } = graphOf(plan);
  const ids = new Map(boxes.map((box, index) => [box.id, `n${index}`]));
  let text = 'flowchart LR\n';
  for (const box of boxes) {
    const [open, close] =
      box.kind === 'component'
        ? ['["', '"]']
        : box.kind === 'host'
          ? ['[["', '"]]']
          : ['(["', '"])'];
    const label = labelOf(box).map(mermaidText).join('<br/>');
    text += `  ${ids.get(box.id)}${open}${label}${close}\n`;
  }
  for (const { from, to, names } of merged(lines)) {
    const label = someOf(names).map(mermaidText).join('<br/>');
    text += `  ${ids.get(from)} -->|"${label}"| ${ids.get(to)}\n`;
  }
  return text;
}

/** The plan as a digraph for Graphviz. */
export function dot(plan: Plan): string {
  const { boxes, lines } = graphOf(plan);
  const ids = new Map(boxes.map((box, index) => [box.id, `n${index}`]));
  let text = 'digraph composition {\n  rankdir=LR;\n';
  text += '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=11];\n';
  text += '  edge [fontname="sans-serif", fontsize=9];\n';
  for (const box of boxes) {
    const style =
      box.kind === 'component' ? '' : box.kind === 'host' ? ', style=dashed' : ', shape=oval';
    const label = labelOf(box)
      .map(dotText)
      .join(String.raw`\n`);
    text += `  ${ids.get(box.id)} [label="${label}"${style}];\n`;
  }
  for (const { from, to, names } of merged(lines)) {
    const label = someOf(names)
      .map(dotText)
      .join(String.raw`\n`);
    text += `  ${ids.get(from)} -> ${ids.get(to)} [label="${label}"];\n`;
  }
  return `${text}}\n`;
}

function labelOf(box: Box): string[] {
  return box.size === undefined ? [box.title] : [box.title, sizeText(box.size)];
}

/** All that is linked between two boxes, on one line. */
function merged(lines: readonly Line[]): { from: string; to: string; names: string[] }[] {
  const byEnds = new Map<string, { from: string; to: string; names: string[] }>();
  for (const { from, to, names } of lines) {
    const key = `${from.box}\n${to.box}`;
    const known = byEnds.get(key);
    if (known === undefined) {
      byEnds.set(key, { from: from.box, to: to.box, names: [...names] });
    } else {
      known.names.push(...names);
    }
  }
  return [...byEnds.values()];
}

function someOf(names: readonly string[]): string[] {
  if (names.length <= MAX_NAMES) return [...names];
  const shown = names.slice(0, MAX_NAMES - 1);
  return [...shown, `and ${names.length - shown.length} more`];
}

/** Whatever is not a plain character becomes an entity code, so that no name is taken for syntax. */
function mermaidText(text: string): string {
  let safe = '';
  for (const char of text) {
    safe += /[\p{L}\p{N} ,.:/@_()-]/u.test(char) ? char : `#${char.codePointAt(0) ?? 0};`;
  }
  return safe;
}

function dotText(text: string): string {
  return text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}
