/** The public way from a binary to WIT. */

import type { Diagnostic, PackageId, Resolve, WorldId } from '@wit-ts/wit-parser';
import { readComponent } from '../../binary/read-component.js';
import type { ComponentNode, CustomSection } from '../../binary/model.js';
import type { ComponentTy } from '../../types/model.js';
import { typeOfComponent } from '../../types/type-of-component.js';
import { validatedType } from '../../validate/validate-component.js';
import { applyPackageDocs } from '../metadata/apply-package-docs.js';
import { parsePackageDocs } from '../metadata/parse-package-docs.js';
import { PACKAGE_DOCS_SECTION } from '../metadata/encode-package-docs.js';
import { WitBinaryError } from '../wit-binary-error.js';
import { decodePackage, type PackageEncoding, packageEncoding } from './decode-package.js';
import { finishPackages } from './finish-packages.js';
import { emptyPackage, WitBuilder } from './wit-builder.js';
import { addWorld, addWorldItem } from './world-builder.js';

export interface DecodeOptions {
  /** What the binary is called in diagnostics, such as its path. */
  name: string;
  /** Whether the component is checked before it is decoded; it is if absent. For one that was checked already. */
  validate?: boolean;
}

/** What a binary says in WIT. */
export interface DecodedWit {
  resolve: Resolve;
  /** The package of the binary: the encoded one, or `root:component` for a component. */
  package: PackageId;
  /** The world that a component has, named `root`; absent where the binary is a WIT package. */
  world?: WorldId;
}

export type DecodeResult =
  ({ ok: true } & DecodedWit) | { ok: false; diagnostics: readonly Diagnostic[] };

/** A component says neither its package nor the name of its world, so both have these. */
const COMPONENT_PACKAGE = { namespace: 'root', name: 'component' };
const COMPONENT_WORLD = 'root';

/**
 * The WIT of a component, or of a WIT package in binary form: the model that `wasm-tools component wit` makes of it.
 *
 * @param bytes a component binary; core modules in it are not looked into, save for their imports and exports.
 * @returns the model, or why there is none: the binary is damaged, is no component, is not valid, or has imports or
 *   exports that WIT has no words for. Never throws for bad input.
 */
export function componentToWit(bytes: Uint8Array, options: DecodeOptions): DecodeResult {
  const read = readComponent(bytes, options);
  if (read.component === undefined) return { ok: false, diagnostics: read.diagnostics };
  const check = options.validate === false ? typeOfComponent : validatedType;
  const { type, diagnostics } = check(read.component);
  return type === undefined ? { ok: false, diagnostics } : componentTypeToWit(read.component, type);
}

/**
 * {@link componentToWit} for a component that has been read and evaluated already.
 *
 * @param type the type of this component, from `typeOfComponent` or `validatedType`.
 */
export function componentTypeToWit(node: ComponentNode, type: ComponentTy): DecodeResult {
  try {
    return { ok: true, ...decodeNode(node, type) };
  } catch (error) {
    if (!(error instanceof WitBinaryError)) throw error;
    const whole = { file: node.file, start: node.start, end: node.end };
    return { ok: false, diagnostics: [{ span: whole, ...error.diagnostic }] };
  }
}

/**
 * Decodes a binary dependency for `resolvePackage`: a WIT package in binary form or a component.
 *
 * @param name what the binary is called in the message of an error.
 * @throws Error with a plain message where the binary cannot be read as WIT.
 */
export function decodeWit(bytes: Uint8Array, name: string): DecodedWit {
  const result = componentToWit(bytes, { name });
  if (!result.ok) {
    const [first] = result.diagnostics;
    throw new Error(first?.message ?? 'the binary cannot be read');
  }
  const { ok: _, ...decoded } = result;
  return decoded;
}

function decodeNode(node: ComponentNode, type: ComponentTy): DecodedWit {
  const encoding = packageEncoding(type);
  const decoded =
    encoding === undefined ? decodeConcrete(node, type) : decodeEncoded(type, encoding);
  const section = packageDocsSection(node);
  if (section !== undefined) {
    const docs = parsePackageDocs(node.bytes.subarray(section.dataStart, section.end));
    applyPackageDocs(decoded.resolve, decoded.package, docs);
  }
  return decoded;
}

function decodeEncoded(type: ComponentTy, encoding: PackageEncoding): DecodedWit {
  const { builder, main } = decodePackage(type, encoding);
  const id = finishPackages(builder, main);
  return { resolve: builder.resolve, package: id };
}

function decodeConcrete(node: ComponentNode, type: ComponentTy): DecodedWit {
  const builder = new WitBuilder();
  const main = emptyPackage(COMPONENT_PACKAGE);
  const world = addWorld(builder, COMPONENT_WORLD);
  main.worlds.set(COMPONENT_WORLD, world);
  // Imports and exports may come in turns, and this order decides about ids.
  for (const definition of node.definitions) {
    if (definition.kind !== 'import' && definition.kind !== 'export') continue;
    const { name } = definition.name;
    const item = (definition.kind === 'import' ? type.imports : type.exports).get(name);
    if (item === undefined) throw new Error(`the type is not that of the component: ${name}`);
    // What a component imports beyond the words of WIT is not part of its world.
    if (definition.kind === 'import' && !isWitSort(item.entity.kind)) continue;
    try {
      addWorldItem(builder, world, main, definition.kind, name, item);
    } catch (error) {
      if (error instanceof WitBinaryError) {
        const { start, end } = definition;
        error.diagnostic.span ??= { file: node.file, start, end };
      }
      throw error;
    }
  }
  const id = finishPackages(builder, main);
  return { resolve: builder.resolve, package: id, world };
}

function isWitSort(kind: string): boolean {
  return kind === 'func' || kind === 'instance' || kind === 'type';
}

function packageDocsSection(node: ComponentNode): CustomSection | undefined {
  let found: CustomSection | undefined;
  for (const definition of node.definitions) {
    if (definition.kind !== 'custom' || definition.name !== PACKAGE_DOCS_SECTION) continue;
    if (found !== undefined) {
      throw new WitBinaryError({
        code: 'CMP0320',
        message: `there are two custom sections \`${PACKAGE_DOCS_SECTION}\``,
        span: { file: node.file, start: definition.start, end: definition.end },
      });
    }
    found = definition;
  }
  return found;
}
