/**
 * What componentize-qjs 0.4.5 does wrong between its run time and the code that knows the world, put right.
 *
 * The two are core modules, linked through the instance `env` of functions `wit_dylib_…`. Small modules take the place of
 * some of them:
 *
 * - 64-bit integers reach JavaScript as numbers, which are exact to 53 bits. `exact-integers.wat` hands them over as text,
 *   `0x` and 16 digits, by the functions for strings; the adapter knows them by that.
 * - An owned handle of an exported resource is taken for the representation of its object, and never dropped; and nothing
 *   tells JavaScript when an object is dropped from outside. `owned-resources.wat` does both, by way of the function
 *   {@link DISPOSE} that the adapter exports.
 * - A borrowed handle of an imported resource is dropped in `post-return`, where it is too late.
 *   `borrowed-resources.wat` drops it when the function ends.
 */
import {
  type AliasDefinition,
  type CanonDefinition,
  type CanonOption,
  type ComponentNode,
  type CoreInlineExport,
  type CoreInstanceDefinition,
  definedSort,
  type Definition,
  NOWHERE,
  readComponent,
  readModuleType,
  type Section,
  type SortIndex,
  writeComponent,
} from '@wit-ts/component';
import {
  BORROWED_RESOURCES_MODULE,
  EXACT_INTEGERS_MODULE,
  OWNED_RESOURCES_MODULE,
} from './core-modules.js';

/** The export that takes an object to its end; it is the first of the world that is built. */
export const DISPOSE = 'wit-ts-dispose';
const DISPOSE_INDEX = 0;

export interface LinkFixes {
  /** The world has 64-bit integers. */
  readonly integers: boolean;
  /** The world exports resources, and {@link DISPOSE} first of all. */
  readonly resources: boolean;
  /** Exported functions take borrowed handles of imported resources. */
  readonly borrows: boolean;
}

/** @throws Error where the component is not linked as componentize-qjs 0.4.5 links */
export function withLinkFixes(bytes: Uint8Array, fixes: LinkFixes): Uint8Array {
  if (!fixes.integers && !fixes.resources && !fixes.borrows) return bytes;
  const { component, diagnostics } = readComponent(bytes, { name: 'component' });
  if (component === undefined) throw new Error(diagnostics[0]?.message ?? 'not a component');
  const changed = change(component, fixes);
  if (changed === undefined) {
    throw new Error('the component is not linked as those that componentize-qjs 0.4.5 makes');
  }
  return writeComponent(changed);
}

/** The component with the modules in it, or in the nested one that has the run time. */
function change(component: ComponentNode, fixes: LinkFixes): ComponentNode | undefined {
  const linked = findLink(component);
  if (linked !== undefined) return new Relink(component, linked, fixes).result();
  for (const [index, definition] of component.definitions.entries()) {
    if (definition.kind !== 'component') continue;
    const inner = change(definition.component, fixes);
    if (inner === undefined) continue;
    const definitions = component.definitions.with(index, { ...definition, component: inner });
    return { ...component, definitions };
  }
  return undefined;
}

interface Link {
  /** The instantiation of the code that knows the world. */
  readonly at: number;
  readonly module: number;
  readonly args: ReadonlyMap<string, number>;
  readonly runtime: number;
  readonly main: number;
}

function findLink({ definitions }: ComponentNode): Link | undefined {
  const instances = definitions.filter((each) => each.kind === 'core-instance');
  const aliases = definitions.filter((each) => each.kind === 'alias');
  const from = (name: string, sort: string): number | undefined =>
    aliases.map((each) => coreExport(each, name, sort)).find((instance) => instance !== undefined);
  const runtime = from('wit_dylib_push_u64', 'core-func');
  const main = from('memory', 'core-memory');
  if (runtime === undefined || main === undefined) return undefined;
  for (const [at, definition] of definitions.entries()) {
    if (definition.kind !== 'core-instance' || definition.expr.kind !== 'instantiate') continue;
    const { module, args } = definition.expr;
    const byName = new Map(args.map(({ name, instance }) => [name, instance]));
    const env = instances[byName.get('env') ?? -1]?.expr;
    if (env?.kind !== 'exports') continue;
    if (!env.exports.some(({ name }) => name === 'wit_dylib_push_u64')) continue;
    return { at, module, args: byName, runtime, main };
  }
  return undefined;
}

/** The instance that the alias takes the export of this name from. */
function coreExport(
  { sort, target }: AliasDefinition,
  name: string,
  of: string,
): number | undefined {
  const fits = sort === of && target.kind === 'core-export' && target.name === name;
  return fits ? target.instance : undefined;
}

class Relink {
  readonly #component: ComponentNode;
  readonly #link: Link;
  readonly #added: Definition[] = [];
  readonly #parts: Uint8Array[] = [];
  #size: number;
  /** Functions that are replaced, by the instance that gives them, and by what. */
  readonly #replaced = new Map<string, Map<string, number>>();
  readonly #counts = { 'core-module': 0, 'core-instance': 0, 'core-func': 0 };
  readonly #first: Readonly<Record<'core-module' | 'core-instance' | 'core-func', number>>;

  constructor(component: ComponentNode, link: Link, fixes: LinkFixes) {
    this.#component = component;
    this.#link = link;
    this.#size = component.bytes.length;
    for (const definition of component.definitions.slice(0, link.at)) {
      const sort = definedSort(definition);
      if (sort !== undefined && sort in this.#counts) this.#counts[sort as 'core-func'] += 1;
    }
    this.#first = { ...this.#counts };
    if (fixes.integers) this.#integers();
    if (fixes.resources) this.#resources();
    if (fixes.borrows) this.#borrows();
  }

  result(): ComponentNode {
    const { at, args } = this.#link;
    const { definitions, bytes } = this.#component;
    const instances = new Map<string, number>();
    for (const [from, functions] of this.#replaced) {
      const exports = this.#exportsOf(args.get(from)).map((each) => {
        const by = functions.get(each.name);
        return by === undefined ? each : { ...each, item: { ...each.item, index: by } };
      });
      instances.set(from, this.#instance({ kind: 'exports', exports }));
    }
    const all = [...definitions.slice(0, at), ...this.#added];
    for (const definition of definitions.slice(at)) {
      const isLink = definition === definitions[at] && definition.kind === 'core-instance';
      all.push(isLink ? withInstances(definition, instances) : this.#shifted(definition));
    }
    const joined = new Uint8Array(this.#size);
    joined.set(bytes);
    let end = bytes.length;
    for (const part of this.#parts) {
      joined.set(part, end);
      end += part.length;
    }
    return { ...this.#component, bytes: joined, definitions: all, sections: sectionsOf(all) };
  }

  #integers(): void {
    const { main, runtime } = this.#link;
    const module = this.#module(EXACT_INTEGERS_MODULE);
    const args = [
      { name: 'main', instance: main },
      { name: 'runtime', instance: runtime },
    ];
    const instance = this.#instance({ kind: 'instantiate', module, args });
    const push = this.#alias(instance, 'push');
    const pop = this.#alias(instance, 'pop');
    for (const type of ['u64', 's64']) {
      this.#replace('env', `wit_dylib_push_${type}`, push);
      this.#replace('env', `wit_dylib_pop_${type}`, pop);
    }
  }

  #resources(): void {
    const { runtime } = this.#link;
    let next = runtime;
    for (const { number, from, name, drop } of this.#resourcesOfWorld()) {
      if (!from.startsWith('[export]')) continue;
      const rep = this.#function(from, name.replace('[resource-drop]', '[resource-rep]'));
      const module = this.#module(ownedModule(number));
      const exports: CoreInlineExport[] = [
        { name: 'rep', item: rep },
        { name: 'drop', item: drop },
      ];
      const resource = this.#instance({ kind: 'exports', exports });
      const args = [
        { name: 'next', instance: next },
        { name: 'runtime', instance: runtime },
        { name: 'resource', instance: resource },
      ];
      next = this.#instance({ kind: 'instantiate', module, args });
    }
    if (next === runtime) return;
    for (const name of ['wit_dylib_push_own', 'wit_dylib_resource_dtor']) {
      this.#replace('env', name, this.#alias(next, name));
    }
  }

  #borrows(): void {
    const { runtime } = this.#link;
    let next = runtime;
    const resources = this.#resourcesOfWorld().filter((each) => !isExported(each));
    // Resources that the world imports by itself may stand anywhere between the others.
    const isOrdered =
      new Set(resources.map(({ from }) => from)).size === 1 ||
      resources.every(({ from }) => from !== '$root');
    if (!isOrdered) return;
    for (const { number, from, name, drop } of resources) {
      const module = this.#module(borrowedModule(number));
      const exports = [{ name: 'drop', item: drop }];
      const resource = this.#instance({ kind: 'exports', exports });
      const args = [
        { name: 'next', instance: next },
        { name: 'resource', instance: resource },
      ];
      next = this.#instance({ kind: 'instantiate', module, args });
      this.#replace(from, name, this.#alias(next, 'drop'));
    }
    if (next === runtime) return;
    for (const name of ['wit_dylib_push_borrow', 'wit_dylib_export_call']) {
      this.#replace('env', name, this.#alias(next, name));
    }
  }

  #replace(from: string, name: string, by: number): void {
    let functions = this.#replaced.get(from);
    if (functions === undefined) this.#replaced.set(from, (functions = new Map()));
    functions.set(name, by);
  }

  /**
   * All resources with the numbers that the run time knows them by: first the imported ones, then the exported ones in the
   * order of the world. Each has a `[resource-drop]`.
   */
  #resourcesOfWorld(): { number: number; from: string; name: string; drop: SortIndex }[] {
    const { definitions, bytes } = this.#component;
    const code = definitions.filter((each) => each.kind === 'core-module')[this.#link.module];
    if (code === undefined) throw new Error(`there is no core module ${this.#link.module}`);
    const { imports } = readModuleType(bytes, code.start, code.end);
    const drops = [...imports].flatMap(([from, items]) =>
      [...items.keys()].flatMap((name) =>
        name.startsWith('[resource-drop]') ? [{ from, name }] : [],
      ),
    );
    const ordered = [...drops.filter((each) => !isExported(each)), ...drops.filter(isExported)];
    return ordered.map(({ from, name }, number) => ({
      number,
      from,
      name,
      drop: this.#function(from, name),
    }));
  }

  /** What an argument of the code that knows the world exports. */
  #exportsOf(instance: number | undefined): readonly CoreInlineExport[] {
    const instances = this.#component.definitions.filter((each) => each.kind === 'core-instance');
    const { expr } = instances[instance ?? -1] ?? {};
    return expr?.kind === 'exports' ? expr.exports : [];
  }

  #function(from: string, name: string): SortIndex {
    const found = this.#exportsOf(this.#link.args.get(from)).find((each) => each.name === name);
    if (found === undefined) throw new Error(`${from} has no ${name}`);
    return found.item;
  }

  #module(bytes: Uint8Array): number {
    this.#added.push({ kind: 'core-module', start: this.#size, end: this.#size + bytes.length });
    this.#parts.push(bytes);
    this.#size += bytes.length;
    return this.#counts['core-module']++;
  }

  #instance(expr: CoreInstanceDefinition['expr']): number {
    this.#added.push({ kind: 'core-instance', ...NOWHERE, expr });
    return this.#counts['core-instance']++;
  }

  #alias(instance: number, name: string): number {
    const target = { kind: 'core-export', instance, name } as const;
    this.#added.push({ kind: 'alias', ...NOWHERE, sort: 'core-func', target });
    return this.#counts['core-func']++;
  }

  /** A definition that comes later, with the indices that everything has now. */
  #shifted(definition: Definition): Definition {
    switch (definition.kind) {
      case 'core-instance': {
        const { expr } = definition;
        if (expr.kind === 'exports') {
          const exports = expr.exports.map((each) => ({ ...each, item: this.#item(each.item) }));
          return { ...definition, expr: { ...expr, exports } };
        }
        const args = expr.args.map((arg) => ({
          ...arg,
          instance: this.#index('core-instance', arg.instance),
        }));
        const module = this.#index('core-module', expr.module);
        return { ...definition, expr: { ...expr, module, args } };
      }
      case 'alias': {
        const { target } = definition;
        if (target.kind !== 'core-export') return definition;
        const instance = this.#index('core-instance', target.instance);
        return { ...definition, target: { ...target, instance } };
      }
      case 'canon':
        return { ...definition, canon: this.#canon(definition.canon) };
      case 'type': {
        const { type } = definition;
        if (type.kind !== 'resource' || type.destructor === undefined) return definition;
        const destructor = this.#index('core-func', type.destructor);
        return { ...definition, type: { ...type, destructor } };
      }
      default:
        return definition;
    }
  }

  #index(sort: 'core-module' | 'core-instance' | 'core-func', index: number): number {
    const first = this.#first[sort];
    return index < first ? index : index + this.#counts[sort] - first;
  }

  #item(item: SortIndex): SortIndex {
    return item.sort === 'core-func'
      ? { ...item, index: this.#index('core-func', item.index) }
      : item;
  }

  #canon(canon: CanonDefinition['canon']): CanonDefinition['canon'] {
    if (!('options' in canon)) return canon;
    const options = canon.options.map((option): CanonOption => {
      switch (option.kind) {
        case 'realloc':
        case 'post-return':
        case 'callback':
          return { ...option, index: this.#index('core-func', option.index) };
        default:
          return option;
      }
    });
    if (canon.kind !== 'lift') return { ...canon, options };
    return { ...canon, coreFunc: this.#index('core-func', canon.coreFunc), options };
  }
}

function isExported({ from }: { from: string }): boolean {
  return from.startsWith('[export]');
}

/** The same instantiation with other instances for some names. */
function withInstances(
  definition: CoreInstanceDefinition,
  instances: ReadonlyMap<string, number>,
): Definition {
  const { expr } = definition;
  if (expr.kind !== 'instantiate') return definition;
  const args = expr.args.map((arg) => ({
    ...arg,
    instance: instances.get(arg.name) ?? arg.instance,
  }));
  return { ...definition, expr: { ...expr, args } };
}

/** The module for the resource of this number: two constants of five bytes in it are replaced. */
function ownedModule(number: number): Uint8Array {
  const bytes = OWNED_RESOURCES_MODULE.slice();
  patch(bytes, 0xff, number);
  patch(bytes, 0xfe, DISPOSE_INDEX);
  return bytes;
}

function borrowedModule(number: number): Uint8Array {
  const bytes = BORROWED_RESOURCES_MODULE.slice();
  patch(bytes, 0xff, number);
  return bytes;
}

/** Replaces `i32.const 0x0fffffxx`, where xx is `low`. */
function patch(bytes: Uint8Array, low: number, value: number): void {
  const wanted = [0x41, low, 0xff, 0xff, 0xff, 0x00];
  const at = bytes.findIndex((_, start) => wanted.every((byte, i) => bytes[start + i] === byte));
  for (let i = 0; i < 5; i += 1) {
    const byte = Math.floor(value / 2 ** (7 * i)) & 0x7f;
    bytes[at + 1 + i] = i < 4 ? byte | 0x80 : byte;
  }
}

/** Sections for the definitions: neighbours of a kind share one. */
function sectionsOf(definitions: readonly Definition[]): Section[] {
  const sections: Section[] = [];
  let first = 0;
  while (first < definitions.length) {
    const kind = definitions[first]?.kind ?? 'custom';
    let end = first + 1;
    while (isList(kind) && definitions[end]?.kind === kind) end += 1;
    sections.push({ kind, ...NOWHERE, contentStart: 0, first, count: end - first });
    first = end;
  }
  return sections;
}

function isList(kind: Definition['kind']): boolean {
  return kind !== 'custom' && kind !== 'core-module' && kind !== 'component' && kind !== 'start';
}
