import { describe, expect, it } from 'vitest';
import { pathOf, uriOf } from '../src/index.js';
import { withoutPlaces } from '../src/convert.js';

describe('URIs and paths', () => {
  it.each([
    ['file:///w/a.wit', '/w/a.wit'],
    ['file:///w/a%20b%2Bc/%C3%A9.wit', '/w/a b+c/é.wit'],
    ['file:///c%3A/w/a.wit', 'c:/w/a.wit'],
    ['file:///C:/w/a.wit', 'c:/w/a.wit'],
    ['file://server/share/a.wit', '//server/share/a.wit'],
    ['file://localhost/w/a.wit', '/w/a.wit'],
    ['untitled:Untitled-1', 'untitled:Untitled-1'],
    ['vscode-vfs://github/o/r/a.wit', 'vscode-vfs://github/o/r/a.wit'],
    ['file:///w/100%.wit', '/w/100%.wit'],
  ])('%s is the path %s', (uri, path) => {
    expect(pathOf(uri)).toBe(path);
    expect(pathOf(uriOf(path))).toBe(path);
  });
});

it('snippets for clients without snippets are plain text', () => {
  expect(withoutPlaces('record ${1:name} {\n  $0\n\\}\\$')).toBe('record name {\n  \n}$');
});
