/** The names of imports and exports (Explainer.md, "Import and Export Definitions") as far as WIT has a use for them. */

import { type PackageName, readVersion } from '@wit-ts/wit-parser';
import { WitBinaryError } from '../wit-binary-error.js';

export type ComponentName =
  | { kind: 'label'; label: string }
  | { kind: 'constructor'; resource: string }
  | { kind: 'method' | 'static'; resource: string; method: string }
  /** `ns:package/interface@version`; the version is as written. */
  | {
      kind: 'interface';
      namespace: string;
      package: string;
      interface: string;
      version: string | undefined;
    }
  /** Names that WIT does not know: of implementations (`url=`, `integrity=`, …) and nested ones (`a:b:c/d/e`). */
  | { kind: 'beyond-wit' };

const LABEL = '[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*';
const LOWER = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const SHAPES = {
  label: new RegExp(`^${LABEL}$`),
  constructor: new RegExp(`^\\[constructor\\](${LABEL})$`),
  function: new RegExp(`^\\[(method|static)\\](${LABEL})\\.(${LABEL})$`),
  interface: new RegExp(`^(${LOWER}):(${LOWER})/(${LABEL})(?:@([^>]*))?$`),
  nested: new RegExp(`^${LOWER}(?::${LOWER})+(?:/${LABEL})+(?:@[^>]*)?$`),
  implementation: /^(?:url|integrity|locked-dep|unlocked-dep)=/,
};

/** Takes a name apart; `undefined` where it has none of the forms of a name. */
export function parseComponentName(name: string): ComponentName | undefined {
  if (SHAPES.label.test(name)) return { kind: 'label', label: name };
  const constructed = SHAPES.constructor.exec(name)?.[1];
  if (constructed !== undefined) return { kind: 'constructor', resource: constructed };
  const member = SHAPES.function.exec(name);
  if (member !== null) {
    const [, kind = '', resource = '', method = ''] = member;
    return { kind: kind === 'method' ? 'method' : 'static', resource, method };
  }
  const path = SHAPES.interface.exec(name);
  if (path === null) {
    const known = SHAPES.nested.test(name) || SHAPES.implementation.test(name);
    return known ? { kind: 'beyond-wit' } : undefined;
  }
  const [, namespace = '', pkg = '', iface = '', version] = path;
  return { kind: 'interface', namespace, package: pkg, interface: iface, version };
}

/** {@link parseComponentName} for a name that has to have one of the forms. */
export function requireComponentName(name: string): ComponentName {
  return (
    parseComponentName(name) ?? badName(name, 'is not a name that imports and exports can have')
  );
}

/**
 * The package that an interface name speaks of.
 *
 * @param suffix the attribute `versionsuffix`, which completes a version that was cut to its semver track.
 */
export function packageOfName(
  name: string,
  parsed: ComponentName & { kind: 'interface' },
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
