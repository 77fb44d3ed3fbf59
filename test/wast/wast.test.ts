import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseWast } from './script.js';
import { parseSexprs, stringBytes } from './sexpr.js';

const suite = fileURLToPath(new URL('../../../shared/component-model-tests', import.meta.url));
const hasSuite = existsSync(suite);
const note = hasSuite ? '' : ' (skipped: ../shared/component-model-tests is absent)';

describe('parseSexprs', () => {
  it('skips comments and keeps strings whole', () => {
    const text = '(a ;; ) "\n (; ( (; ;) ;) "x ;; \\" )" b)(c)';
    const [first, second] = parseSexprs(text);
    expect(first).toMatchObject({
      kind: 'list',
      start: 0,
      items: [{ text: 'a' }, { text: '"x ;; \\" )"' }, { text: 'b' }],
    });
    expect(second).toMatchObject({ kind: 'list', end: text.length });
  });

  it.each(['(', ')', '"abc', '(; never'])('refuses %j', (text) => {
    expect(() => parseSexprs(text)).toThrow(/offset/);
  });

  it('reads the escapes of strings', () => {
    const [atom] = parseSexprs('"a\\00\\ff\\n\\u{2603}\\\\ü"');
    if (atom?.kind !== 'atom') throw new Error('no atom');
    expect([...stringBytes(atom)]).toEqual([
      0x61, 0x00, 0xff, 0x0a, 0xe2, 0x98, 0x83, 0x5c, 0xc3, 0xbc,
    ]);
  });
});

describe('parseWast', () => {
  it('reads components, instances and calls', () => {
    const commands = parseWast(`
      (component definition $C (component) (import "f" (func)))
      (component instance $i $C)
      (component binary "\\00asm" "\\0d")
      (component quote "(import" " \\"a\\" (func))")
      (register "name" $i)
      (invoke $i "run" (u8.const 1) (str.const "x"))`);
    expect(commands).toMatchObject([
      {
        line: 2,
        kind: 'module',
        module: {
          id: '$C',
          definition: true,
          source: { text: '(component $C (component) (import "f" (func)))' },
        },
      },
      { line: 3, kind: 'instance', id: '$i', of: '$C' },
      { kind: 'module', module: { source: { kind: 'binary' } } },
      { kind: 'module', module: { source: { text: '(component (import "a" (func)))' } } },
      { kind: 'register', name: 'name', instance: '$i' },
      {
        line: 7,
        kind: 'invoke',
        invoke: {
          instance: '$i',
          func: 'run',
          args: [
            { kind: 'u8', value: 1 },
            { kind: 'string', value: 'x' },
          ],
        },
      },
    ]);
  });

  it('reads what is expected', () => {
    const commands = parseWast(`
      (assert_return (invoke "f") (u32.const 0x1_0))
      (assert_trap (invoke "f") "why")
      (assert_trap (component) "start")
      (assert_invalid (component (import "A_" (func))) "kebab")
      (assert_malformed (component binary "") "end")`);
    expect(commands).toMatchObject([
      { kind: 'assert_return', results: [{ kind: 'u32', value: 16 }] },
      { kind: 'assert_trap', action: { kind: 'invoke' }, message: 'why' },
      { kind: 'assert_trap', action: { kind: 'module' }, message: 'start' },
      { kind: 'assert_invalid', message: 'kebab' },
      { kind: 'assert_malformed', module: { source: { kind: 'binary' } } },
    ]);
  });

  it.each([
    ['(f32.const nan:canonical)', { kind: 'f32', value: NaN, nan: 'canonical' }],
    ['(f64.const -inf)', { kind: 'f64', value: -Infinity, nan: undefined }],
    ['(f64.const 0x1.8p+1)', { kind: 'f64', value: 3, nan: undefined }],
    ['(f32.const -0)', { kind: 'f32', value: -0, nan: undefined }],
    ['(s64.const -0x8000000000000000)', { kind: 's64', value: -(2n ** 63n) }],
    ['(option.some (bool.const true))', { kind: 'option', value: { kind: 'bool', value: true } }],
    ['(option.none)', { kind: 'option', value: undefined }],
    ['(result.err)', { kind: 'result', ok: false, value: undefined }],
    ['(flags.const "a" "b")', { kind: 'flags', names: ['a', 'b'] }],
    ['(enum.const "a")', { kind: 'enum', name: 'a' }],
    ['(char.const "ü")', { kind: 'char', value: 'ü' }],
    [
      '(record.const (field "a" (u8.const 1)) (field "b" u8.const 2))',
      {
        kind: 'record',
        fields: [
          { name: 'a', value: { kind: 'u8', value: 1 } },
          { name: 'b', value: { kind: 'u8', value: 2 } },
        ],
      },
    ],
    [
      '(variant.const "v" (list.const (u8.const 1)))',
      { kind: 'variant', name: 'v', value: { kind: 'list', items: [{ kind: 'u8', value: 1 }] } },
    ],
  ])('reads %s', (text, value) => {
    expect(parseWast(`(assert_return (invoke "f") ${text})`)).toEqual([
      {
        line: 1,
        kind: 'assert_return',
        invoke: { instance: undefined, func: 'f', args: [] },
        results: [value],
      },
    ]);
  });

  it.skipIf(!hasSuite)(`reads every script of the component model's tests${note}`, () => {
    const scripts = readdirSync(suite, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.wast'),
    );
    expect(scripts.length).toBeGreaterThan(60);
    for (const script of scripts) {
      const commands = parseWast(readFileSync(join(suite, script), 'utf8'));
      expect(commands.length, script).toBeGreaterThan(0);
    }
  });
});
