/** Topological order that keeps as close to the given order as the edges allow, in time linear in nodes and edges (× log). */

export interface TopologicalOrder {
  /** All nodes that are in no cycle and lead into none, dependencies first; of all that are ready the first comes first. */
  order: number[];
  /** Cycles, each found once: `a, b` for a → b → a. Empty where every node is in `order`. */
  cycles: Cycle[];
}

export interface Cycle {
  /** A node that cannot be ordered, and the place among its edges of the first that leads to such a node as well. */
  node: number;
  edge: number;
  /** The nodes of the cycle that is reached over that edge. */
  nodes: number[];
}

/** @param edges for each node the nodes that it needs; a node may be named several times. */
export function toposort(edges: readonly (readonly number[])[]): TopologicalOrder {
  const remaining = new Int32Array(edges.length);
  const dependants: number[][] = edges.map(() => []);
  for (const [node, targets] of edges.entries()) {
    remaining[node] = targets.length;
    for (const target of targets) dependants[target]?.push(node);
  }
  const ready = new MinHeap();
  for (let node = 0; node < edges.length; node += 1) {
    if (remaining[node] === 0) ready.push(node);
  }
  const order: number[] = [];
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    order.push(node);
    for (const dependant of dependants[node] ?? []) {
      const left = (remaining[dependant] ?? 0) - 1;
      remaining[dependant] = left;
      if (left === 0) ready.push(dependant);
    }
  }
  return { order, cycles: order.length === edges.length ? [] : findCycles(edges, remaining) };
}

/** Follows from each node that is left the first edge to another such node, until it comes back or meets an older walk. */
function findCycles(edges: readonly (readonly number[])[], remaining: Int32Array): Cycle[] {
  const cycles: Cycle[] = [];
  /** 0: not met; otherwise the number of the walk that met it. */
  const walk = new Int32Array(edges.length);
  for (let start = 0; start < edges.length; start += 1) {
    if (remaining[start] === 0 || walk[start] !== 0) continue;
    const path: number[] = [];
    let node = start;
    while (walk[node] === 0) {
      walk[node] = start + 1;
      path.push(node);
      node = edges[node]?.find((target) => remaining[target] !== 0) ?? node;
    }
    if (walk[node] !== start + 1) continue;
    cycles.push({
      node: start,
      edge: edges[start]?.findIndex((target) => remaining[target] !== 0) ?? 0,
      nodes: path.slice(path.indexOf(node)),
    });
  }
  return cycles;
}

/** A binary heap of numbers, smallest first. */
class MinHeap {
  readonly #items: number[] = [];

  push(value: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(value);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] ?? 0;
      if (above <= value) break;
      items[at] = above;
      at = parent;
    }
    items[at] = value;
  }

  pop(): number | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && (items[child + 1] ?? 0) < (items[child] ?? 0)) child += 1;
      const below = items[child] ?? 0;
      if (below >= last) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
