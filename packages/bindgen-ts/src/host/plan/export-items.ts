import type { ExportItem } from './model.js';
import type { Item } from './scope.js';

/** The exports of the root, without types that nothing at run time stands for. */
export function exportItems(items: ReadonlyMap<string, Item>): ReadonlyMap<string, ExportItem> {
  const exports = new Map<string, ExportItem>();
  for (const [name, item] of items) {
    if (item.kind === 'func') exports.set(name, { kind: 'func', func: item.func });
    else if (item.kind === 'instance')
      exports.set(name, { kind: 'instance', exports: exportItems(item.exports) });
    else if (item.kind === 'type' && item.type.kind === 'resource')
      exports.set(name, { kind: 'resource', resource: item.type.resource });
  }
  return exports;
}
