/** The grammar of names of imports and exports; Explainer.md, "Import and Export Definitions". */

export type ParsedExternName =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'constructor'; readonly resource: string }
  | { readonly kind: 'method' | 'static'; readonly resource: string; readonly label: string }
  | {
      readonly kind: 'interface';
      readonly namespace: string;
      readonly package: string;
      readonly interface: string;
      readonly version: string | undefined;
    }
  | { readonly kind: 'dependency' | 'url' | 'hash' };

export type ExternNameResult =
  | {
      readonly ok: true;
      readonly name: ParsedExternName;
      /** Equal keys mean that two names are not strongly unique. */
      readonly key: string;
    }
  | { readonly ok: false; readonly reason: string };

/** Whether a text is a label: words of one case joined by hyphens, the first of which begins with a letter. */
export function isLabel(text: string): boolean {
  let lower = false;
  let upper = false;
  let length = 0;
  let first = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x61 && code <= 0x7a) {
      if (upper) return false;
      lower = true;
    } else if (code >= 0x41 && code <= 0x5a) {
      if (lower) return false;
      upper = true;
    } else if (code >= 0x30 && code <= 0x39) {
      if (first && length === 0) return false;
    } else if (code === 0x2d) {
      if (length === 0) return false;
      lower = upper = first = false;
      length = -1;
    } else {
      return false;
    }
    length++;
  }
  return length > 0;
}

const NUMBER = '(?:0|[1-9][0-9]*)';
const PRE_PART = `(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`;
const BUILD_PART = '[0-9A-Za-z-]+';
const SEMVER = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-${PRE_PART}(?:\\.${PRE_PART})*)?(?:\\+${BUILD_PART}(?:\\.${BUILD_PART})*)?$`,
);

/** Whether a text is a semantic version with all three numbers, each below 2^64. */
export function isSemver(text: string): boolean {
  if (!SEMVER.test(text)) return false;
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(text);
  return numbers !== null && numbers.slice(1).every((digits) => BigInt(digits) < 2n ** 64n);
}

const CANONICAL_VERSION = /^(?:[1-9][0-9]*|0\.[1-9][0-9]*|0\.0\.(?:0|[1-9][0-9]*))$/;

/** Whether a text is the part of a version that decides about compatibility, as it stands before a suffix. */
export function isCanonicalVersion(text: string): boolean {
  return CANONICAL_VERSION.test(text);
}

const CACHE_LIMIT = 20_000;
const cache = new Map<string, ExternNameResult>();

/** Parses the name of an import or export. */
export function parseExternName(text: string): ExternNameResult {
  let result = cache.get(text);
  if (result === undefined) {
    result = parse(text);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, result);
  }
  return result;
}

const fail = (reason: string): ExternNameResult => ({ ok: false, reason });
const notLabel = (text: string): ExternNameResult =>
  fail(text === '' ? 'a label is empty' : `\`${text}\` is not in kebab case`);

function parse(text: string): ExternNameResult {
  if (text.startsWith('[constructor]')) {
    const resource = text.slice('[constructor]'.length);
    if (!isLabel(resource)) return notLabel(resource);
    const name: ParsedExternName = { kind: 'constructor', resource };
    return { ok: true, name, key: `constructor ${resource.toLowerCase()}` };
  }
  if (text.startsWith('[method]')) return member('method', text.slice('[method]'.length));
  if (text.startsWith('[static]')) return member('static', text.slice('[static]'.length));
  if (text.startsWith('unlocked-dep=')) return dependency(text, /^unlocked-dep=<(.*)>$/s, query);
  if (text.startsWith('locked-dep=')) {
    return dependency(text, /^locked-dep=<([^>]*)>(?:,integrity=<([^>]*)>)?$/s, exact);
  }
  if (text.startsWith('url=')) {
    const match = /^url=<([^<>]*)>(?:,integrity=<([^>]*)>)?$/s.exec(text);
    if (match === null) return fail('a URL is written `url=<…>`');
    return integrity(match[2]) ?? { ok: true, name: { kind: 'url' }, key: text };
  }
  if (text.startsWith('integrity=')) {
    const match = /^integrity=<([^>]*)>$/s.exec(text);
    if (match === null) return fail('a hash is written `integrity=<…>`');
    return integrity(match[1] ?? '') ?? { ok: true, name: { kind: 'hash' }, key: text };
  }
  if (text.includes(':')) return interfaceName(text);
  if (!isLabel(text)) return notLabel(text);
  return { ok: true, name: { kind: 'label', label: text }, key: text.toLowerCase() };
}

function member(kind: 'method' | 'static', text: string): ExternNameResult {
  const dot = text.indexOf('.');
  if (dot < 0) return fail('there is no `.` between the resource and its function');
  const resource = text.slice(0, dot);
  const label = text.slice(dot + 1);
  if (!isLabel(resource)) return notLabel(resource);
  if (!isLabel(label)) return notLabel(label);
  const same = resource.toLowerCase() === label.toLowerCase();
  const key = same ? label.toLowerCase() : `member ${text.toLowerCase()}`;
  return { ok: true, name: { kind, resource, label }, key };
}

interface PackagePath {
  namespace: string;
  package: string;
  interface: string | undefined;
  /** What follows the path. */
  rest: string;
}

/** `namespace:package`, or `namespace:package/interface`; the reason why not otherwise. */
function packagePath(text: string, withInterface: boolean): PackagePath | string {
  const parts = /^([0-9A-Za-z-]*)(:?)([0-9A-Za-z-]*)(?:(\/)([0-9A-Za-z-]*))?(.*)$/s.exec(text);
  if (parts === null) return 'it is not the name of an interface';
  const [, namespace = '', colon, pkg = '', slash, iface = '', rest = ''] = parts;
  for (const part of [namespace, pkg]) {
    if (part === namespace && colon === '') continue;
    if (!isLabel(part))
      return part === '' ? 'a label is empty' : `\`${part}\` is not in kebab case`;
    if (part !== part.toLowerCase()) return `\`${part}\` has upper-case letters`;
  }
  if (colon === '') return 'there is no `:` after the namespace';
  if (slash === undefined) {
    if (withInterface) return 'there is no `/` after the package name';
    return { namespace, package: pkg, interface: undefined, rest };
  }
  if (!isLabel(iface))
    return iface === '' ? 'a label is empty' : `\`${iface}\` is not in kebab case`;
  return { namespace, package: pkg, interface: iface, rest };
}

function interfaceName(text: string): ExternNameResult {
  const path = packagePath(text, true);
  if (typeof path === 'string') return fail(path);
  if (path.rest !== '' && !path.rest.startsWith('@')) {
    return fail(`\`${path.rest}\` follows the name of the interface`);
  }
  const name: ParsedExternName = {
    kind: 'interface',
    namespace: path.namespace,
    package: path.package,
    interface: path.interface ?? '',
    version: path.rest === '' ? undefined : path.rest.slice(1),
  };
  const unversioned = text.slice(0, text.length - path.rest.length);
  return { ok: true, name, key: unversioned.toLowerCase() + path.rest };
}

/** `pkgname`: a package with an optional version. */
function exact(text: string): string | undefined {
  const path = packagePath(text, false);
  if (typeof path === 'string') return path;
  if (path.rest === '') return undefined;
  if (path.rest.startsWith('@') && isSemver(path.rest.slice(1))) return undefined;
  return `\`${path.rest}\` is not a version`;
}

/** `pkgnamequery`: a package with an optional range of versions. */
function query(text: string): string | undefined {
  const path = packagePath(text, false);
  if (typeof path === 'string') return path;
  if (path.rest === '' || path.rest === '@*') return undefined;
  const range = /^@\{(.*)\}$/s.exec(path.rest)?.[1];
  if (range === undefined) return `\`${path.rest}\` is not a range of versions`;
  if (range === '*') return undefined;
  const bounds = /^(?:>=(\S+))?( )?(?:<(\S+))?$/.exec(range);
  if (bounds === null) return `\`${range}\` is not a range of versions`;
  const [, lower, space, upper] = bounds;
  if (lower === undefined && upper === undefined) return `\`${range}\` is not a range of versions`;
  if ((space !== undefined) !== (lower !== undefined && upper !== undefined)) {
    return `\`${range}\` is not a range of versions`;
  }
  for (const bound of [lower, upper]) {
    if (bound !== undefined && !isSemver(bound)) return `\`${bound}\` is not a version`;
  }
  return undefined;
}

function dependency(
  text: string,
  form: RegExp,
  check: (inner: string) => string | undefined,
): ExternNameResult {
  const match = form.exec(text);
  if (match === null) return fail('a dependency is written `locked-dep=<…>` or `unlocked-dep=<…>`');
  const reason = check(match[1] ?? '');
  if (reason !== undefined) return fail(reason);
  return integrity(match[2]) ?? { ok: true, name: { kind: 'dependency' }, key: text };
}

const HASH = /^sha(?:256|384|512)-([A-Za-z0-9+/]*={0,2})(?:\?\S*)?$/;

/** Checks integrity metadata; `undefined` where it is right or absent. */
function integrity(text: string | undefined): ExternNameResult | undefined {
  if (text === undefined) return undefined;
  const hashes = text.split(/\s+/).filter((hash) => hash !== '');
  if (hashes.length === 0) return fail('the hash is empty');
  const bad = hashes.find((hash) => !isHash(hash));
  return bad === undefined ? undefined : fail(`\`${bad}\` is not a hash`);
}

function isHash(text: string): boolean {
  const base64 = HASH.exec(text)?.[1];
  return base64 !== undefined && /^[^=]/.test(base64);
}
