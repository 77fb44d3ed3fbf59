import { describe, expect, it } from 'vitest';
import { packageNameText, selectWorld, worldName, type Resolve } from '../../src/index.js';

/** A model of empty worlds: `['a:b@1.0.0', 'w1', 'w2']` is a package with two. */
function worlds(...packages: [string, ...string[]][]): Resolve {
  const resolve: Resolve = { worlds: [], interfaces: [], types: [], packages: [] };
  for (const [index, [text, ...names]] of packages.entries()) {
    const [, namespace = '', name = '', version] = /^(.*):([^@]*)@?(.*)$/.exec(text) ?? [];
    resolve.packages.push({
      name: { namespace, name, ...(version !== '' && version !== undefined && { version }) },
      interfaces: new Map(),
      worlds: new Map(names.map((world, at) => [world, resolve.worlds.length + at])),
    });
    for (const world of names) {
      resolve.worlds.push({ name: world, imports: new Map(), exports: new Map(), package: index });
    }
  }
  return resolve;
}

const resolve = worlds(
  ['foo:bar@0.1.0', 'foo'],
  ['foo:baz@0.1.0', 'foo'],
  ['foo:baz@0.2.0', 'foo'],
  ['foo:dummy', 'foo'],
  ['foo:two', 'command', 'reactor'],
  ['foo:none'],
  ['foo:mixed', 'plain'],
  ['foo:mixed@1.0.0', 'versioned'],
);

function id(text: string): number {
  return resolve.packages.findIndex((pkg) => packageNameText(pkg.name) === text);
}

describe('selectWorld', () => {
  it.each([
    ['foo:dummy', undefined, 'foo:dummy/foo'],
    ['foo:dummy', 'foo', 'foo:dummy/foo'],
    ['foo:dummy', '%foo', 'foo:dummy/foo'],
    ['foo:dummy', 'foo:bar/foo', 'foo:bar/foo@0.1.0'],
    ['foo:dummy', 'foo:bar/foo@0.1.0', 'foo:bar/foo@0.1.0'],
    ['foo:dummy', 'foo:baz/foo@0.2.0', 'foo:baz/foo@0.2.0'],
    ['foo:dummy', 'foo:mixed/plain', 'foo:mixed/plain'],
    ['foo:two', 'reactor', 'foo:two/reactor'],
  ])('in %s finds %s', (main, path, expected) => {
    const { world, diagnostics } = selectWorld(resolve, id(main), path);
    expect(diagnostics).toEqual([]);
    expect(world === undefined ? undefined : worldName(resolve, world)).toBe(expected);
  });

  it.each([
    ['foo:none', undefined, 'WIT0802', 'the package `foo:none` has no world'],
    ['foo:two', undefined, 'WIT0803', 'foo:two/command\n  foo:two/reactor'],
    ['foo:dummy', '', 'WIT0804', 'it is empty'],
    ['foo:dummy', 'foo:dummy', 'WIT0804', 'it names a package and no world'],
    ['foo:dummy', 'dummy/foo', 'WIT0804', 'the namespace of the package is missing'],
    ['foo:dummy', 'foo:/foo', 'WIT0804', 'a part of it is empty'],
    ['foo:dummy', 'fooBar_', 'WIT0804', '`fooBar_` is no name'],
    ['foo:dummy', 'foo:bar/foo@1', 'WIT0804', 'version'],
    ['foo:two', 'comand', 'WIT0805', 'did you mean `command`?'],
    ['foo:two', 'xyz', 'WIT0805', 'its worlds are:\n  foo:two/command\n  foo:two/reactor'],
    ['foo:none', 'xyz', 'WIT0805', 'the package has no world'],
    ['foo:dummy', 'foo:bra/foo', 'WIT0806', 'did you mean'],
    ['foo:dummy', 'foo:bar/foo@0.3.0', 'WIT0806', 'did you mean `foo:bar@0.1.0`?'],
    ['foo:dummy', 'other:pkg/foo', 'WIT0806', 'the packages are:\n  foo:bar@0.1.0\n'],
    ['foo:dummy', 'foo:baz/foo', 'WIT0807', 'foo:baz@0.1.0\n  foo:baz@0.2.0'],
  ])('in %s refuses %s', (main, path, code, text) => {
    const { world, diagnostics } = selectWorld(resolve, id(main), path);
    expect(world).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(diagnostics.map((d) => `${d.message} ${d.help ?? ''}`).join()).toContain(text);
  });

  it('asks for a full name where there are several main packages', () => {
    const main = [id('foo:bar@0.1.0'), id('foo:dummy')];
    expect(selectWorld(resolve, main).diagnostics[0]?.code).toBe('WIT0803');
    expect(selectWorld(resolve, main, 'foo').diagnostics[0]?.help).toContain('foo:dummy/foo');
    expect(selectWorld(resolve, main, 'foo:dummy/foo').diagnostics).toEqual([]);
    expect(selectWorld(resolve, []).diagnostics[0]?.code).toBe('WIT0801');
  });

  it('does not list hundreds of worlds', () => {
    const many = worlds(['a:b', ...Array.from({ length: 300 }, (_, index) => `w${index}`)]);
    expect(selectWorld(many, 0).diagnostics[0]?.help).toMatch(/w19\n {2}and 280 more$/);
  });
});
