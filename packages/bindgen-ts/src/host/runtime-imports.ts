import { group, indent, join, line } from '../output/doc.js';
import type { Doc } from '../output/doc.js';
import type { Names } from './code/names.js';

/** What a generated module imports from `@wit-ts/canonical-abi`. */
export class RuntimeImports {
  readonly #names: Names;
  readonly #used = new Map<string, string>();
  readonly #types = new Map<string, string>();

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

  /** The local name of something that is used as a type only. */
  useType(name: string): string {
    let local = this.#types.get(name);
    if (local === undefined) {
      local = this.#names.module(name);
      this.#types.set(name, local);
    }
    return local;
  }

  /** `import { enter, leave } from "@wit-ts/canonical-abi";` */
  statements(specifier: string): Doc[] {
    return importStatement('import', this.#used, specifier);
  }

  /** `import type { GetCoreModule } from "@wit-ts/canonical-abi";` */
  typeStatements(specifier: string): Doc[] {
    return importStatement('import type', this.#types, specifier);
  }
}

function importStatement(
  keyword: string,
  names: ReadonlyMap<string, string>,
  specifier: string,
): Doc[] {
  const members = [...names]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, local]) => (name === local ? name : `${name} as ${local}`));
  if (members.length === 0) return [];
  return [
    group([
      `${keyword} {`,
      indent([line, join([',', line], members)]),
      { kind: 'if-break', broken: ',', flat: '' },
      line,
      `} from "${specifier}";`,
    ]),
  ];
}
