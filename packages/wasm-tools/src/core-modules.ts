/** Finds the core modules inside a component, without decoding anything else. */

const CORE_MODULE_SECTION = 1;
const COMPONENT_SECTION = 4;
const PREAMBLE = 8;

/** What the first eight bytes say, Binary.md of the Component Model. */
export function kindOf(bytes: Uint8Array): 'component' | 'module' | undefined {
  const magic = [0x00, 0x61, 0x73, 0x6d];
  if (bytes.length < PREAMBLE || magic.some((byte, at) => bytes[at] !== byte)) return undefined;
  return bytes[6] === 1 && bytes[7] === 0 ? 'component' : 'module';
}

/**
 * The core modules of a component and of the components nested in it, as parts of the same buffer.
 *
 * @param component A component; where its sections are broken off, what was found until there is given.
 */
export function coreModules(component: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  const pending = [component];
  for (let bytes = pending.pop(); bytes !== undefined; bytes = pending.pop()) {
    let at = PREAMBLE;
    while (at < bytes.length) {
      const id = bytes[at];
      const size = unsigned(bytes, at + 1);
      if (size === undefined || size.value > bytes.length - size.end) break;
      const content = bytes.subarray(size.end, size.end + size.value);
      if (id === CORE_MODULE_SECTION) found.push(content);
      if (id === COMPONENT_SECTION && kindOf(content) === 'component') pending.push(content);
      at = size.end + size.value;
    }
  }
  return found;
}

/** Reads an unsigned LEB128 number of up to 32 bits. */
function unsigned(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 5; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: start + index + 1 };
  }
  return undefined;
}
