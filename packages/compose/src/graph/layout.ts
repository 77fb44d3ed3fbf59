/** Where the boxes of a drawing stand, and the way of its lines: in columns from the exports to the host. */
import type { Box, Graph, Line } from './model.js';

/** Sizes in pixels. */
export const ROW = 22;
export const HEADER = 54;
const PADDING = 10;
const CHARACTER = 7.4;
const TITLE_CHARACTER = 8.6;
const MIN_WIDTH = 190;
const MAX_WIDTH = 430;
const COLUMN_GAP = 110;
const BOX_GAP = 26;
/** Room that a line takes on its way past the boxes of a column. */
const LANE = 12;
const MARGIN = 30;
const SWEEPS = 6;
/** The most lanes of a drawing; of more, lines run straight and below the boxes. */
const MAX_LANES = 4000;

export interface PlacedPort {
  text: string;
  /** Cut to the width of the box. */
  shown: string;
  names: readonly string[];
  y: number;
}

export interface PlacedBox {
  box: Box;
  x: number;
  y: number;
  width: number;
  height: number;
  offers: ReadonlyMap<string, PlacedPort>;
  needs: ReadonlyMap<string, PlacedPort>;
}

export interface PlacedLine {
  line: Line;
  /** Points that the line goes through, from the one who needs to the one who offers. */
  points: readonly { x: number; y: number }[];
}

export interface Layout {
  width: number;
  height: number;
  boxes: PlacedBox[];
  lines: PlacedLine[];
}

/** Something that stands in a column: a box, or a line on its way past it. */
interface Slot {
  box: Box | undefined;
  height: number;
  order: number;
  y: number;
  /** Neighbours in the column before and after. */
  before: Slot[];
  after: Slot[];
}

export function layoutOf(graph: Graph): Layout {
  const columns = columnsOf(graph);
  const slots = new Map<Box, Slot>();
  const grid: Slot[][] = columns.map((boxes) =>
    boxes.map((box, order) => {
      const slot = newSlot(box, heightOf(box), order);
      slots.set(box, slot);
      return slot;
    }),
  );
  const columnOf = new Map<string, number>();
  for (const [index, boxes] of columns.entries()) {
    for (const { id } of boxes) columnOf.set(id, index);
  }
  const byId = new Map(graph.boxes.map((box) => [box.id, box]));
  const span = ({ from, to }: Line): number =>
    Math.max(0, (columnOf.get(to.box) ?? 0) - (columnOf.get(from.box) ?? 0) - 1);
  const withLanes = graph.lines.reduce((sum, line) => sum + span(line), 0) <= MAX_LANES;
  const lanes = graph.lines.map((line) => {
    const from = slots.get(byId.get(line.from.box) as Box) as Slot;
    const to = slots.get(byId.get(line.to.box) as Box) as Slot;
    const start = columnOf.get(line.from.box) ?? 0;
    const end = columnOf.get(line.to.box) ?? 0;
    const between: { slot: Slot; column: number }[] = [];
    let before = from;
    const last = withLanes ? end : start;
    for (let column = start + 1; column < last; column++) {
      const slot = newSlot(undefined, LANE, grid[column]?.length ?? 0);
      grid[column]?.push(slot);
      connect(before, slot);
      between.push({ slot, column });
      before = slot;
    }
    if (end > start) connect(before, to);
    return { line, between };
  });
  sortColumns(grid);
  return place(graph, grid, lanes);
}

function newSlot(box: Box | undefined, height: number, order: number): Slot {
  return { box, height, order, y: 0, before: [], after: [] };
}

function connect(from: Slot, to: Slot): void {
  from.after.push(to);
  to.before.push(from);
}

/** The exports first, each component after all that need it, the host last. */
function columnsOf({ boxes, lines }: Graph): Box[][] {
  const depth = new Map<string, number>();
  const outgoing = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const { id } of boxes) {
    depth.set(id, 0);
    outgoing.set(id, []);
    waiting.set(id, 0);
  }
  for (const { from, to } of lines) {
    outgoing.get(from.box)?.push(to.box);
    waiting.set(to.box, (waiting.get(to.box) ?? 0) + 1);
  }
  // Links of types alone can go round in a circle: what is left then keeps its depth.
  const ready = boxes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const next = (depth.get(id) ?? 0) + 1;
    for (const to of outgoing.get(id) ?? []) {
      if (next > (depth.get(to) ?? 0)) depth.set(to, next);
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  const hasExports = boxes.some(({ kind }) => kind === 'exports');
  const columns: Box[][] = [];
  const hosts: Box[] = [];
  for (const box of boxes) {
    if (box.kind === 'host') {
      hosts.push(box);
      continue;
    }
    const least = hasExports && box.kind === 'component' ? 1 : 0;
    const column = Math.max(least, depth.get(box.id) ?? 0);
    while (columns.length <= column) columns.push([]);
    columns[column]?.push(box);
  }
  if (hosts.length > 0) columns.push(hosts);
  return columns.filter((column) => column.length > 0);
}

/** Orders every column by where its neighbours stand, there and back. */
function sortColumns(grid: Slot[][]): void {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    for (const column of forth ? grid : grid.toReversed()) {
      const wish = new Map(column.map((slot) => [slot, mean(forth ? slot.before : slot.after)]));
      column.sort(
        (a, b) => (wish.get(a) ?? a.order) - (wish.get(b) ?? b.order) || a.order - b.order,
      );
      for (const [order, slot] of column.entries()) slot.order = order;
    }
  }
}

function mean(slots: readonly Slot[]): number | undefined {
  if (slots.length === 0) return undefined;
  return slots.reduce((sum, { order }) => sum + order, 0) / slots.length;
}

function heightOf({ offers, needs }: Box): number {
  return HEADER + (offers.length + needs.length) * ROW + PADDING;
}

function widthOf({ title, path, offers, needs }: Box): number {
  const longest = Math.max(
    title.length * TITLE_CHARACTER,
    (path === undefined ? 0 : fileName(path).length) * CHARACTER + 70,
    ...offers.map(({ text }) => text.length * CHARACTER + 14),
    ...needs.map(({ text }) => text.length * CHARACTER + 14),
  );
  return Math.ceil(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, longest + 2 * PADDING)));
}

function place(
  { boxes: all, lines: allLines }: Graph,
  grid: Slot[][],
  lanes: readonly { line: Line; between: readonly { slot: Slot; column: number }[] }[],
): Layout {
  const heights = grid.map((column) => stackHeight(column));
  const height = Math.max(0, ...heights) + 2 * MARGIN;
  const placed = new Map<string, PlacedBox>();
  const spans: { left: number; right: number }[] = [];
  let x = MARGIN;
  for (const [index, column] of grid.entries()) {
    const boxes = column.flatMap(({ box }) => (box === undefined ? [] : [box]));
    const width = Math.max(MIN_WIDTH, ...boxes.map(widthOf));
    let y = (height - (heights[index] ?? 0)) / 2;
    for (const slot of column) {
      slot.y = y;
      if (slot.box !== undefined) placed.set(slot.box.id, placeBox(slot.box, x, y, width));
      y += slot.height + (slot.box === undefined ? 0 : BOX_GAP);
    }
    spans.push({ left: x, right: x + width });
    x += width + COLUMN_GAP;
  }
  const lines = lanes.flatMap(({ line, between }): PlacedLine[] => {
    const from = placed.get(line.from.box);
    const to = placed.get(line.to.box);
    if (from === undefined || to === undefined) return [];
    const points = [{ x: from.x + from.width, y: from.needs.get(line.from.port)?.y ?? from.y }];
    for (const { slot, column } of between) {
      const span = spans[column];
      const y = slot.y + LANE / 2;
      if (span !== undefined) points.push({ x: span.left, y }, { x: span.right, y });
    }
    points.push({ x: to.x - 5, y: to.offers.get(line.to.port)?.y ?? to.y });
    return [{ line, points }];
  });
  if (lines.length !== allLines.length || placed.size !== all.length) {
    throw new Error('a box or a line has no place');
  }
  const boxes = all.map(({ id }) => placed.get(id) as PlacedBox);
  return { width: Math.round(x - COLUMN_GAP + MARGIN), height: Math.round(height), boxes, lines };
}

function stackHeight(column: readonly Slot[]): number {
  let height = 0;
  for (const slot of column) height += slot.height + (slot.box === undefined ? 0 : BOX_GAP);
  return height;
}

function placeBox(box: Box, x: number, y: number, width: number): PlacedBox {
  const most = Math.floor((width - 2 * PADDING - 14) / CHARACTER);
  let row = y + HEADER + ROW / 2;
  const ports = (list: Box['offers']): Map<string, PlacedPort> => {
    const placed = new Map<string, PlacedPort>();
    for (const { id, text, names } of list) {
      placed.set(id, { text, shown: cut(text, most), names, y: Math.round(row) });
      row += ROW;
    }
    return placed;
  };
  const offers = ports(box.offers);
  const needs = ports(box.needs);
  return { box, x, y: Math.round(y), width, height: heightOf(box), offers, needs };
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Leaves out the middle of what is too long: beginnings and ends tell names apart. */
export function cut(text: string, most: number): string {
  const chars = [...text];
  if (chars.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  return `${chars.slice(0, most - 1 - half).join('')}…${chars.slice(chars.length - half).join('')}`;
}
