/** Subtyping of core modules and their items; the core part of Subtyping.md. */
import type { CoreLimits } from '../binary/core-model.js';
import { isCoreSubtype } from './intern.js';
import type { CoreEntity, CoreTy, ModuleTy } from './model.js';

/** Why one core item does not fit where another is wanted: a path of names and both sides in words. */
export interface CoreDifference {
  path: readonly string[];
  expected: string;
  found: string;
}

/** A core function type as the text format writes it. */
export function coreFuncText(type: CoreTy): string {
  const shape = type.shape;
  if (shape.kind !== 'func') return `core ${shape.kind} type`;
  const params = shape.params.length === 0 ? '' : ` (param ${shape.params.join(' ')})`;
  const results = shape.results.length === 0 ? '' : ` (result ${shape.results.join(' ')})`;
  return `(func${params}${results})`;
}

export function limitsText(limits: CoreLimits): string {
  const maximum = limits.maximum === undefined ? '' : ` ${limits.maximum}`;
  const index = limits.index64 ? 'i64 ' : '';
  const page = limits.pageSizeLog2 === undefined ? '' : ` (pagesize 2^${limits.pageSizeLog2})`;
  return `${index}${limits.minimum}${maximum}${limits.shared ? ' shared' : ''}${page}`;
}

/** A core item in words. */
export function coreEntityText(entity: CoreEntity): string {
  switch (entity.kind) {
    case 'core-func':
      return coreFuncText(entity.type);
    case 'core-table':
      return `(table ${limitsText(entity.limits)} (${entity.element}))`;
    case 'core-memory':
      return `(memory ${limitsText(entity.limits)})`;
    case 'core-global':
      return `(global ${entity.mutable ? `(mut ${entity.type})` : entity.type})`;
    case 'core-tag':
      return `(tag ${coreFuncText(entity.type)})`;
  }
}

function limitsFit(a: CoreLimits, b: CoreLimits): boolean {
  if (a.minimum < b.minimum) return false;
  if (b.maximum === undefined) return true;
  return a.maximum !== undefined && a.maximum <= b.maximum;
}

/** Whether an item of type `a` can be given where `b` is wanted. */
export function coreEntityFits(a: CoreEntity, b: CoreEntity): boolean {
  switch (b.kind) {
    case 'core-func':
      if (a.kind !== 'core-func') return false;
      return b.exact ? a.exact && a.type.id === b.type.id : isCoreSubtype(a.type, b.type);
    case 'core-table':
      return (
        a.kind === 'core-table' &&
        a.element === b.element &&
        a.limits.index64 === b.limits.index64 &&
        a.limits.shared === b.limits.shared &&
        limitsFit(a.limits, b.limits)
      );
    case 'core-memory':
      return (
        a.kind === 'core-memory' &&
        a.limits.shared === b.limits.shared &&
        a.limits.index64 === b.limits.index64 &&
        (a.limits.pageSizeLog2 ?? 16) === (b.limits.pageSizeLog2 ?? 16) &&
        limitsFit(a.limits, b.limits)
      );
    case 'core-global':
      return (
        a.kind === 'core-global' &&
        a.mutable === b.mutable &&
        a.type === b.type &&
        a.shared === b.shared
      );
    case 'core-tag':
      return a.kind === 'core-tag' && a.type.id === b.type.id;
  }
}

/** The first reason why module type `a` is no subtype of `b`: it may export more and import less. */
export function moduleDifference(a: ModuleTy, b: ModuleTy): CoreDifference | undefined {
  if (a === b) return undefined;
  for (const [module, names] of a.imports) {
    for (const [name, wanted] of names) {
      const given = b.imports.get(module)?.get(name);
      const path = [`import ${module} ${name}`];
      if (given === undefined) {
        return { path, expected: 'no such import', found: coreEntityText(wanted) };
      }
      if (!coreEntityFits(given, wanted)) {
        return { path, expected: coreEntityText(given), found: coreEntityText(wanted) };
      }
    }
  }
  for (const [name, wanted] of b.exports) {
    const given = a.exports.get(name);
    const path = [`export ${name}`];
    if (given === undefined) return { path, expected: coreEntityText(wanted), found: 'nothing' };
    if (!coreEntityFits(given, wanted)) {
      return { path, expected: coreEntityText(wanted), found: coreEntityText(given) };
    }
  }
  return undefined;
}
