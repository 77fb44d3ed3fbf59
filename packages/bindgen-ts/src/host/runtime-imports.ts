import { group, indent, join, line } from '../output/doc.js';
import type { Doc } from '../output/doc.js';
import type { Names } from './code/names.js';

/** What a generated module imports from `@wit-ts/canonical-abi`. */
export class RuntimeImports {
  readonly #names: Names;
  readonly #used = new Map<string, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** The local name of something of the run time. */
  use(name: string): string {
    let local = this.#used.get(name);
    if (local === undefined) {
      local = this.#names.module(name);
      this.#used.set(name, local);
    }
    return local;
  }

  /** `import { enter, leave } from "@wit-ts/canonical-abi";` */
  statements(specifier: string): Doc[] {
    const members = [...this.#used]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, local]) => (name === local ? name : `${name} as ${local}`));
    if (members.length === 0) return [];
    return [
      group([
        'import {',
        indent([line, join([',', line], members)]),
        { kind: 'if-break', broken: ',', flat: '' },
        line,
        `} from "${specifier}";`,
      ]),
    ];
  }
}
