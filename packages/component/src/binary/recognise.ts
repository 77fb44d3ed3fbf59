/** What a file is, judged by its first bytes. */
export type FileKind =
  | 'component'
  | 'core-module'
  /** WebAssembly of a version or layer that is neither a core module nor a component. */
  | 'other-wasm'
  | 'empty'
  /** Text that begins like WebAssembly text. */
  | 'wat'
  /** Text that begins like WIT. */
  | 'wit'
  | 'text'
  | 'other';

const COMPONENT_VERSION = 0x0d;

/** Tells components, core modules, text and other files apart; looks at the first bytes only. */
export function recognise(bytes: Uint8Array): FileKind {
  if (bytes[0] !== 0x00) return bytes.length === 0 ? 'empty' : textKind(bytes);
  if (bytes[1] !== 0x61 || bytes[2] !== 0x73 || bytes[3] !== 0x6d) return 'other';
  // Version and layer have two bytes each; where the file ends before them, they are none of these.
  if (bytes[5] !== 0x00 || bytes[7] !== 0x00) return 'other-wasm';
  const version = bytes[4];
  const layer = bytes[6];
  if (layer === 1 && version === COMPONENT_VERSION) return 'component';
  return layer === 0 && version === 1 ? 'core-module' : 'other-wasm';
}

const WIT_WORDS = /^(package|world|interface|use|@)/;

function textKind(bytes: Uint8Array): FileKind {
  const sample = bytes.subarray(0, 4096);
  for (const byte of sample) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return 'other';
  }
  const text = new TextDecoder().decode(sample);
  if (text.includes('\uFFFD') && !text.endsWith('\uFFFD')) return 'other';
  const start = text
    .replace(/^\uFEFF/, '')
    .replace(/^(\s+|;;.*\n|\(;[^]*?;\)|\/\/.*\n|\/\*[^]*?\*\/)*/, '');
  if (/^\(\s*(component|module)\b/.test(start)) return 'wat';
  if (WIT_WORDS.test(start)) return 'wit';
  return 'text';
}
