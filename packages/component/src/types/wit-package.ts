import type { ComponentTy } from './model.js';

/**
 * Whether a component is a WIT package in binary form: it exports component types and nothing else. Such a file describes
 * interfaces and worlds and cannot be run or composed.
 */
export function isWitPackage(type: ComponentTy): boolean {
  if (type.exports.size === 0 || type.imports.size > 0) return false;
  for (const { entity } of type.exports.values()) {
    if (entity.kind !== 'type' || entity.created.kind !== 'component') return false;
  }
  return true;
}
