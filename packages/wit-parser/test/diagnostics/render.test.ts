import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  diagnosticToJson,
  renderDiagnostic,
  renderDiagnostics,
  SourceSet,
  type Diagnostic,
} from '../../src/index.js';

const FILE = 'types.wit';

function sourcesOf(text: string): SourceSet {
  const sources = new SourceSet();
  sources.add(FILE, text);
  return sources;
}

/** A diagnostic on the part of the text between `«` and `»`. */
function marked(text: string, more: Partial<Diagnostic> = {}): [Diagnostic, SourceSet] {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  const diagnostic: Diagnostic = {
    code: 'WIT9999',
    severity: 'error',
    message: 'this is wrong',
    span: { file: FILE, start, end },
    ...more,
  };
  return [diagnostic, sourcesOf(text.replace('«', '').replace('»', ''))];
}

/** A diagnostic with so many related places, as text. */
function withRelated(count: number): string {
  const related = Array.from({ length: count }, (_, i) => ({
    span: { file: `${i}.wasm`, start: 0, end: 0 },
    message: `candidate ${i}`,
  }));
  return renderDiagnostic(...marked('«x»', { related }));
}

describe('renderDiagnostic', () => {
  it('shows the place with line number and marks', () => {
    const [diagnostic, sources] = marked('interface i {\n  f: func(a: «strng»);\n}\n', {
      help: 'did you mean `string`?',
    });
    expect(renderDiagnostic(diagnostic, sources)).toBe(
      [
        'error[WIT9999]: this is wrong',
        ' --> types.wit:2:14',
        '  |',
        '2 |   f: func(a: strng);',
        '  |              ^^^^^',
        'help: did you mean `string`?',
      ].join('\n'),
    );
  });

  it('counts related places that are too many to show', () => {
    expect(withRelated(11)).toContain('note: candidate 10\n --> 10.wasm');
    expect(withRelated(11)).not.toContain('more of these');
    expect(withRelated(200)).toContain(
      'note: candidate 9\n --> 9.wasm\nnote: there are 190 more of these',
    );
    expect(withRelated(200)).not.toContain('candidate 10');
  });

  it('shows related places, and what a fix makes of its line', () => {
    const text = 'a\nb\nc\nd\ne\nf\ng\nh\ni\ntype x = u8\n';
    const sources = sourcesOf(text);
    const at = text.indexOf('u8') + 2;
    const diagnostic: Diagnostic = {
      code: 'WIT9999',
      severity: 'warning',
      message: 'this is odd',
      span: { file: FILE, start: at, end: at },
      related: [{ span: { file: FILE, start: 0, end: 1 }, message: 'first defined here' }],
      fixes: [
        {
          title: 'add the missing semicolon',
          edits: [{ span: { file: FILE, start: at, end: at }, newText: ';' }],
        },
      ],
    };
    expect(renderDiagnostic(diagnostic, sources)).toBe(
      [
        'warning[WIT9999]: this is odd',
        '  --> types.wit:10:12',
        '   |',
        '10 | type x = u8',
        '   |            ^',
        'note: first defined here',
        ' --> types.wit:1:1',
        '  |',
        '1 | a',
        '  | -',
        'help: add the missing semicolon',
        '   |',
        '10 | type x = u8;',
        '   |            +',
      ].join('\n'),
    );
  });

  it('leaves the title of a fix out that a help explains already', () => {
    const [diagnostic, sources] = marked('f: func() -> «strng»;');
    const edits = [{ span: { file: FILE, start: 13, end: 18 }, newText: 'string' }];
    const fix = { title: 'replace it by `string`', edits };
    const help = 'did you mean `string`?';
    const [, , , , , ...rest] = renderDiagnostic(
      { ...diagnostic, help, fixes: [fix] },
      sources,
    ).split('\n');
    expect(rest).toEqual([
      'help: did you mean `string`?',
      '  |',
      '1 | f: func() -> string;',
      '  |              ++++++',
    ]);
    const two = renderDiagnostic({ ...diagnostic, help, fixes: [fix, fix] }, sources);
    expect(two.match(/help: replace it by `string`/g)).toHaveLength(2);
  });

  it('draws with box characters and colours when asked', () => {
    const [diagnostic, sources] = marked('«x»');
    expect(renderDiagnostic(diagnostic, sources, { unicode: true })).toContain(
      ' ┌─ types.wit:1:1\n  │\n1 │ x',
    );
    const coloured = renderDiagnostic(diagnostic, sources, { color: true });
    expect(coloured).toContain('\u001b[1;31merror[WIT9999]\u001b[0m');
    // eslint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001b\[[0-9;]*m/g, '')).toBe(
      renderDiagnostic(diagnostic, sources),
    );
  });

  it.each([
    ['\ta: «b»;', '    a: b;', '       ^'],
    ['ab\tc «d»', 'ab  c d', '      ^'],
    ['/* 日本 */ «x»', '/* 日本 */ x', '           ^'],
    ['/* e\u0301 */ «x»', '/* e\u0301 */ x', '        ^'],
    ['/* 😀 */ «x»', '/* 😀 */ x', '         ^'],
    ['«日本»', '日本', '^^^^'],
    ['abc«»', 'abc', '   ^'],
  ])('marks the right columns of %s', (text, line, marks) => {
    const [diagnostic, sources] = marked(text);
    expect(renderDiagnostic(diagnostic, sources).split('\n').slice(3)).toEqual([
      `1 | ${line}`,
      `  | ${marks}`,
    ]);
  });

  it('shows the first line of a place of several lines', () => {
    const [diagnostic, sources] = marked('a «b\r\nc» d');
    expect(renderDiagnostic(diagnostic, sources).split('\n').slice(3)).toEqual([
      '1 | a b',
      '  |   ^',
    ]);
  });

  it('shows a part of a long line', () => {
    const [diagnostic, sources] = marked(`${'x'.repeat(100_000)} «abc» ${'y'.repeat(100_000)}`);
    const [, place, , line, marks] = renderDiagnostic(diagnostic, sources).split('\n');
    expect(place).toBe(' --> types.wit:1:100002');
    expect(line).toBe(`1 | ...${'x'.repeat(59)} abc ${'y'.repeat(136)}...`);
    expect(marks).toBe(`  | ${' '.repeat(63)}^^^`);
  });

  it('shows a part of a long line that is marked as a whole', () => {
    const [diagnostic, sources] = marked(`«${'😀'.repeat(50_000)}»`);
    const lines = renderDiagnostic(diagnostic, sources).split('\n');
    expect(lines[3]).toBe(`1 | ${'😀'.repeat(100)}...`);
    expect(lines[4]).toBe(`  | ${'^'.repeat(200)}`);
  });

  it('names the file alone where there is no text', () => {
    const diagnostic = marked('«x»')[0];
    const none = new SourceSet();
    expect(
      renderDiagnostic({ ...diagnostic, span: { file: 'a.wasm', start: 0, end: 0 } }, none),
    ).toBe('error[WIT9999]: this is wrong\n --> a.wasm');
    expect(
      renderDiagnostic({ ...diagnostic, span: { file: 'a.wasm', start: 31, end: 32 } }, none),
    ).toBe('error[WIT9999]: this is wrong\n --> a.wasm (at byte 31)');
  });

  it('lets nothing of the source act on the terminal', () => {
    const hostile = '\u001b[2J\u0007\u202e\u200b\u2028\u0085\ud800\r';
    const sources = new SourceSet();
    sources.add(hostile, `${hostile}x`);
    const text = renderDiagnostic(
      {
        code: hostile,
        severity: 'info',
        message: `${hostile}\nerror: forged`,
        span: { file: hostile, start: hostile.length, end: hostile.length + 1 },
        help: hostile,
        related: [{ span: { file: hostile, start: 0, end: 1 }, message: hostile }],
        fixes: [{ title: hostile, edits: [] }],
      },
      sources,
    );
    expect(text).not.toMatch(/[^\n\x20-\x7e]/);
    expect(text).toContain('\\u{1b}[2J\\u{7}\\u{202e}\\u{200b}\\u{2028}\\u{85}\\u{d800}\\u{d}x');
    expect(text).toContain('\n      error: forged');
  });

  it('holds for any text and any place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.nat(500),
        fc.nat(500),
        (text, start, length) => {
          const span = { file: FILE, start, end: start + length };
          const diagnostic: Diagnostic = { ...marked('«x»')[0], span };
          const rendered = renderDiagnostic(diagnostic, sourcesOf(text));
          const lines = rendered.split('\n');
          expect(lines).toHaveLength(5);
          expect(lines[4]).toMatch(/^ +\| *\^+$/);
          expect(rendered).not.toMatch(/[^\n\P{C}]/u);
          expect(() => JSON.parse(diagnosticToJson(diagnostic, sourcesOf(text)))).not.toThrow();
        },
      ),
    );
  });
});

describe('renderDiagnostics', () => {
  it('counts at the end', () => {
    const [error, sources] = marked('«x»');
    const warning: Diagnostic = { ...error, severity: 'warning' };
    expect(renderDiagnostics([], sources)).toBe('');
    expect(renderDiagnostics([error, warning, error], sources)).toMatch(/\n\n2 errors, 1 warning$/);
    expect(renderDiagnostics([{ ...error, severity: 'info' }], sources)).toMatch(/\n\n1 note$/);
  });

  it('shows a hundred, or as many as are asked for', () => {
    const [error, sources] = marked('«x»');
    const many = Array.from({ length: 250 }, () => error);
    const text = renderDiagnostics(many, sources);
    expect(text).toMatch(/\n\n250 errors; 150 of them not shown$/);
    expect(text.match(/error\[/g)).toHaveLength(100);
    const all = renderDiagnostics(many, sources, { limit: Infinity });
    expect(all).toMatch(/\n\n250 errors$/);
    expect(all.match(/error\[/g)).toHaveLength(250);
  });

  it('cuts messages that are as long as a file', () => {
    const [error, sources] = marked('«x»');
    const message = 'x'.repeat(1_000_000);
    expect(renderDiagnostic({ ...error, message, help: message }, sources).length).toBeLessThan(
      5000,
    );
  });
});

describe('diagnosticToJson', () => {
  it('gives lines and columns in UTF-16 units and in bytes', () => {
    const [diagnostic, sources] = marked('a\n/*é😀*/ «x»', {
      help: 'h',
      fixes: [{ title: 't', edits: [{ span: { file: FILE, start: 0, end: 1 }, newText: 'b' }] }],
      related: [{ span: { file: 'other.wasm', start: 7, end: 9 }, message: 'm' }],
    });
    const text = diagnosticToJson(diagnostic, sources);
    expect(text).not.toContain('\n');
    const start = { line: 2, column: 9, byteColumn: 12 };
    const end = { line: 2, column: 10, byteColumn: 13 };
    expect(JSON.parse(text)).toEqual({
      code: 'WIT9999',
      severity: 'error',
      message: 'this is wrong',
      help: 'h',
      place: { file: FILE, start: 10, end: 11, range: { start, end } },
      related: [{ message: 'm', place: { file: 'other.wasm', start: 7, end: 9 } }],
      fixes: [
        {
          title: 't',
          edits: [
            {
              place: {
                file: FILE,
                start: 0,
                end: 1,
                range: {
                  start: { line: 1, column: 1, byteColumn: 1 },
                  end: { line: 1, column: 2, byteColumn: 2 },
                },
              },
              newText: 'b',
            },
          ],
        },
      ],
    });
  });

  it('leaves out what there is not', () => {
    const text = diagnosticToJson({ code: 'A', severity: 'info', message: 'm' }, new SourceSet());
    expect(JSON.parse(text)).toEqual({
      code: 'A',
      severity: 'info',
      message: 'm',
      related: [],
      fixes: [],
    });
  });
});
