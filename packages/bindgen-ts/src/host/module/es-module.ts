import { propertyKey, stringLiteral } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import type { SourceFile } from '../../output/source-file.js';
import { documented, signatureDoc, tsFunctionSignature } from '../../types/index.js';
import { assignment, call, tallObject } from '../code/code.js';
import { moduleImports } from '../module-form.js';
import type { ModuleImport } from '../module-form.js';
import { importKeys } from '../world.js';
import type { ModuleParts } from './module-parts.js';

/** What an ES module has besides: `import` statements for what the host supplies, `export` statements. */
export function moduleForm(parts: ModuleParts): { imports: Doc[]; statements: Doc[] } {
  const { typed } = parts.env;
  const { items, namespaces, importsName } = parts.world;
  const keys = importKeys(items.importedInterfaces);
  const used: ModuleImport[] = [...parts.hostCalls.interfaces.keys()].flatMap((label) => {
    const item = items.importedInterfaces.find((one) => one.label === label);
    if (item === undefined) return [];
    return [{ label, key: keys.get(label) ?? label, namespace: namespaces.get(item.id) ?? '' }];
  });
  const { statements, members } = moduleImports(
    used,
    [...parts.hostCalls.functions.keys()],
    parts.options.map,
    parts.env.names,
    typed,
  );
  const source = coreModuleSource(parts);
  const supplied = parts.env.names.module('supplied');
  const app = parts.env.names.module('app');
  const annotation_ = typed ? `: Partial<${importsName}>` : '';
  const given = typed ? `${supplied} as ${importsName}` : supplied;
  const exports = exportNames(parts).map(({ key }) => {
    const name = parts.env.names.module(key.includes(':') ? 'exported' : key);
    const exported = propertyKey(key).startsWith('"') ? propertyKey(key) : key;
    return [
      `const ${name} = ${app}${accessOf(key)};`,
      name === exported ? `export { ${name} };` : `export { ${name} as ${exported} };`,
    ];
  });
  return {
    imports: [...statements, ...source.imports],
    statements: [
      [`const ${supplied}${annotation_} = `, tallObject(members), ';'],
      assignment(['const ', app], ['await ', call('instantiate', [source.getCoreModule, given])]),
      ...exports.flat(),
    ],
  };
}

/** Where the core modules come from: the module that the options name, or files beside the generated one. */
function coreModuleSource(parts: ModuleParts): { imports: Doc[]; getCoreModule: Doc } {
  const { coreModules } = parts.options;
  if (coreModules === undefined)
    return { imports: [], getCoreModule: `${parts.runtime.use('modulesBeside')}(import.meta.url)` };
  const local = parts.env.names.module('getModule');
  const statement = `import { getCoreModule as ${local} } from ${stringLiteral(coreModules)};`;
  return { imports: [statement], getCoreModule: local };
}

/** Everything that the component exports, under all its names. */
function exportNames(parts: ModuleParts): { key: string }[] {
  return [
    ...parts.world.items.exportedFunctions
      .filter((item) => item.kind.kind === 'freestanding')
      .map((item) => ({ key: parts.world.exportedName(item) })),
    ...parts.world.exportedInterfaceKeys().map(({ key }) => ({ key })),
  ];
}

/** Declarations of the ES module form: what the component exports. */
export function moduleDeclarations(parts: ModuleParts): SourceFile {
  const { context, items } = parts.world;
  const declarations = parts.world.declarations();
  const functions = items.exportedFunctions.flatMap((item): Doc[] => {
    if (item.kind.kind !== 'freestanding') return [];
    const exported = parts.world.exportedName(item);
    const name = parts.env.names.module(exported);
    const signature = signatureDoc(tsFunctionSignature(context, item));
    const declared = documented(parts.world.docs(item), [
      `${name === exported ? 'export ' : ''}declare function ${name}`,
      signature,
      ';',
    ]);
    return name === exported ? [declared] : [declared, `export { ${name} as ${exported} };`];
  });
  const interfaces = parts.world
    .exportedInterfaceKeys()
    .map(({ key, stem }) => `export * as ${propertyKey(key)} from "./interfaces/${stem}.js";`);
  return {
    path: `${parts.options.name}.d.ts`,
    from: parts.options.source,
    usesDispose: parts.world.usesDispose,
    imports: [...parts.world.typeImports([...declarations, ...functions]), ...interfaces],
    statements: [...declarations, ...functions],
  };
}

/** `.name`, or `["na:me"]`. */
function accessOf(key: string): string {
  const text = propertyKey(key);
  return text.startsWith('"') ? `[${text}]` : `.${text}`;
}
