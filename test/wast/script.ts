/** Scripts of the component model's tests (`.wast`): components, instances, calls and what is expected of them. */
import { constantOf, type WastValue } from './constant.js';
import {
  type Atom,
  headOf,
  isString,
  type List,
  parseSexprs,
  type Sexpr,
  SexprError,
  stringBytes,
  stringText,
} from './sexpr.js';

/** A component or core module in a script. */
export interface WastModule {
  kind: 'component' | 'module';
  /** `$name`, where it has one. */
  id: string | undefined;
  /** `definition`: it is not instantiated at once. */
  definition: boolean;
  /** Text to assemble, or the bytes that were written out. */
  source: { kind: 'text'; text: string } | { kind: 'binary'; bytes: Uint8Array };
}

export interface WastInvoke {
  /** The instance, or the last one. */
  instance: string | undefined;
  func: string;
  args: WastValue[];
}

interface Base {
  /** The line of the script, from 1. */
  line: number;
}

export type WastCommand = Base &
  (
    | { kind: 'module'; module: WastModule }
    /** Makes an instance of a component that was defined before. */
    | { kind: 'instance'; id: string | undefined; of: string | undefined }
    | { kind: 'register'; name: string; instance: string | undefined }
    | { kind: 'invoke'; invoke: WastInvoke }
    | { kind: 'assert_return'; invoke: WastInvoke; results: WastValue[] }
    | {
        kind: 'assert_trap' | 'assert_exhaustion';
        action: { kind: 'invoke'; invoke: WastInvoke } | { kind: 'module'; module: WastModule };
        message: string;
      }
    | {
        kind: 'assert_invalid' | 'assert_malformed' | 'assert_unlinkable';
        module: WastModule;
        message: string;
      }
  );

/** Reads a script. */
export function parseWast(text: string): WastCommand[] {
  const lineOf = lineCounter(text);
  return parseSexprs(text).map((item) => command(item, text, lineOf(item.start)));
}

/** Line numbers of offsets that are asked for in ascending order. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let pos = 0;
  return (offset) => {
    for (; pos < offset; pos++) if (text[pos] === '\n') line++;
    return line;
  };
}

function command(item: Sexpr, text: string, line: number): WastCommand {
  if (item.kind !== 'list') throw new SexprError('a command is a list', item.start);
  const head = headOf(item);
  switch (head) {
    case 'component':
    case 'module':
      if (isAtom(item.items[1], 'instance')) return { line, ...instanceCommand(item) };
      return { line, kind: 'module', module: moduleOf(item, text) };
    case 'register': {
      const id = item.items[2];
      return {
        line,
        kind: 'register',
        name: stringText(stringAt(item, 1)),
        instance: id?.kind === 'atom' ? id.text : undefined,
      };
    }
    case 'invoke':
      return { line, kind: 'invoke', invoke: invokeOf(item) };
    case 'assert_return':
      return {
        line,
        kind: head,
        invoke: invokeOf(listAt(item, 1)),
        results: item.items.slice(2).map(constantOf),
      };
    case 'assert_trap':
    case 'assert_exhaustion': {
      const inner = listAt(item, 1);
      const message = stringText(stringAt(item, 2));
      const action =
        headOf(inner) === 'invoke'
          ? ({ kind: 'invoke', invoke: invokeOf(inner) } as const)
          : ({ kind: 'module', module: moduleOf(inner, text) } as const);
      return { line, kind: head, action, message };
    }
    case 'assert_invalid':
    case 'assert_malformed':
    case 'assert_unlinkable':
      return {
        line,
        kind: head,
        module: moduleOf(listAt(item, 1), text),
        message: stringText(stringAt(item, 2)),
      };
    default:
      throw new SexprError(`the command \`${head}\` is not known`, item.start);
  }
}

function isAtom(item: Sexpr | undefined, text: string): boolean {
  return item?.kind === 'atom' && item.text === text;
}

function listAt(list: List, index: number): List {
  const item = list.items[index];
  if (item?.kind !== 'list') throw new SexprError('a list is missing', list.start);
  return item;
}

function stringAt(list: List, index: number): Atom {
  const item = list.items[index];
  if (!isString(item)) throw new SexprError('a string is missing', list.start);
  return item;
}

function idAt(list: List, index: number): string | undefined {
  const item = list.items[index];
  return item?.kind === 'atom' && item.text.startsWith('$') ? item.text : undefined;
}

/** `(component instance $id $component)`. */
function instanceCommand(list: List): {
  kind: 'instance';
  id: string | undefined;
  of: string | undefined;
} {
  return { kind: 'instance', id: idAt(list, 2), of: idAt(list, 3) };
}

function moduleOf(list: List, text: string): WastModule {
  const kind = headOf(list);
  if (kind !== 'component' && kind !== 'module') {
    throw new SexprError('a component or module is missing', list.start);
  }
  let next = 1;
  const definition = isAtom(list.items[next], 'definition');
  if (definition) next++;
  const id = idAt(list, next);
  if (id !== undefined) next++;
  const strings = list.items.slice(next + 1).filter(isString);
  if (isAtom(list.items[next], 'binary')) {
    return { kind, id, definition, source: { kind: 'binary', bytes: concat(strings) } };
  }
  if (isAtom(list.items[next], 'quote')) {
    const inner = new TextDecoder().decode(concat(strings));
    const quoted = /^\s*\((component|module)\b/.test(inner) ? inner : `(${kind} ${inner})`;
    return { kind, id, definition, source: { kind: 'text', text: quoted } };
  }
  const first = list.items[next];
  const body = first === undefined ? '' : text.slice(first.start, list.end - 1);
  const name = id === undefined ? '' : ` ${id}`;
  return { kind, id, definition, source: { kind: 'text', text: `(${kind}${name} ${body})` } };
}

function concat(strings: readonly Atom[]): Uint8Array {
  const parts = strings.map(stringBytes);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function invokeOf(list: List): WastInvoke {
  if (headOf(list) !== 'invoke') throw new SexprError('an `invoke` is missing', list.start);
  const instance = idAt(list, 1);
  const next = instance === undefined ? 1 : 2;
  return {
    instance,
    func: stringText(stringAt(list, next)),
    args: list.items.slice(next + 1).map(constantOf),
  };
}
