import type { Node } from '../ast/ast.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { InterfaceId, PackageId, TypeId, WorldId } from '../model/resolve.js';
import { nameNode } from './type-node.js';

/** A node of a syntax tree and the file that it is part of. */
export interface Site {
  ast: { file: string };
  node: Node;
}

export function spanOfSite(site: Site): Span {
  return { file: site.ast.file, start: site.node.start, end: site.node.end };
}

/** Sites by id, filled while packages are appended; ids that came from a binary have none. */
class SiteTable {
  readonly #asts: ({ file: string } | undefined)[] = [];
  readonly #nodes: (Node | undefined)[] = [];

  set(id: number, ast: { file: string }, node: Node): void {
    while (this.#asts.length <= id) {
      this.#asts.push(undefined);
      this.#nodes.push(undefined);
    }
    this.#asts[id] = ast;
    this.#nodes[id] = node;
  }

  /** Forgets the ids from this one on. */
  truncate(length: number): void {
    if (this.#asts.length <= length) return;
    this.#asts.length = length;
    this.#nodes.length = length;
  }

  site(id: number): Site | undefined {
    const ast = this.#asts[id];
    const node = this.#nodes[id];
    return ast === undefined || node === undefined ? undefined : { ast, node };
  }
}

/**
 * Where the things of a `Resolve` were defined, for diagnostics of later stages and for editors. Anonymous types lead to
 * their first use; what was decoded from a binary, and the handles that the resolver makes itself, have no place.
 */
export class Origins {
  /** The whole definitions; {@link ofType} tells the names. */
  readonly types = new SiteTable();
  readonly interfaces = new SiteTable();
  readonly worlds = new SiteTable();
  readonly packages = new SiteTable();

  ofType(id: TypeId): Span | undefined {
    const site = this.types.site(id);
    return site && spanOfSite({ ast: site.ast, node: nameNode(site.node) });
  }

  /** The name of an interface, or the label of an inline one. */
  ofInterface(id: InterfaceId): Span | undefined {
    return spanOf(this.interfaces.site(id));
  }

  ofWorld(id: WorldId): Span | undefined {
    return spanOf(this.worlds.site(id));
  }

  /** The name in the package's header. */
  ofPackage(id: PackageId): Span | undefined {
    return spanOf(this.packages.site(id));
  }
}

function spanOf(site: Site | undefined): Span | undefined {
  return site === undefined ? undefined : spanOfSite(site);
}
