import { type Version, parseVersion } from './version.js';

const DIGITS = /^[0-9]*$/;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareNumbers(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Dot by dot: numbers before words, a shorter list before a longer one that starts with it. */
function compareParts(
  a: string,
  b: string,
  compareDigits: (a: string, b: string) => number,
): number {
  const left = a.split('.');
  const right = b.split('.');
  for (const [i, x] of left.entries()) {
    const y = right[i];
    if (y === undefined) return 1;
    const xDigits = DIGITS.test(x);
    const yDigits = DIGITS.test(y);
    if (xDigits !== yDigits) return xDigits ? -1 : 1;
    const order = xDigits ? compareDigits(x, y) : compareText(x, y);
    if (order !== 0) return order;
  }
  return left.length === right.length ? 0 : -1;
}

/** 9 before 10; no leading zeros occur. */
function comparePreDigits(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

/** 0, 00, 1, 01, 001, 2: by value, then by length. */
function compareBuildDigits(a: string, b: string): number {
  return comparePreDigits(a.replace(/^0+/, ''), b.replace(/^0+/, '')) || a.length - b.length;
}

/**
 * The total order of versions: by precedence (https://semver.org/#spec-item-11), and where that is equal by the build part,
 * so that two versions compare as equal only where they are spelt alike.
 *
 * @returns a negative number, zero or a positive number, as `Array.prototype.sort` wants it.
 */
export function compareVersions(a: Version, b: Version): number {
  const numbers =
    compareNumbers(a.major, b.major) ||
    compareNumbers(a.minor, b.minor) ||
    compareNumbers(a.patch, b.patch);
  if (numbers !== 0) return numbers;
  if (a.pre !== b.pre) {
    if (a.pre === '') return 1;
    if (b.pre === '') return -1;
    const order = compareParts(a.pre, b.pre, comparePreDigits);
    if (order !== 0) return order;
  }
  return a.build === b.build ? 0 : compareParts(a.build, b.build, compareBuildDigits);
}

/** {@link compareVersions} over texts; one that is no version comes first, and two such compare as texts. */
export function compareVersionTexts(a: string, b: string): number {
  if (a === b) return 0;
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (left === undefined || right === undefined) {
    if (left !== undefined) return 1;
    return right !== undefined ? -1 : compareText(a, b);
  }
  return compareVersions(left, right);
}
