/** The messages of the operations on resolved models: WIT0801 to WIT0899. `operation-pages.ts` explains the codes. */

import type { Diagnostic } from './diagnostic.js';

function error(code: string, message: string, help: string): Diagnostic {
  return { code, severity: 'error', message, help };
}

const quote = (name: string): string => `\`${name}\``;

/** Names one below the other; not all of very many. */
function listing(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => `\n  ${name}`);
  const rest = names.length - shown.length;
  return `${shown.join('')}${rest > 0 ? `\n  and ${rest} more` : ''}`;
}

// ---- Choosing a world ------------------------------------------------------------------------------------------------

export function noMainPackage(): Diagnostic {
  return error(
    'WIT0801',
    'there is no package to choose a world from',
    'name the world with its package, such as `wasi:http/proxy`, or give a package that can be read',
  );
}

export function noWorlds(packageName: string, others: readonly string[]): Diagnostic {
  return error(
    'WIT0802',
    `the package ${quote(packageName)} has no world`,
    others.length === 0
      ? 'add a world to it: `world name { … }`'
      : `name a world of another package:${listing(others)}`,
  );
}

export function severalWorlds(where: string, worlds: readonly string[]): Diagnostic {
  return error(
    'WIT0803',
    `${where} ${worlds.length} worlds, and which one is meant is not said`,
    `choose one of them:${listing(worlds)}`,
  );
}

export function invalidWorldPath(path: string, reason: string): Diagnostic {
  return error(
    'WIT0804',
    `${quote(path)} is no name of a world: ${reason}`,
    'write `name`, or `namespace:package/name`, or `namespace:package/name@1.2.3`',
  );
}

export function unknownWorld(
  name: string,
  packageName: string,
  nearest: string | undefined,
  worlds: readonly string[],
): Diagnostic {
  const known =
    worlds.length === 0 ? 'the package has no world' : `its worlds are:${listing(worlds)}`;
  return error(
    'WIT0805',
    `there is no world ${quote(name)} in the package ${quote(packageName)}`,
    nearest === undefined ? known : `did you mean ${quote(nearest)}?`,
  );
}

export function unknownPackageOfWorld(
  packageName: string,
  nearest: string | undefined,
  packages: readonly string[],
): Diagnostic {
  return error(
    'WIT0806',
    `there is no package ${quote(packageName)}`,
    nearest === undefined
      ? `the packages are:${listing(packages)}`
      : `did you mean ${quote(nearest)}?`,
  );
}

export function severalVersions(packageName: string, versions: readonly string[]): Diagnostic {
  return error(
    'WIT0807',
    `there are ${versions.length} versions of the package ${quote(packageName)}`,
    `say which one is meant:${listing(versions)}`,
  );
}

// ---- Merging ---------------------------------------------------------------------------------------------------------

/** @param path from the package inwards: `interface \`types\``, `function \`read\`` */
export function cannotMerge(
  packageName: string,
  path: readonly string[],
  reason: string,
): Diagnostic {
  const place = path.length === 0 ? '' : ` (${path.join(', ')})`;
  return error(
    'WIT0811',
    `the two copies of the package ${quote(packageName)} do not agree${place}: ${reason}`,
    'make both use the same text of the package, or give one of them another version',
  );
}

export function cannotUpgrade(
  older: string,
  newer: string,
  path: readonly string[],
  reason: string,
): Diagnostic {
  const place = path.length === 0 ? '' : ` (${path.join(', ')})`;
  return error(
    'WIT0812',
    `${quote(older)} cannot be replaced by ${quote(newer)}${place}: ${reason}`,
    'versions that only differ in the last numbers must keep what older ones have; publish the change under a new version',
  );
}

/** @param path the interfaces from the export to the one that cannot be both */
export function exportNeedsImport(
  world: string,
  exported: string,
  path: readonly string[],
): Diagnostic {
  const conflict = path.at(-1) ?? exported;
  const between = path.slice(1, -1).filter((name) => name !== conflict);
  return error(
    'WIT0813',
    `the world ${quote(world)} would both export and import ${quote(conflict)}, because of its export ${quote(exported)}`,
    between.length === 0
      ? `do not export ${quote(conflict)}, or export everything that uses it`
      : `also export what lies between the two:${listing(between)}`,
  );
}

// ---- Importizing -----------------------------------------------------------------------------------------------------

export function exportHidesImport(world: string, name: string): Diagnostic {
  return error(
    'WIT0821',
    `the export ${quote(name)} of the world ${quote(world)} has the name of a type that the world imports`,
    'give one of them another name',
  );
}

export function worldNameTaken(packageName: string, name: string): Diagnostic {
  return error(
    'WIT0822',
    `the package ${quote(packageName)} already has an interface or world ${quote(name)}`,
    'choose another name for the new world',
  );
}

export function exportedType(world: string, name: string): Diagnostic {
  return error(
    'WIT0823',
    `the world ${quote(world)} imports the type ${quote(name)}, which no world can export`,
    'put the type into an interface, or choose which imports become exports',
  );
}
