/** What most types have: nothing. One empty map or set serves them all. */
import type { ExternItem, Resource, ResourcePath } from './model.js';

export const NO_ITEMS: ReadonlyMap<string, ExternItem> = new Map();
export const NO_RESOURCES: ReadonlySet<Resource> = new Set();
export const NO_RESOURCE_PATHS: ReadonlyMap<Resource, ResourcePath> = new Map();
