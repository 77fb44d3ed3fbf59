/** What the custom section `package-docs` holds, as it was read. All names come from foreign input: tables are maps. */

import type { Stability } from '@wit-ts/wit-parser';

export interface ItemDocs {
  docs?: string;
  stability?: Stability;
}

export interface TypeDocs extends ItemDocs {
  /** Docs of fields, flags and cases. */
  items: Map<string, string>;
}

export interface InterfaceDocs extends ItemDocs {
  functions: Map<string, ItemDocs>;
  types: Map<string, TypeDocs>;
}

export interface WorldDocs extends ItemDocs {
  /** Inline interfaces that are imported; of old writers also ones that are exported. */
  interfaces: Map<string, InterfaceDocs>;
  types: Map<string, TypeDocs>;
  /** Functions that are imported; of old writers also ones that are exported. */
  functions: Map<string, ItemDocs>;
  interfaceExports: Map<string, InterfaceDocs>;
  functionExports: Map<string, ItemDocs>;
  /** Interfaces by path or with a label, by the name that they have in the binary. */
  importStability: Map<string, Stability>;
  exportStability: Map<string, Stability>;
  importDocs: Map<string, string>;
  exportDocs: Map<string, string>;
}

export interface PackageDocs {
  docs?: string;
  worlds: Map<string, WorldDocs>;
  interfaces: Map<string, InterfaceDocs>;
}
