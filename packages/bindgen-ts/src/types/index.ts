export { Declarations, deprecation, documented, functionDocs } from './declarations.js';
export type { DeclarationOptions } from './declarations.js';
export { interfaceModule } from './interface-module.js';
export {
  block,
  caseMembers,
  fieldDocs,
  mapDefinition,
  mapType,
  MAX_TUPLE,
  objectType,
  plainOption,
  typeArguments,
  typedArray,
  typeText,
  union,
} from './map-type.js';
export type { TypeContext } from './map-type.js';
export { parameterList, signatureDoc, splitResult, tsFunctionSignature } from './signature.js';
export type { TsParameter, TsSignature } from './signature.js';
export {
  InterfaceFiles,
  interfaceLabel,
  interfaceNames,
  resolveAlias,
  shortName,
  usedInterface,
  worldTypeNames,
} from './type-names.js';
export type { ScopeNames } from './type-names.js';
