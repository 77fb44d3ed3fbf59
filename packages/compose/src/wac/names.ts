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
  private readonly leftOut = new Map<string, string>();

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

  /** Notes that a name is not there because a feature is not enabled. */
  leaveOut(name: string, feature: string): void {
    this.leftOut.set(name, feature);
  }

  find(name: string): Binding | undefined {
    return this.bindings.get(name);
  }

  binding(name: wac.Name): Binding {
    const found = this.bindings.get(name.text);
    const feature = found === undefined ? this.leftOut.get(name.text) : undefined;
    if (feature !== undefined) {
      throw new WacError(wacMessages.unstable(name.text, feature, this.span(name)));
    }
    if (found === undefined) {
      throw new WacError(wacMessages.undefinedName(name.text, this.span(name)));
    }
    if (found.broken === true) throw BROKEN;
    return found;
  }

  private has(name: string): boolean {
    return this.bindings.has(name) || this.leftOut.has(name);
  }

  /** A name of this place, or else of the document. */
  bindingAround(name: wac.Name): Binding {
    if (this.root === undefined || this.has(name.text)) return this.binding(name);
    return this.root.binding(name);
  }
}
