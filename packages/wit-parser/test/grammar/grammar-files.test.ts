import { describe, expect, it } from 'vitest';
import { witTokens } from '../../src/lexer/tokens.js';
import { createRecordedParser } from '../../src/parser/parse.js';
import { expectGolden } from '../support/golden.js';
import { ebnf } from './ebnf.js';
import { productionsOf, type Expression } from './productions.js';
import { railroadPage } from './railroad.js';

const FOLDER = new URL('../../../../grammar/', import.meta.url);

const productions = productionsOf(Object.values(createRecordedParser().getGAstProductions()));

function parts(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'sequence':
      return [expression, ...expression.parts.flatMap(parts)];
    case 'choice':
      return [expression, ...expression.ways.flatMap(parts)];
    case 'optional':
    case 'repeated':
      return [expression, ...parts(expression.part)];
    case 'commas':
      return [expression, ...parts(expression.entry)];
    case 'token':
    case 'lexical':
    case 'rule':
      return [expression];
  }
}

describe('the grammar as text and pictures', () => {
  const text = ebnf(productions);
  const page = railroadPage(productions);

  it('is grammar/wit.ebnf', () => {
    expectGolden(text, new URL('wit.ebnf', FOLDER));
  });

  it('is grammar/wit-railroad.html', () => {
    expectGolden(page, new URL('wit-railroad.html', FOLDER));
  });

  it('defines every rule that it uses, and uses every one but the file', () => {
    const used = new Set(
      productions
        .flatMap(({ expression }) => parts(expression))
        .flatMap((part) => (part.kind === 'rule' ? [part.name] : [])),
    );
    const defined = productions.map(({ name }) => name);
    expect(defined.filter((name) => !used.has(name))).toEqual(['wit-file']);
    expect([...used].filter((name) => !defined.includes(name))).toEqual([]);
  });

  it('names every keyword', () => {
    for (const { keyword, text: word } of witTokens) {
      if (keyword && word !== 'from') expect(text).toContain(`"${word}"`);
    }
  });

  it('has the lists with commas as such', () => {
    const lists = productions
      .flatMap(({ name, expression }) => parts(expression).map((part) => ({ name, part })))
      .filter(({ part }) => part.kind === 'commas')
      .map(({ name }) => name);
    expect(lists.toSorted()).toEqual(
      [
        'enum',
        'flags',
        'include',
        'param-list',
        'record',
        'tuple-type',
        'use',
        'variant',
      ].toSorted(),
    );
  });

  it('shows pictures that need no network and whose links lead somewhere', () => {
    expect(page).not.toMatch(/https?:|src=|@import|url\(/);
    const ids = new Set([...page.matchAll(/id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
    expect(page.match(/<svg/g)?.length).toBe(productions.length);
  });
});
