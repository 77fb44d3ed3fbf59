/** The public way from a binary to WIT. */

import type { Diagnostic, PackageId, Resolve, WorldId } from '@wit-ts/wit-parser';
import { readComponent } from '../../binary/read-component.js';
import type { ComponentNode, CustomSection } from '../../binary/model.js';
import { validateComponent } from '../../validate/validate-component.js';
import { type EvaluatedComponent, evaluateComponent } from '../graph/evaluate.js';
import { applyPackageDocs } from '../metadata/apply-package-docs.js';
import { parsePackageDocs } from '../metadata/parse-package-docs.js';
import { PACKAGE_DOCS_SECTION } from '../metadata/encode-package-docs.js';
import { WitBinaryError } from '../wit-binary-error.js';
import { decodePackage, packageEncoding } from './decode-package.js';
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

export type DecodeResult = ({ ok: true } & DecodedWit) | { ok: false; diagnostics: Diagnostic[] };

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
  if (options.validate !== false) {
    const errors = validateComponent(read.component).filter((d) => d.severity === 'error');
    if (errors.length > 0) return { ok: false, diagnostics: errors };
  }
  return componentNodeToWit(read.component);
}

/** {@link componentToWit} for a component that has been read and checked already. */
export function componentNodeToWit(node: ComponentNode): DecodeResult {
  try {
    return { ok: true, ...decodeNode(node) };
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

function decodeNode(node: ComponentNode): DecodedWit {
  const component = evaluateComponent(node);
  const encoding = packageEncoding(component);
  const decoded =
    encoding === undefined
      ? decodeConcrete(component, node.file)
      : decodeEncoded(component, encoding);
  const section = packageDocsSection(node);
  if (section !== undefined) {
    const docs = parsePackageDocs(node.bytes.subarray(section.dataStart, section.end));
    applyPackageDocs(decoded.resolve, decoded.package, docs);
  }
  return decoded;
}

function decodeEncoded(component: EvaluatedComponent, encoding: 'v1' | 'v2'): DecodedWit {
  const { builder, main } = decodePackage(component, encoding);
  const id = finishPackages(builder, main);
  return { resolve: builder.resolve, package: id };
}

function decodeConcrete(component: EvaluatedComponent, file: string): DecodedWit {
  const builder = new WitBuilder(component.graph);
  const main = emptyPackage(COMPONENT_PACKAGE);
  const world = addWorld(builder, COMPONENT_WORLD);
  main.worlds.set(COMPONENT_WORLD, world);
  for (const { direction, name, item, start, end } of component.externs) {
    // What a component imports beyond the words of WIT is not part of its world.
    if (direction === 'import' && !isWitSort(item.entity.kind)) continue;
    try {
      addWorldItem(builder, world, main, direction, name, item);
    } catch (error) {
      if (error instanceof WitBinaryError) error.diagnostic.span ??= { file, start, end };
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
