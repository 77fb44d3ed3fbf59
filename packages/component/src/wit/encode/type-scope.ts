/** One component type or instance type under construction: its declarations and the size of its type index space. */

import { NOWHERE } from '../../binary/component-builder.js';
import type {
  ComponentDecl,
  DefType,
  ExternName,
  ExternType,
  InstanceDecl,
} from '../../binary/model.js';

export class TypeScope {
  readonly #declarations: ComponentDecl[] = [];
  #types = 0;

  /** How many types the scope holds: the index that the next one gets. */
  get typeCount(): number {
    return this.#types;
  }

  /** Declares a type and gives back its index. */
  define(type: DefType): number {
    this.#declarations.push({ kind: 'type', ...NOWHERE, type });
    return this.#types++;
  }

  import(name: ExternName, type: ExternType): void {
    this.#declarations.push({ kind: 'import', ...NOWHERE, name, type });
    if (type.kind === 'type') this.#types++;
  }

  export(name: ExternName, type: ExternType): void {
    this.#declarations.push({ kind: 'export-decl', ...NOWHERE, name, type });
    if (type.kind === 'type') this.#types++;
  }

  /** Makes a type that instance `instance` exports a type of this scope. */
  aliasExport(instance: number, name: string): number {
    const target = { kind: 'export', instance, name } as const;
    this.#declarations.push({ kind: 'alias', ...NOWHERE, sort: 'type', target });
    return this.#types++;
  }

  /** Makes type `index` of the scope around this one a type of this scope. */
  aliasOuter(index: number): number {
    const target = { kind: 'outer', count: 1, index } as const;
    this.#declarations.push({ kind: 'alias', ...NOWHERE, sort: 'type', target });
    return this.#types++;
  }

  componentType(): DefType {
    return { kind: 'component', decls: this.#declarations };
  }

  /** The same as an instance type, which has no imports. */
  instanceType(): DefType {
    return { kind: 'instance', decls: this.#declarations.filter(isNoImport) };
  }
}

function isNoImport(declaration: ComponentDecl): declaration is InstanceDecl {
  return declaration.kind !== 'import';
}
