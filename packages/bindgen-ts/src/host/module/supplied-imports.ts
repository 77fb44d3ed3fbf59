import { memberName, stringLiteral, typeName } from '../../naming/index.js';
import { hardline, indent } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import { arrayLiteral, assignment, call } from '../code/code.js';
import type { ModuleParts } from './module-parts.js';

/** Constants for what the host supplies: interfaces, and functions and classes of the world itself. */
export function suppliedImports(parts: ModuleParts): Doc[] {
  const keys = new Map(
    parts.world.items.importedInterfaces.map((item) => [
      item.label,
      parts.world.namespaces.get(item.id),
    ]),
  );
  const docs: Doc[] = [];
  const { typed } = parts.env;
  for (const [label, { name, members }] of parts.hostCalls.interfaces) {
    const namespace = keys.get(label);
    const generic = typed && namespace !== undefined ? `<typeof ${namespace}>` : '';
    const callee = `${parts.runtime.use('importedInterface')}${generic}`;
    const head = ['imports', stringLiteral(label)];
    if (label.startsWith('wasi:') || members.size === 0) {
      docs.push(assignment(['const ', name], call(callee, head)));
      continue;
    }
    const list = [...members].map(stringLiteral);
    docs.push(hugged(`const ${name} = ${callee}(${head.join(', ')}, `, callee, name, head, list));
  }
  const isClass = new Set(parts.world.items.importedResources.map(({ name }) => name));
  for (const [witName, name] of parts.hostCalls.functions) {
    const key = stringLiteral(witName);
    const generic = typed ? `<${parts.world.importsName}[${key}]>` : '';
    docs.push(
      assignment(
        ['const ', name],
        call(`${parts.runtime.use('importedFunction')}${generic}`, [
          'imports',
          key,
          stringLiteral(isClass.has(witName) ? typeName(witName) : memberName(witName)),
        ]),
      ),
    );
  }
  return docs;
}

/** A call whose last argument is an array: the array stays on the first line where that has room for its bracket. */
function hugged(
  start: string,
  callee: string,
  name: string,
  head: readonly string[],
  list: readonly string[],
): Doc {
  const flat = `  ${start}[${list.join(', ')}]);`;
  if (flat.length <= 80) return flat.trimStart();
  if (start.length + 3 > 80)
    return [`const ${name} = `, call(callee, [...head, arrayLiteral(list)]), ';'];
  return [`${start}[`, indent(list.map((item): Doc => [hardline, item, ','])), hardline, ']);'];
}
