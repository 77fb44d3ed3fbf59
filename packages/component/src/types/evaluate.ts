/** Evaluates a component: all of its definitions in order, each in the index spaces of those before it. */
import type { Canon, ComponentNode, Definition, DefType } from '../binary/model.js';
import { coreInstanceType } from '../core/instance.js';
import { checkLift, coreFuncOf } from '../validate/canon.js';
import { componentCodes } from '../diagnostics/codes.js';
import { differenceText, SubtypeChecker } from '../subtype/difference.js';
import { checkValueData } from '../validate/value-data.js';
import { evaluateAlias } from './alias.js';
import { evaluateCoreType } from './core-types.js';
import { evaluateType, valueType } from './define.js';
import {
  addExport,
  addImport,
  entityOfExport,
  entityOfExternType,
  importByNeed,
} from './externs.js';
import { finishComponent } from './finish.js';
import { evaluateInstance, lazyInstance } from './instantiate.js';
import { Lazy } from './lazy.js';
import type { AnyTy, ComponentTy } from './model.js';
import { NestedComponent } from './nested-component.js';
import { type Evaluation, Scope } from './scope.js';

/**
 * The type of a component.
 *
 * @param byNeed whether imported instances are evaluated when something asks for them: then imports and imported
 *   resources are complete only as far as that was done
 * @throws ReadError at the first definition that is not valid
 */
export function evaluateComponent(
  node: ComponentNode,
  evaluation: Evaluation,
  parent?: Scope,
  byNeed = false,
): ComponentTy {
  const scope = new Scope('component', evaluation, parent, node, byNeed);
  const { definitions } = node;
  // A definition adds one to a sort at most.
  const isLong = definitions.length > MAX_OF_A_SORT;
  for (const definition of definitions) {
    evaluation.at = definition;
    evaluateDefinition(scope, definition);
    if (isLong) checkCounts(scope);
  }
  evaluation.at = node;
  if (evaluation.strict) checkValuesUsed(scope);
  return finishComponent(scope);
}

/** The kinds that most definitions are of come first, as they are compared in this order. */
function evaluateDefinition(scope: Scope, definition: Definition): void {
  switch (definition.kind) {
    case 'type':
      scope.types.push(typeOrLater(scope, definition.type));
      return;
    case 'alias':
      evaluateAlias(scope, definition);
      return;
    case 'import': {
      const { name, type } = definition;
      if (scope.byNeed && type.kind === 'instance') importByNeed(scope, name, type);
      else addImport(scope, name, entityOfExternType(scope, type, name.name));
      return;
    }
    case 'canon':
      evaluateCanon(scope, definition.canon);
      return;
    case 'export': {
      const { name, item, type } = definition;
      addExport(scope, name, entityOfExport(scope, item, type, name.name));
      return;
    }
    case 'instance':
      scope.instances.push(
        scope.evaluation.strict
          ? evaluateInstance(scope, definition.expr)
          : lazyInstance(scope, definition.expr),
      );
      return;
    case 'custom':
      return;
    case 'core-module': {
      const { coreModules } = scope;
      coreModules.push(definition);
      if (scope.evaluation.strict) scope.moduleAt(coreModules.length - 1);
      return;
    }
    case 'component':
      scope.components.push(
        scope.evaluation.known?.get(definition.component) ?? nestedComponent(scope, definition),
      );
      return;
    case 'core-instance':
      if (scope.evaluation.strict) {
        scope.core.instances.push(coreInstanceType(scope, definition.expr));
      }
      return;
    case 'core-type':
      evaluateCoreType(scope, definition.type);
      return;
    case 'start':
      evaluateStart(scope, definition);
      return;
    case 'value': {
      const type = valueType(scope, definition.type);
      if (scope.evaluation.strict) {
        checkValueData(scope.node.bytes, definition.dataStart, definition.dataEnd, type);
      }
      scope.values.push({ type, used: false, at: definition });
      return;
    }
  }
}

function typeOrLater(scope: Scope, type: DefType): AnyTy | Lazy<AnyTy> {
  if (!scope.byNeed || type.kind !== 'instance') return evaluateType(scope, type);
  return new LazyType(scope, type);
}

class LazyType extends Lazy<AnyTy> {
  constructor(
    scope: Scope,
    private readonly type: DefType,
  ) {
    super(scope);
  }

  protected override make(): AnyTy {
    return evaluateType(this.scope, this.type);
  }
}

/** Adds the function that a canonical definition makes to its index space. */
function evaluateCanon(scope: Scope, canon: Canon): void {
  if (canon.kind === 'lift') {
    const type = scope.funcTypeAt(canon.type);
    if (scope.evaluation.strict) checkLift(scope, canon, type);
    scope.funcs.push(type);
    return;
  }
  if (scope.evaluation.strict) scope.core.funcs.push(coreFuncOf(scope, canon));
}

function nestedComponent(
  scope: Scope,
  { component }: Extract<Definition, { kind: 'component' }>,
): ComponentTy | NestedComponent {
  const { evaluation } = scope;
  if (evaluation.strict) return evaluateComponent(component, evaluation, scope);
  return new NestedComponent(scope, (byNeed) =>
    evaluateComponent(component, evaluation, scope, byNeed),
  );
}

/** Limits that other implementations have. */
const MAX_OF_A_SORT = 1000;

function checkCounts(scope: Scope): void {
  const what =
    scope.instances.length + scope.coreInstanceCount > MAX_OF_A_SORT
      ? 'instances'
      : scope.components.length > MAX_OF_A_SORT
        ? 'components'
        : scope.coreModules.length > MAX_OF_A_SORT
          ? 'core modules'
          : scope.values.length > MAX_OF_A_SORT
            ? 'values'
            : undefined;
  if (what === undefined) return;
  scope.fail(
    componentCodes.tooBig,
    `the component has more than ${MAX_OF_A_SORT} ${what}, which implementations do not accept`,
    'Aliases, imports and exports count too; nest a part of it in another component.',
  );
}

function evaluateStart(scope: Scope, start: Extract<Definition, { kind: 'start' }>): void {
  const fail = (message: string): never => scope.fail(componentCodes.invalidValue, message);
  if (scope.hasStart) fail('a component cannot have more than one start function');
  scope.hasStart = true;
  const func = scope.funcAt(start.func);
  if (func.params.length !== start.args.length) {
    fail(
      `the start function takes ${func.params.length} arguments, but ${start.args.length} are given`,
    );
  }
  const results = func.result === undefined ? 0 : 1;
  if (start.results !== results) {
    fail(`the start function has ${results} results, not ${start.results}`);
  }
  const checker = new SubtypeChecker(undefined, undefined, scope.evaluation.budget);
  func.params.forEach((param, i) => {
    const given = scope.useValue(start.args[i] as number);
    const difference = checker.value(given, param.type);
    if (difference !== undefined) {
      fail(`argument ${i + 1} of the start function does not fit: ${differenceText(difference)}`);
    }
  });
  if (func.result !== undefined) {
    scope.values.push({ type: func.result, used: false, at: start });
  }
}

function checkValuesUsed(scope: Scope): void {
  const index = scope.values.findIndex((slot) => !slot.used);
  if (index < 0) return;
  scope.evaluation.at = scope.values[index]?.at ?? scope.node;
  scope.fail(
    componentCodes.invalidValue,
    `value ${index} is never used by an instantiation, the start function or an export`,
  );
}
