/** Names of imports and exports in the terms of WIT. */

import { type PackageName, readVersion } from '@wit-ts/wit-parser';
import { type ParsedExternName, parseExternName } from '../../validate/extern-name.js';
import { WitBinaryError } from '../wit-binary-error.js';

/** Takes a name apart that has to have one of the forms of a name. */
export function parseName(name: string): ParsedExternName {
  const parsed = parseExternName(name);
  return parsed.ok ? parsed.name : badName(name, `is not a valid name: ${parsed.reason}`);
}

/**
 * The package that the path of an interface speaks of.
 *
 * @param suffix the attribute `versionsuffix`, which completes a version that was cut to its semver track.
 */
export function packageOfName(
  name: string,
  parsed: ParsedExternName & { kind: 'interface' },
  suffix: string | undefined,
): PackageName {
  const base = { namespace: parsed.namespace, name: parsed.package };
  if (parsed.version === undefined) return base;
  const version = readVersion(parsed.version + (suffix ?? ''));
  if (typeof version === 'string') badName(name, `has no valid version: ${version}`);
  return { ...base, version: version.text };
}

export function badName(name: string, why: string): never {
  throw new WitBinaryError({
    code: 'CMP0302',
    message: `\`${name}\` ${why}`,
    help: 'names are labels such as `my-func`, paths such as `ns:pkg/iface@1.0.0`, or methods such as `[method]r.m`',
  });
}
