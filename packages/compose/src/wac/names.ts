/** The names of a document, and of an interface or world in it. */
import type { wac } from '@wit-ts/wac';
import type { Span } from '@wit-ts/wit-parser';
import { WacError, wacMessages } from './messages.js';
import type { Binding } from './model.js';
import type { TypeNames } from './types.js';

/** Ends what depends on something whose mistake is reported already. */
export const BROKEN = new Error('reported already');

export class Names implements TypeNames {
  private readonly bindings = new Map<string, Binding>();

  constructor(
    private readonly file: string,
    /** The names of the document, seen from an interface or world in it. */
    readonly root?: Names,
  ) {}

  span({ start, end }: wac.Node): Span {
    return { file: this.file, start, end };
  }

  define(name: string, binding: Binding): void {
    this.bindings.set(name, binding);
  }

  find(name: string): Binding | undefined {
    return this.bindings.get(name);
  }

  binding(name: wac.Name): Binding {
    const found = this.bindings.get(name.text);
    if (found === undefined) {
      throw new WacError(wacMessages.undefinedName(name.text, this.span(name)));
    }
    if (found.broken === true) throw BROKEN;
    return found;
  }

  /** A name of this place, or else of the document. */
  bindingAround(name: wac.Name): Binding {
    if (this.root === undefined || this.bindings.has(name.text)) return this.binding(name);
    return this.root.binding(name);
  }
}
