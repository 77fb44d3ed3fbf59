export type * from './binary/core-model.js';
export * from './binary/model.js';
export { readComponent, type ReadOptions, type ReadResult } from './binary/read-component.js';
export { recognise, type FileKind } from './binary/recognise.js';
export { componentCodes, type ComponentCode } from './diagnostics/codes.js';
export type * from './core/model.js';
export { readModuleType } from './core/module-type.js';
export type * from './types/model.js';
export * from './wit/index.js';
export { typeByNeed, typeOfComponent, type TypeResult } from './types/type-of-component.js';
export { isPutOff } from './types/put-off-import.js';
export {
  instanceImports,
  type ImportedType,
  type InstanceImport,
} from './types/instance-imports.js';
export { validateComponent, validatedType } from './validate/validate-component.js';
export {
  differenceText,
  firstDifference,
  isSubtype,
  resourceAt,
  SubtypeChecker,
  type ResourceMap,
  type TypeDifference,
} from './subtype/difference.js';
export * from './subtype/describe.js';
export { isWitPackage } from './types/wit-package.js';
export { instanceOf } from './types/instantiate.js';
export { Substitution } from './types/substitute.js';
export { eachPart } from './types/each-part.js';
export { FreeResources } from './types/free-resources.js';
export { freshResource } from './types/scope.js';
export {
  isLabel,
  parseExternName,
  type ExternNameResult,
  type ParsedExternName,
} from './validate/extern-name.js';
export { writeComponent } from './binary/write-component.js';
export { joinBytes } from './binary/byte-sink.js';
export { ComponentBuilder, externName, NOWHERE } from './binary/component-builder.js';
export { ComponentWriter } from './binary/component-writer.js';
export {
  encodeComponentNames,
  encodeProducers,
  readComponentNames,
  readProducers,
  type ComponentNames,
  type Producers,
} from './binary/names.js';
export { COMPONENT_CATALOGUE } from './diagnostics/pages.js';
export { makeComponent, makeDefined, makeFunc, makeInstance } from './types/make-types.js';
export { newResourceType } from './types/define.js';
export { renamed } from './types/externs.js';
export { ReadError } from './binary/byte-reader.js';
export { latin1Text } from './binary/name-text.js';
