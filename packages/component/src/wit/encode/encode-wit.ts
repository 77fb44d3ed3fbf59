/** WIT packages and worlds to their binary form. */

import {
  interfaceDependencies,
  type InterfaceId,
  interfaceName,
  type PackageId,
  type Resolve,
  type WorldId,
  worldName,
} from '@wit-ts/wit-parser';
import { encodePackageDocs, PACKAGE_DOCS_SECTION } from '../metadata/encode-package-docs.js';
import { ByteSink } from '../../binary/byte-sink.js';
import { ComponentBuilder, externName } from '../../binary/component-builder.js';
import type { DefType } from '../../binary/model.js';
import { encodeWorldType, worldOf } from './encode-world.js';
import { InterfaceEncoder } from './interface-encoder.js';
import { TypeScope } from './type-scope.js';

/** How strings cross the border of the core module that a `component-type` section describes. */
export type WitStringEncoding = 'utf8' | 'utf16' | 'latin1+utf16';

/** A tool that had a part in making a binary, for the `producers` section. */
export interface Producer {
  name: string;
  version: string;
}

export interface EncodeOptions {
  /** The tool that the `producers` section names; `null` leaves the section out. */
  producer?: Producer | null;
}

const THIS_TOOL: Producer = { name: 'wit-ts', version: '0.1.0' };

/** The version of the `component-type` section that compilers write today. */
const COMPONENT_TYPE_VERSION = 4;
export const COMPONENT_TYPE_ENCODING_SECTION = 'wit-component-encoding';
const STRING_ENCODINGS: Record<WitStringEncoding, number> = {
  utf8: 0,
  utf16: 1,
  'latin1+utf16': 2,
};

/** `id` and all that it needs, what is needed first. */
function liveInterfaces(resolve: Resolve, id: InterfaceId): Set<InterfaceId> {
  const live = new Set<InterfaceId>();
  const entered = new Set([id]);
  const stack = [{ id, rest: interfaceDependencies(resolve, id) }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.rest.shift();
    if (next === undefined) {
      live.add(top.id);
      stack.pop();
    } else if (!entered.has(next)) {
      entered.add(next);
      stack.push({ id: next, rest: interfaceDependencies(resolve, next) });
    }
  }
  return live;
}

function encodeInterfaceType(resolve: Resolve, id: InterfaceId): DefType {
  const encoder = new InterfaceEncoder(resolve);
  for (const used of liveInterfaces(resolve, id)) {
    const text = interfaceName(resolve, used);
    if (text === undefined) throw new Error(`interface ${used} of a package has no name`);
    const name = externName(text);
    if (used === id) {
      encoder.outer.export(name, { kind: 'instance', index: encoder.encodeInstance(used) });
    } else {
      encoder.outer.import(name, { kind: 'instance', index: encoder.encodeTypesOf(used) });
    }
  }
  return encoder.outer.componentType();
}

/** The world as a component type inside another, which exports it under its qualified name. */
function encodeWrappedWorld(resolve: Resolve, world: WorldId): DefType {
  const wrapper = new TypeScope();
  const index = wrapper.define(encodeWorldType(resolve, world));
  wrapper.export(externName(worldName(resolve, world)), { kind: 'component', index });
  return wrapper.componentType();
}

/** Defines a type and exports it. */
function exportType(component: ComponentBuilder, name: string, type: DefType): void {
  const index = component.type(type);
  component.export(externName(name), { sort: 'type', index });
}

function addProducer(component: ComponentBuilder, options: EncodeOptions): void {
  const producer = options.producer === undefined ? THIS_TOOL : options.producer;
  if (producer === null) return;
  const { name, version } = producer;
  component.producers(new Map([['processed-by', new Map([[name, version]])]]));
}

/**
 * Encodes a WIT package as a component binary, as `wasm-tools component wit --wasm` does: each interface and each world
 * as an exported component type, docs and gates in the custom section `package-docs`.
 *
 * @param resolve what the package was resolved to; its other packages are encoded as far as this one needs them.
 * @returns the bytes; {@link decodeWit} reads them back.
 * @throws WitBinaryError where types nest deeper than the binary format allows.
 */
export function encodeWit(
  resolve: Resolve,
  packageId: PackageId,
  options: EncodeOptions = {},
): Uint8Array {
  const pkg = resolve.packages[packageId];
  if (pkg === undefined) throw new Error(`the resolve has no package ${packageId}`);
  const component = new ComponentBuilder();
  for (const [name, id] of pkg.interfaces) {
    exportType(component, name, encodeInterfaceType(resolve, id));
  }
  for (const [name, id] of pkg.worlds) {
    exportType(component, name, encodeWrappedWorld(resolve, id));
  }
  component.custom(PACKAGE_DOCS_SECTION, encodePackageDocs(resolve, packageId));
  addProducer(component, options);
  return component.finish();
}

/**
 * Encodes the data of a `component-type` custom section: what tells a componentizer which world a core module was
 * compiled for.
 *
 * @param stringEncoding how the core module keeps its strings.
 * @returns the data of the section without its name; {@link decodeComponentType} reads it back.
 * @throws WitBinaryError where types nest deeper than the binary format allows.
 */
export function encodeComponentType(
  resolve: Resolve,
  world: WorldId,
  stringEncoding: WitStringEncoding = 'utf8',
  options: EncodeOptions = {},
): Uint8Array {
  const component = new ComponentBuilder();
  component.custom(
    COMPONENT_TYPE_ENCODING_SECTION,
    Uint8Array.of(COMPONENT_TYPE_VERSION, STRING_ENCODINGS[stringEncoding]),
  );
  exportType(component, worldOf(resolve, world).name, encodeWrappedWorld(resolve, world));
  addProducer(component, options);
  return component.finish();
}

/**
 * Adds a `component-type` custom section to a core module, as `wasm-tools component embed` does.
 *
 * @param coreModule a core module in binary form; it is copied unchanged.
 */
export function embedComponentType(
  coreModule: Uint8Array,
  resolve: Resolve,
  world: WorldId,
  stringEncoding: WitStringEncoding = 'utf8',
  options: EncodeOptions = {},
): Uint8Array {
  const content = new ByteSink();
  content.name('component-type');
  content.share(encodeComponentType(resolve, world, stringEncoding, options));
  const sink = new ByteSink();
  sink.share(coreModule);
  sink.byte(0);
  sink.u32(content.length);
  sink.take(content);
  return sink.finish();
}
