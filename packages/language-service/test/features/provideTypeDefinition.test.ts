import { describe, expect, it } from 'vitest';
import { marked } from '../support/marked.js';

describe('type definition', () => {
  const { service, at, texts } = marked({
    'app/app.wit': `package a:app;
interface api {
  use lib.{handle as item};
  record pair { fi$0rst: option<point>, second: item }
  record point { x: u32 }
  variant choice { one$1(pair), tw$2o }
  flags bits { fl$3ag }
  type al$4ias = list<pair>;
  ge$5t: func(a$6: point) -> result<alias, choice>;
  pu$7t: func(i: borrow<item>);
  use-it: func(i: it$8em);
}
interface lib { resource handle { me$9thod: func() -> point; } record point { y: u32 } }
world w { import lab$ael: api; export r$bun: func() -> u8; import inl$cine: interface { f: func(); } export a$dpi; }
`,
  });
  const cases: [mark: string, names: string[]][] = [
    ['0', ['point']],
    ['1', ['pair']],
    ['2', ['choice']],
    ['3', ['bits']],
    ['4', ['pair']],
    ['5', ['alias', 'choice']],
    ['6', ['point']],
    ['7', ['handle']],
    ['8', ['handle']],
    ['9', ['point']],
    ['a', ['api']],
    ['b', []],
    ['c', ['inline']],
    ['d', ['api']],
  ];
  for (const [mark, names] of cases) {
    it(`of $${mark}`, () => {
      const found = service.typeDefinition(...at(mark));
      expect(
        found.map(({ path, selection }) => texts.get(path)?.slice(selection.start, selection.end)),
      ).toEqual(names);
    });
  }
});
