/** What the bytes of a component are: code, data, or what only people and debuggers read. */
import { type ComponentNode, readComponent } from '@wit-ts/component';

export interface CodeSizes {
  /** Code sections of core modules. */
  code: number;
  /** Data sections of core modules. */
  data: number;
  /** Names and debug information, which `wasm-tools strip` takes away. */
  debug: number;
  /** Types, imports, exports and all else. */
  rest: number;
}

const CUSTOM = 0;
const CODE = 10;
const DATA = 11;
/** The preamble of a module. */
const PREAMBLE = 8;

/** The sizes of `copies` copies of a component; the four numbers add up to its length. */
export function codeSizes(bytes: Uint8Array, copies: number): CodeSizes {
  const sizes = { code: 0, data: 0, debug: 0, rest: 0 };
  const { component } = readComponent(bytes, { name: 'an input' });
  const todo: ComponentNode[] = component === undefined ? [] : [component];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    for (const definition of node.definitions) {
      if (definition.kind === 'component') todo.push(definition.component);
      else if (definition.kind === 'core-module') moduleSizes(bytes, definition, sizes);
      else if (definition.kind === 'custom' && isDebug(definition.name)) {
        sizes.debug += definition.end - definition.start;
      }
    }
  }
  sizes.rest = bytes.length - sizes.code - sizes.data - sizes.debug;
  return {
    code: sizes.code * copies,
    data: sizes.data * copies,
    debug: sizes.debug * copies,
    rest: sizes.rest * copies,
  };
}

/** Adds the sections of a core module; one that cannot be read counts as the rest. */
function moduleSizes(
  bytes: Uint8Array,
  { start, end }: { start: number; end: number },
  sizes: CodeSizes,
): void {
  let at = start + PREAMBLE;
  while (at < end) {
    const id = bytes[at];
    const size = readU32(bytes, at + 1);
    if (id === undefined || size === undefined || size.next + size.value > end) return;
    const length = size.next + size.value - at;
    if (id === CODE) sizes.code += length;
    else if (id === DATA) sizes.data += length;
    else if (id === CUSTOM && isDebug(nameAt(bytes, size.next, end))) sizes.debug += length;
    at += length;
  }
}

function nameAt(bytes: Uint8Array, at: number, end: number): string {
  const length = readU32(bytes, at);
  if (length === undefined || length.next + length.value > end) return '';
  return new TextDecoder().decode(bytes.subarray(length.next, length.next + length.value));
}

function isDebug(name: string): boolean {
  return name === 'name' || name === 'component-name' || name.startsWith('.debug');
}

function readU32(bytes: Uint8Array, from: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[from + i];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: from + i + 1 };
  }
  return undefined;
}
