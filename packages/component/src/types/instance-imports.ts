/** What a component says of the instances that it imports, as it says it: to be said again elsewhere, without an evaluation. */
import {
  type ComponentNode,
  definedSort,
  type Definition,
  type InstanceDecl,
} from '../binary/model.js';

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
    const sort = definedSort(definition);
    if (sort === 'type') types.push(slotOf(definition, ports));
    if (sort !== 'instance') continue;
    ports.push(definition.kind === 'import' ? definition.name.name : undefined);
    if (definition.kind !== 'import' || definition.type.kind !== 'instance') continue;
    const decls = types[definition.type.index];
    if (decls === undefined || 'port' in decls) continue;
    found.set(definition.name.name, { decls, outer });
  }
  return found;
}

/** What a definition adds to the index space of types. */
function slotOf(definition: Definition, ports: readonly (string | undefined)[]): Slot {
  if (definition.kind === 'type') {
    return definition.type.kind === 'instance' ? definition.type.decls : undefined;
  }
  if (definition.kind !== 'alias' || definition.target.kind !== 'export') return undefined;
  const { instance, name } = definition.target;
  const port = ports[instance];
  return port === undefined ? undefined : { port, name };
}
