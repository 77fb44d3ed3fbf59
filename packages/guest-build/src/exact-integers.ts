/**
 * 64-bit integers that lose nothing in components made by componentize-qjs.
 *
 * Its run time gives them to JavaScript as numbers, which are exact to 53 bits. It is linked with the code that knows the
 * world through four core functions, `wit_dylib_push_u64` and its likes. A small module takes their place and hands the
 * integers over as text, `0x` and 16 digits, by the functions for strings; the adapter knows them by that.
 */
import {
  type CanonDefinition,
  type CanonOption,
  type ComponentNode,
  type CoreInlineExport,
  definedSort,
  type Definition,
  NOWHERE,
  readComponent,
  type Section,
  type SectionKind,
  type SortIndex,
  writeComponent,
} from '@wit-ts/component';
import { EXACT_INTEGERS_MODULE } from './exact-integers-module.js';

/** What each function is replaced by. */
const REPLACED: ReadonlyMap<string, 'push' | 'pop'> = new Map([
  ['wit_dylib_push_u64', 'push'],
  ['wit_dylib_push_s64', 'push'],
  ['wit_dylib_pop_u64', 'pop'],
  ['wit_dylib_pop_s64', 'pop'],
]);

/**
 * @returns the component, in which 64-bit integers arrive in JavaScript as text
 * @throws Error where it is not linked as componentize-qjs 0.4.5 links
 */
export function withExactIntegers(bytes: Uint8Array): Uint8Array {
  const { component, diagnostics } = readComponent(bytes, { name: 'component' });
  if (component === undefined) throw new Error(diagnostics[0]?.message ?? 'not a component');
  const changed = change(component);
  if (changed === undefined) {
    throw new Error('the component is not linked as those that componentize-qjs 0.4.5 makes');
  }
  return writeComponent(changed);
}

/** The component with the module in it, or in the nested one that has the run time. */
function change(component: ComponentNode): ComponentNode | undefined {
  const at = component.definitions.findIndex(isEnvironment);
  if (at !== -1) return insertModule(component, at);
  for (const [index, definition] of component.definitions.entries()) {
    if (definition.kind !== 'component') continue;
    const inner = change(definition.component);
    if (inner === undefined) continue;
    return {
      ...component,
      definitions: component.definitions.with(index, { ...definition, component: inner }),
    };
  }
  return undefined;
}

/** Whether this is the instance from which the code that knows the world takes its functions. */
function isEnvironment(definition: Definition): boolean {
  return (
    definition.kind === 'core-instance' &&
    definition.expr.kind === 'exports' &&
    definition.expr.exports.some(({ name }) => name === 'wit_dylib_push_u64')
  );
}

function insertModule(component: ComponentNode, at: number): ComponentNode | undefined {
  const { definitions } = component;
  const before = definitions.slice(0, at);
  const count = (sort: string): number =>
    before.filter((definition) => definedSort(definition) === sort).length;
  const aliases = before.filter((definition) => definition.kind === 'alias');
  const memory = aliases.find(
    ({ sort, target }) =>
      sort === 'core-memory' && target.kind === 'core-export' && target.name === 'memory',
  );
  const push = aliases.find(
    ({ target }) => target.kind === 'core-export' && target.name === 'wit_dylib_push_u64',
  );
  if (memory?.target.kind !== 'core-export' || push?.target.kind !== 'core-export')
    return undefined;
  const module = count('core-module');
  const instance = count('core-instance');
  const size = component.bytes.length;
  const added: Definition[] = [
    { kind: 'core-module', start: size, end: size + EXACT_INTEGERS_MODULE.length },
    {
      kind: 'core-instance',
      ...NOWHERE,
      expr: {
        kind: 'instantiate',
        module,
        args: [
          { name: 'main', instance: memory.target.instance },
          { name: 'runtime', instance: push.target.instance },
        ],
      },
    },
    coreAlias(instance, 'push'),
    coreAlias(instance, 'pop'),
  ];
  const first = count('core-func');
  const places = { push: first, pop: first + 1 };
  const shift = new Shift(module, instance, first);
  const after = definitions
    .slice(at)
    .map((definition) => replaced(shift.definition(definition), places));
  const bytes = new Uint8Array(size + EXACT_INTEGERS_MODULE.length);
  bytes.set(component.bytes);
  bytes.set(EXACT_INTEGERS_MODULE, size);
  const all = [...before, ...added, ...after];
  return { ...component, bytes, definitions: all, sections: sectionsOf(all) };
}

function coreAlias(instance: number, name: string): Definition {
  const target = { kind: 'core-export', instance, name } as const;
  return { kind: 'alias', ...NOWHERE, sort: 'core-func', target };
}

/** The instance of functions with ours in it. */
function replaced(definition: Definition, places: Record<'push' | 'pop', number>): Definition {
  if (!isEnvironment(definition) || definition.kind !== 'core-instance') return definition;
  const { expr } = definition;
  if (expr.kind !== 'exports') return definition;
  const exports = expr.exports.map((item): CoreInlineExport => {
    const by = REPLACED.get(item.name);
    return by === undefined ? item : { ...item, item: { ...item.item, index: places[by] } };
  });
  return { ...definition, expr: { ...expr, exports } };
}

/** Indices behind the place where one core module, one core instance and two core functions were put in. */
class Shift {
  constructor(
    readonly module: number,
    readonly instance: number,
    readonly func: number,
  ) {}

  definition(definition: Definition): Definition {
    switch (definition.kind) {
      case 'core-instance': {
        const { expr } = definition;
        if (expr.kind === 'exports') {
          const exports = expr.exports.map((each) => ({ ...each, item: this.#item(each.item) }));
          return { ...definition, expr: { ...expr, exports } };
        }
        const args = expr.args.map((arg) => ({ ...arg, instance: this.#instance(arg.instance) }));
        const module = expr.module < this.module ? expr.module : expr.module + 1;
        return { ...definition, expr: { ...expr, module, args } };
      }
      case 'alias': {
        const { target } = definition;
        if (target.kind !== 'core-export') return definition;
        return { ...definition, target: { ...target, instance: this.#instance(target.instance) } };
      }
      case 'canon':
        return { ...definition, canon: this.#canon(definition.canon) };
      case 'type': {
        const { type } = definition;
        if (type.kind !== 'resource' || type.destructor === undefined) return definition;
        return { ...definition, type: { ...type, destructor: this.#func(type.destructor) } };
      }
      default:
        return definition;
    }
  }

  #instance(index: number): number {
    return index < this.instance ? index : index + 1;
  }

  #func(index: number): number {
    return index < this.func ? index : index + 2;
  }

  #item(item: SortIndex): SortIndex {
    return item.sort === 'core-func' ? { ...item, index: this.#func(item.index) } : item;
  }

  #canon(canon: CanonDefinition['canon']): CanonDefinition['canon'] {
    if (!('options' in canon)) return canon;
    const options = canon.options.map((option): CanonOption => {
      switch (option.kind) {
        case 'realloc':
        case 'post-return':
        case 'callback':
          return { ...option, index: this.#func(option.index) };
        default:
          return option;
      }
    });
    if (canon.kind === 'lift') return { ...canon, coreFunc: this.#func(canon.coreFunc), options };
    return { ...canon, options };
  }
}

/** Sections for the definitions: neighbours of a kind share one. */
function sectionsOf(definitions: readonly Definition[]): Section[] {
  const sections: Section[] = [];
  let first = 0;
  while (first < definitions.length) {
    const kind = sectionOf(definitions[first]);
    let end = first + 1;
    if (isList(kind)) {
      while (end < definitions.length && sectionOf(definitions[end]) === kind) end += 1;
    }
    sections.push({ kind, ...NOWHERE, contentStart: 0, first, count: end - first });
    first = end;
  }
  return sections;
}

function sectionOf(definition: Definition | undefined): SectionKind {
  if (definition === undefined) throw new Error('no definition');
  return definition.kind;
}

function isList(kind: SectionKind): boolean {
  return kind !== 'custom' && kind !== 'core-module' && kind !== 'component' && kind !== 'start';
}
