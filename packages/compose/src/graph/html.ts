/** A plan as one HTML file: a drawing and its tables, in light and dark, without anything from elsewhere. */
import type { Plan } from '../plan/plan.js';
import {
  cut,
  fileName,
  HEADER,
  type Layout,
  layoutOf,
  type PlacedBox,
  type PlacedPort,
} from './layout.js';
import { graphOf } from './model.js';
import { PAGE_SCRIPT, PAGE_STYLE } from './page.js';
import { sizeText } from './size-text.js';

const TITLE_LENGTH = 46;

/**
 * Draws a plan as a page that opens in a browser.
 *
 * @param title of the page, such as the name of the result
 * @returns one self-contained file; all names in it are escaped, and it loads nothing
 */
export function html(plan: Plan, title = 'Composition'): string {
  const layout = layoutOf(graphOf(plan));
  const total = plan.components.reduce((sum, { size }) => sum + size, 0);
  const summary = [
    counted(plan.components.length, 'component'),
    counted(plan.links.length, 'link'),
    counted(plan.imports.length, 'import'),
    counted(plan.exports.length, 'export'),
    sizeText(total),
  ].join(' · ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p>${escaped(summary)}</p>
<label><input type="checkbox" id="fit" checked> fit to window</label>
</header>
<main>
<div class="view fit">${drawing(layout, total)}</div>
${tables(plan)}
</main>
<footer>Drawn by wit-ts. Point at a component to see its links alone.</footer>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Text for a place where HTML or the value of an attribute stands. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
}

function drawing({ width, height, boxes, lines }: Layout, total: number): string {
  const paths = lines.map(({ line, points }) => {
    const names = escaped(line.names.join('\n').replaceAll('\n', ', '));
    return `<path class="line" data-from="${line.from.box}" data-to="${line.to.box}" d="${pathOf(points)}"><title>${names}</title></path>`;
  });
  const drawn = boxes.map((placed) => boxOf(placed, total));
  return `<svg role="img" aria-label="What is linked to what" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker></defs>
<g>${paths.join('\n')}</g>
<g>${drawn.join('\n')}</g>
</svg>`;
}

/** A curve that leaves and reaches every point sideways. */
function pathOf(points: Layout['lines'][number]['points']): string {
  let path = '';
  let last: { x: number; y: number } | undefined;
  for (const point of points) {
    if (last === undefined) path = `M${point.x} ${point.y}`;
    else if (last.y === point.y) path += `H${point.x}`;
    else {
      const bend = Math.max(30, Math.abs(point.x - last.x) / 2);
      path += `C${last.x + bend} ${last.y} ${point.x - bend} ${point.y} ${point.x} ${point.y}`;
    }
    last = point;
  }
  return path;
}

function boxOf({ box, x, y, width, height, offers, needs }: PlacedBox, total: number): string {
  const share = total === 0 || box.size === undefined ? 0 : box.size / total;
  const under =
    box.size === undefined
      ? counted(box.offers.length + box.needs.length, box.kind === 'host' ? 'package' : 'export')
      : `${sizeText(box.size)} · ${fileName(box.path ?? '')}`;
  const bar =
    box.size === undefined
      ? ''
      : `<rect class="share" x="${x + 10}" y="${y + HEADER - 7}" width="${width - 20}" height="3" rx="1.5"/><rect class="shared" x="${x + 10}" y="${y + HEADER - 7}" width="${Math.max(2, Math.round((width - 20) * share))}" height="3" rx="1.5"/>`;
  const full = box.path === undefined ? box.title : `${box.title} (${box.path})`;
  return `<g class="box ${box.kind}" data-box="${box.id}" tabindex="0"><title>${escaped(full)}</title>
<rect class="card" x="${x}" y="${y}" width="${width}" height="${height}" rx="9"/>
<text class="name" x="${x + 10}" y="${y + 21}">${escaped(cut(box.title, Math.min(TITLE_LENGTH, Math.floor((width - 20) / 8.2))))}</text>
<text class="under" x="${x + 10}" y="${y + 38}">${escaped(cut(under, Math.floor((width - 20) / 6.6)))}</text>${bar}
${[...offers.values()].map((port) => portOf(port, x, x + 12, 'offer')).join('\n')}
${[...needs.values()].map((port) => portOf(port, x + width, x + width - 12, 'need')).join('\n')}
</g>`;
}

function portOf(
  { text, shown, names, y }: PlacedPort,
  dot: number,
  at: number,
  kind: string,
): string {
  const all = names.length === 0 ? text : names.join(', ');
  return `<g class="port ${kind}"><title>${escaped(all)}</title><circle cx="${dot}" cy="${y}" r="4"/><text x="${at}" y="${y + 4}">${escaped(shown)}</text></g>`;
}

/** The same in words, for those who search, copy or do not see the drawing. */
function tables({ components, links, imports, exports }: Plan): string {
  return [
    table(
      'Components',
      ['name', 'size', 'file'],
      components.map(({ name, size, path }) => [name, sizeText(size), path]),
    ),
    table(
      'Links',
      ['component', 'imports', 'from', 'which exports', 'why'],
      links.map((link) => [link.importer, link.import, link.provider, link.export, link.reason]),
    ),
    table(
      'Imports from the host',
      ['import', 'for'],
      imports.map(({ name, importers }) => [
        name,
        [...new Set(importers.map(({ component }) => component))].join(', '),
      ]),
    ),
    table(
      'Exports',
      ['export', 'of'],
      exports.map(({ name, component }) => [name, component === '' ? 'the host' : component]),
    ),
  ].join('\n');
}

function table(title: string, head: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  const body = rows.map((row) => cells('td', row)).join('\n');
  return `<section><h2>${title}</h2><table><thead>${cells('th', head)}</thead><tbody>${body}</tbody></table></section>`;
}

function cells(tag: string, row: readonly string[]): string {
  return `<tr>${row.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
}
