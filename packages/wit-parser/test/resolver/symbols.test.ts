import { describe, expect, it } from 'vitest';
import { type SymbolTarget, resolveSources } from '../../src/index.js';

const MAIN = `package a:b;
use c:d/i as alias;
interface mine {
  use alias.{t as renamed};
  record r { x: list<renamed> }
  resource q { m: func(other: borrow<q>) -> r; }
}
world w {
  import mine;
  include v;
  export f: interface { use mine.{r}; g: func(x: r); }
}
world v {}
`;
const sources = [
  { path: 'a.wit', text: MAIN },
  { path: 'deps/d.wit', text: 'package c:d; interface i { type t = u8; type s = t; }' },
];
const { resolve, origins, symbols, diagnostics } = resolveSources(sources, { symbols: true });

function nameOf({ kind, id }: SymbolTarget): string | null | undefined {
  switch (kind) {
    case 'type':
      return resolve.types[id]?.name;
    case 'interface':
      return resolve.interfaces[id]?.name;
    case 'world':
      return resolve.worlds[id]?.name;
  }
}

describe('symbols', () => {
  it('tell what each name stands for', () => {
    expect(diagnostics).toEqual([]);
    const found = symbols
      ?.inFile('a.wit')
      .map(({ span, target }) => [MAIN.slice(span.start, span.end), target.kind, nameOf(target)]);
    expect(found).toEqual([
      ['i', 'interface', 'i'],
      ['alias', 'interface', 'i'],
      ['t', 'type', 't'],
      ['renamed', 'type', 'renamed'],
      ['q', 'type', 'q'],
      ['r', 'type', 'r'],
      ['mine', 'interface', 'mine'],
      ['v', 'world', 'v'],
      ['mine', 'interface', 'mine'],
      ['r', 'type', 'r'],
      ['r', 'type', 'r'],
    ]);
  });

  it('are found by place, and by what they stand for', () => {
    const at = MAIN.indexOf('mine.{r}');
    for (const offset of [at, at + 1, at + 3]) {
      expect(symbols?.at('a.wit', offset)?.target).toMatchObject({ kind: 'interface' });
    }
    expect(symbols?.at('a.wit', 0)).toBeUndefined();
    const mine = symbols?.at('a.wit', at)?.target;
    expect(mine && symbols?.to(mine)).toHaveLength(2);
  });

  it('lead to definitions over the origins', () => {
    const target = symbols?.at('a.wit', MAIN.indexOf('t as'))?.target;
    const span = target?.kind === 'type' ? origins.ofType(target.id) : undefined;
    expect(span).toMatchObject({ file: 'deps/d.wit', start: sources[1]?.text.indexOf('t =') });
  });

  it('are not collected unless they are wanted', () => {
    expect(resolveSources(sources).symbols).toBeUndefined();
  });
});
