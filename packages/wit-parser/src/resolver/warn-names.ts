import type { Ast, Gate, InterfaceItem, Name, Node, TypeItem, Use, WorldItem } from '../ast/ast.js';
import { spanOf } from '../ast/ast.js';
import * as warnings from '../diagnostics/resolve-warnings.js';
import type { PackageFile } from './package-syntax.js';
import type { Reporter } from './reporter.js';
import { isTypeItem } from './type-scope.js';

/** Parameters that a function type of a component may have. */
const MOST_PARAMS = 1000;

/** Warns about names of a package that are accepted, and refused where they become names of a component. */
export function warnAboutNames(
  files: readonly PackageFile[],
  reporter: Reporter,
  options: {
    features: ReadonlySet<string>;
    allFeatures: boolean;
    /** Items that were found to be without warnings before are not looked at again. */
    clean?: WeakSet<object>;
  },
): void {
  const top = new CaseNames(reporter);
  const isLeftOut = (gates: readonly Gate[]): boolean =>
    gates.length > 0 &&
    !options.allFeatures &&
    gates.some((gate) => gate.kind === 'unstable' && !options.features.has(gate.feature.text));
  for (const { ast, items } of files) {
    for (const item of items) {
      if (item.kind !== 'interface' && item.kind !== 'world') continue;
      if (isLeftOut(item.gates)) continue;
      top.add(ast, item.name);
      if (options.clean?.has(item) === true) continue;
      const before = reporter.diagnostics.length;
      warnAboutBody({ ast, reporter, isLeftOut }, item.items);
      if (reporter.diagnostics.length === before) options.clean?.add(item);
    }
  }
  top.finish();
}

interface Context {
  ast: Ast;
  reporter: Reporter;
  /** Whether an item is gated, and its feature not active: it gets into no component. */
  isLeftOut: (gates: readonly Gate[]) => boolean;
}

function warnAboutBody(context: Context, items: readonly (InterfaceItem | WorldItem)[]): void {
  const { ast, reporter, isLeftOut } = context;
  const names = new CaseNames(reporter);
  let types: Map<string, TypeItem> | undefined;
  for (const item of items) {
    if (isLeftOut(item.gates)) continue;
    if (item.kind === 'use') {
      warnAboutReplaced(ast, item, types, reporter);
      for (const { name, alias } of item.names) names.add(ast, alias ?? name);
    } else if (isTypeItem(item)) {
      types ??= new Map();
      types.set(item.name.text, item);
      names.add(ast, item.name);
      if (item.kind === 'resource') warnAboutResource(context, item);
    } else if (item.kind === 'function') {
      names.add(ast, item.name);
      warnAboutParams(ast, item.name, item.function.params, reporter);
    } else if (item.kind !== 'include') {
      const { extern } = item;
      if (extern.kind === 'interface') warnAboutBody(context, extern.items);
      else if (extern.kind === 'function') {
        warnAboutParams(ast, extern.name, extern.function.params, reporter);
      }
    }
  }
  names.finish();
}

/** A definition before a `use` of the same name is dropped, by the reference too. */
function warnAboutReplaced(
  ast: Ast,
  use: Use,
  types: Map<string, TypeItem> | undefined,
  reporter: Reporter,
): void {
  for (const { name, alias } of use.names) {
    const local = alias ?? name;
    const before = types?.get(local.text);
    if (before === undefined) continue;
    reporter.report(
      warnings.replacedByUse(local.text, spanOf(ast, before.name), spanOf(ast, local)),
    );
  }
}

function warnAboutResource(
  { ast, reporter, isLeftOut }: Context,
  resource: Extract<TypeItem, { kind: 'resource' }>,
): void {
  const names = new CaseNames(reporter);
  for (const { kind, name, gates, function: type } of resource.items) {
    if (isLeftOut(gates)) continue;
    warnAboutParams(ast, name, type.params, reporter);
    if (kind === 'constructor') continue;
    names.add(ast, name);
    if (name.text.toLowerCase() === resource.name.text.toLowerCase()) {
      reporter.report(warnings.methodLikeResource(resource.name.text, spanOf(ast, name)));
    }
  }
  names.finish();
}

function warnAboutParams(
  ast: Ast,
  owner: Node,
  params: readonly { name: Name }[],
  reporter: Reporter,
): void {
  if (params.some(({ name }) => hasUpperCase(name.text))) {
    const names = new CaseNames(reporter);
    for (const { name } of params) names.add(ast, name);
    names.finish();
  }
  if (params.length > MOST_PARAMS) {
    const span = spanOf(ast, owner);
    reporter.report(warnings.tooManyMembers('parameters', params.length, MOST_PARAMS, span));
  }
}

/** Names that must differ in more than case. Names that are equal are an error of their own. */
class CaseNames {
  readonly #reporter: Reporter;
  readonly #asts: Ast[] = [];
  readonly #names: Name[] = [];
  #upper = false;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  add(ast: Ast, name: Name): void {
    this.#asts.push(ast);
    this.#names.push(name);
    this.#upper ||= hasUpperCase(name.text);
  }

  finish(): void {
    // Without a capital letter no two names can differ in case alone.
    if (!this.#upper) return;
    const seen = new Map<string, number>();
    for (const [i, name] of this.#names.entries()) {
      const folded = name.text.toLowerCase();
      const known = seen.get(folded);
      if (known === undefined) seen.set(folded, i);
      else if (this.#names[known]?.text !== name.text) {
        const before = this.#names[known] ?? name;
        const [ast, other] = [this.#asts[i], this.#asts[known]];
        if (ast === undefined || other === undefined) continue;
        this.#reporter.report(
          warnings.onlyCaseDiffers(
            name.text,
            before.text,
            spanOf(ast, name),
            spanOf(other, before),
          ),
        );
      }
    }
  }
}

export function hasUpperCase(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 0x41 && code <= 0x5a) return true;
  }
  return false;
}
