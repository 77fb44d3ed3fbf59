import { stringLiteral } from '../../naming/index.js';
import { hardline, indent } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import { arrayLiteral, assignment, call } from '../code/code.js';
import { coreModulePath } from './module-parts.js';
import type { ModuleParts } from './module-parts.js';

export function coreModules(parts: ModuleParts): Doc[] {
  const paths = parts.env.plan.modules.map((_, index) =>
    stringLiteral(coreModulePath(parts.options.name, index)),
  );
  if (!parts.isAsync) {
    const get = parts.runtime.use('coreModuleSync');
    return paths.map((path, index) =>
      assignment(['const ', parts.moduleNames[index] ?? ''], call(get, ['getCoreModule', path])),
    );
  }
  if (paths.length === 0) return [];
  const get = parts.runtime.use('coreModule');
  const [only] = paths;
  if (paths.length === 1 && only !== undefined)
    return [
      assignment(
        ['const ', parts.moduleNames[0] ?? ''],
        ['await ', call(get, ['getCoreModule', only])],
      ),
    ];
  const calls = paths.map((path) => call(get, ['getCoreModule', path]));
  return [
    [
      'const ',
      arrayLiteral(parts.moduleNames),
      ' = await Promise.all([',
      indent(calls.map((item): Doc => [hardline, item, ','])),
      hardline,
      ']);',
    ],
  ];
}
