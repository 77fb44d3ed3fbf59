/** Imported instances whose declarations can be taken over from the component that asks for them. */
import type { ImportedType, InstanceDecl, InstanceImport } from '@wit-ts/component';

/**
 * The types of other imports that the declarations refer to, by their index in the component.
 *
 * @returns `undefined` where they refer to something else, or hold what refers outwards by itself
 */
export function usedTypes({ decls, outer }: InstanceImport): Map<number, ImportedType> | undefined {
  const used = new Map<number, ImportedType>();
  for (const decl of decls) {
    if (decl.kind === 'core-type') return undefined;
    if (decl.kind === 'type') {
      const { kind } = decl.type;
      if (kind === 'instance' || kind === 'component') return undefined;
    }
    if (decl.kind !== 'alias' || decl.target.kind !== 'outer') continue;
    const { count, index } = decl.target;
    if (count === 0) continue;
    const type = decl.sort === 'type' && count === 1 ? outer(index) : undefined;
    if (type === undefined) return undefined;
    used.set(index, type);
  }
  return used;
}

/** The same declarations where the types that they use have other indices. */
export function saidAgain(
  { decls }: InstanceImport,
  indices: ReadonlyMap<number, number>,
): InstanceDecl[] {
  return decls.map((decl) => {
    if (decl.kind !== 'alias' || decl.target.kind !== 'outer') return decl;
    const { count, index } = decl.target;
    const here = indices.get(index);
    if (count === 0 || here === undefined) return decl;
    return { ...decl, target: { kind: 'outer', count, index: here } };
  });
}
