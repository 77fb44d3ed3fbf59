/** A trap raised by the canonical ABI; the component cannot be entered again. */
export class Trap extends WebAssembly.RuntimeError {
  override readonly name = 'Trap';
}

/** The `err` of a `result` that a function returned. A host function throws one to return `err`. */
export class ComponentError<T = unknown> extends Error {
  override readonly name = 'ComponentError';
  readonly payload: T;

  constructor(payload: T) {
    super(typeof payload === 'string' ? payload : `${describe(payload)} (see payload)`);
    this.payload = payload;
  }
}

export function trap(message: string): never {
  throw new Trap(message);
}

/** The `err` value that an exception of a host function stands for; errors of other kinds are thrown on. */
export function errorPayload(error: unknown): unknown {
  if (typeof error === 'object' && error !== null && Object.hasOwn(error, 'payload'))
    return (error as { payload: unknown }).payload;
  if (error instanceof Error) throw error;
  return error;
}

/** A value in few words, for messages. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return value.length > 40
        ? `the string ${JSON.stringify(value.slice(0, 40))}…`
        : `the string ${JSON.stringify(value)}`;
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    default:
      return Array.isArray(value) ? 'an array' : `an object (${className(value)})`;
  }
}

function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return 'without prototype';
  const { constructor } = prototype as { constructor?: unknown };
  return typeof constructor === 'function' ? constructor.name : 'Object';
}

/** A TypeError that says what was wanted and what was given. */
export function unexpected(wanted: string, given: unknown): never {
  throw new TypeError(`expected ${wanted}, got ${describe(given)}`);
}
