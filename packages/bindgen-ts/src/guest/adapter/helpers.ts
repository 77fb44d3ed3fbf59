/** The part of an adapter that is the same for every world; a bundler leaves out what a world does not use. */
export const ADAPTER_HELPERS = `
if (typeof Symbol.dispose !== "symbol") {
  Object.defineProperty(Symbol, "dispose", { value: Symbol.for("dispose") });
}

class ComponentError extends Error {
  constructor(payload) {
    super(typeof payload === "string" ? payload : describe(payload) + " (see payload)");
    this.payload = payload;
  }
  get name() {
    return "ComponentError";
  }
}

function describe(value) {
  if (typeof value === "string") return "the string " + JSON.stringify(value.slice(0, 40));
  if (typeof value === "bigint") return value + "n";
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

function unexpected(wanted, given) {
  throw new TypeError("expected " + wanted + ", got " + describe(given));
}

/** What an import threw: the err of its result, or something else, which goes on. */
function importError(error, convert) {
  if (typeof error !== "object" || error === null || !Object.hasOwn(error, "payload")) return error;
  return new ComponentError(convert === undefined ? error.payload : convert(error.payload));
}

/** What an export threw: the err of its result; errors of other kinds are traps. */
function exportError(error, convert) {
  let payload = error;
  if (typeof error === "object" && error !== null && Object.hasOwn(error, "payload")) {
    payload = error.payload;
  } else if (error instanceof Error) {
    throw error;
  }
  return { payload: convert === undefined ? undefined : convert(payload) };
}

/** The same where the engine would take the message of any Error for the err: a symbol, which is no string, traps. */
function exportErrorText(error, convert) {
  if (error instanceof Error && !Object.hasOwn(error, "payload")) {
    console.error("Uncaught " + textOf(error));
    return { payload: Symbol("trap") };
  }
  return exportError(error, convert);
}

function textOf(error) {
  const stack = error.stack ?? "";
  const head = String(error);
  return stack.startsWith(head) ? stack : head + "\\n" + stack;
}

const some = (val) => ({ tag: "some", val });
const NONE = { tag: "none" };

function charOut(value) {
  if (typeof value === "string") {
    const code = value.codePointAt(0);
    const length = code > 0xffff ? 2 : 1;
    if (value.length === length && (code < 0xd800 || code > 0xdfff)) return value;
  }
  return unexpected("a string of one character", value);
}

function stringOut(value) {
  return typeof value === "string" ? value.toWellFormed() : unexpected("a string", value);
}

function numberOut(value) {
  return typeof value === "bigint" ? unexpected("a number", value) : Number(value);
}

function bigOut(value) {
  return typeof value === "bigint" ? value : BigInt(value);
}

const u64Text = (value) => "0x" + BigInt.asUintN(64, bigOut(value)).toString(16).padStart(16, "0");
const s64FromText = (text) => BigInt.asIntN(64, BigInt(text));

function arrayOf(value) {
  if (typeof value === "object" && value !== null && typeof value[Symbol.iterator] === "function") {
    return Array.isArray(value) ? value : Array.from(value);
  }
  return unexpected("an array", value);
}

function tupleOut(value, length) {
  const array = arrayOf(value);
  return array.length === length ? array : unexpected("an array of " + length, value);
}

function recordOut(value) {
  return typeof value === "object" && value !== null ? value : unexpected("an object", value);
}

function enumOut(value, cases) {
  return cases.has(value) ? value : unexpected("one of " + [...cases].join(", "), value);
}

function noCase(value) {
  const tag = typeof value === "object" && value !== null ? value.tag : value;
  return unexpected("a tag of the variant", tag);
}

function mapOut(value, key, item) {
  if (!(value instanceof Map)) return unexpected("a Map", value);
  return new Map(Array.from(value, ([k, v]) => [key(k), item(v)]));
}

const same = (value) => value;

/** What the engine holds for each of our objects that stand for a resource of the host. */
const handles = new WeakMap();

function handleOf(object, name) {
  const handle = typeof object === "object" && object !== null ? handles.get(object) : undefined;
  if (handle !== undefined) return handle;
  throw new TypeError(name + ": not a resource, or one that was dropped or given away");
}

function takeHandle(object, name) {
  const handle = handleOf(object, name);
  handles.delete(object);
  return handle;
}

function wrapHandle(prototype, handle) {
  const object = Object.create(prototype);
  handles.set(object, handle);
  return object;
}

function dropHandle(object) {
  const handle = handles.get(object);
  if (handle === undefined) return;
  handles.delete(object);
  const dispose = handle[Symbol.dispose] ?? handle[Symbol.for("dispose")];
  if (typeof dispose === "function") dispose.call(handle);
}

/** The user's object behind what the engine holds for an exported resource. */
const IMPLEMENTATION = Symbol("implementation");

function facadeOf(prototype, implementation) {
  if (typeof implementation !== "object" || implementation === null) {
    return unexpected("an object of the class that implements the resource", implementation);
  }
  const facade = Object.create(prototype);
  facade[IMPLEMENTATION] = implementation;
  return facade;
}

function writeError(stream, text) {
  try {
    const bytes = unescape(encodeURIComponent(text.toWellFormed()));
    for (let at = 0; at < bytes.length; at += 4096) {
      stream.blockingWriteAndFlush(Uint8Array.from(bytes.slice(at, at + 4096), (c) => c.charCodeAt(0)));
    }
  } finally {
    stream[Symbol.dispose]?.();
  }
}

function makeConsole(write) {
  let depth = 0;
  const counts = new Map();
  const print = (...values) => {
    const text = values.map((value) => (typeof value === "string" ? value : shown(value, new Set()))).join(" ");
    write(text.split("\\n").map((line) => "  ".repeat(depth) + line).join("\\n") + "\\n");
  };
  const group = (...values) => {
    if (values.length > 0) print(...values);
    depth += 1;
  };
  return {
    log: print, info: print, debug: print, warn: print, error: print, dir: (value) => print(value), table: print,
    trace: (...values) => print("Trace:", ...values, "\\n" + new Error().stack),
    assert: (holds, ...values) => { if (!holds) print("Assertion failed", ...values); },
    group, groupCollapsed: group, groupEnd: () => { depth = Math.max(0, depth - 1); },
    count: (label = "default") => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      print(label + ": " + counts.get(label));
    },
    countReset: (label = "default") => { counts.delete(label); },
    time: () => {}, timeEnd: () => {}, timeLog: () => {}, clear: () => {},
  };
}

/** A value as text, each object once. */
function shown(value, seen) {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return value + "n";
  if (typeof value === "function") return "[function " + value.name + "]";
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Error) return textOf(value);
  if (seen.has(value)) return "[seen above]";
  if (seen.size > 1000) return "…";
  seen.add(value);
  const list = (items) => Array.from(items, (item) => shown(item, seen)).join(", ");
  if (Array.isArray(value)) return "[" + list(value) + "]";
  const name = value.constructor?.name ?? "";
  if (ArrayBuffer.isView(value) && Symbol.iterator in value) return name + " [" + list(value) + "]";
  if (value instanceof Map || value instanceof Set) return name + " {" + list(value) + "}";
  const members = Object.keys(value).map((key) => key + ": " + shown(value[key], seen));
  return (name === "Object" ? "" : name + " ") + "{ " + members.join(", ") + " }";
}
`;
