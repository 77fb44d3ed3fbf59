export { camelCase, pascalCase } from './case.js';
export { docComment } from './doc-comment.js';
export {
  identifier,
  memberName,
  memberNames,
  methodKey,
  methodName,
  methodNames,
  parameterName,
  rootMemberName,
  typeName,
} from './identifier.js';
export {
  commentText,
  isInheritedName,
  memberAccess,
  propertyKey,
  stringLiteral,
} from './literals.js';
export { GLOBALS_IN_TYPES, isIdentifierName, isReservedWord } from './reserved.js';
export { Scope } from './scope.js';
