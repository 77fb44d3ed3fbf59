/** JSON of values that bindings give. */

/**
 * The value as JSON: bigints as numbers with all their digits, typed arrays as arrays, maps as arrays of pairs, `none`
 * and nothing as null, `nan`, `inf` and `-inf` as strings.
 */
export function valueToJson(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return value.toString();
    case 'number':
      if (Number.isNaN(value)) return '"nan"';
      if (!Number.isFinite(value)) return value > 0 ? '"inf"' : '"-inf"';
      return Object.is(value, -0) ? '-0' : JSON.stringify(value);
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return objectToJson(value);
    case 'undefined':
      return 'null';
    case 'function':
    case 'symbol':
      throw new TypeError(`a ${typeof value} has no JSON`);
  }
}

function objectToJson(value: object): string {
  if (value instanceof Map) return arrayToJson([...(value as Map<unknown, unknown>)]);
  if (Array.isArray(value)) return arrayToJson(value as unknown[]);
  if (ArrayBuffer.isView(value)) {
    return arrayToJson(Array.from(value as unknown as ArrayLike<unknown>));
  }
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(key)}: ${valueToJson(item)}`);
  return `{${members.join(', ')}}`;
}

function arrayToJson(items: readonly unknown[]): string {
  return `[${items.map(valueToJson).join(', ')}]`;
}
