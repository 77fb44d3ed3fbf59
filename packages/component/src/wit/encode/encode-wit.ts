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
import { ComponentSink, customContent, type Producer } from './component-sink.js';
import { ByteSink } from './byte-sink.js';
import { encodeWorldType, worldOf } from './encode-world.js';
import { InterfaceEncoder } from './interface-encoder.js';
import { TypeScope } from './type-scope.js';

/** How strings cross the border of the core module that a `component-type` section describes. */
export type WitStringEncoding = 'utf8' | 'utf16' | 'latin1+utf16';

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

function encodeInterfaceType(resolve: Resolve, id: InterfaceId): TypeScope {
  const encoder = new InterfaceEncoder(resolve);
  for (const used of liveInterfaces(resolve, id)) {
    const name = interfaceName(resolve, used);
    if (name === undefined) throw new Error(`interface ${used} of a package has no name`);
    if (used === id) {
      encoder.outer.export({ name }, { kind: 'instance', index: encoder.encodeInstance(used) });
    } else {
      encoder.outer.import({ name }, { kind: 'instance', index: encoder.encodeTypesOf(used) });
    }
  }
  return encoder.outer;
}

/** The world as a component type inside another, which exports it under its qualified name. */
function encodeWrappedWorld(resolve: Resolve, world: WorldId): TypeScope {
  const wrapper = new TypeScope('component');
  const index = wrapper.defineScope(encodeWorldType(resolve, world));
  wrapper.export({ name: worldName(resolve, world) }, { kind: 'component', index });
  return wrapper;
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
  const component = new ComponentSink();
  for (const [name, id] of pkg.interfaces) {
    component.exportType({ name }, encodeInterfaceType(resolve, id));
  }
  for (const [name, id] of pkg.worlds) {
    component.exportType({ name }, encodeWrappedWorld(resolve, id));
  }
  component.custom(PACKAGE_DOCS_SECTION, encodePackageDocs(resolve, packageId));
  const producer = options.producer === undefined ? THIS_TOOL : options.producer;
  if (producer !== null) component.producers(producer);
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
  const component = new ComponentSink();
  component.custom(
    COMPONENT_TYPE_ENCODING_SECTION,
    Uint8Array.of(COMPONENT_TYPE_VERSION, STRING_ENCODINGS[stringEncoding]),
  );
  component.exportType({ name: worldOf(resolve, world).name }, encodeWrappedWorld(resolve, world));
  const producer = options.producer === undefined ? THIS_TOOL : options.producer;
  if (producer !== null) component.producers(producer);
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
  const data = encodeComponentType(resolve, world, stringEncoding, options);
  const sink = new ByteSink();
  sink.bytes(coreModule);
  sink.sized(0, customContent('component-type', data));
  return sink.finish();
}
