/** The types of an interface or world as WIT: first what `use` brings in, then the definitions. */

import type {
  PackageId,
  Resolve,
  TypeDef,
  TypeId,
  TypeOwner,
  WitFunction,
} from '../model/resolve.js';
import { sameOwner, sameStability } from '../model/compare.js';
import { printDocs, printExternalId, printStability } from './attributes.js';
import { functionDeclaration } from './function-text.js';
import { interfacePath } from './interface-path.js';
import { escapeName } from './names.js';
import { structureText, typeName } from './type-text.js';
import type { WitWriter } from './wit-writer.js';

/** One `use` statement: names from the same interface that follow each other and have the same gate and external id. */
interface Use {
  from: number;
  first: TypeDef;
  names: string[];
}

export class TypesPrinter {
  constructor(
    readonly resolve: Resolve,
    readonly out: WitWriter,
    readonly withDocs: boolean,
  ) {}

  /**
   * Prints the types with a blank line between them.
   *
   * @param printed whether something stands before them in the block
   * @returns the same for what follows
   */
  print(
    owner: TypeOwner,
    currentPackage: PackageId,
    types: ReadonlyMap<string, TypeId>,
    functions: ReadonlyMap<TypeId, readonly WitFunction[]>,
    printed: boolean,
  ): boolean {
    const { uses, definitions } = this.#partition(owner, types);
    for (const use of uses) {
      printStability(this.out, use.first.stability);
      printExternalId(this.out, use.first.externalId);
      const path = interfacePath(this.resolve, use.from, currentPackage);
      this.out.line(`use ${path}.{${use.names.join(', ')}};`);
    }
    let any = printed || uses.length > 0;
    for (const id of definitions) {
      if (any) this.out.newline();
      any = true;
      this.#definition(id, functions.get(id) ?? []);
    }
    return any;
  }

  #partition(
    owner: TypeOwner,
    types: ReadonlyMap<string, TypeId>,
  ): { uses: Use[]; definitions: TypeId[] } {
    const uses: Use[] = [];
    const definitions: TypeId[] = [];
    for (const [name, id] of types) {
      const type = this.#type(id);
      const source =
        type.kind.kind === 'alias' && typeof type.kind.type === 'number'
          ? this.#type(type.kind.type)
          : undefined;
      const from = source?.owner ?? undefined;
      if (source === undefined || from === undefined || sameOwner(from, owner)) {
        definitions.push(id);
        continue;
      }
      if (source.name === null || from.kind !== 'interface') {
        throw new Error(`the type "${name}" is used from where no "use" can reach`);
      }
      const text =
        source.name === name
          ? escapeName(name)
          : `${escapeName(source.name)} as ${escapeName(name)}`;
      const last = uses.at(-1);
      if (
        last?.from === from.id &&
        sameStability(last.first.stability, type.stability) &&
        last.first.externalId === type.externalId
      ) {
        last.names.push(text);
      } else {
        uses.push({ from: from.id, first: type, names: [text] });
      }
    }
    return { uses, definitions };
  }

  #definition(id: TypeId, functions: readonly WitFunction[]): void {
    const { out, resolve } = this;
    const { name: plainName, kind, docs, stability, externalId } = this.#type(id);
    if (plainName === null) throw new Error(`the type ${id} is defined without a name`);
    const name = escapeName(plainName);
    this.#attributes(docs, stability, externalId);
    switch (kind.kind) {
      case 'resource':
        this.#resource(name, functions);
        return;
      case 'record':
        this.#block(`record ${name}`, kind.fields, (field) => {
          return `${escapeName(field.name)}: ${typeName(resolve, field.type)}`;
        });
        return;
      case 'variant':
        this.#block(`variant ${name}`, kind.cases, (item) => {
          const payload = item.type === null ? '' : `(${typeName(resolve, item.type)})`;
          return `${escapeName(item.name)}${payload}`;
        });
        return;
      case 'enum':
        this.#block(`enum ${name}`, kind.cases, (item) => escapeName(item.name));
        return;
      case 'flags':
        this.#block(`flags ${name}`, kind.flags, (flag) => escapeName(flag.name));
        return;
      default:
        out.line(`type ${name} = ${structureText(resolve, kind)};`);
    }
  }

  #resource(name: string, functions: readonly WitFunction[]): void {
    const { out } = this;
    out.put(`resource ${name}`);
    if (functions.length === 0) {
      out.line(';');
      return;
    }
    out.open();
    for (const fn of functions) {
      this.#attributes(fn.docs, fn.stability, fn.externalId);
      out.line(`${functionDeclaration(this.resolve, fn)};`);
    }
    out.close();
  }

  #block<T extends { docs?: string }>(
    head: string,
    items: readonly T[],
    text: (item: T) => string,
  ): void {
    const { out } = this;
    out.put(head);
    out.open();
    for (const item of items) {
      if (this.withDocs) printDocs(out, item.docs);
      out.line(`${text(item)},`);
    }
    out.close();
  }

  #attributes(
    docs: string | undefined,
    stability: TypeDef['stability'],
    externalId: string | undefined,
  ): void {
    if (this.withDocs) printDocs(this.out, docs);
    printStability(this.out, stability);
    printExternalId(this.out, externalId);
  }

  #type(id: TypeId): TypeDef {
    const type = this.resolve.types[id];
    if (type === undefined) throw new Error(`there is no type ${id} in this model`);
    return type;
  }
}
