import type { Ast, Name } from '../ast/ast.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { spanOf } from '../ast/ast.js';
import type { InterfaceId, TypeId, WorldId } from '../model/resolve.js';

/** What a name in a text stands for; `Origins` tells where that was defined. */
export type SymbolTarget =
  | { kind: 'type'; id: TypeId }
  | { kind: 'interface'; id: InterfaceId }
  | { kind: 'world'; id: WorldId };

/** A name and what it stands for. */
export interface SymbolReference {
  span: Span;
  target: SymbolTarget;
}

/** A reference with its id in the arena of the package that it stands in. */
export interface PendingReference {
  ast: Ast;
  name: Name;
  kind: SymbolTarget['kind'];
  id: number;
}

/** The names of all texts of a run that stand for a type, interface or world; names of definitions are not among them. */
export class SymbolTable {
  readonly #byFile = new Map<string, Map<number, SymbolReference>>();

  /** Takes in what one package refers to; `idOf` gives the final ids, or a negative number for what was left out. */
  add(pending: readonly PendingReference[], idOf: (one: PendingReference) => number): void {
    for (const one of pending) {
      const id = idOf(one);
      if (id < 0) continue;
      const span = spanOf(one.ast, one.name);
      const file = this.#byFile.get(span.file) ?? new Map<number, SymbolReference>();
      this.#byFile.set(span.file, file);
      file.set(span.start, { span, target: { kind: one.kind, id } });
    }
  }

  /** The references of a file in the order of the text. */
  inFile(file: string): SymbolReference[] {
    const references = [...(this.#byFile.get(file)?.values() ?? [])];
    return references.toSorted((a, b) => a.span.start - b.span.start);
  }

  /** The reference that covers an offset, its end included, as a cursor behind a name means the name. */
  at(file: string, offset: number): SymbolReference | undefined {
    return this.inFile(file).find(({ span }) => span.start <= offset && offset <= span.end);
  }

  /** All references to a thing, by file and place. */
  to(target: SymbolTarget): SymbolReference[] {
    return [...this.#byFile.keys()].flatMap((file) =>
      this.inFile(file).filter(
        ({ target: { kind, id } }) => kind === target.kind && id === target.id,
      ),
    );
  }
}
