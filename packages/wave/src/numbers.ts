/** Numbers as Rust's `FromStr` reads them and its `Display` writes them. */

/** A whole number in a range, or `undefined`. */
export function parseInteger(text: string, low: bigint, high: bigint): bigint | undefined {
  if (!(low < 0n ? /^-?[0-9]+$/ : /^[0-9]+$/).test(text)) return undefined;
  // Reading very long rows of digits takes time that grows faster than they do.
  if (text.length > 21) return undefined;
  const value = BigInt(text);
  return value < low || value > high ? undefined : value;
}

/** The nearest double. */
export function parseF64(text: string): number {
  switch (text) {
    case 'nan':
      return Number.NaN;
    case 'inf':
      return Number.POSITIVE_INFINITY;
    case '-inf':
      return Number.NEGATIVE_INFINITY;
    default:
      return Number(text);
  }
}

/** The nearest single, rounded once: a double in between that is a tie does not decide. */
export function parseF32(text: string): number {
  const double = parseF64(text);
  const single = Math.fround(double);
  if (single === double || !Number.isFinite(double)) return single;
  const other = neighbour(single, double);
  // Both are exact: a tie has one bit more than a single.
  if (Math.abs(double - finite(single)) !== Math.abs(finite(other) - double)) return single;
  const side = compareDecimal(text, double);
  if (side === 0) return single;
  const [low, high] = single < other ? [single, other] : [other, single];
  return side < 0 ? low : high;
}

/** What follows the greatest single, for distances. */
function finite(single: number): number {
  return Number.isFinite(single) ? single : Math.sign(single) * 2 ** 128;
}

/** The single next to `single` in the direction of `toward`. */
function neighbour(single: number, toward: number): number {
  const view = new DataView(new ArrayBuffer(4));
  if (single === 0) {
    view.setUint32(0, 1);
    return Math.sign(toward) * view.getFloat32(0);
  }
  view.setFloat32(0, single);
  const away = Math.abs(toward) > Math.abs(single);
  view.setUint32(0, view.getUint32(0) + (away ? 1 : -1));
  return view.getFloat32(0);
}

/** The sign of the decimal number minus the finite double, exactly. */
function compareDecimal(text: string, double: number): number {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?$/.exec(text) ?? [];
  let left = BigInt(whole + fraction);
  const power = Number(exponent) - fraction.length;
  let [right, binary] = decompose(Math.abs(double));
  if (power >= 0) left *= 10n ** BigInt(power);
  else right *= 10n ** BigInt(-power);
  if (binary >= 0) right <<= BigInt(binary);
  else left <<= BigInt(-binary);
  binary = left < right ? -1 : left > right ? 1 : 0;
  return sign === '-' ? -binary : binary;
}

/** A positive finite double as `mantissa * 2 ** exponent`. */
function decompose(double: number): [mantissa: bigint, exponent: number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, double);
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  return exponent === 0 ? [fraction, -1074] : [fraction | 0x10000000000000n, exponent - 1075];
}

/** The shortest digits that read back as the same double, without exponent. */
export function formatF64(value: number): string {
  return special(value) ?? withoutExponent(String(Math.abs(value)), negative(value));
}

/** The shortest digits that read back as the same single, without exponent. */
export function formatF32(value: number): string {
  const single = Math.fround(value);
  return special(single) ?? withoutExponent(shortestF32(Math.abs(single)), negative(single));
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'nan';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  return value === Number.NEGATIVE_INFINITY ? '-inf' : undefined;
}

function negative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

/** Nine digits always do; of those of one length the closest. */
function shortestF32(single: number): string {
  for (let digits = 0; digits < 8; digits += 1) {
    const [mantissa = '0', exponent = '0'] = single.toExponential(digits).split('e');
    const whole = Number(mantissa.replace('.', ''));
    let best: string | undefined;
    let distance = Number.POSITIVE_INFINITY;
    // Below a power of two singles lie closer together than above, so that the nearest may miss and the next one hit.
    for (const candidate of [whole, whole - 1, whole + 1]) {
      const text = `${candidate}e${Number(exponent) - digits}`;
      const away = Math.abs(Number(text) - single);
      if (away < distance && parseF32(text) === single) [best, distance] = [text, away];
    }
    if (best !== undefined) return best;
  }
  return single.toExponential(8);
}

/** `1.5e-7` → `0.00000015`. */
function withoutExponent(text: string, isNegative: boolean): string {
  const [mantissa = '0', exponent = '0'] = text.split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  let plain: string;
  if (point <= 0) plain = `0.${'0'.repeat(-point)}${digits}`;
  else if (point >= digits.length) plain = digits + '0'.repeat(point - digits.length);
  else plain = `${digits.slice(0, point)}.${digits.slice(point)}`;
  if (plain.includes('.')) plain = plain.replace(/\.?0+$/, '');
  plain = plain.replace(/^0+(?=[0-9])/, '');
  return isNegative ? `-${plain}` : plain;
}
