/** A value inside parsed JSON together with its place, so that an error can say where the text is not as expected. */

export class JsonNode {
  constructor(
    readonly value: unknown,
    readonly parent?: JsonNode,
    readonly key?: string | number,
  ) {}

  /** `interfaces[2].functions.read`, or `the top level`. */
  get place(): string {
    if (this.parent === undefined) return 'the top level';
    if (typeof this.key === 'number') return `${this.parent.place}[${this.key}]`;
    const prefix = this.parent.parent === undefined ? '' : `${this.parent.place}.`;
    return `${prefix}${String(this.key)}`;
  }

  /** @throws Error with the place and what was expected there */
  fail(expected: string): never {
    throw new Error(`this is not the JSON of resolved WIT: ${this.place} is not ${expected}`);
  }

  /** The entry of an object, or `undefined` where there is none. */
  optional(key: string): JsonNode | undefined {
    const object = this.#object();
    if (!Object.hasOwn(object, key)) return undefined;
    return new JsonNode(object[key], this, key);
  }

  required(key: string): JsonNode {
    return this.optional(key) ?? this.fail(`an object with the key "${key}"`);
  }

  entries(): [string, JsonNode][] {
    return Object.entries(this.#object()).map(([key, value]) => [
      key,
      new JsonNode(value, this, key),
    ]);
  }

  /** The one entry of an object with one key: how the format writes unions. */
  variant(): [string, JsonNode] {
    const entries = this.entries();
    const [first] = entries;
    if (first === undefined || entries.length !== 1) this.fail('an object with exactly one key');
    return first;
  }

  array(): JsonNode[] {
    if (!Array.isArray(this.value)) this.fail('an array');
    return this.value.map((value: unknown, index) => new JsonNode(value, this, index));
  }

  string(): string {
    return typeof this.value === 'string' ? this.value : this.fail('a string');
  }

  /** An index below `count`. */
  id(count: number, of: string): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= count) {
      this.fail(`the index of one of the ${count} ${of}`);
    }
    return value;
  }

  #object(): Record<string, unknown> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fail('an object');
    }
    return value as Record<string, unknown>;
  }
}
