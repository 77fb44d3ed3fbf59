import { describe, expect, it } from 'vitest';
import { fileOfUri, pathProblem, uriOfFile } from '../src/model/project.js';

describe('paths of a project', () => {
  it('are those of URIs and back', () => {
    for (const path of ['app.wit', 'deps/a/b.wit', 'deps/ü %/x y.wit']) {
      expect(fileOfUri(uriOfFile(path))).toBe(path);
    }
    expect(fileOfUri('file:///elsewhere/app.wit')).toBeUndefined();
    expect(fileOfUri('file:///project/%zz.wit')).toBeUndefined();
  });

  it.each(['app.wit', 'deps/io.wit', 'deps/io/poll.wit'])('can be %s', (path) => {
    expect(pathProblem(path, [])).toBeUndefined();
  });

  it.each([
    ['', 'Give a path'],
    ['app.txt', 'ends in .wit'],
    ['deps//a.wit', 'needs a name'],
    ['../a.wit', 'needs a name'],
    ['other/a.wit', 'in deps/'],
    ['deps/a/b/c.wit', 'in deps/'],
    ['a:b.wit', 'Only letters'],
    ['taken.wit', 'already'],
  ])('cannot be %j', (path, why) => {
    expect(pathProblem(path, ['taken.wit'])).toContain(why);
  });
});
