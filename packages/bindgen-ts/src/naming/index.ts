export { camelCase, pascalCase } from './case.js';
export { docComment } from './doc-comment.js';
export {
  identifier,
  memberName,
  methodName,
  parameterName,
  rootMemberName,
  typeName,
} from './identifier.js';
export { commentText, memberAccess, propertyKey, stringLiteral } from './literals.js';
export { GLOBALS_IN_TYPES, isIdentifierName, isReservedWord } from './reserved.js';
export { Scope } from './scope.js';
