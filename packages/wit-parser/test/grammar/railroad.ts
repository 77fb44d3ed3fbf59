/** The grammar as railroad diagrams: one page of HTML with inline SVG, which needs nothing else. */

import type { Expression, Production } from './productions.js';

/** A piece of track. The line comes in at the left and leaves at the right, both at height `up` from the top. */
interface Piece {
  width: number;
  /** Above the line, and below it. */
  up: number;
  down: number;
  draw(x: number, y: number): string;
}

const RADIUS = 8;
const GAP = 10;
const BOX = 12;
const LETTER = 7.8;

export function railroadPage(productions: readonly Production[]): string {
  const known = new Set(productions.map(({ name }) => name));
  const links = productions.map(({ name }) => `<a href="#${name}">${name}</a>`).join('\n');
  const diagrams = productions.map(({ name, expression }) => {
    return `<h2 id="${name}">${name}</h2>\n${svg(name, expression, known)}`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<title>The grammar of WIT</title>
<style>
${STYLE}</style>
<h1>The grammar of WIT</h1>
<p>
  Generated from the parser; the same as text is in <code>wit.ebnf</code>. Round boxes are words and signs as they are
  written, square ones are rules, dashed ones are tokens whose text varies.
</p>
<nav>
${links}
</nav>
${diagrams.join('\n')}
</html>
`;
}

const STYLE = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
nav { columns: 12rem; }
nav a { display: block; }
svg { display: block; max-width: 100%; height: auto; }
path { fill: none; stroke: currentColor; stroke-width: 1.5; }
rect { fill: light-dark(#eef4ff, #1b2a44); stroke: currentColor; }
rect.rule { fill: light-dark(#fff7e0, #3a3114); }
rect.lexical { fill: light-dark(#f1f1f1, #2a2a2a); stroke-dasharray: 4 3; }
text { fill: currentColor; font: 13px ui-monospace, monospace; text-anchor: middle; dominant-baseline: central; }
`;

function svg(name: string, expression: Expression, known: ReadonlySet<string>): string {
  const piece = pieceOf(expression, known);
  const width = piece.width + 4 * GAP;
  const height = piece.up + piece.down + 2 * GAP;
  const y = piece.up + GAP;
  const ends =
    `<path d="M${GAP} ${y - 6}v12M${GAP} ${y}h${GAP}"/>` +
    `<path d="M${width - 2 * GAP} ${y}h${GAP}m0 -6v12"/>`;
  return (
    `<svg role="img" aria-label="${name}" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}">` +
    `${ends}${piece.draw(2 * GAP, y)}</svg>`
  );
}

function pieceOf(expression: Expression, known: ReadonlySet<string>): Piece {
  switch (expression.kind) {
    case 'token':
      return box(expression.text, 'token');
    case 'lexical':
      return box(expression.name, 'lexical');
    case 'rule':
      return box(expression.name, 'rule', known.has(expression.name));
    case 'sequence':
      return rows(expression.parts.map((part) => pieceOf(part, known)));
    case 'choice':
      return choice(expression.ways.map((way) => pieceOf(way, known)));
    case 'optional':
      return choice([nothing(), pieceOf(expression.part, known)]);
    case 'repeated':
      return choice([nothing(), loop(pieceOf(expression.part, known), nothing())]);
    case 'commas': {
      const entries = loop(pieceOf(expression.entry, known), box(',', 'token'));
      return choice([nothing(), sequence([entries, choice([nothing(), box(',', 'token')])])]);
    }
  }
}

function nothing(): Piece {
  return { width: 0, up: 0, down: 0, draw: () => '' };
}

function box(text: string, kind: 'token' | 'rule' | 'lexical', link = false): Piece {
  const width = text.length * LETTER + 18;
  const draw = (x: number, y: number): string => {
    const rounding = kind === 'token' ? ` rx="${BOX}"` : '';
    const drawn =
      `<rect class="${kind}" x="${round(x)}" y="${round(y - BOX)}" width="${round(width)}" height="${2 * BOX}"${rounding}/>` +
      `<text x="${round(x + width / 2)}" y="${round(y)}">${escape(text)}</text>`;
    return link ? `<a href="#${text}">${drawn}</a>` : drawn;
  };
  return { width, up: BOX, down: BOX, draw };
}

function sequence(pieces: readonly Piece[]): Piece {
  const width = pieces.reduce((sum, piece) => sum + piece.width, 0) + GAP * (pieces.length - 1);
  const draw = (x: number, y: number): string => {
    let out = '';
    let at = x;
    pieces.forEach((piece, i) => {
      if (i > 0) {
        out += line(at, y, GAP);
        at += GAP;
      }
      out += piece.draw(at, y);
      at += piece.width;
    });
    return out;
  };
  return { width: Math.max(width, 0), up: most(pieces, 'up'), down: most(pieces, 'down'), draw };
}

/** A sequence that is too long for one line goes on in the next. */
function rows(pieces: readonly Piece[]): Piece {
  const lines: Piece[][] = [[]];
  let width = 0;
  for (const piece of pieces) {
    if (width + piece.width > 1000 && lines.at(-1)!.length > 0) {
      lines.push([]);
      width = 0;
    }
    lines.at(-1)!.push(piece);
    width += piece.width + GAP;
  }
  const parts = lines.map(sequence);
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first ?? nothing();
  const widest = most(parts, 'width');
  const total = widest + 4 * RADIUS;
  const down =
    parts.reduce((sum, part) => sum + part.up + part.down + 4 * RADIUS, 0) - first.up - 4 * RADIUS;
  const draw = (x: number, y: number): string => {
    let out = line(x, y, 2 * RADIUS);
    let at = y;
    parts.forEach((part, i) => {
      const left = x + 2 * RADIUS;
      out += part.draw(left, at);
      out += line(left + part.width, at, widest - part.width);
      const next = parts[i + 1];
      const right = left + widest;
      if (next === undefined) {
        // The end of the last line leads back to the height where the piece leaves.
        out += `<path d="M${round(right)} ${round(at)}${arc('right', 'up')}V${round(y + RADIUS)}${arc('up', 'right')}"/>`;
        return;
      }
      const middle = at + part.down + 2 * RADIUS;
      const target = middle + 2 * RADIUS + next.up;
      out +=
        `<path d="M${round(right)} ${round(at)}${arc('right', 'down')}V${round(middle - RADIUS)}${arc('down', 'left')}` +
        `H${round(x + 2 * RADIUS)}${arc('left', 'down')}V${round(target - RADIUS)}${arc('down', 'right')}"/>`;
      at = target;
    });
    return out;
  };
  return { width: total, up: first.up, down, draw };
}

function choice(ways: readonly Piece[]): Piece {
  const inner = most(ways, 'width');
  const width = inner + 4 * RADIUS;
  const [first = nothing(), ...others] = ways;
  const offsets: number[] = [];
  let at = first.down;
  for (const way of others) {
    at += GAP + way.up;
    offsets.push(Math.max(at, 2 * RADIUS));
    at = Math.max(at, 2 * RADIUS) + way.down;
  }
  const draw = (x: number, y: number): string => {
    let out = line(x, y, 2 * RADIUS) + first.draw(x + 2 * RADIUS, y);
    out += line(x + 2 * RADIUS + first.width, y, width - first.width - 2 * RADIUS);
    others.forEach((way, i) => {
      const below = y + (offsets[i] ?? 0);
      const left = x + 2 * RADIUS;
      out +=
        `<path d="M${round(x)} ${round(y)}${arc('right', 'down')}V${round(below - RADIUS)}${arc('down', 'right')}"/>` +
        way.draw(left, below) +
        line(left + way.width, below, inner - way.width) +
        `<path d="M${round(left + inner)} ${round(below)}${arc('right', 'up')}V${round(y + RADIUS)}${arc('up', 'right')}"/>`;
    });
    return out;
  };
  return { width, up: first.up, down: Math.max(at, first.down), draw };
}

/** A piece that can come again, with another one between. */
function loop(piece: Piece, between: Piece): Piece {
  const inner = Math.max(piece.width, between.width);
  const width = inner + 4 * RADIUS;
  const below = Math.max(piece.down + GAP + between.up, 2 * RADIUS);
  const draw = (x: number, y: number): string => {
    const left = x + 2 * RADIUS;
    const right = left + inner;
    return (
      line(x, y, 2 * RADIUS) +
      piece.draw(left, y) +
      line(left + piece.width, y, inner - piece.width + 2 * RADIUS) +
      `<path d="M${round(right)} ${round(y)}${arc('right', 'down')}V${round(y + below - RADIUS)}${arc('down', 'left')}` +
      `H${round(left + between.width)}"/>` +
      between.draw(left, y + below) +
      `<path d="M${round(left)} ${round(y + below)}${arc('left', 'up')}V${round(y + RADIUS)}${arc('up', 'right')}"/>`
    );
  };
  return { width, up: piece.up, down: below + between.down, draw };
}

type Direction = 'left' | 'right' | 'up' | 'down';

/** A quarter of a circle from one direction into another. */
function arc(from: Direction, to: Direction): string {
  const move: Record<Direction, [number, number]> = {
    left: [-1, 0],
    right: [1, 0],
    up: [0, -1],
    down: [0, 1],
  };
  const [ax, ay] = move[from];
  const [bx, by] = move[to];
  const turn = ax * by - ay * bx > 0 ? 1 : 0;
  return `a${RADIUS} ${RADIUS} 0 0 ${turn} ${(ax + bx) * RADIUS} ${(ay + by) * RADIUS}`;
}

function line(x: number, y: number, width: number): string {
  return width <= 0 ? '' : `<path d="M${round(x)} ${round(y)}h${round(width)}"/>`;
}

function most(pieces: readonly Piece[], of: 'width' | 'up' | 'down'): number {
  return Math.max(0, ...pieces.map((piece) => piece[of]));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
