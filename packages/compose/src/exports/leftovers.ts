/** Exports that tools for guest languages leave behind: they serve the build, and are in no world. */
import type { Entity, ExternItem } from '@wit-ts/component';

interface Leftover {
  name: string;
  /** The tool that leaves it. */
  tool: string;
  /** The `producers` section does not tell these tools, so the export is known by its own type. */
  matches(entity: Entity): boolean;
}

const LEFTOVERS: readonly Leftover[] = [
  {
    name: 'init',
    tool: 'componentize-qjs',
    matches: (entity) =>
      entity.kind === 'func' &&
      entity.type.params.map(({ label }) => label).join() === 'shim,script,entry-path,disable-gc',
  },
  {
    name: 'exports',
    tool: 'componentize-py',
    matches: (entity) =>
      entity.kind === 'instance' &&
      entity.type.exports.has('init') &&
      entity.type.exports.has('function-export-kind'),
  },
];

/** What nearly every component has. */
const NONE: ReadonlyMap<string, string> = new Map();

/** The exports among `exports` that a tool left behind, with the tool. */
export function leftoverExports(
  exports: ReadonlyMap<string, ExternItem>,
): ReadonlyMap<string, string> {
  let found: Map<string, string> | undefined;
  for (const leftover of LEFTOVERS) {
    const item = exports.get(leftover.name);
    if (item === undefined || !leftover.matches(item.entity)) continue;
    found ??= new Map();
    found.set(leftover.name, leftover.tool);
  }
  return found ?? NONE;
}
