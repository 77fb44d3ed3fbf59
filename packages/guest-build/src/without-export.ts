/** Takes the export out of a component that componentize-qjs leaves behind. */
import {
  definedSort,
  type Definition,
  type ExportDefinition,
  type InstanceDefinition,
  readComponent,
  type SortIndex,
  writeComponent,
} from '@wit-ts/component';

/**
 * Takes the function export of a name out of a component. An export has an index of its own, so what comes later counts one
 * less.
 *
 * @returns the component without that export; the same bytes where there is no such export
 * @throws Error where the bytes are no component, or something later refers to the export
 */
export function withoutExport(bytes: Uint8Array, name: string): Uint8Array {
  const { component, diagnostics } = readComponent(bytes, { name: 'component' });
  if (component === undefined) throw new Error(diagnostics[0]?.message ?? 'not a component');
  const at = component.definitions.findIndex(
    (each) => each.kind === 'export' && each.name.name === name && each.item.sort === 'func',
  );
  if (at === -1) return bytes;
  const index = component.definitions
    .slice(0, at)
    .filter((each) => definedSort(each) === 'func').length;
  const definitions = component.definitions.flatMap((definition, place) => {
    if (place === at) return [];
    return [place < at ? definition : recounted(definition, index, name)];
  });
  const sections = component.sections
    .map((section) => {
      const inside = section.first <= at && at < section.first + section.count;
      const first = section.first > at ? section.first - 1 : section.first;
      return { ...section, first, count: section.count - (inside ? 1 : 0) };
    })
    .filter((section) => section.count > 0);
  return writeComponent({ ...component, sections, definitions });
}

/** The definition, where the function of this index is no more. */
function recounted(definition: Definition, index: number, name: string): Definition {
  const move = <T extends SortIndex>(item: T): T => {
    if (item.sort !== 'func' || item.index < index) return item;
    if (item.index === index) throw new Error(`the export ${name} is used by a later definition`);
    return { ...item, index: item.index - 1 };
  };
  switch (definition.kind) {
    case 'export':
      return { ...definition, item: move(definition.item) } satisfies ExportDefinition;
    case 'instance': {
      const { expr } = definition;
      const moved: InstanceDefinition['expr'] =
        expr.kind === 'instantiate'
          ? { ...expr, args: expr.args.map((arg) => ({ ...arg, item: move(arg.item) })) }
          : { ...expr, exports: expr.exports.map((each) => ({ ...each, item: move(each.item) })) };
      return { ...definition, expr: moved };
    }
    case 'canon':
    case 'start':
      throw new Error(
        `the export ${name} cannot be taken out: a later ${definition.kind} may count it`,
      );
    default:
      return definition;
  }
}
