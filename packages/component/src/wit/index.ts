export {
  componentToWit,
  componentTypeToWit,
  type DecodedWit,
  type DecodeOptions,
  type DecodeResult,
  decodeWit,
} from './decode/decode-wit.js';
export {
  embedComponentType,
  encodeComponentType,
  type EncodeOptions,
  encodeWit,
  type Producer,
  type WitStringEncoding,
} from './encode/encode-wit.js';
export { WitBinaryError } from './wit-binary-error.js';
export {
  decodeComponentType,
  type EmbeddedWorld,
  type EmbeddedWorldResult,
  type EmbeddedWorldSection,
  type EmbeddedWorldsResult,
  readComponentTypes,
} from './component-type/decode-component-type.js';
export { WIT_BINARY_CATALOGUE } from './pages.js';
