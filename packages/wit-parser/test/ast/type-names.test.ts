import { expect, it } from 'vitest';
import { forEachTypeName } from '../../src/ast/type-names.js';
import { parse } from '../../src/parser/parse.js';

/** The names in the type that a text gives. */
function namesIn(type: string): string[] {
  const { ast, diagnostics } = parse(`package a:b; interface i { type t = ${type}; }`, 'x.wit');
  expect(diagnostics).toEqual([]);
  const [item] = ast.items;
  if (item?.kind !== 'interface') throw new Error('no interface');
  const [alias] = item.items;
  if (alias?.kind !== 'type') throw new Error('no type');
  const names: string[] = [];
  forEachTypeName(alias.type, ({ text }) => names.push(text));
  return names;
}

it.each<[string, string[]]>([
  ['u8', []],
  ['a', ['a']],
  ['own<a>', ['a']],
  ['borrow<a>', ['a']],
  ['list<a>', ['a']],
  ['list<a, 4>', ['a']],
  ['option<a>', ['a']],
  ['future', []],
  ['stream<a>', ['a']],
  ['map<string, a>', ['a']],
  ['result', []],
  ['result<a>', ['a']],
  ['result<_, a>', ['a']],
  ['result<a, b>', ['a', 'b']],
  ['tuple<b, list<tuple<a, u8, %own>>, future<b>>', ['b', 'a', 'own', 'b']],
])('names in %s, in the order of the text', (type, names) => {
  expect(namesIn(type)).toEqual(names);
});
