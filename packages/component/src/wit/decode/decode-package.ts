/** WIT packages in binary form, in both of their encodings. */

import type { PackageName } from '@wit-ts/wit-parser';
import { packageNameText } from '@wit-ts/wit-parser';
import type { EvaluatedComponent } from '../graph/evaluate.js';
import type { GraphComponentType, Item, TypeRef } from '../graph/type-graph.js';
import { within, WitBinaryError } from '../wit-binary-error.js';
import {
  badName,
  packageOfName,
  parseComponentName,
  requireComponentName,
} from './component-name.js';
import { emptyPackage, type PackageDraft, WitBuilder } from './wit-builder.js';
import { registerWorld } from './world-builder.js';

/**
 * How a package is encoded: in one component type named `ns:name/wit` (`v1`), or in one for each interface and world,
 * under its own name (`v2`, what is written today).
 */
export type PackageEncoding = 'v1' | 'v2';

/** The encoding if a component is a WIT package, which is one that exports component types and nothing else. */
export function packageEncoding(component: EvaluatedComponent): PackageEncoding | undefined {
  const { externs } = component;
  const first = externs[0];
  if (first === undefined) return undefined;
  for (const { direction, item } of externs) {
    if (direction !== 'export' || componentTypeOf(item) === undefined) return undefined;
  }
  const name = parseComponentName(first.name);
  if (name?.kind === 'interface' && name.interface === 'wit') return 'v1';
  return name?.kind === 'label' ? 'v2' : undefined;
}

function componentTypeOf(item: Item): TypeRef<'component'> | undefined {
  const { entity } = item;
  return entity.kind === 'type' && entity.created.kind === 'component' ? entity.created : undefined;
}

function notAPackage(message: string): never {
  throw new WitBinaryError({
    code: 'CMP0312',
    message: `this looks like a WIT package in binary form, but ${message}`,
    help: 'encode the package again, for example with `wasm-tools component wit --wasm`',
  });
}

function exportedType(component: EvaluatedComponent, item: Item): GraphComponentType {
  const ref = componentTypeOf(item);
  if (ref === undefined) throw new Error('an export of a WIT package that is no component type');
  return component.graph.component(ref);
}

/** Decodes the interfaces and worlds of a package; the builder collects them. */
export function decodePackage(
  component: EvaluatedComponent,
  encoding: PackageEncoding,
): { builder: WitBuilder; main: PackageDraft } {
  const builder = new WitBuilder(component.graph);
  const main = encoding === 'v1' ? decodeV1(component, builder) : decodeV2(component, builder);
  return { builder, main };
}

function decodeV1(component: EvaluatedComponent, builder: WitBuilder): PackageDraft {
  const [only, second] = component.externs;
  if (only === undefined) notAPackage('it exports nothing');
  if (second !== undefined) notAPackage(`it exports \`${second.name}\` beside \`${only.name}\``);
  const parsed = requireComponentName(only.name);
  if (parsed.kind !== 'interface') badName(only.name, 'is not the name of a package');
  const type = exportedType(component, only.item);
  for (const [name, item] of type.imports) {
    within(`import \`${name}\``, () => builder.registerImport(name, item));
  }
  const main = emptyPackage(packageOfName(only.name, parsed, only.item.versionSuffix));
  for (const [name, item] of type.exports) {
    within(`export \`${name}\``, () => {
      if (item.entity.kind === 'instance') builder.registerInterface(name, item, main);
      else if (item.entity.kind === 'component') {
        registerWorld(builder, name, component.graph.component(item.entity.type), main);
      } else notAPackage('an export is neither an interface nor a world');
    });
  }
  return main;
}

function decodeV2(component: EvaluatedComponent, builder: WitBuilder): PackageDraft {
  let main: PackageDraft | undefined;
  for (const extern of component.externs) {
    const type = exportedType(component, extern.item);
    const [only, second] = type.exports;
    if (only === undefined || second !== undefined) {
      notAPackage(`\`${extern.name}\` holds ${type.exports.size} items in the place of one`);
    }
    const [name, item] = only;
    const pkg = packageOf(name, item);
    main ??= emptyPackage(pkg);
    if (packageNameText(main.name) !== packageNameText(pkg)) {
      notAPackage(`\`${name}\` belongs to another package than \`${packageNameText(main.name)}\``);
    }
    if (item.entity.kind === 'component') {
      registerWorld(builder, name, component.graph.component(item.entity.type), main);
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

function packageOf(name: string, item: Item): PackageName {
  const parsed = requireComponentName(name);
  if (parsed.kind !== 'interface') badName(name, 'is not a qualified name');
  return packageOfName(name, parsed, item.versionSuffix);
}

/** Decodes the one world of a `component-type` section, whose component type is wrapped in another. */
export function decodeWorldPackage(component: EvaluatedComponent): {
  builder: WitBuilder;
  main: PackageDraft;
} {
  const [only, second] = component.externs;
  if (only === undefined || second !== undefined || only.direction !== 'export') {
    notAPackage(`it exports ${component.externs.length} items in the place of one world`);
  }
  if (componentTypeOf(only.item) === undefined) notAPackage(`\`${only.name}\` is not a world`);
  const type = exportedType(component, only.item);
  const [world, other] = type.exports;
  if (world === undefined || other !== undefined || type.imports.size > 0) {
    notAPackage(`\`${only.name}\` does not hold exactly one world`);
  }
  const [name, item] = world;
  if (item.entity.kind !== 'component') notAPackage(`\`${name}\` is not a world`);
  const builder = new WitBuilder(component.graph);
  const main = emptyPackage(packageOf(name, item));
  registerWorld(builder, name, component.graph.component(item.entity.type), main);
  return { builder, main };
}
