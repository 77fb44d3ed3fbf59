/** Constants of scripts, and the values that hosts have for them. */
import { inspect } from 'node:util';
import type { WastValue } from '../wast/constant.js';

function camel(name: string): string {
  return name.toLowerCase().replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What a host passes for a constant. */
export function toHost(value: WastValue): unknown {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items.map(toHost);
    case 'record':
      return Object.fromEntries(
        value.fields.map((field) => [camel(field.name), toHost(field.value)]),
      );
    case 'variant':
      return value.value === undefined
        ? { tag: value.name }
        : { tag: value.name, val: toHost(value.value) };
    case 'enum':
      return value.name;
    case 'flags':
      return Object.fromEntries(value.names.map((name) => [camel(name), true]));
    case 'option': {
      if (value.value?.kind === 'option') return { tag: 'some', val: toHost(value.value) };
      return value.value === undefined ? undefined : toHost(value.value);
    }
    case 'result':
      return {
        tag: value.ok ? 'ok' : 'err',
        val: value.value === undefined ? undefined : toHost(value.value),
      };
    default:
      return value.value;
  }
}

/** A value as text, for messages. */
export function fromHost(value: unknown): string {
  return inspect(value, { depth: 9, breakLength: Number.POSITIVE_INFINITY });
}

/** Whether a host got what the script expects. */
export function sameValue(found: unknown, expected: WastValue): boolean {
  switch (expected.kind) {
    case 'f32':
    case 'f64':
      if (expected.nan !== undefined || Number.isNaN(expected.value))
        return typeof found === 'number' && Number.isNaN(found);
      return Object.is(
        found,
        expected.kind === 'f32' ? Math.fround(expected.value) : expected.value,
      );
    case 'list':
    case 'tuple': {
      if (found === null || typeof found !== 'object') return false;
      const items = found instanceof Map ? [...found] : Array.from(found as ArrayLike<unknown>);
      return (
        items.length === expected.items.length &&
        expected.items.every((item, index) => sameValue(items[index], item))
      );
    }
    case 'record':
      return expected.fields.every((field) =>
        sameValue(member(found, camel(field.name)), field.value),
      );
    case 'variant':
    case 'result': {
      const tag = expected.kind === 'variant' ? expected.name : expected.ok ? 'ok' : 'err';
      // A result that a function returns is unwrapped.
      if (expected.kind === 'result' && expected.ok && member(found, 'tag') === undefined)
        return expected.value === undefined
          ? found === undefined
          : sameValue(found, expected.value);
      if (member(found, 'tag') !== tag) return false;
      return expected.value === undefined || sameValue(member(found, 'val'), expected.value);
    }
    case 'enum':
      return found === expected.name;
    case 'flags': {
      if (found === null || typeof found !== 'object') return false;
      const set = Object.entries(found).flatMap(([name, on]) => (on === true ? [name] : []));
      return (
        set.length === expected.names.length &&
        expected.names.every((name) => set.includes(camel(name)))
      );
    }
    case 'option':
      if (expected.value === undefined)
        return found === undefined || member(found, 'tag') === 'none';
      if (expected.value.kind === 'option')
        return member(found, 'tag') === 'some' && sameValue(member(found, 'val'), expected.value);
      return sameValue(found, expected.value);
    default:
      return found === expected.value;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
