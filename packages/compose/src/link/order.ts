/** In which order components can be instantiated. */

/** A dependency by its start and its position in the list of that start. */
export interface EdgeRef {
  from: number;
  edge: number;
}

export interface Order {
  /** Every component after those that it needs; ties in the order of the indices. Empty where there is a cycle. */
  order: number[];
  /** Edges that had to be broken. */
  broken: EdgeRef[];
  /** The edges of a cycle that cannot be broken, each starting where the one before leads. */
  cycle?: EdgeRef[];
}

/**
 * Sorts components by what they need. Without recursion, and linear but for cycles, each of which starts it anew.
 *
 * @param needs for every component the links to those that it needs
 * @param isBreakable whether a link is on value types alone, which can be had without the component
 */
export function instantiationOrder<L extends { provider: number }>(
  needs: readonly (readonly L[])[],
  isBreakable: (link: L) => boolean,
): Order {
  const broken: EdgeRef[] = [];
  for (;;) {
    const attempt = sortOnce(needs, broken);
    if (attempt.cycle === undefined) return { order: attempt.order, broken };
    const weak = attempt.cycle.find(({ from, edge }) => {
      const link = needs[from]?.[edge];
      return link !== undefined && isBreakable(link);
    });
    if (weak === undefined) return { order: [], broken, cycle: attempt.cycle };
    broken.push(weak);
  }
}

type Attempt = { order: number[]; cycle?: undefined } | { cycle: EdgeRef[] };

const OPEN = 1;
const DONE = 2;

function sortOnce(
  needs: readonly (readonly { provider: number }[])[],
  broken: readonly EdgeRef[],
): Attempt {
  const count = needs.length;
  const anyBroken = broken.length > 0;
  const state = new Uint8Array(count);
  const order: number[] = [];
  // The way from a root to where it goes on: components, and for each the edge that is taken.
  const way: number[] = [];
  const edges: number[] = [];
  for (let root = 0; root < count; root++) {
    if (state[root] !== 0) continue;
    state[root] = OPEN;
    let from = root;
    let edge = 0;
    for (;;) {
      const link = (needs[from] as (typeof needs)[number])[edge];
      if (link === undefined) {
        state[from] = DONE;
        order.push(from);
        const before = way.pop();
        if (before === undefined) break;
        from = before;
        edge = (edges.pop() as number) + 1;
        continue;
      }
      const to = link.provider;
      const reached = state[to];
      if (reached === DONE || (anyBroken && isBroken(broken, from, edge))) {
        edge++;
        continue;
      }
      way.push(from);
      edges.push(edge);
      if (reached === OPEN) return { cycle: cycleOf(way, edges, to) };
      state[to] = OPEN;
      from = to;
      edge = 0;
    }
  }
  return { order };
}

function isBroken(broken: readonly EdgeRef[], from: number, edge: number): boolean {
  return broken.some((other) => other.from === from && other.edge === edge);
}

/** The end of a way, from where it was at `start`. */
function cycleOf(way: readonly number[], edges: readonly number[], start: number): EdgeRef[] {
  const first = way.indexOf(start);
  return way.slice(first).map((from, i) => ({ from, edge: edges[first + i] as number }));
}
