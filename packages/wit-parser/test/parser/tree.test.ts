import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { docsOf } from '../../src/ast/docs.js';
import { isExplicitName, type Ast, type Documented, type Node } from '../../src/ast/ast.js';
import { parse } from '../../src/parser/parse.js';
import { expectGolden } from '../support/golden.js';

const EVERYTHING = `// licence
/// Docs of the package.
package example:everything@1.2.3-rc.1+build.5;

use wasi:io/streams@0.2.0 as io;
use other;

/// Docs of the interface.
@since(version = 1.0.0)
@deprecated(version = 1.2.0)
interface types {
  use io.{input-stream, output-stream as out,};
  use wasi:clocks/wall-clock@0.2.0-rc.{datetime};

  /// A point.
  record point { /// Left.
    x: u32, y: u32, // Trailing.
    %record: f64, }
  flags permissions { read, write }
  variant shape { circle(f32), square(point), none }
  enum color { red, /* two */ green, }
  @unstable(feature = fancy)
  type everything = tuple<bool, u8, u16, u32, u64, s8, s16, s32, s64, f32, f64, char, string, error-context>;
  type lists = tuple<list<u8>, list<u8, 16>, map<string, option<u8>>,>;
  type results = tuple<result, result<u8>, result<_, u8>, result<u8, u8>, future, future<u8>, stream, stream<u8>>;
  resource blob;
  resource file {
    /// Opens it.
    constructor(path: string) -> result<file, string>;
    /** Reads. */
    @since(version = 1.1.0)
    read: func(max: u32) -> own<blob>;
    write: async func(data: borrow<blob>);
    open: static func();
    close: static async func(a: %list) -> lists;
  }
  %type: func();
  plain: async func(a: u8, b: point,) -> color;
}

package nested:inside {
  interface empty {}
}

/// Docs of the world.
world all {
  include base;
  include example:everything/other@1.0.0 with { a as b, %c as d }
  use types.{point};
  import types;
  export example:everything/types@1.2.3;
  @external-id("a \\u{1f63c} \\"b\\"")
  import users: wasi:keyvalue/store@0.2.0;
  import label: types;
  import run: async func() -> u8;
  export handler: interface { use types.{color}; f: func(); }
  record local { a: point }
  // at the end
}
`;

const isNode = (value: object): value is Node => 'start' in value && 'end' in value;

/** A tree as indented lines, each with the text that it stands for. */
function outline(ast: Ast): string {
  const lines: string[] = [];
  const visit = (label: string, value: unknown, depth: number): void => {
    if (Array.isArray(value)) {
      value.forEach((entry, i) => visit(`${label}[${i}]`, entry, depth));
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const parts: string[] = [];
    const children: [string, unknown][] = [];
    for (const [key, field] of Object.entries(value)) {
      if (['start', 'end', 'docsStart', 'docsEnd', 'open', 'close', 'keyword'].includes(key))
        continue;
      if (typeof field === 'object' && field !== null) children.push([key, field]);
      else if (field !== undefined) parts.push(`${key}=${field}`);
    }
    const source = isNode(value)
      ? ` «${ast.text.slice(value.start, value.end).replace(/\s+/g, ' ')}»`
      : '';
    const docs = 'docsStart' in value ? docsOf(ast, value as Documented) : undefined;
    const shown = docs === undefined ? '' : ` docs=${JSON.stringify(docs)}`;
    lines.push(`${'  '.repeat(depth)}${label} ${parts.join(' ')}${shown}${source}`.trimEnd());
    for (const [key, field] of children) visit(key, field, depth + 1);
  };
  visit('comments', ast.comments, 0);
  visit('package', ast.package, 0);
  visit('items', ast.items, 0);
  return `${lines.join('\n')}\n`;
}

/** Every object of a tree with the nearest one around it that has a place. */
function nodesOf(ast: Ast): [node: Node & Record<string, unknown>, parent: Node][] {
  const found: [Node & Record<string, unknown>, Node][] = [];
  const visit = (value: unknown, parent: Node): void => {
    if (Array.isArray(value)) for (const entry of value) visit(entry, parent);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const node = 'start' in value ? (value as Node & Record<string, unknown>) : undefined;
    if (node !== undefined) found.push([node, parent]);
    for (const [key, field] of Object.entries(value)) {
      // Attributes stand before the item that they belong to.
      if (key !== 'gates') visit(field, node ?? parent);
    }
  };
  visit([ast.package, ast.items, ast.comments], { start: 0, end: ast.text.length });
  return found;
}

describe('the tree', () => {
  const { ast, diagnostics } = parse(EVERYTHING, 'everything.wit');

  it('has all of WIT, each node with the text that it stands for', () => {
    expect(diagnostics).toEqual([]);
    expectGolden(outline(ast), new URL('tree.golden.txt', import.meta.url));
  });

  it('has children inside of their parents, and names that are what stands in the text', () => {
    const nodes = nodesOf(ast);
    expect(nodes.length).toBeGreaterThan(200);
    for (const [node, parent] of nodes) {
      expect(node.start).toBeLessThanOrEqual(node.end);
      expect(node.start).toBeGreaterThanOrEqual(parent.start);
      expect(node.end).toBeLessThanOrEqual(parent.end);
      if (typeof node['text'] !== 'string' || ast.text[node.start] === '"') continue;
      const explicit = isExplicitName({ ...node, text: node['text'] });
      const written = ast.text.slice(node.start, node.end);
      expect(written).toBe(explicit ? `%${node['text']}` : node['text']);
    }
  });

  it('knows the braces', () => {
    for (const [node] of nodesOf(ast)) {
      if (typeof node['open'] !== 'number' || typeof node['close'] !== 'number') continue;
      if (node['open'] === -1) {
        expect(node['close']).toBe(-1);
      } else {
        expect(ast.text[node['open']]).toBe('{');
        expect(ast.text[node['close']]).toBe('}');
      }
    }
  });

  it('is the same with CR LF, but for its offsets', () => {
    const other = parse(EVERYTHING.replaceAll('\n', '\r\n'), 'everything.wit');
    expect(other.diagnostics).toEqual([]);
    expect(outline(other.ast)).toBe(outline(ast));
  });

  it('keeps names that are properties of every object', () => {
    const names = ['constructor', '__proto__', 'toString', 'has-own-property'];
    const text = `package a:b;\ninterface i {\n%constructor: func(%constructor: u8);\n}\n`;
    expect(parse(text, 'x').diagnostics).toEqual([]);
    for (const name of names) {
      const { diagnostics: found } = parse(`package a:b;\n@${name}\ninterface i {}\n`, 'x');
      expect(found.length, name).toBeGreaterThan(0);
    }
  });

  it('stays in bounds for any cut of a file', () => {
    fc.assert(
      fc.property(fc.nat(EVERYTHING.length), fc.nat(EVERYTHING.length), (from, length) => {
        const text = EVERYTHING.slice(from, from + length);
        const cut = parse(text, 'cut.wit');
        const places = [
          ...nodesOf(cut.ast).map(([node]) => node),
          ...cut.diagnostics.map((diagnostic) => diagnostic.span),
        ];
        const outside = places.filter(
          (place) =>
            !place || place.start < 0 || place.end < place.start || place.end > text.length,
        );
        expect(outside).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
