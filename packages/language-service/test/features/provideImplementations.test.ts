import { describe, expect, it } from 'vitest';
import { marked, sorted } from '../support/marked.js';
import { wasiFiles } from '../support/wasi.js';

describe('implementations', () => {
  const { service, at, ranges } = marked({
    'app/app.wit': `package a:app;
interface a$0pi { record poi$1nt { x: u32 } ge$2t: func(); }
interface oth$3er {}
world on$4e { export ⟦api|api⟧; import ⟦none|other⟧; }
world two { include ⟦api|⟦one|one⟧⟧; }
world three { export label: ⟦api|a$5pi⟧; include ⟦two|two⟧; }
world four { include ⟦api|⟦two|t$6wo⟧⟧; }
`,
  });
  const cases: [mark: string, label: string][] = [
    ['0', 'api'],
    ['1', 'api'],
    ['2', 'api'],
    ['4', 'one'],
    ['5', 'api'],
    ['6', 'two'],
  ];
  for (const [mark, label] of cases) {
    it(`of $${mark}`, () => {
      const found = service.implementations(...at(mark));
      expect(sorted(found.map(({ path, selection }) => ({ path, range: selection })))).toEqual(
        ranges(label),
      );
    });
  }

  it('an interface that is imported alone has none', () => {
    expect(service.implementations(...at('3'))).toEqual([]);
  });

  it('finds the worlds of WASI that export wasi:cli/run, and the application over them', () => {
    const { service: wasi, texts } = marked(wasiFiles());
    const cli = 'app/deps/wasi-cli/package.wit';
    const offset = texts.get(cli)?.indexOf('interface run') ?? -1;
    const found = wasi.implementations(cli, offset + 'interface '.length);
    expect(found.map(({ path }) => path).toSorted()).toEqual(['app/app.wit', cli]);
  });
});
