import { describe, expect, it } from 'vitest';
import type { Ast, Documented } from '../../src/ast/ast.js';
import { docsOf } from '../../src/ast/docs.js';
import { parse } from '../../src/parser/parse.js';

/** The docs of the interface behind a text. */
function docsBefore(text: string): string | undefined {
  const { ast } = parse(`package a:b;${text}interface i {}`, 'x.wit');
  return docsOf(ast, ast.items[0] as Documented);
}

/** The docs of all fields of a record. */
function docsOfFields(fields: string): (string | undefined)[] {
  const { ast, diagnostics } = parse(`package a:b; interface i { record r {${fields}} }`, 'x.wit');
  expect(diagnostics).toEqual([]);
  const record = firstItem(ast);
  return record.map((field) => docsOf(ast, field));
}

function firstItem(ast: Ast): Documented[] {
  const [item] = ast.items;
  if (item?.kind !== 'interface') throw new Error('no interface');
  const [record] = item.items;
  if (record?.kind !== 'record') throw new Error('no record');
  return record.items;
}

describe('docs of an item', () => {
  it.each<[string, string, string | undefined]>([
    ['no comment', ' ', undefined],
    ['a doc comment', '\n/// one\n', 'one'],
    ['two lines', '\n/// one\n/// two\n', 'one\ntwo'],
    ['a plain comment', '\n// one\n', 'one'],
    ['many slashes', '\n///// one\n', 'one'],
    ['an empty comment', '\n///\n', ''],
    ['an empty line between', '\n/// one\n///\n/// two\n', 'one\n\ntwo'],
    ['empty lines at the end', '\n/// one\n///\n///\n', 'one'],
    ['the least indentation goes', '\n///   one\n///     two\n', 'one\n  two'],
    ['an empty comment does not count for it', '\n///\n///   one\n', '\none'],
    ['a tab counts, but only spaces go', '\n///\tone\n///  two\n', '\tone\n two'],
    ['white space at the end goes', '\n/// one \t\n', 'one'],
    ['U+FEFF at the end stays', '\n/// one\ufeff\n', 'one\ufeff'],
    ['U+3000 at the end goes', '\n/// one\u3000\n', 'one'],
    ['CR LF', '\r\n/// one\r\n/// two\r\n', 'one\ntwo'],
    ['a doc block', '\n/** one */\n', 'one'],
    ['an empty doc block', '\n/***/\n', ''],
    ['the shortest block', '\n/**/\n', ''],
    ['a plain block keeps its star', '\n/* one */\n', '* one */'],
    ['a doc block of several lines', '\n/**\n * one\n * two\n */\n', '\n * one\n * two'],
    ['a doc block with CR LF', '\r\n/**\r\n one\r\n*/\r\n', '\n one'],
    ['a comment behind the item before', ' // one\n/// two\n', 'one\ntwo'],
    ['a comment before the attributes', '\n/// one\n@since(version = 1.0.0)\n', 'one'],
    ['none between the attributes and the item', '\n@since(version = 1.0.0) /// one\n', undefined],
  ])('%s', (_, text, docs) => {
    expect(docsBefore(text)).toBe(docs);
  });

  it('belong to the field behind the comma', () => {
    expect(docsOfFields('\n/// a\na: u8, // b\nb: u8 // lost\n, c: u8 // lost\n')).toEqual([
      'a',
      'b',
      undefined,
    ]);
  });
});
