import { describe, expect, it } from 'vitest';
import { marked } from '../support/marked.js';

describe('definition', () => {
  const workspace = marked({
    'app/app.wit': `package ⟦pkg|a:app⟧@1.0.0;
use b:lib/⟦$0types⟧@0.1.0 as lib-types;
interface ⟦local⟧ {
  use b:li$1b/typ$2es@0.1.0.{han$3dle, point as spo$4t};
  use lib-ty$5pes.{shape};
  record pair { first: spo$6t, second: ha$7ndle }
  type ⟦alias⟧ = shape;
  f: func(a: al$8ias, b: borrow<$9handle>) -> list<tuple<u8, option<pair$a>>>;
}
world w {
  import lo$bcal;
  export ⟦lab⟧: loc$cal;
  import ⟦fn⟧: func();
  import ⟦inl⟧: interface { resource ⟦r⟧; g: func() -> $dr; }
}
world v {
  include $ew with { f$fn as gn, in$gl as inner };
}
world u {
  include v with { g$hn as hn };
}
`,
    'app/deps/lib/lib.wit': `package ⟦lib|b:lib@0.1.0⟧;
interface ⟦types⟧ {
  use inner.{⟦$ihandle⟧};
  record ⟦point⟧ { x: u32 }
  variant ⟦shape⟧ { dot(poi$jnt), none }
}
interface inner {
  resource ⟦handle|handle⟧ { constructor(); }
}
`,
  });
  const cases: [mark: string, label: string, last?: boolean][] = [
    ['0', 'types', true],
    ['1', 'lib'],
    ['2', 'types', true],
    ['3', 'handle', true],
    ['4', 'point'],
    ['5', 'types', true],
    ['6', 'point'],
    ['7', 'handle', true],
    ['8', 'alias'],
    ['9', 'handle', true],
    ['a', 'pair'],
    ['b', 'local'],
    ['c', 'local'],
    ['d', 'r'],
    ['e', 'w'],
    ['f', 'fn'],
    ['g', 'inl'],
    ['h', 'fn'],
    ['i', 'handle', true],
    ['j', 'point'],
  ];
  for (const [mark, label, last] of cases) {
    it(`of $${mark} is ${label}`, () => {
      const found = workspace.service.definition(...workspace.at(mark));
      expect(found).toHaveLength(1);
      const [{ path, selection } = { path: '', selection: { start: 0, end: 0 } }] = found;
      const ranges = workspace.ranges(label);
      if (ranges.length === 0) {
        expect(workspace.texts.get(path)?.slice(selection.start, selection.end)).toBe(label);
      } else {
        expect({ path, range: selection }).toEqual(last === true ? ranges.at(-1) : ranges[0]);
      }
    });
  }
});
