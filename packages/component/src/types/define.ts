/** Evaluates type definitions: value types, functions, resources, component and instance types. */
import type {
  ComponentDecl,
  DefType,
  DefValType,
  FuncType,
  InstanceDecl,
  LabelValType,
  ResourceType,
  ValType,
} from '../binary/model.js';
import { componentCodes } from '../diagnostics/codes.js';
import { checkDestructor } from '../validate/resource-type.js';
import { checkLabels } from '../validate/labels.js';
import { evaluateAlias } from './alias.js';
import { evaluateCoreType } from './core-types.js';
import { elementLayout, MAX_ELEMENT_SIZE, NOT_LAID_OUT } from './element-size.js';
import { addExport, addImport, entityOfExternType } from './externs.js';
import { finishComponent, finishInstanceType } from './finish.js';
import { addShape, InfoSum } from './info.js';
import type {
  AnyTy,
  ComponentTy,
  DefinedShape,
  DefinedTy,
  FieldTy,
  FuncTy,
  InstanceTy,
  ResourceTy,
  ValTy,
} from './model.js';
import { Field, FunctionType } from './objects.js';
import { freshResource, Scope } from './scope.js';

/** Longest fixed-length list, as in other implementations. */
const MAX_LIST_LENGTH = 2 ** 30;

/** Evaluates `deftype`. */
export function evaluateType(scope: Scope, type: DefType): AnyTy {
  switch (type.kind) {
    case 'func':
      return funcType(scope, type);
    case 'component':
      return componentType(scope, type.decls);
    case 'instance':
      return instanceType(scope, type.decls);
    case 'resource':
      return resourceType(scope, type);
    default:
      return definedType(scope, type);
  }
}

/** Evaluates `valtype`. */
export function valueType(scope: Scope, type: ValType): ValTy {
  return typeof type === 'string' ? type : scope.definedTypeAt(type);
}

function optional(scope: Scope, type: ValType | undefined): ValTy | undefined {
  return type === undefined ? undefined : valueType(scope, type);
}

function fields(scope: Scope, items: readonly LabelValType[]): FieldTy[] {
  // As long as it will be: most lists are short.
  // oxlint-disable-next-line unicorn/no-new-array -- the length is known
  const result = new Array<FieldTy>(items.length);
  for (let i = 0; i < items.length; i++) {
    const { label, type } = items[i] as LabelValType;
    result[i] = new Field(label, valueType(scope, type));
  }
  return result;
}

function definedType(scope: Scope, type: DefValType): DefinedTy {
  const shape = shapeOf(scope, type);
  const sum = new InfoSum(scope.evaluation.at.start);
  addShape(sum, shape);
  const { size, alignment } = scope.evaluation.strict ? elementLayout(shape) : NOT_LAID_OUT;
  if (size >= MAX_ELEMENT_SIZE) {
    scope.fail(
      componentCodes.tooBig,
      `the type takes ${size} bytes in memory, which exceeds the maximum byte size of 2^28 - 1`,
    );
  }
  return {
    kind: 'defined',
    shape,
    byteSize: size,
    alignment,
    size: sum.size,
    depth: sum.depth,
    borrow: sum.borrow,
    resources: sum.resources,
    rename: undefined,
    aliasOf: undefined,
    name: undefined,
  };
}

function notEmpty(scope: Scope, count: number, what: string): void {
  if (count === 0) scope.fail(componentCodes.invalidType, `the ${what}`);
}

function shapeOf(scope: Scope, type: DefValType): DefinedShape {
  switch (type.kind) {
    case 'primitive':
      return type;
    case 'record':
      notEmpty(scope, type.fields.length, 'record has no field');
      checkLabels(scope, type.fields, 'field');
      return { kind: 'record', fields: fields(scope, type.fields) };
    case 'variant':
      notEmpty(scope, type.cases.length, 'variant has no case');
      checkLabels(scope, type.cases, 'case');
      return {
        kind: 'variant',
        cases: type.cases.map((item) => ({ label: item.label, type: optional(scope, item.type) })),
      };
    case 'list':
      return { kind: 'list', element: valueType(scope, type.element) };
    case 'fixed-length-list':
      notEmpty(scope, type.length, 'fixed-length list has the length 0');
      if (type.length > MAX_LIST_LENGTH) {
        scope.fail(componentCodes.tooBig, `a list of ${type.length} elements is too long`);
      }
      return {
        kind: 'fixed-length-list',
        element: valueType(scope, type.element),
        length: type.length,
      };
    case 'tuple':
      notEmpty(scope, type.types.length, 'tuple has no element');
      return { kind: 'tuple', types: type.types.map((item) => valueType(scope, item)) };
    case 'flags':
      notEmpty(scope, type.labels.length, 'flags type has no flag');
      if (type.labels.length > 32) {
        scope.fail(componentCodes.invalidType, 'a flags type has more than 32 flags');
      }
      checkLabels(scope, type.labels, 'flag');
      return { kind: 'flags', labels: type.labels };
    case 'enum':
      notEmpty(scope, type.labels.length, 'enum has no case');
      checkLabels(scope, type.labels, 'case');
      return { kind: 'enum', labels: type.labels };
    case 'option':
      return { kind: 'option', type: valueType(scope, type.type) };
    case 'result':
      return {
        kind: 'result',
        ok: optional(scope, type.ok),
        error: optional(scope, type.error),
      };
    case 'own':
    case 'borrow':
      return { kind: type.kind, resource: scope.resourceTypeAt(type.resource) };
    case 'stream':
    case 'future': {
      const element = optional(scope, type.type);
      if (element !== undefined && typeof element !== 'string' && element.borrow) {
        scope.fail(componentCodes.invalidType, `a ${type.kind} contains a borrowed handle`);
      }
      if (type.kind === 'stream' && primitive(element) === 'char') {
        scope.fail(
          componentCodes.invalidType,
          '`stream<char>` is not valid at this time',
          'Use `stream<u8>` with an encoding that you define.',
        );
      }
      return type.kind === 'stream'
        ? { kind: 'stream', type: element }
        : { kind: 'future', type: element };
    }
    case 'map': {
      const key = valueType(scope, type.key);
      const word = primitive(key);
      if (word === undefined || word === 'f32' || word === 'f64' || word === 'error-context') {
        scope.fail(
          componentCodes.invalidType,
          'the key of a map is neither bool, an integer, char nor string',
        );
      }
      return { kind: 'map', key, value: valueType(scope, type.value) };
    }
  }
}

function primitive(type: ValTy | undefined): string | undefined {
  if (type === undefined || typeof type === 'string') return type;
  return type.shape.kind === 'primitive' ? type.shape.type : undefined;
}

function funcType(scope: Scope, type: FuncType): FuncTy {
  checkLabels(scope, type.params, 'parameter');
  const params = fields(scope, type.params);
  const result = optional(scope, type.result);
  if (result !== undefined && typeof result !== 'string' && result.borrow) {
    scope.fail(componentCodes.invalidType, 'the result of a function contains a borrowed handle');
  }
  const sum = new InfoSum(scope.evaluation.at.start);
  for (const param of params) sum.addValue(param.type);
  sum.addValue(result);
  return new FunctionType(type.async, params, result, sum);
}

function resourceType(scope: Scope, type: ResourceType): ResourceTy {
  if (scope.kind !== 'component') {
    scope.fail(
      componentCodes.invalidResource,
      'a resource can only be defined in a component, not in a component or instance type',
    );
  }
  const rep = type.rep;
  if (rep !== 'i32' && rep !== 'i64') {
    scope.fail(componentCodes.invalidResource, 'a resource can only be represented by i32 or i64');
  }
  checkDestructor(scope, type.destructor, rep);
  const resource = freshResource(undefined, undefined);
  scope.addResources.defined.set(resource, rep);
  return newResourceType(resource, undefined);
}

/** A name for a resource that nothing else is an alias of. */
export function newResourceType(
  resource: ResourceTy['resource'],
  name: string | undefined,
): ResourceTy {
  return {
    kind: 'resource',
    resource,
    rename: undefined,
    aliasOf: undefined,
    name,
    size: 1,
    depth: 1,
    borrow: false,
    resources: true,
  };
}

function componentType(outer: Scope, decls: readonly ComponentDecl[]): ComponentTy {
  const scope = new Scope('component-type', outer.evaluation, outer, outer.node);
  for (const decl of decls) {
    if (decl.kind === 'import') {
      const around = scope.evaluation.at;
      scope.evaluation.at = decl;
      addImport(scope, decl.name, entityOfExternType(scope, decl.type, decl.name.name));
      scope.evaluation.at = around;
    } else {
      evaluateDecl(scope, decl);
    }
  }
  return finishComponent(scope);
}

function instanceType(outer: Scope, decls: readonly InstanceDecl[]): InstanceTy {
  const scope = new Scope('instance-type', outer.evaluation, outer, outer.node);
  for (const decl of decls) evaluateDecl(scope, decl);
  return finishInstanceType(scope);
}

function evaluateDecl(scope: Scope, decl: InstanceDecl): void {
  const around = scope.evaluation.at;
  scope.evaluation.at = decl;
  switch (decl.kind) {
    case 'core-type':
      evaluateCoreType(scope, decl.type);
      break;
    case 'type':
      scope.types.push(evaluateType(scope, decl.type));
      break;
    case 'alias':
      evaluateAlias(scope, decl);
      break;
    case 'export-decl':
      addExport(scope, decl.name, entityOfExternType(scope, decl.type, decl.name.name));
      break;
  }
  scope.evaluation.at = around;
}
