/** A trap raised by the canonical ABI; the component cannot be entered again. */
export class Trap extends WebAssembly.RuntimeError {
  override readonly name = 'Trap';
}

/** So many errors get a stack in each period; taking one costs some microseconds, ten times what the rest of an error does. */
const STACKS = 100;
const PERIOD_MS = 100;
let stacksLeft = STACKS;
let periodStart = 0;

function affordsStack(): boolean {
  if (stacksLeft === 0) {
    const now = Date.now();
    if (Math.abs(now - periodStart) < PERIOD_MS) return false;
    periodStart = now;
    stacksLeft = STACKS;
  }
  stacksLeft -= 1;
  return true;
}

/** Sets how many frames the engine keeps in an error; gives the number before, or `undefined` where that cannot be set. */
function limitStack(frames: number): number | undefined {
  const engine = Error as { stackTraceLimit?: unknown };
  const before = engine.stackTraceLimit;
  if (typeof before !== 'number') return undefined;
  try {
    engine.stackTraceLimit = frames;
  } catch {
    // `Error` is frozen.
    return undefined;
  }
  return before;
}

/**
 * The `err` of a `result` that a function returned. A host function throws one to return `err`.
 *
 * Since `err` is a result like any other, programs may meet many: beyond 1,000 a second the rest have no frames in their
 * `stack`.
 */
export class ComponentError<T = unknown> extends Error {
  readonly payload: T;

  static {
    this.prototype.name = 'ComponentError';
  }

  constructor(payload: T) {
    const message = typeof payload === 'string' ? payload : `${describe(payload)} (see payload)`;
    // Nothing else may run while the limit is another.
    const frames = affordsStack() ? undefined : limitStack(0);
    super(message);
    if (frames !== undefined) limitStack(frames);
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
