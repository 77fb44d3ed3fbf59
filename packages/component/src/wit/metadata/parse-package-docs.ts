/** Reads the custom section `package-docs`. */

import { readVersion, type Stability } from '@wit-ts/wit-parser';
import { WitBinaryError } from '../wit-binary-error.js';
import { PACKAGE_DOCS_SECTION, PACKAGE_DOCS_VERSION } from './encode-package-docs.js';
import type { InterfaceDocs, ItemDocs, PackageDocs, TypeDocs, WorldDocs } from './package-docs.js';

function malformed(message: string): never {
  throw new WitBinaryError({
    code: 'CMP0320',
    message: `the custom section \`${PACKAGE_DOCS_SECTION}\` ${message}`,
    help: 'encode the package again, for example with `wasm-tools component wit --wasm`',
  });
}

/**
 * Reads the data of the section.
 *
 * @throws WitBinaryError where it is of a version that is not known, is no JSON, or holds what it should not.
 */
export function parsePackageDocs(data: Uint8Array): PackageDocs {
  const version = data[0];
  if (version === undefined) malformed('is empty');
  if (version > PACKAGE_DOCS_VERSION) {
    malformed(`has version ${version}, and only versions 0 and ${PACKAGE_DOCS_VERSION} are known`);
  }
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data.subarray(1)));
  } catch {
    malformed('does not hold JSON');
  }
  return packageDocs(json, 'the package');
}

/** A JSON object whose members are taken one by one; in the end none may be left. */
class Members {
  readonly #left: Map<string, unknown>;

  constructor(
    value: unknown,
    readonly what: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      malformed(`has something else than an object for ${what}`);
    }
    this.#left = new Map(Object.entries(value));
  }

  take(name: string): unknown {
    const value = this.#left.get(name);
    this.#left.delete(name);
    return value;
  }

  text(name: string): string | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    return typeof value === 'string'
      ? value
      : malformed(`has no text for \`${name}\` of ${this.what}`);
  }

  table<T>(name: string, read: (value: unknown, what: string) => T): Map<string, T> {
    const value = this.take(name);
    if (value === undefined) return new Map();
    const members = new Members(value, `\`${name}\` of ${this.what}`);
    const table = new Map<string, T>();
    for (const [key, entry] of members.#left) table.set(key, read(entry, `\`${key}\``));
    return table;
  }

  end(): void {
    const [unknown] = this.#left.keys();
    if (unknown !== undefined) malformed(`says \`${unknown}\` of ${this.what}, which is not known`);
  }
}

function text(value: unknown, what: string): string {
  return typeof value === 'string' ? value : malformed(`has no text for ${what}`);
}

function versionText(value: string | undefined, what: string): string {
  if (value === undefined) malformed(`has no version for ${what}`);
  const read = readVersion(value);
  return typeof read === 'string' ? malformed(`is wrong about ${what}: ${read}`) : read.text;
}

/** `{"stable": {since, deprecated?}}`, `{"unstable": {feature, deprecated?}}` or `"unknown"`. */
function stability(value: unknown, what: string): Stability | undefined {
  if (value === undefined || value === 'unknown') return undefined;
  const members = new Members(value, `the gate of ${what}`);
  const stable = members.take('stable');
  const unstable = members.take('unstable');
  members.end();
  if ((stable === undefined) === (unstable === undefined)) {
    malformed(`has a gate of ${what} that is neither stable nor unstable`);
  }
  // Other members are passed over: old writers put a feature into stable gates too.
  const detail = new Members(stable ?? unstable, `the gate of ${what}`);
  const deprecated = detail.text('deprecated');
  const gate: Stability =
    stable === undefined
      ? {
          kind: 'unstable',
          feature: detail.text('feature') ?? malformed(`has a gate of ${what} without a feature`),
        }
      : { kind: 'stable', since: versionText(detail.text('since'), what) };
  if (deprecated !== undefined) gate.deprecated = versionText(deprecated, what);
  return gate;
}

function requiredStability(value: unknown, what: string): Stability {
  return stability(value, what) ?? malformed(`has no gate for ${what}`);
}

function itemDocs(members: Members): ItemDocs {
  const result: ItemDocs = {};
  const docs = members.text('docs');
  if (docs !== undefined) result.docs = docs;
  const gate = stability(members.take('stability'), members.what);
  if (gate !== undefined) result.stability = gate;
  return result;
}

/** Version 0 has nothing but the text. */
function functionDocs(value: unknown, what: string): ItemDocs {
  if (value === null) return {};
  if (typeof value === 'string') return { docs: value };
  const members = new Members(value, what);
  const result = itemDocs(members);
  members.end();
  return result;
}

function typeDocs(value: unknown, what: string): TypeDocs {
  const members = new Members(value, what);
  const result: TypeDocs = { ...itemDocs(members), items: members.table('items', text) };
  members.end();
  return result;
}

function interfaceDocs(value: unknown, what: string): InterfaceDocs {
  const members = new Members(value, what);
  const result: InterfaceDocs = {
    ...itemDocs(members),
    functions: members.table('funcs', functionDocs),
    types: members.table('types', typeDocs),
  };
  members.end();
  return result;
}

function worldDocs(value: unknown, what: string): WorldDocs {
  const members = new Members(value, what);
  const result: WorldDocs = {
    ...itemDocs(members),
    interfaces: members.table('interfaces', interfaceDocs),
    types: members.table('types', typeDocs),
    functions: members.table('funcs', functionDocs),
    interfaceExports: members.table('interface_exports', interfaceDocs),
    functionExports: members.table('func_exports', functionDocs),
    importStability: members.table('interface_import_stability', requiredStability),
    exportStability: members.table('interface_export_stability', requiredStability),
    importDocs: members.table('interface_import_docs', text),
    exportDocs: members.table('interface_export_docs', text),
  };
  members.end();
  return result;
}

function packageDocs(value: unknown, what: string): PackageDocs {
  const members = new Members(value, what);
  const result: PackageDocs = {
    worlds: members.table('worlds', worldDocs),
    interfaces: members.table('interfaces', interfaceDocs),
  };
  const docs = members.text('docs');
  if (docs !== undefined) result.docs = docs;
  members.end();
  return result;
}
