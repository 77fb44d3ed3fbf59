/** Core instances: of core modules, and put together from core definitions. */
import type { CoreInlineExport, CoreInstanceExpr, CoreInstantiateArg } from '../binary/model.js';
import { componentCodes } from '../diagnostics/codes.js';
import type { Scope } from '../types/scope.js';
import type { CoreEntity, CoreInstanceTy } from './model.js';
import { coreEntityFits, coreEntityText } from './subtype.js';

/** Checks a core instance expression and gives what the instance offers. */
export function coreInstanceType(scope: Scope, expr: CoreInstanceExpr): CoreInstanceTy {
  if (expr.kind === 'exports') return { exports: bagOfExports(scope, expr.exports) };
  return instantiate(scope, expr.module, expr.args);
}

function bagOfExports(
  scope: Scope,
  items: readonly CoreInlineExport[],
): ReadonlyMap<string, CoreEntity> {
  const exports = new Map<string, CoreEntity>();
  for (const { name, item } of items) {
    if (exports.has(name)) {
      scope.fail(componentCodes.duplicateName, `the core instance exports \`${name}\` twice`);
    }
    exports.set(name, coreItem(scope, item.sort, item.index));
  }
  return exports;
}

function coreItem(scope: Scope, sort: string, index: number): CoreEntity {
  switch (sort) {
    case 'core-func':
      return { kind: 'core-func', type: scope.coreFuncAt(index), exact: false };
    case 'core-table':
      return scope.coreTableAt(index);
    case 'core-memory':
      return scope.coreMemoryAt(index);
    case 'core-global':
      return scope.coreGlobalAt(index);
    case 'core-tag':
      return scope.coreTagAt(index);
    default:
      return scope.fail(
        componentCodes.wrongKind,
        `a core instance cannot export a ${sort.replace('-', ' ')}`,
      );
  }
}

function instantiate(
  scope: Scope,
  index: number,
  args: readonly CoreInstantiateArg[],
): CoreInstanceTy {
  const module = scope.moduleAt(index);
  const given = new Map<string, CoreInstanceTy>();
  for (const { name, instance } of args) {
    if (given.has(name)) {
      scope.fail(
        componentCodes.invalidArgument,
        `the argument \`${name}\` of the instantiation of ${scope.label('core-module', index)} is given twice`,
      );
    }
    given.set(name, scope.coreInstanceAt(instance));
  }
  for (const [from, names] of module.imports) {
    const instance = given.get(from);
    if (instance === undefined) {
      return scope.fail(
        componentCodes.invalidArgument,
        `the instantiation of ${scope.label('core-module', index)} has no argument for its import module \`${from}\``,
      );
    }
    for (const [name, wanted] of names) checkImport(scope, from, name, instance, wanted);
  }
  return { exports: module.exports };
}

function checkImport(
  scope: Scope,
  from: string,
  name: string,
  instance: CoreInstanceTy,
  wanted: CoreEntity,
): void {
  const found = instance.exports.get(name);
  if (found === undefined) {
    return scope.fail(
      componentCodes.invalidArgument,
      `the argument \`${from}\` of a core instantiation has no export \`${name}\``,
    );
  }
  if (!coreEntityFits(found, wanted)) {
    scope.fail(
      componentCodes.invalidArgument,
      `export \`${name}\` of the argument \`${from}\` of a core instantiation does not fit: ${coreEntityText(wanted)} ≠ ${coreEntityText(found)}`,
    );
  }
}
