/** WIT packages in binary form, in both of their encodings. */

import type { PackageName } from '@wit-ts/wit-parser';
import { packageNameText } from '@wit-ts/wit-parser';
import { nameAttribute } from '../../binary/model.js';
import type { ComponentTy, ExternItem } from '../../types/model.js';
import { parseExternName } from '../../validate/extern-name.js';
import { within, WitBinaryError } from '../wit-binary-error.js';
import { badName, packageOfName, parseName } from './component-name.js';
import { emptyPackage, type PackageDraft, WitBuilder } from './wit-builder.js';
import { registerWorld } from './world-builder.js';

/**
 * How a package is encoded: in one component type named `ns:name/wit` (`v1`), or in one for each interface and world,
 * under its own name (`v2`, what is written today).
 */
export type PackageEncoding = 'v1' | 'v2';

/** The encoding if a component is a WIT package, which is one that exports component types and nothing else. */
export function packageEncoding(component: ComponentTy): PackageEncoding | undefined {
  const [first] = component.exports.keys();
  if (first === undefined || component.imports.size > 0) return undefined;
  for (const item of component.exports.values()) {
    if (exportedType(item) === undefined) return undefined;
  }
  const parsed = parseExternName(first);
  if (!parsed.ok) return undefined;
  if (parsed.name.kind === 'interface' && parsed.name.interface === 'wit') return 'v1';
  return parsed.name.kind === 'label' ? 'v2' : undefined;
}

/** The component type that an item is. */
function exportedType({ entity }: ExternItem): ComponentTy | undefined {
  return entity.kind === 'type' && entity.created.kind === 'component' ? entity.created : undefined;
}

function notAPackage(message: string): never {
  throw new WitBinaryError({
    code: 'CMP0312',
    message: `this looks like a WIT package in binary form, but ${message}`,
    help: 'encode the package again, for example with `wasm-tools component wit --wasm`',
  });
}

/** Decodes the interfaces and worlds of a package; the builder collects them. */
export function decodePackage(
  component: ComponentTy,
  encoding: PackageEncoding,
): { builder: WitBuilder; main: PackageDraft } {
  const builder = new WitBuilder();
  const main = encoding === 'v1' ? decodeV1(component, builder) : decodeV2(component, builder);
  return { builder, main };
}

function decodeV1(component: ComponentTy, builder: WitBuilder): PackageDraft {
  const [only, second] = component.exports;
  if (only === undefined) notAPackage('it exports nothing');
  const [packageName, packageItem] = only;
  if (second !== undefined) notAPackage(`it exports \`${second[0]}\` beside \`${packageName}\``);
  const type = exportedType(packageItem) ?? notAPackage(`\`${packageName}\` is no component type`);
  for (const [name, item] of type.imports) {
    within(`import \`${name}\``, () => builder.registerImport(name, item));
  }
  const main = emptyPackage(packageOf(packageName, packageItem));
  for (const [name, item] of type.exports) {
    within(`export \`${name}\``, () => {
      const { entity } = item;
      if (entity.kind === 'instance') builder.registerInterface(name, item, main);
      else if (entity.kind === 'component') registerWorld(builder, name, entity.type, main);
      else notAPackage('an export is neither an interface nor a world');
    });
  }
  return main;
}

function decodeV2(component: ComponentTy, builder: WitBuilder): PackageDraft {
  let main: PackageDraft | undefined;
  for (const [label, exported] of component.exports) {
    const type = exportedType(exported) ?? notAPackage(`\`${label}\` is no component type`);
    const [only, second] = type.exports;
    if (only === undefined || second !== undefined) {
      notAPackage(`\`${label}\` holds ${type.exports.size} items in the place of one`);
    }
    const [name, item] = only;
    const pkg = packageOf(name, item);
    main ??= emptyPackage(pkg);
    if (packageNameText(main.name) !== packageNameText(pkg)) {
      notAPackage(`\`${name}\` belongs to another package than \`${packageNameText(main.name)}\``);
    }
    if (item.entity.kind === 'component') {
      registerWorld(builder, name, item.entity.type, main);
    } else if (item.entity.kind === 'instance') {
      for (const [importName, imported] of type.imports) {
        within(`import \`${importName}\``, () => builder.registerImport(importName, imported));
      }
      const draft = main;
      within(`interface \`${name}\``, () => builder.registerInterface(name, item, draft));
    } else notAPackage(`\`${name}\` is neither an interface nor a world`);
  }
  return main ?? notAPackage('it exports nothing');
}

function packageOf(name: string, item: ExternItem): PackageName {
  const parsed = parseName(name);
  if (parsed.kind !== 'interface') badName(name, 'is not a qualified name');
  return packageOfName(name, parsed, nameAttribute(item.name, 'version-suffix'));
}

/** Decodes the one world of a `component-type` section, whose component type is wrapped in another. */
export function decodeWorldPackage(component: ComponentTy): {
  builder: WitBuilder;
  main: PackageDraft;
} {
  const [only, second] = component.exports;
  if (only === undefined || second !== undefined) {
    notAPackage(`it exports ${component.exports.size} items in the place of one world`);
  }
  const type = exportedType(only[1]) ?? notAPackage(`\`${only[0]}\` is not a world`);
  const [world, other] = type.exports;
  if (world === undefined || other !== undefined || type.imports.size > 0) {
    notAPackage(`\`${only[0]}\` does not hold exactly one world`);
  }
  const [name, item] = world;
  if (item.entity.kind !== 'component') notAPackage(`\`${name}\` is not a world`);
  const builder = new WitBuilder();
  const main = emptyPackage(packageOf(name, item));
  registerWorld(builder, name, item.entity.type, main);
  return { builder, main };
}
