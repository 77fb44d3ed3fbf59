import type { WitFunction } from '@wit-ts/wit-parser';
import { methodKey, methodNames, stringLiteral } from '../../naming/index.js';
import { hardline, indent, join } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import { documented } from '../../types/index.js';
import { assignment, call, Code } from '../code/code.js';
import { functionHead } from '../code/env.js';
import { exportedFunction } from '../code/exported.js';
import type { ExportItem } from '../plan/model.js';
import { callableLift, declaredFunction } from './exported-function.js';
import type { ModuleParts } from './module-parts.js';

/** The class of a resource that a component implements. */
export function resourceClass(
  parts: ModuleParts,
  index: number,
  className: string,
  methods: readonly WitFunction[],
  exported: ExportItem | undefined,
): Doc {
  const { finalizer } = parts.env.resources.seen(index);
  const members: Doc[] = [];
  const item = (func: WitFunction): Extract<ExportItem, { kind: 'func' }> | undefined => {
    const found = exported?.kind === 'instance' ? exported.exports.get(func.name) : undefined;
    return found?.kind === 'func' ? found : undefined;
  };
  const constructor = methods.find((func) => func.kind.kind === 'constructor');
  const constructing = constructor && item(constructor);
  if (constructor !== undefined && constructing !== undefined) {
    members.push(
      documented(
        parts.world.docs(constructor),
        exportedFunction(parts, callableLift(constructor, constructing), (code) => ({
          head: 'constructor',
          parameters: declaredFunction(parts, code, constructor).parameters,
          result: undefined,
          self: undefined,
        })),
      ),
    );
  } else {
    const code = new Code(parts.env.names.locals());
    code.line(`${parts.runtime.use('noConstructor')}(${stringLiteral(className)});`);
    members.push(['constructor() ', code.braces()]);
  }
  const names = methodNames(methods);
  for (const func of methods) {
    const found = item(func);
    if (found === undefined) continue;
    const { kind } = func.kind;
    if (kind !== 'method' && kind !== 'static') continue;
    const name = names.get(func.name) ?? func.name;
    members.push(
      documented(
        parts.world.docs(func),
        exportedFunction(parts, callableLift(func, found), (code) => ({
          head: kind === 'static' ? `static ${methodKey(name)}` : methodKey(name),
          ...declaredFunction(parts, code, func),
          self: kind === 'method' ? 'this' : undefined,
        })),
      ),
    );
  }
  const dispose = parts.runtime.use('dispose');
  members.push([
    functionHead(parts.env, `[${dispose}]`, [], 'void'),
    ' {',
    indent([hardline, `${finalizer}.dispose(this);`]),
    hardline,
    '}',
  ]);
  return [
    `class ${className} {`,
    indent([hardline, join([hardline, hardline], members)]),
    hardline,
    '}',
  ];
}

/** Finalizers, and classes for resources that functions pass but no exported interface declares. */
export function classes(parts: ModuleParts): Doc[] {
  const { resources } = parts.env;
  const docs: Doc[] = [];
  for (const index of resources.classes) {
    const { finalizer, type, className } = resources.get(index);
    if (!parts.declaredClasses.has(index))
      docs.push(resourceClass(parts, index, className, [], undefined));
    const made = call(parts.runtime.use('Finalizer'), [type]);
    docs.push(assignment(['const ', finalizer], ['new ', made]));
  }
  for (const [index, name] of resources.readers) docs.push(reader(parts, index, name));
  return docs;
}

/** The function that gives the representation of an object; what is wrong with another object says the finalizer. */
function reader(parts: ModuleParts, index: number, name: string): Doc {
  const { env, runtime } = parts;
  const { finalizer, className } = env.resources.get(index);
  const code = new Code(env.names.locals());
  const object = code.names.claim('object');
  const rep = code.names.claim('rep');
  const owner = env.typed ? `(${object} as ${runtime.useType('GuestResource')})` : object;
  const held = `${object} instanceof ${className} ? ${owner}[${runtime.use('REP')}] : undefined`;
  code.line(assignment(['const ', rep], held));
  code.line(`return ${rep} ?? ${finalizer}.rep(${object});`);
  const parameters = [{ name: object, type: 'object' }];
  return [functionHead(env, `function ${name}`, parameters, 'number'), ' ', code.braces()];
}
