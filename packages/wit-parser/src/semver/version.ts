/** Semantic versions as WIT packages carry them (https://semver.org, version 2.0.0). */

export interface Version {
  /** As written. */
  text: string;
  major: bigint;
  minor: bigint;
  patch: bigint;
  /** Without the leading `-`; empty for a release. */
  pre: string;
  /** Without the leading `+`; empty where there is none. */
  build: string;
}

const U64_MAX = (1n << 64n) - 1n;
const SHAPE = /^([0-9]*)(?:\.([0-9]*)(?:\.([0-9]*))?)?/;
const IDENTIFIERS = /^[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*/;
const DIGITS = /^[0-9]*$/;
const LEADING_ZERO = /^0[0-9]/;

/**
 * Reads a whole text as a version: `1.2.3`, `1.2.3-rc.1`, `1.2.3+build.5`. Numbers have no leading zeros and fit 64 bits.
 *
 * @returns the version, or a sentence in plain words that says what is wrong.
 */
export function readVersion(text: string): Version | string {
  const [head, major = '', minor, patch] = SHAPE.exec(text) ?? [''];
  if (head === undefined || minor === undefined || patch === undefined) {
    return `\`${text}\` is not a version of the form MAJOR.MINOR.PATCH`;
  }
  const numbers: bigint[] = [];
  for (const [what, digits] of [
    ['major', major],
    ['minor', minor],
    ['patch', patch],
  ] as const) {
    if (digits === '') return `the ${what} number of version \`${text}\` is missing`;
    if (LEADING_ZERO.test(digits))
      return `the ${what} number of version \`${text}\` has a leading zero`;
    const value = digits.length > 20 ? U64_MAX + 1n : BigInt(digits);
    if (value > U64_MAX) return `the ${what} number of version \`${text}\` does not fit 64 bits`;
    numbers.push(value);
  }
  let rest = text.slice(head.length);
  let pre = '';
  let build = '';
  if (rest.startsWith('-')) {
    pre = IDENTIFIERS.exec(rest.slice(1))?.[0] ?? '';
    if (pre === '') return `the pre-release part of version \`${text}\` is empty`;
    for (const part of pre.split('.')) {
      if (DIGITS.test(part) && LEADING_ZERO.test(part)) {
        return `the number \`${part}\` in the pre-release part of version \`${text}\` has a leading zero`;
      }
    }
    rest = rest.slice(pre.length + 1);
  }
  if (rest.startsWith('+')) {
    build = IDENTIFIERS.exec(rest.slice(1))?.[0] ?? '';
    if (build === '') return `the build part of version \`${text}\` is empty`;
    rest = rest.slice(build.length + 1);
  }
  if (rest.startsWith('.') && (pre !== '' || build !== '')) {
    return `version \`${text}\` has an empty part between two dots`;
  }
  if (rest !== '') return `unexpected \`${rest}\` at the end of version \`${text}\``;
  const [first = 0n, second = 0n, third = 0n] = numbers;
  return { text, major: first, minor: second, patch: third, pre, build };
}

/** The version that a text spells, or `undefined` where it spells none; {@link readVersion} says why. */
export function parseVersion(text: string): Version | undefined {
  const read = readVersion(text);
  return typeof read === 'string' ? undefined : read;
}
