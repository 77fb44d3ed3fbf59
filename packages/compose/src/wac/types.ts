/** Types as documents write them, evaluated. */
import {
  type AnyTy,
  type DefinedTy,
  type FieldTy,
  type FuncTy,
  makeDefined,
  makeFunc,
  type ResourceTy,
  type ValTy,
} from '@wit-ts/component';
import type { wac } from '@wit-ts/wac';
import type { ast, Span } from '@wit-ts/wit-parser';
import { WacError, wacMessages } from './messages.js';
import type { Binding, Meaning } from './model.js';

/** Where the names of types are looked up. */
export interface TypeNames {
  /** @throws WacError where there is no such name */
  binding(name: wac.Name): Binding;
  span(node: wac.Node): Span;
}

/** What something is, with its article. */
export function wordOf(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'interface':
      return 'an interface';
    case 'world':
      return 'a world';
    case 'value':
      return typeof meaning.type === 'string' ? `\`${meaning.type}\`` : 'a value type';
    case 'resource':
      return 'a resource';
    case 'func':
      return 'a function type';
    case 'other':
      return meaning.word;
  }
}

export function wrongKind(
  names: TypeNames,
  name: string,
  place: wac.Node,
  meaning: Meaning,
  wanted: string,
): WacError {
  return new WacError(wacMessages.wrongKind(name, wordOf(meaning), wanted, names.span(place)));
}

function resource(names: TypeNames, name: wac.Name): ResourceTy {
  const { meaning } = names.binding(name);
  if (meaning.kind === 'resource') return meaning.type;
  throw wrongKind(names, name.text, name, meaning, 'a resource');
}

/** A type where it is used. */
export function valueType(names: TypeNames, type: ast.TypeExpr): ValTy {
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'name': {
      const { meaning } = names.binding(type);
      if (meaning.kind === 'value') return meaning.type;
      if (meaning.kind === 'resource') return makeDefined({ kind: 'own', resource: meaning.type });
      throw wrongKind(names, type.text, type, meaning, 'the type of a value');
    }
    case 'handle':
      return makeDefined({ kind: type.handle, resource: resource(names, type.resource) });
    case 'list':
      return makeDefined({ kind: 'list', element: valueType(names, type.element) });
    case 'fixed-length-list':
      return makeDefined({
        kind: 'fixed-length-list',
        element: valueType(names, type.element),
        length: type.length,
      });
    case 'map':
      return makeDefined({
        kind: 'map',
        key: valueType(names, type.key),
        value: valueType(names, type.value),
      });
    case 'option':
      return makeDefined({ kind: 'option', type: valueType(names, type.element) });
    case 'result':
      return makeDefined({
        kind: 'result',
        ok: optional(names, type.ok),
        error: optional(names, type.err),
      });
    case 'tuple':
      return makeDefined({
        kind: 'tuple',
        types: type.elements.map((element) => valueType(names, element)),
      });
    case 'stream':
      return makeDefined({ kind: 'stream', type: optional(names, type.element) });
    case 'future':
      return makeDefined({ kind: 'future', type: optional(names, type.element) });
    case 'error':
      throw new Error('a document with mistakes is not composed');
  }
}

function optional(names: TypeNames, type: ast.TypeExpr | undefined): ValTy | undefined {
  return type === undefined ? undefined : valueType(names, type);
}

/** A function; `self` is the first parameter of a method, `made` the result of a constructor. */
export function functionType(
  names: TypeNames,
  type: ast.FunctionType,
  self?: ResourceTy,
  made?: ResourceTy,
): FuncTy {
  const params: FieldTy[] = [];
  if (self !== undefined) {
    params.push({ label: 'self', type: makeDefined({ kind: 'borrow', resource: self }) });
  }
  for (const param of type.params) {
    params.push({ label: param.name.text, type: valueType(names, param.type) });
  }
  let result = optional(names, type.result);
  if (type.result !== undefined && typeof result === 'object' && result.borrow) {
    throw new WacError(wacMessages.borrowInResult(names.span(type.result)));
  }
  if (made !== undefined && result === undefined) {
    result = makeDefined({ kind: 'own', resource: made });
  }
  return makeFunc(params, result, type.async);
}

/** What a definition other than a resource defines, without its name. */
export function definedBy(names: TypeNames, item: wac.TypeDefinition): AnyTy {
  switch (item.kind) {
    case 'record':
      return makeDefined({
        kind: 'record',
        fields: item.items.map(({ name, type }) => ({
          label: name.text,
          type: valueType(names, type),
        })),
      });
    case 'variant':
      return makeDefined({
        kind: 'variant',
        cases: item.items.map(({ name, type }) => ({
          label: name.text,
          type: optional(names, type),
        })),
      });
    case 'flags':
      return makeDefined({ kind: 'flags', labels: item.items.map(({ name }) => name.text) });
    case 'enum':
      return makeDefined({ kind: 'enum', labels: item.items.map(({ name }) => name.text) });
    case 'type':
      return aliased(names, item.type);
  }
}

function aliased(names: TypeNames, type: wac.TypeAlias['type']): AnyTy {
  if (type.kind === 'function') return functionType(names, type.function);
  if (type.kind === 'name') {
    const { meaning } = names.binding(type);
    switch (meaning.kind) {
      case 'resource':
      case 'func':
        return meaning.type;
      case 'value':
        return defined(meaning.type);
      default:
        throw wrongKind(names, type.text, type, meaning, 'a type that can have another name');
    }
  }
  return defined(valueType(names, type));
}

function defined(type: ValTy): DefinedTy {
  return typeof type === 'string' ? makeDefined({ kind: 'primitive', type }) : type;
}

/** What a type means where types are written. */
export function meaningOf(type: AnyTy): Meaning {
  switch (type.kind) {
    case 'defined':
      return { kind: 'value', type };
    case 'resource':
      return { kind: 'resource', type };
    case 'func':
      return { kind: 'func', type };
    case 'instance':
      return { kind: 'other', word: 'an instance type' };
    case 'component':
      return { kind: 'other', word: 'a component type' };
  }
}
