import { hardline, indent, join } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import type { SourceFile } from '../../output/source-file.js';
import { documented } from '../../types/index.js';
import { Code } from '../code/code.js';
import { coreModules } from './core-modules.js';
import { moduleDeclarations, moduleForm } from './es-module.js';
import { exportsOf } from './exports.js';
import { INSTANTIATE_DOCS, instantiateHead } from './head.js';
import { learnNames } from './learn-names.js';
import type { ModuleParts } from './module-parts.js';
import { planSteps, usedInstances } from './plan-steps.js';
import { classes } from './resource-class.js';
import { suppliedImports } from './supplied-imports.js';

/** The module as a TypeScript or JavaScript file. */
export function mainModule(parts: ModuleParts): SourceFile {
  const { options, world, runtime, env } = parts;
  learnNames(parts);
  const exports = exportsOf(parts);
  const trampolines = parts.trampolines.write(parts);
  const ownClasses = classes(parts);
  const helpers = parts.helpers.finish();
  // Steps ask for exports of core instances, which are declared by steps before them: so they are made twice.
  planSteps(parts);
  trampolines.push(...parts.trampolines.write(parts));
  const steps = planSteps(parts, usedInstances(parts));
  const body = new Code(env.names.locals());
  for (const item of suppliedImports(parts)) body.line(item);
  for (const item of coreModules(parts)) body.line(item);
  for (const item of steps) body.line(item);
  const functions = [...trampolines, ...helpers.inner, ...ownClasses, ...exports.functions];
  const inner: Doc[] = [body.lines(), ...functions, exports.result];
  const { typed } = env;
  const instantiate: Doc = [
    instantiateHead(parts),
    ' {',
    indent([hardline, join([hardline, hardline], inner)]),
    hardline,
    '}',
  ];
  const declarations = typed ? world.declarations() : [];
  const form = parts.isModule ? moduleForm(parts) : { imports: [], statements: [] };
  const statements: Doc[] = [
    ...declarations,
    ...helpers.outer,
    documented(INSTANTIATE_DOCS, instantiate),
    ...form.statements,
  ];
  return {
    path: `${options.name}${typed ? '.ts' : '.js'}`,
    from: options.source,
    usesDispose: typed && (ownClasses.length > 0 || world.usesDispose),
    imports: [
      ...form.imports,
      ...runtime.statements(options.runtime),
      ...(typed ? runtime.typeStatements(options.runtime) : []),
      ...(typed ? world.typeImports(statements) : []),
    ],
    statements,
  };
}

/** The declarations for the JavaScript file. */
export function mainDeclarations(parts: ModuleParts): SourceFile {
  const { options, world, runtime } = parts;
  if (parts.isModule) return moduleDeclarations(parts);
  const head = instantiateHead(parts, true);
  const statements = [...world.declarations(), documented(INSTANTIATE_DOCS, [head, ';'])];
  return {
    path: `${options.name}.d.ts`,
    from: options.source,
    usesDispose: world.usesDispose,
    imports: [...runtime.typeStatements(options.runtime), ...world.typeImports(statements)],
    statements,
  };
}
