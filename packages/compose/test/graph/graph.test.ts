import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/graph/layout.js';
import { graphOf } from '../../src/graph/model.js';
import { dot, html, mermaid, type Plan } from '../../src/index.js';
import { hostile, hostilePlan, shop } from './plans.js';

function golden(name: string, actual: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, actual);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

describe('drawings', () => {
  it('are Mermaid flowcharts', () => golden('shop.mmd', mermaid(shop)));
  it('are digraphs for Graphviz', () => golden('shop.dot', dot(shop)));

  it('take no name for syntax', () => {
    const flow = mermaid(hostilePlan).split('\n').slice(1, -1);
    for (const line of flow) {
      // Names stand in quotes, and hold nothing but plain characters and entity codes.
      expect(line).toMatch(
        /^ {2}n\d+(?:\(?\[+"(?:[\p{L}\p{N} ,.:/@_()-]|#\d+;|<br\/>)*"\]+\)?| -->\|"(?:[\p{L}\p{N} ,.:/@_()-]|#\d+;|<br\/>)*"\| n\d+)$/u,
      );
    }
    for (const line of dot(hostilePlan).split('\n').slice(4, -2)) {
      expect(line).toMatch(
        /^ {2}n\d+(?: -> n\d+)? \[label="(?:[^"\\\n]|\\["\\n])*"(?:, (?:style=dashed|shape=oval))?\];$/,
      );
    }
    const page = html(hostilePlan, hostile);
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|\u202e/);
  });

  it('load nothing', () => {
    for (const plan of [shop, hostilePlan]) {
      const page = html(plan).replaceAll(/<(title|td|text|h1)[^>]*>[^<]*/g, '');
      expect(page).not.toMatch(/(?:src|href|url)\s*=|@import|https?:/i);
      expect(page).toContain(`content="default-src 'none';`);
    }
  });

  it('count what is shared once, and number the rest', () => {
    const names = Array.from({ length: 9 }, (_, i) => `a:b/i${i}`);
    const plan: Plan = {
      components: [
        { name: 'a', path: 'a', size: 1 },
        { name: 'b', path: 'b', size: 1 },
      ],
      links: names.map((name) => ({
        importer: 'a',
        import: name,
        provider: 'b',
        export: name,
        reason: 'same name',
      })),
      imports: [],
      exports: [],
    };
    expect(mermaid(plan)).toContain('a:b/i4<br/>and 4 more');
  });
});

/** Any plan, cycles included. */
const plans = fc
  .record({
    count: fc.integer({ min: 1, max: 12 }),
    links: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.string({ maxLength: 60 })), { maxLength: 30 }),
    imports: fc.array(fc.tuple(fc.string({ maxLength: 60 }), fc.nat()), { maxLength: 10 }),
    exports: fc.array(fc.tuple(fc.string({ maxLength: 60 }), fc.nat()), { maxLength: 4 }),
  })
  .map(({ count, links, imports, exports }): Plan => {
    const name = (index: number): string => `c${index % count}`;
    return {
      components: Array.from({ length: count }, (_, i) => ({
        name: name(i),
        path: '',
        size: i * 1000,
      })),
      links: links
        .filter(([from, to]) => from % count !== to % count)
        .map(([from, to, text]) => ({
          importer: name(from),
          import: text,
          provider: name(to),
          export: text,
          reason: 'same name',
        })),
      imports: imports.map(([text, by]) => ({
        name: text,
        importers: [{ component: name(by), import: text }],
      })),
      exports: exports.map(([text, of]) => ({ name: text, component: name(of) })),
    };
  });

describe('layouts', () => {
  it('keep boxes apart and lines between their ports', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const graph = graphOf(plan);
        const { boxes, lines, width, height } = layoutOf(graph);
        expect(boxes).toHaveLength(graph.boxes.length);
        expect(lines).toHaveLength(graph.lines.length);
        for (const [i, a] of boxes.entries()) {
          expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(
            true,
          );
          for (const b of boxes.slice(i + 1)) {
            const apart =
              a.x + a.width < b.x ||
              b.x + b.width < a.x ||
              a.y + a.height < b.y ||
              b.y + b.height < a.y;
            expect(apart).toBe(true);
          }
        }
        const byId = new Map(boxes.map((placed) => [placed.box.id, placed]));
        for (const { line, points } of lines) {
          const from = byId.get(line.from.box)?.needs.get(line.from.port);
          const to = byId.get(line.to.box)?.offers.get(line.to.port);
          expect([points[0]?.y, points.at(-1)?.y]).toEqual([from?.y, to?.y]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('of a long chain stay small', () => {
    const names = Array.from({ length: 400 }, (_, i) => `c${i}`);
    const plan: Plan = {
      components: names.map((name) => ({ name, path: '', size: 1 })),
      links: names.slice(1).map((name, i) => ({
        importer: names[i] ?? '',
        import: name,
        provider: name,
        export: name,
        reason: 'same name',
      })),
      imports: [
        { name: 'log', importers: names.map((component) => ({ component, import: 'log' })) },
      ],
      exports: [{ name: 'run', component: 'c0' }],
    };
    const { boxes, lines, height } = layoutOf(graphOf(plan));
    expect({ boxes: boxes.length, lines: lines.length }).toEqual({ boxes: 402, lines: 800 });
    expect(height).toBeLessThan(1000);
    expect(html(plan).length).toBeLessThan(1_000_000);
  });
});
