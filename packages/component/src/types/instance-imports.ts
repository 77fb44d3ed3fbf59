/** What a component says of the instances that it imports, as it says it: to be said again elsewhere, without an evaluation. */
import type { ComponentNode, Definition, InstanceDecl } from '../binary/model.js';

/** An imported instance whose type is a type of the component itself. */
export interface InstanceImport {
  /** The declarations of its type, which refer to types of the component by outer aliases. */
  readonly decls: readonly InstanceDecl[];
  /** What stands in the index space of types of the component, where that is an export of an instance imported before. */
  outer(index: number): ImportedType | undefined;
}

/** A type that an imported instance exports. */
export interface ImportedType {
  /** The name of the import. */
  port: string;
  /** The name of the type in it. */
  name: string;
}

/** One entry of the index space of types, as far as imports mention it. */
type Slot = ImportedType | readonly InstanceDecl[] | undefined;

/** The imported instances of a component by name; without those whose types come from elsewhere than from a definition. */
export function instanceImports(node: ComponentNode): ReadonlyMap<string, InstanceImport> {
  const found = new Map<string, InstanceImport>();
  const types: Slot[] = [];
  /** By index of the instance, the import that it is. */
  const ports: (string | undefined)[] = [];
  const outer = (index: number): ImportedType | undefined => {
    const slot = types[index];
    return slot !== undefined && 'port' in slot ? slot : undefined;
  };
  for (const definition of node.definitions) {
    add(definition, types, ports);
    if (definition.kind !== 'import' || definition.type.kind !== 'instance') continue;
    const decls = types[definition.type.index];
    if (decls === undefined || 'port' in decls) continue;
    found.set(definition.name.name, { decls, outer });
  }
  return found;
}

/** Counts a definition in the index spaces of types and instances. */
function add(definition: Definition, types: Slot[], ports: (string | undefined)[]): void {
  switch (definition.kind) {
    case 'type':
      types.push(definition.type.kind === 'instance' ? definition.type.decls : undefined);
      return;
    case 'import':
      if (definition.type.kind === 'type') types.push(undefined);
      else if (definition.type.kind === 'instance') ports.push(definition.name.name);
      return;
    case 'export': {
      const sort = definition.type?.kind ?? definition.item.sort;
      if (sort === 'type') types.push(undefined);
      else if (sort === 'instance') ports.push(undefined);
      return;
    }
    case 'instance':
      ports.push(undefined);
      return;
    case 'alias': {
      const { sort, target } = definition;
      if (sort === 'instance') ports.push(undefined);
      if (sort !== 'type') return;
      const port = target.kind === 'export' ? ports[target.instance] : undefined;
      types.push(
        target.kind === 'export' && port !== undefined ? { port, name: target.name } : undefined,
      );
      return;
    }
    case 'custom':
    case 'core-module':
    case 'core-instance':
    case 'core-type':
    case 'component':
    case 'canon':
    case 'start':
    case 'value':
      return;
  }
}
