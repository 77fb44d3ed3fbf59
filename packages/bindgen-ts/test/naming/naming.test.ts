import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  camelCase,
  docComment,
  identifier,
  memberAccess,
  methodName,
  parameterName,
  pascalCase,
  propertyKey,
  rootMemberName,
  Scope,
  stringLiteral,
} from '../../src/naming/index.js';

describe('names', () => {
  test.each([
    ['dark-green', 'darkGreen', 'DarkGreen'],
    ['HTTP-request', 'httpRequest', 'HttpRequest'],
    ['a1-b2', 'a1B2', 'A1B2'],
    ['x', 'x', 'X'],
  ])('%s', (wit, camel, pascal) => {
    expect(camelCase(wit)).toBe(camel);
    expect(pascalCase(wit)).toBe(pascal);
  });

  test('reserved words step aside where they cannot stand', () => {
    expect(identifier('delete')).toBe('_delete');
    expect(parameterName('class')).toBe('class_');
    expect(methodName('constructor', false)).toBe('["constructor"]');
    expect(methodName('prototype', true)).toBe('_prototype');
    expect(rootMemberName('then')).toBe('_then');
    expect(propertyKey('__proto__')).toBe('["__proto__"]');
    expect(memberAccess('a-b')).toBe('["a-b"]');
  });

  test('a scope gives each a name of its own', () => {
    const scope = new Scope(['a']);
    expect([scope.claim('a'), scope.claim('a'), scope.claim('b')]).toEqual(['a$1', 'a$2', 'b']);
  });
});

describe('texts from WIT', () => {
  test('a string literal has the value of the text, and is on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const literal = stringLiteral(text);
        expect(literal).not.toMatch(/[\n\r\u2028\u2029]/);
        // oxlint-disable-next-line no-new-func
        expect(new Function(`return ${literal};`)()).toBe(text);
      }),
    );
  });

  test('a doc comment ends where it is meant to end', () => {
    const unit = fc.constantFrom(
      '*',
      '/',
      '\\',
      '\n',
      '\r',
      '\u2028',
      '\0',
      'a',
      '`',
      '$',
      '{',
      ' ',
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const comment = docComment(text);
        if (comment === undefined) return;
        expect(comment.startsWith('/**')).toBe(true);
        expect(comment.indexOf('*/')).toBe(comment.length - 2);
        // oxlint-disable-next-line no-new-func
        expect(new Function(`${comment} return 7;`)()).toBe(7);
      }),
    );
  });
});
