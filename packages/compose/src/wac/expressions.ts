/** Expressions: instances of components, and what they export. */
import {
  differenceText,
  type Entity,
  type ExternItem,
  externName,
  instanceOf,
  type Resource,
  Substitution,
  SubtypeChecker,
} from '@wit-ts/component';
import type { wac } from '@wit-ts/wac';
import type { Span } from '@wit-ts/wit-parser';
import { listFor, type Side, sidesOf } from '../explain/sides.js';
import { trackKey } from '../link/interface-name.js';
import { makePart } from '../part.js';
import type { Definitions } from './definitions.js';
import { wordOfItem } from './item-meaning.js';
import { WacError, wacMessages } from './messages.js';
import type { AliasItem, InstanceItem, Item, LoadedPackage } from './model.js';
import type { Names } from './names.js';
import { describesOnly, type Packages } from './packages.js';

interface Given {
  item: Item;
  span: Span;
}

export class Expressions {
  /** Resources of imports that `...` makes: the same name means the same resource, whoever asks for it. */
  private readonly implicit = new Map<string, Resource>();
  private readonly aliases = new Map<Item, Map<string, AliasItem>>();

  constructor(
    private readonly names: Names,
    private readonly packages: Packages,
    private readonly definitions: Definitions,
    /** Takes all instances in their order. */
    private readonly instances: InstanceItem[],
  ) {}

  evaluate({ primary, accesses }: wac.Expression): Item {
    let item: Item;
    switch (primary.kind) {
      case 'name':
        item = this.item(primary.name);
        break;
      case 'nested':
        item = this.evaluate(primary.expression);
        break;
      case 'new':
        item = this.instantiate(primary);
    }
    let place: wac.Node = primary;
    for (const access of accesses) {
      item = this.access(item, access, place);
      place = access;
    }
    return item;
  }

  private item(name: wac.Name): Item {
    const { item } = this.names.binding(name);
    if (item !== undefined) return item;
    throw new WacError(wacMessages.undefinedName(name.text, this.names.span(name)));
  }

  /** An export of an instance; there is one. */
  alias(of: Item, name: string): AliasItem {
    const known = this.aliases.get(of)?.get(name);
    if (known !== undefined) return known;
    const found = of.entity.kind === 'instance' ? of.entity.type.exports.get(name) : undefined;
    if (found === undefined) throw new Error(`the instance has no export ${name}`);
    const entity: Entity =
      found.entity.kind === 'type'
        ? { kind: 'type', referenced: found.entity.created, created: found.entity.created }
        : found.entity;
    const id = name.includes('/') ? name : undefined;
    const alias: AliasItem = { kind: 'alias', of, name, entity, id };
    const aliases = this.aliases.get(of) ?? new Map<string, AliasItem>();
    aliases.set(name, alias);
    this.aliases.set(of, aliases);
    return alias;
  }

  private access(item: Item, access: wac.Access, place: wac.Node): Item {
    const { entity } = item;
    if (entity.kind !== 'instance') {
      const span = this.names.span(place);
      throw new WacError(wacMessages.notInstance(wordOfItem(item), 'has exports', span));
    }
    const { exports } = entity.type;
    const name = access.kind === 'name' ? fullName(access.text, exports) : access.text;
    if (exports.has(name)) return this.alias(item, name);
    const known = listFor(name, [...exports.keys()]);
    throw new WacError(wacMessages.noExport(name, known, this.names.span(access)));
  }

  // ---- Instances -----------------------------------------------------------------------------------------------------

  private instantiate(expression: wac.NewExpression): InstanceItem {
    const { name, version } = expression.package;
    const span = this.names.span(expression.package);
    const loaded = this.packages.get(name, version?.text, span);
    if (describesOnly(loaded)) {
      const reason = 'it only describes interfaces and worlds, so it cannot be instantiated';
      throw new WacError(wacMessages.unreadablePackage(name, span, reason));
    }
    const given = this.arguments(expression, loaded);
    for (const [port, { span: at }] of given) {
      if (loaded.type.imports.has(port)) continue;
      const known = listFor(port, [...loaded.type.imports.keys()]);
      throw new WacError(wacMessages.noImport(port, name, known, at));
    }
    const open = expression.arguments.some(({ kind }) => kind === 'fill');
    for (const port of loaded.type.imports.keys()) {
      if (open || given.has(port)) continue;
      throw new WacError(wacMessages.missingArgument(port, name, span));
    }
    const instance = this.instanceOf(loaded, given, span);
    this.instances.push(instance);
    return instance;
  }

  private arguments(expression: wac.NewExpression, loaded: LoadedPackage): Map<string, Given> {
    const { imports } = loaded.type;
    const given = new Map<string, Given>();
    const add = (port: string, item: Item, place: wac.Node): void => {
      const span = this.names.span(place);
      if (given.has(port)) throw new WacError(wacMessages.duplicateArgument(port, span));
      given.set(port, { item, span });
    };
    for (const argument of expression.arguments) {
      if (argument.kind === 'named') {
        const { name, quoted } = argument;
        const item = this.evaluate(argument.expression);
        add(quoted ? name.text : fullName(name.text, imports), item, name);
      } else if (argument.kind === 'inferred') {
        const item = this.item(argument.name);
        add(inferredPort(item, argument.name.text, imports), item, argument.name);
      }
    }
    for (const argument of expression.arguments) {
      if (argument.kind === 'spread') this.spread(argument.name, loaded, given);
    }
    return given;
  }

  private spread(name: wac.Name, loaded: LoadedPackage, given: Map<string, Given>): void {
    const item = this.item(name);
    const span = this.names.span(name);
    if (item.entity.kind !== 'instance') {
      throw new WacError(wacMessages.notInstance(wordOfItem(item), 'can be spread', span));
    }
    const { exports } = item.entity.type;
    let found = false;
    for (const port of loaded.type.imports.keys()) {
      if (given.has(port) || !exports.has(port)) continue;
      given.set(port, { item: this.alias(item, port), span });
      found = true;
    }
    if (!found) throw new WacError(wacMessages.spreadNoMatch(loaded.name, span));
  }

  private instanceOf(
    { name, path, node, type }: LoadedPackage,
    given: ReadonlyMap<string, Given>,
    span: Span,
  ): InstanceItem {
    const shared = this.sharedResources(type.importedResources, given);
    const args = new Map<string, { entity: Entity }>();
    const substitution = new Substitution(shared);
    for (const [port, { entity }] of type.imports) {
      args.set(port, given.get(port)?.item ?? { entity: substitution.entity(entity) });
    }
    const checker = new SubtypeChecker();
    checker.open(args, type.imports, type.importedResources);
    for (const [port, { item, span: at }] of given) {
      const wanted = type.imports.get(port);
      const difference =
        wanted === undefined ? undefined : checker.entity(item.entity, wanted.entity);
      if (difference === undefined) continue;
      const text = differenceText(difference);
      const sides =
        wanted === undefined
          ? []
          : sidesOf(
              difference,
              { part: { name, path }, does: 'imports', item: wanted },
              this.sideOf(item, port, at),
            );
      throw new WacError(wacMessages.mismatchedArgument(port, name, text, at, sides));
    }
    const result = instanceOf(type, args, new Map(checker.bound), { owner: name });
    const items = new Map<string, Item>();
    for (const [port, { item }] of given) items.set(port, item);
    const index = this.instances.length + 1;
    return {
      kind: 'instance',
      entity: { kind: 'instance', type: result },
      id: undefined,
      part: makePart(index, name, path, node, type),
      arguments: items,
      component: name,
      span,
    };
  }

  /** Who gives an argument: the component that exports it, or the document. */
  private sideOf(item: Item, port: string, span: Span): Side {
    const name = item.kind === 'instance' ? port : item.name;
    const given = { name: externName(name), entity: item.entity, at: undefined };
    let current = item;
    while (current.kind === 'alias') current = current.of;
    if (current.kind === 'instance') {
      const { part, component } = current;
      return { part: { name: component, path: part.path }, does: 'exports', item: given };
    }
    const part = { name: span.file, path: span.file };
    return { part, does: 'imports', item: given, span };
  }

  private sharedResources(
    imported: ReadonlyMap<Resource, readonly string[]>,
    given: ReadonlyMap<string, Given>,
  ): Map<Resource, Resource> {
    const shared = new Map<Resource, Resource>();
    for (const [resource, path] of imported) {
      const [port = '', ...names] = path;
      if (given.has(port)) continue;
      // Imports of one semver track are one import of the result.
      const key = [trackKey(port), ...names].join('\n');
      const common = this.implicit.get(key) ?? this.definitions.resourceAt(path) ?? resource;
      this.implicit.set(key, common);
      shared.set(resource, common);
    }
    return shared;
  }
}

/** The only interface of a name among imports or exports, unless the name itself is there. */
function fullName(name: string, items: ReadonlyMap<string, ExternItem>): string {
  if (items.has(name)) return name;
  const found: string[] = [];
  for (const key of items.keys()) {
    const slash = key.lastIndexOf('/');
    if (slash >= 0 && key.slice(slash + 1).replace(/@.*$/, '') === name) found.push(key);
  }
  const [only, another] = found;
  return only === undefined || another !== undefined ? name : only;
}

/** The import that an argument without a name is for. */
function inferredPort(item: Item, name: string, imports: ReadonlyMap<string, ExternItem>): string {
  if (item.entity.kind === 'instance' && item.id !== undefined && imports.has(item.id)) {
    return item.id;
  }
  if ((item.kind === 'import' || item.kind === 'alias') && imports.has(item.name)) return item.name;
  return fullName(name, imports);
}
