import { memberName, propertyKey, stringLiteral } from '../naming/index.js';
import { group, ifBreak, indent, join, line } from '../output/doc.js';
import type { Doc } from '../output/doc.js';
import type { Names } from './code/names.js';
import { specifierOf } from './specifiers.js';
import type { SpecifierMap } from './specifiers.js';

/** An interface that an ES module imports. */
export interface ModuleImport {
  readonly label: string;
  /** Its key among the imports of the component. */
  readonly key: string;
  /** The namespace of its types. */
  readonly namespace: string;
}

/** `import` statements for what the host supplies, and the members of the object of imports made of them. */
export function moduleImports(
  interfaces: readonly ModuleImport[],
  functions: readonly string[],
  map: SpecifierMap,
  names: Names,
  typed: boolean,
): { statements: Doc[]; members: Doc[] } {
  const statements: Doc[] = [];
  const members: Doc[] = [];
  const named = new Map<string, string[]>();
  for (const { label, key, namespace } of interfaces) {
    const { module, member } = specifierOf(label, map);
    const short = label.replace(/@.*$/, '').replace(/^.*\//, '');
    const name = names.module(memberName(`given-${short}`));
    if (member === undefined) statements.push(`import * as ${name} from ${stringLiteral(module)};`);
    else {
      const list = named.get(module) ?? [];
      list.push(`${propertyKey(member)} as ${name}`);
      named.set(module, list);
    }
    // The types of preview2-shim are those of another version of WASI; its functions are what counts.
    const isShim = typed && module.startsWith('@bytecodealliance/preview2-shim');
    members.push(
      isShim
        ? group([
            `${propertyKey(key)}:`,
            indent([line, `${name} as object as typeof ${namespace}`]),
          ])
        : `${propertyKey(key)}: ${name}`,
    );
  }
  for (const [module, list] of named)
    statements.push(
      group([
        'import {',
        indent([line, join([',', line], list)]),
        ifBreak(','),
        line,
        `} from ${stringLiteral(module)};`,
      ]),
    );
  for (const witName of functions) {
    const { module, member } = specifierOf(witName, map);
    const name = names.module(memberName(`given-${witName}`));
    const imported = member === undefined ? 'default' : propertyKey(member);
    statements.push(`import { ${imported} as ${name} } from ${stringLiteral(module)};`);
    members.push(`${propertyKey(witName)}: ${name}`);
  }
  return { statements, members };
}
