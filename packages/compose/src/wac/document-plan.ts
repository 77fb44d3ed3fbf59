/** What a document links to what, as the plan of a composition. */
import { compareTexts, type OpenImports } from '../imports/open-imports.js';
import { bytesOf, type TypedPart } from '../part.js';
import type { Plan, PlannedExport, PlannedImport, PlannedLink } from '../plan/plan.js';
import type { ReportedComponent } from '../report/report.js';
import type { InstanceItem, Item } from './model.js';
import type { Resolution } from './resolver.js';

/** The plan, and the components that it names. */
export interface DocumentPlan {
  plan: Plan;
  components: ReportedComponent[];
}

/** @param document the imports of the document itself */
export function planDocument(
  resolution: Resolution,
  document: TypedPart,
  imports: OpenImports,
): DocumentPlan {
  const names = instanceNames(resolution);
  const nameOf = (instance: InstanceItem): string => names.get(instance) ?? instance.component;
  const components: ReportedComponent[] = [];
  const links: PlannedLink[] = [];
  for (const instance of resolution.instances) {
    const { part, arguments: given } = instance;
    components.push({ name: nameOf(instance), path: part.path, bytes: bytesOf(part) });
    for (const [port, item] of given) {
      const from = originOf(item);
      if (from === undefined) continue;
      links.push({
        importer: nameOf(instance),
        import: port,
        provider: nameOf(from.instance),
        export: from.path.join('.'),
        reason: 'chosen',
      });
    }
  }
  const plan: Plan = {
    components: components.map(({ name, path, bytes }) => ({ name, path, size: bytes.length })),
    links: links.toSorted(
      (a, b) => compareTexts(a.importer, b.importer) || compareTexts(a.import, b.import),
    ),
    imports: plannedImports(resolution, document, imports, nameOf),
    exports: plannedExports(resolution, nameOf),
  };
  return { plan, components };
}

/** An instance goes by the name that `let` gives it, else by its package; of several of one name the later are numbered. */
function instanceNames({ instances, names }: Resolution): Map<InstanceItem, string> {
  const result = new Map<InstanceItem, string>();
  const taken = new Set<string>();
  for (const instance of instances) {
    const base = names.get(instance) ?? instance.component;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    result.set(instance, name);
  }
  return result;
}

/** The instance that an item comes from, and the exports that lead to it. */
function originOf(item: Item): { instance: InstanceItem; path: string[] } | undefined {
  const path: string[] = [];
  let current = item;
  while (current.kind === 'alias') {
    path.unshift(current.name);
    current = current.of;
  }
  return current.kind === 'instance' ? { instance: current, path } : undefined;
}

function plannedImports(
  { instances }: Resolution,
  document: TypedPart,
  imports: OpenImports,
  nameOf: (instance: InstanceItem) => string,
): PlannedImport[] {
  return imports.list.map((open) => {
    const importers: PlannedImport['importers'] = [];
    for (const instance of instances) {
      const { part, arguments: given } = instance;
      for (const port of part.type.imports.keys()) {
        const item = given.get(port);
        const served =
          item === undefined
            ? imports.of(part, port)
            : item.kind === 'import'
              ? imports.of(document, item.name)
              : undefined;
        if (served === open) importers.push({ component: nameOf(instance), import: port });
      }
    }
    return { name: open.name.name, importers };
  });
}

/** Definitions are types, which no component exports. */
function plannedExports(
  { exports }: Resolution,
  nameOf: (instance: InstanceItem) => string,
): PlannedExport[] {
  const list: PlannedExport[] = [];
  for (const [name, { item }] of exports) {
    const from = originOf(item);
    if (from !== undefined) list.push({ name, component: nameOf(from.instance) });
    else if (item.kind === 'import' || item.kind === 'alias') list.push({ name, component: '' });
  }
  return list;
}
