/** Some components of a composition, written as one component of their own. */
import {
  type ComponentNode,
  type ComponentTy,
  type ExternItem,
  type ExternName,
  typeOfComponent,
} from '@wit-ts/component';
import { type ChosenExport, withOwners } from '../exports/choose.js';
import { OpenImports, type OpenPort } from '../imports/open-imports.js';
import { uniqueKey } from '../link/interface-name.js';
import { type ComponentPart, type TypedPart, makePart } from '../part.js';
import { type Composition, type Emitted, emitComposition, fits } from './emit.js';
import { madeNode } from './made-node.js';
import { plainName } from './scope.js';
import { CannotName } from './type-encoder.js';

/** What serves an import of a group from outside: an import of the whole, or an export of a component. */
export type Outside =
  | { kind: 'import'; key: string; name: ExternName }
  /** With the name by which it was asked for. */
  | { kind: 'export'; part: ComponentPart; name: string; asked: ExternName };

/** A component that was put together of others. */
export interface Group {
  part: ComponentPart;
  emitted: Emitted;
  /** What serves its imports, by their names. */
  imports: ReadonlyMap<string, Outside>;
  /** The name under which it exports what a component in it exports. */
  exportOf(part: ComponentPart, name: string): string | undefined;
}

/**
 * Writes neighbours in the order of instantiation as one component, which imports what they get from outside and exports
 * what is used of them outside.
 *
 * @param members of the composition, without one between them that is left out
 * @param usedAfter the exports of a part that are used after another, by name
 * @returns the group; `undefined` where it does not fit into one component, or needs two names that are one
 */
export function makeGroup(
  composition: Composition,
  members: readonly ComponentPart[],
  index: number,
  usedAfter: (part: ComponentPart, last: ComponentPart) => Iterable<string>,
): Group | undefined {
  const [first] = members;
  const last = members.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const inside = new Set<TypedPart>(members);
  const providerOf = (part: TypedPart, port: string): ChosenExport | undefined => {
    const provider = composition.providerOf(part, port);
    return provider !== undefined && inside.has(provider.part) ? provider : undefined;
  };
  const imports = importsOf(composition, members, providerOf);
  const wanted: ChosenExport[] = [];
  for (const part of members) {
    for (const name of usedAfter(part, last)) wanted.push({ part, name });
  }
  const exports = imports && exportsOf(withOwners(wanted, providerOf));
  if (imports === undefined || exports === undefined) return undefined;
  const open = new OpenImports(imports.ports, providerOf);
  let isComplete = true;
  open.addTypeOwners((_, name) => {
    const as = imports.ofTypes(name);
    if (as === undefined) isComplete = false;
    return as;
  });
  if (!isComplete) return undefined;
  const emitted = attempt({
    parts: members,
    imports: open,
    exports: exports.list,
    providerOf,
    isTypesOnly: composition.isTypesOnly,
  });
  if (emitted === undefined || !fits(emitted)) return undefined;
  const name = `${first.name} to ${last.name}`;
  const node = madeNode(name, emitted);
  const known = new Map<ComponentNode, ComponentTy>();
  for (const { node: inner, type: itsType } of members) known.set(inner, itsType);
  const { type } = typeOfComponent(node, known);
  if (type === undefined) return undefined;
  return {
    part: makePart(index, name, first.path, node, type),
    emitted,
    imports: imports.outside,
    exportOf: (part, port) => exports.names.get(exportKey({ part, name: port })),
  };
}

function attempt(composition: Composition): Emitted | undefined {
  try {
    return emitComposition(composition);
  } catch (error) {
    if (error instanceof CannotName) return undefined;
    throw error;
  }
}

function exportKey({ part, name }: ChosenExport): string {
  return `${part.index}\n${name}`;
}

/** Names of imports or exports: no two that a component may not hold together. */
class Names {
  private readonly taken = new Set<string>();

  constructor(private readonly label: string) {}

  /** The name itself where it is free, else a label; `undefined` where it has to be this very name. */
  choose(name: ExternName, isType: boolean): ExternName | undefined {
    if (this.take(name.name)) return name;
    // Resources and their functions find each other by name.
    if (isType || name.name.startsWith('[')) return undefined;
    for (let n = this.taken.size; ; n++) {
      const label = `${this.label}-${n}`;
      if (this.take(label)) return plainName(label);
    }
  }

  private take(name: string): boolean {
    const folded = uniqueKey(name);
    if (this.taken.has(folded)) return false;
    this.taken.add(folded);
    return true;
  }
}

interface GroupImports {
  ports: OpenPort[];
  outside: Map<string, Outside>;
  /** The import of types alone, which the whole imports under that name as well; `undefined` where it does not. */
  ofTypes(asked: ExternName): OpenPort['as'];
}

function importsOf(
  { imports, isTypesOnly, providerOf }: Composition,
  members: readonly ComponentPart[],
  inner: Composition['providerOf'],
): GroupImports | undefined {
  const found: { part: ComponentPart; import: string; key: string; outside: Outside }[] = [];
  for (const part of members.toSorted((a, b) => a.index - b.index)) {
    for (const port of part.type.imports.keys()) {
      const open = imports.of(part, port);
      if (open !== undefined) {
        const { key, name } = open;
        const outside: Outside = { kind: 'import', key, name };
        found.push({ part, import: port, key: importKey(key), outside });
        continue;
      }
      const provider = providerOf(part, port);
      if (provider === undefined || isTypesOnly(part, port) || inner(part, port) !== undefined) {
        continue;
      }
      const asked = (part.type.imports.get(port) as ExternItem).name;
      const outside: Outside = { kind: 'export', ...provider, asked };
      found.push({ part, import: port, key: exportKey(provider), outside });
    }
  }
  const names = new Names('import');
  const byKey = new Map<string, ExternName>();
  const ports: OpenPort[] = [];
  const outsides = new Map<string, Outside>();
  const add = (
    key: string,
    outside: Outside,
    wish: ExternName,
    isType: boolean,
  ): ExternName | undefined => {
    const name = byKey.get(key) ?? names.choose(wish, isType);
    if (name === undefined) return undefined;
    byKey.set(key, name);
    outsides.set(name.name, outside);
    return name;
  };
  // Imports of the whole keep their names.
  const inOrder = [...found].toSorted((a, b) => rank(a.outside) - rank(b.outside));
  for (const { part, import: port, key, outside } of inOrder) {
    if (byKey.has(key)) continue;
    const item = part.type.imports.get(port);
    if (item === undefined) continue;
    const wish = outside.kind === 'import' ? outside.name : item.name;
    if (add(key, outside, wish, item.entity.kind === 'type') === undefined) return undefined;
  }
  for (const { part, import: port, key } of found) {
    const name = byKey.get(key);
    if (name !== undefined) ports.push({ part, import: port, as: { key, name } });
  }
  const ofTypes = (asked: ExternName): OpenPort['as'] => {
    const open = imports.called(asked);
    if (open === undefined) return undefined;
    const key = importKey(open.key);
    const outside: Outside = { kind: 'import', key: open.key, name: open.name };
    const name = add(key, outside, open.name, false);
    return name && { key, name };
  };
  return { ports, outside: outsides, ofTypes };
}

function importKey(key: string): string {
  return `import\n${key}`;
}

function rank({ kind }: Outside): number {
  return kind === 'import' ? 0 : 1;
}

function exportsOf(
  list: readonly ChosenExport[],
): { list: ChosenExport[]; names: Map<string, string> } | undefined {
  const chosen = new Names('export');
  const result = { list: [] as ChosenExport[], names: new Map<string, string>() };
  for (const entry of list) {
    const item = entry.part.type.exports.get(entry.name);
    const as = item && chosen.choose(item.name, item.entity.kind === 'type');
    if (as === undefined) return undefined;
    result.list.push({ ...entry, as });
    result.names.set(exportKey(entry), as.name);
  }
  return result;
}
