const PREAMBLE = 8;

/** What the first eight bytes say, Binary.md of the Component Model. */
export function kindOf(bytes: Uint8Array): 'component' | 'module' | undefined {
  const magic = [0x00, 0x61, 0x73, 0x6d];
  if (bytes.length < PREAMBLE || magic.some((byte, at) => bytes[at] !== byte)) return undefined;
  return bytes[6] === 1 && bytes[7] === 0 ? 'component' : 'module';
}
