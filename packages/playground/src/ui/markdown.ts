/** The Markdown of hovers and explanations as elements: paragraphs, lists, code, emphasis. What else there is stays text. */
import { element } from './dom.js';

export function markdown(text: string): DocumentFragment {
  const result = document.createDocumentFragment();
  const lines = text.split('\n');
  let paragraph: string[] = [];
  let list: HTMLUListElement | undefined;
  const flush = (): void => {
    if (paragraph.length > 0) result.append(element('p', {}, ...inline(paragraph.join(' '))));
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const item = /^\s*[-*] (.*)/.exec(line)?.[1];
    const heading = /^#+ (.*)/.exec(line)?.[1];
    if (item === undefined) list = undefined;
    if (line.startsWith('```')) {
      flush();
      const end = lines.findIndex((other, index) => index > at && other.startsWith('```'));
      const stop = end === -1 ? lines.length : end;
      const code = lines.slice(at + 1, stop).join('\n');
      result.append(element('pre', {}, element('code', {}, code)));
      at = stop;
    } else if (item !== undefined) {
      flush();
      list ??= append(result, element('ul'));
      list.append(element('li', {}, ...inline(item)));
    } else if (heading !== undefined) {
      flush();
      result.append(element('p', { class: 'heading' }, ...inline(heading)));
    } else if (/^(---|\*\*\*)\s*$/.test(line)) {
      flush();
      result.append(element('hr'));
    } else if (line.trim() === '') {
      flush();
    } else {
      paragraph.push(line.trim());
    }
  }
  flush();
  return result;
}

function append<T extends Node>(parent: Node, child: T): T {
  parent.appendChild(child);
  return child;
}

/** A line of Markdown, such as the message of a diagnostic. */
export function inline(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let rest = 0;
  for (const match of text.matchAll(
    /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\([^)]*\)/g,
  )) {
    parts.push(text.slice(rest, match.index));
    rest = match.index + match[0].length;
    const [, code, strong, emphasis, link] = match;
    if (code !== undefined) parts.push(element('code', {}, code));
    else if (strong !== undefined) parts.push(element('strong', {}, strong));
    else if (emphasis !== undefined) parts.push(element('em', {}, emphasis));
    else parts.push(link ?? '');
  }
  parts.push(text.slice(rest));
  return parts;
}
