/** What a composition links to what, as data. */
import { compareTexts } from '../imports/open-imports.js';
import type { OpenImports } from '../imports/open-imports.js';
import type { ChosenExport } from '../exports/choose.js';
import type { Link } from '../link/link.js';
import { type ComponentPart, sizeOf } from '../part.js';

export interface PlannedComponent {
  name: string;
  path: string;
  /** Size in bytes. */
  size: number;
}

export interface PlannedLink {
  importer: string;
  import: string;
  provider: string;
  export: string;
  reason: Link['reason'];
}

export interface PlannedImport {
  /** As the result spells it. */
  name: string;
  /** Who asks for it, and how they spell it. */
  importers: { component: string; import: string }[];
}

export interface PlannedExport {
  name: string;
  /** Empty where a document exports one of its imports. */
  component: string;
}

/** All lists are in a fixed order: components as they are instantiated, the rest by name. */
export interface Plan {
  components: PlannedComponent[];
  links: PlannedLink[];
  imports: PlannedImport[];
  exports: PlannedExport[];
}

export function makePlan(
  order: readonly ComponentPart[],
  links: readonly Link[],
  parts: readonly ComponentPart[],
  imports: OpenImports,
  exports: readonly ChosenExport[],
): Plan {
  return {
    components: order.map((part) => ({
      name: part.name,
      path: part.path,
      size: sizeOf(part),
    })),
    links: links
      .map((link) => ({
        importer: (parts[link.importer] as ComponentPart).name,
        import: link.import,
        provider: (parts[link.provider] as ComponentPart).name,
        export: link.export,
        reason: link.reason,
      }))
      .toSorted((a, b) => compareTexts(a.importer, b.importer) || compareTexts(a.import, b.import)),
    imports: imports.list.map(({ name, members }) => ({
      name: name.name,
      importers: members.map(({ part, item }) => ({
        component: part.name,
        import: item.name.name,
      })),
    })),
    exports: exports.map(({ part, name }) => ({ name, component: part.name })),
  };
}

/** The plan in lines for people: `ingest: edge:telemetry/scorer ← scorer`. */
export function planText(plan: Plan): string {
  let text = '';
  for (const link of plan.links) {
    const as = link.export === link.import ? '' : ` (exports ${link.export})`;
    text += `link    ${link.importer}: ${link.import} ← ${link.provider}${as}\n`;
  }
  for (const { name, importers } of plan.imports) {
    const by = [...new Set(importers.map(({ component }) => component))].join(', ');
    text += `import  ${name}${by === '' ? '' : ` (for ${by})`}\n`;
  }
  for (const { name, component } of plan.exports) {
    text += `export  ${name} (${component === '' ? 'an import' : `of ${component}`})\n`;
  }
  return text;
}
