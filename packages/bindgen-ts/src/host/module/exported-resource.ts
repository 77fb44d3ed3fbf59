import type { ExportItem } from '../plan/model.js';

/** The resource that an exported interface has under a name; -1 where it has none. */
export function exportedResource(item: ExportItem | undefined, name: string): number {
  const found = item?.kind === 'instance' ? item.exports.get(name) : undefined;
  return found?.kind === 'resource' ? found.resource : -1;
}

/** `inputStream` → `input-stream`, for names that are put together again. */
export function kebab(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2');
}
