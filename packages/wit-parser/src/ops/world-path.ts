/** How a user names a world: `name` or `namespace:package/name@1.2.3`. */

import type { PackageName } from '../model/resolve.js';
import { readVersion } from '../semver/index.js';

export interface WorldPath {
  package?: PackageName;
  world: string;
}

const NAME = /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/;

/** The parts of a path, or why it is none. A `%` before a name is allowed, as in WIT. */
export function parseWorldPath(text: string): WorldPath | string {
  const [path = '', ...versions] = text.split('@');
  const colon = path.indexOf(':');
  const slash = path.indexOf('/');
  if (text === '') return 'it is empty';
  if (colon === -1 && slash === -1) {
    const world = readName(text);
    return world === undefined ? badName(text) : { world };
  }
  if (slash === -1) return 'it names a package and no world';
  if (colon === -1 || slash < colon) return 'the namespace of the package is missing';
  const parts = [path.slice(0, colon), path.slice(colon + 1, slash), path.slice(slash + 1)];
  const names = parts.map(readName);
  const bad = names.findIndex((name) => name === undefined);
  if (bad !== -1) return badName(parts[bad] ?? '');
  const [namespace = '', name = '', world = ''] = names;
  if (versions.length === 0) return { package: { namespace, name }, world };
  const version = readVersion(versions.join('@'));
  if (typeof version === 'string') return version;
  return { package: { namespace, name, version: version.text }, world };
}

function readName(text: string): string | undefined {
  const name = text.startsWith('%') ? text.slice(1) : text;
  return NAME.test(name) ? name : undefined;
}

function badName(text: string): string {
  return text === '' ? 'a part of it is empty' : `\`${text}\` is no name`;
}
