export { casesOf } from './abi-type.js';
export type { AbiCase, AbiField, AbiType, FlatType, PrimitiveKind } from './abi-type.js';
export {
  flatten,
  flattenAll,
  flattenCases,
  joinFlat,
  MAX_FLAT_ASYNC_PARAMS,
  MAX_FLAT_PARAMS,
  MAX_FLAT_RESULTS,
} from './flatten.js';
export {
  alignmentOf,
  alignTo,
  discriminantSize,
  fieldOffsets,
  flagsSize,
  layoutOfAll,
  payloadOffset,
  sizeOf,
} from './size.js';
