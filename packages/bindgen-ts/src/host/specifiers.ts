import { camelCase } from '../naming/index.js';

/** Where an ES module takes an imported interface from: a module, or one export of it. */
export interface Specifier {
  readonly module: string;
  /** Behind `#`: the name of the export that holds the interface. */
  readonly member: string | undefined;
}

export type SpecifierMap = readonly (readonly [from: string, to: string])[];

/** WASI goes to preview2-shim unless it is mapped elsewhere. */
const DEFAULTS: SpecifierMap = [
  'cli',
  'clocks',
  'filesystem',
  'http',
  'io',
  'random',
  'sockets',
].map((name) => [`wasi:${name}/*`, `@bytecodealliance/preview2-shim/${name}#*`]);

/**
 * The specifier for an interface such as `wasi:io/streams@0.2.0`, which `from` names with or without version; a `*` in
 * it stands for the rest of the name, and for that rest in `to`. Later entries win. What nothing maps is its own name
 * without the version.
 */
export function specifierOf(label: string, map: SpecifierMap): Specifier {
  const at = label.indexOf('@');
  const bare = at === -1 ? label : label.slice(0, at);
  for (const [from, to] of [...DEFAULTS, ...map].toReversed()) {
    const found = match(from, from.includes('@') ? label : bare);
    if (found !== undefined) return split(to, found);
  }
  return { module: bare, member: undefined };
}

/** What `*` stands for, `''` where the names are equal, `undefined` where they differ. */
function match(pattern: string, name: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === name ? '' : undefined;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits =
    name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
  return fits ? name.slice(start.length, name.length - end.length) : undefined;
}

function split(to: string, rest: string): Specifier {
  const hash = to.indexOf('#');
  if (hash <= 0) return { module: to.replace('*', rest), member: undefined };
  const member = to.slice(hash + 1);
  return {
    module: to.slice(0, hash).replace('*', rest),
    member: member === '*' ? camelCase(rest.replace(/@.*$/, '')) : member.replace('*', rest),
  };
}
