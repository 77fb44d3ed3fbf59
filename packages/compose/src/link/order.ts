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

function sortOnce(
  needs: readonly (readonly { provider: number }[])[],
  broken: readonly EdgeRef[],
): Attempt {
  const OPEN = 1;
  const DONE = 2;
  const state = new Uint8Array(needs.length);
  const isBroken = (from: number, edge: number): boolean =>
    broken.some((other) => other.from === from && other.edge === edge);
  const order: number[] = [];
  for (let root = 0; root < needs.length; root++) {
    if (state[root] !== 0) continue;
    const stack: EdgeRef[] = [{ from: root, edge: -1 }];
    state[root] = OPEN;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      top.edge++;
      const to = needs[top.from]?.[top.edge]?.provider;
      if (to === undefined) {
        state[top.from] = DONE;
        order.push(top.from);
        stack.pop();
      } else if (state[to] === DONE || isBroken(top.from, top.edge)) {
        continue;
      } else if (state[to] === OPEN) {
        const start = stack.findIndex(({ from }) => from === to);
        return { cycle: stack.slice(start).map((step) => ({ ...step })) };
      } else {
        state[to] = OPEN;
        stack.push({ from: to, edge: -1 });
      }
    }
  }
  return { order };
}
