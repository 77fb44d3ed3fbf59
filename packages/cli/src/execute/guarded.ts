/** Code of a component, called so that whatever comes out of it has a plain message. */
import { failure } from '../errors/failure.js';
import type { Component } from './instantiate.js';
import { Exit } from './wasi.js';

/** Runs code of the component. A trap, or whatever else comes out of it, is an error with a plain message. */
export function guarded<T extends object>(action: () => T, component: Component): T | Exit {
  try {
    return action();
  } catch (error) {
    if (error instanceof Exit) return error;
    const what = error instanceof WebAssembly.RuntimeError ? 'trapped' : 'failed';
    throw failure('CLI0407', `${component.name} ${what}: ${textOf(error)}`);
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof RangeError && /call stack/i.test(error.message)
    ? 'call stack exhausted'
    : error.message;
}
