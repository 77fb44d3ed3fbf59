import type { Ast, InterfaceItem, Name, TypeItem, WorldItem } from '../ast/ast.js';
import { spanOf } from '../ast/ast.js';
import { forEachTypeName } from '../ast/type-names.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { TypeOwner } from '../model/resolve.js';
import { BROKEN, type PackageState, type Scope } from './package-state.js';
import { toposort } from './toposort.js';

/** An item of the body of an interface or a world. */
export type BodyItem = InterfaceItem | WorldItem;

/** Where a name is defined. */
interface Place {
  item: BodyItem;
  name: Name;
}

/**
 * The interface or world whose types are being resolved: where its names are, and what is told about one that is missing.
 */
export class TypeScope implements Scope {
  readonly names = new Map<string, number>();
  incomplete: boolean;
  readonly state: PackageState;
  readonly ast: Ast;
  readonly file: number;
  readonly owner: TypeOwner;
  readonly items: readonly BodyItem[];
  /** The definitions of types are being resolved, whose missing names were reported when they were ordered. */
  #quiet = false;
  /** Offset of the `{` of the body, -1 where it is missing. */
  readonly #open: number;
  #places: Map<string, Place[]> | undefined;

  constructor(
    state: PackageState,
    ast: Ast,
    file: number,
    owner: TypeOwner,
    body: { items: readonly BodyItem[]; damaged: boolean; open: number },
  ) {
    this.state = state;
    this.ast = ast;
    this.file = file;
    this.owner = owner;
    this.items = body.items;
    this.#open = body.open;
    this.incomplete =
      body.damaged || body.items.some((item) => item.kind === 'use' && item.damaged);
  }

  /** Gives a name its meaning; one that has a meaning already is reported. */
  define(name: Name, entry: number): boolean {
    if (!this.names.has(name.text)) {
      this.names.set(name.text, entry);
      return true;
    }
    this.reportDuplicate(name);
    return false;
  }

  reportDuplicate(name: Name): void {
    this.state.damaged = true;
    const first = this.#placesOf(name.text).find((place) => place.name !== name)?.name;
    const span = spanOf(this.ast, name);
    this.state.reporter.report(
      messages.duplicateName(name.text, span, first && spanOf(this.ast, first)),
    );
  }

  /** Where a name is defined first in the text. */
  placeOf(name: string): Name | undefined {
    return this.#placesOf(name)[0]?.name;
  }

  /** The first two places where a name is defined. */
  #placesOf(name: string): readonly Place[] {
    if (this.#places === undefined) {
      this.#places = new Map();
      for (const item of this.items) {
        for (const place of namesOf(item)) {
          const known = this.#places.get(place.text);
          if (known === undefined) this.#places.set(place.text, [{ item, name: place }]);
          else if (known.length === 1) known.push({ item, name: place });
        }
      }
    }
    return this.#places.get(name) ?? [];
  }

  /** The id of a type by its name; `undefined`, with a report where there is none yet, for a name that leads to none. */
  typeNamed(name: Name): number | undefined {
    const entry = this.names.get(name.text);
    if (entry !== undefined && entry >= 0) {
      this.state.references?.push({ ast: this.ast, name, kind: 'type', id: entry });
      return entry;
    }
    if (entry === BROKEN || this.#quiet) return undefined;
    this.state.damaged = true;
    if (entry === undefined) this.reportMissing(name);
    else this.state.reporter.report(messages.functionAsType(name.text, spanOf(this.ast, name)));
    return undefined;
  }

  reportMissing(name: Name): void {
    this.state.damaged = true;
    if (this.incomplete) return;
    if (this.#placesOf(name.text)[0]?.item.kind === 'function') {
      this.state.reporter.report(messages.functionAsType(name.text, spanOf(this.ast, name)));
      return;
    }
    const span = spanOf(this.ast, name);
    const elsewhere = this.state.interfaceWithType(name.text);
    if (elsewhere !== undefined) {
      const at = this.#open === -1 ? undefined : this.#open + 1;
      const place = at === undefined ? undefined : { file: this.ast.file, start: at, end: at };
      this.state.reporter.report(
        messages.unusedType(name.text, span, elsewhere.name, elsewhere.span, place),
      );
      return;
    }
    const close = this.state.reporter.suggester.closest(name.text, this.#typeNames());
    this.state.reporter.report(messages.unknownType(name.text, span, close));
  }

  /**
   * The definitions of types in an order in which each stands behind those that it names; reports names that nothing has, names
   * that are defined twice, and types that contain themselves, which are left out.
   */
  orderTypes(): TypeItem[] {
    const nodes = new Map<string, number>();
    const definitions: (TypeItem | undefined)[] = [];
    let sorted = true;
    for (const item of this.items) {
      if (item.kind === 'use') {
        for (const { name, alias } of item.names) {
          const { text } = alias ?? name;
          const known = nodes.get(text);
          if (known === undefined) nodes.set(text, definitions.push(undefined) - 1);
          else {
            // A definition before a `use` of the same name is silently replaced by it; a warning tells.
            definitions[known] = undefined;
            sorted = false;
          }
        }
      } else if (isTypeItem(item)) {
        if (nodes.has(item.name.text)) {
          this.reportDuplicate(item.name);
          continue;
        }
        const node = definitions.push(item) - 1;
        nodes.set(item.name.text, node);
        sorted &&= isSorted(item, nodes, node);
      }
    }
    return (sorted ? definitions : this.#sortTypes(nodes, definitions)).filter(isPresent);
  }

  /** Runs a function during which missing names are not reported again. */
  quietly(resolve: () => void): void {
    this.#quiet = true;
    resolve();
    this.#quiet = false;
  }

  #sortTypes(
    nodes: Map<string, number>,
    definitions: (TypeItem | undefined)[],
  ): (TypeItem | undefined)[] {
    const edges: Name[][] = [];
    const targets: number[][] = [];
    for (const definition of definitions) {
      const names: Name[] = [];
      const list: number[] = [];
      if (definition !== undefined) {
        forEachName(definition, (name) => {
          const target = nodes.get(name.text);
          if (target === undefined) {
            this.reportMissing(name);
            return;
          }
          names.push(name);
          list.push(target);
        });
      }
      edges.push(names);
      targets.push(list);
    }
    const { order, cycles } = toposort(targets);
    for (const cycle of cycles) {
      const edge = edges[cycle.node]?.[cycle.edge];
      const path = cycle.nodes.flatMap((node) => definitions[node] ?? []);
      if (edge === undefined) continue;
      this.state.damaged = true;
      const related = path.map(({ name }) => ({ name: name.text, span: spanOf(this.ast, name) }));
      this.state.reporter.report(messages.typeCycle(edge.text, spanOf(this.ast, edge), related));
    }
    if (cycles.length > 0) {
      const ordered = new Set(order);
      for (const [node, definition] of definitions.entries()) {
        if (definition !== undefined && !ordered.has(node)) {
          this.names.set(definition.name.text, BROKEN);
        }
      }
    }
    return order.map((node) => definitions[node]);
  }

  /** Lazily, so that a scope with very many mistakes costs no more than the suggester allows. */
  *#typeNames(): Generator<string | undefined> {
    for (const [name, entry] of this.names) yield entry === -1 ? undefined : name;
    for (const item of this.items) yield isTypeItem(item) ? item.name.text : undefined;
    yield* BUILT_IN;
  }
}

/** Built-in types that somebody may have meant; those of one letter and some digits are too alike to guess. */
const BUILT_IN = [
  'string',
  'bool',
  'char',
  'list',
  'option',
  'result',
  'tuple',
  'future',
  'stream',
  'error-context',
];

function isPresent(item: TypeItem | undefined): item is TypeItem {
  return item !== undefined;
}

export function isTypeItem(item: BodyItem): item is TypeItem {
  switch (item.kind) {
    case 'type':
    case 'record':
    case 'flags':
    case 'variant':
    case 'enum':
    case 'resource':
      return true;
    case 'use':
    case 'function':
    case 'include':
    case 'import':
    case 'export':
      return false;
  }
}

function namesOf(item: BodyItem): Name[] {
  if (item.kind === 'use') return item.names.map(({ name, alias }) => alias ?? name);
  return item.kind === 'function' || isTypeItem(item) ? [item.name] : [];
}

function isSorted(item: TypeItem, nodes: Map<string, number>, node: number): boolean {
  let sorted = true;
  forEachName(item, (name) => {
    const target = nodes.get(name.text);
    if (target === undefined || target >= node) sorted = false;
  });
  return sorted;
}

/** Calls back for each name of a type in a definition, in the order of the text. The functions of a resource do not count. */
function forEachName(item: TypeItem, callback: (name: Name) => void): void {
  switch (item.kind) {
    case 'type':
      forEachTypeName(item.type, callback);
      break;
    case 'record':
      for (const field of item.items) forEachTypeName(field.type, callback);
      break;
    case 'variant':
      for (const { type } of item.items) if (type !== undefined) forEachTypeName(type, callback);
      break;
    case 'flags':
    case 'enum':
    case 'resource':
      break;
  }
}
