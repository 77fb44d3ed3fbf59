/** What can be said about a document without the packages that it mentions: names and what stands twice. */
import type { Diagnostic, ast } from '@wit-ts/wit-parser';
import type {
  Argument,
  Expression,
  FunctionItemType,
  InnerTypeDefinition,
  InterfaceItem,
  ItemType,
  Name,
  Node,
  Path,
  Statement,
  WacDocument,
  WorldItem,
} from './ast.js';
import * as messages from './messages.js';
import { NameScope } from './name-scope.js';

/**
 * Checks names: each is defined before it is used, once in its scope, and nothing that has a name of its own stands twice in
 * a list. Kinds and types need the packages, so composing checks them.
 */
export function checkWac(document: WacDocument): Diagnostic[] {
  return new Checker(document).run();
}

class Checker {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly root = new NameScope(undefined);
  private scope = this.root;

  constructor(private readonly document: WacDocument) {}

  run(): Diagnostic[] {
    for (const statement of this.document.statements) this.statement(statement);
    return this.diagnostics;
  }

  private report(message: messages.Message, place: Node): void {
    const { start, end } = place;
    const span = { file: this.document.file, start, end };
    this.diagnostics.push({ severity: 'error', ...message, span });
  }

  // ---- Names ---------------------------------------------------------------------------------------------------------

  private define(name: Name): void {
    if (!this.scope.define(name.text)) this.report(messages.redefinedName(name.text), name);
  }

  private use(name: Name, scope: NameScope = this.scope): void {
    if (this.document.damaged || scope.knows(name.text)) return;
    this.report(messages.undefinedName(name.text, scope.nearest(name.text)), name);
  }

  private path(path: Path): void {
    if (path.kind === 'name') {
      this.use(path.name, this.root);
      return;
    }
    const own = this.document.directive?.package.name === path.package.name;
    const first = path.segments[0];
    if (own && first !== undefined) this.use(first, this.root);
  }

  private inner(action: () => void): void {
    const outer = this.scope;
    this.scope = new NameScope(this.root);
    action();
    this.scope = outer;
  }

  /** Reports the second entry of a name. */
  private distinct(names: readonly Name[], what: string, owner: string): void {
    const seen = new Set<string>();
    for (const name of names) {
      if (seen.has(name.text)) this.report(messages.duplicateEntry(what, name.text, owner), name);
      seen.add(name.text);
    }
  }

  // ---- Statements ----------------------------------------------------------------------------------------------------

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case 'import':
        this.itemType(statement.type, false);
        this.define(statement.name);
        return;
      case 'let':
        this.expression(statement.expression);
        this.define(statement.name);
        return;
      case 'export':
        this.expression(statement.expression);
        return;
      case 'interface':
        this.inner(() => this.interfaceItems(statement.items));
        this.define(statement.name);
        return;
      case 'world':
        this.inner(() => this.worldItems(statement.items));
        this.define(statement.name);
        return;
      default:
        this.definition(statement);
    }
  }

  private itemType(type: ItemType, inWorld: boolean): void {
    switch (type.kind) {
      case 'function':
        this.functionType(type.function);
        return;
      case 'interface':
        this.inner(() => this.interfaceItems(type.items));
        return;
      case 'name':
        if (!inWorld || !this.root.knows(type.name.text)) this.use(type.name);
        return;
      case 'path':
        this.path(type);
    }
  }

  private expression({ primary }: Expression): void {
    switch (primary.kind) {
      case 'name':
        this.use(primary.name);
        return;
      case 'nested':
        this.expression(primary.expression);
        return;
      case 'new': {
        const { package: ref, arguments: list } = primary;
        if (ref.name === this.document.directive?.package.name) {
          this.report(messages.selfInstantiation(ref.name), ref);
        }
        for (const [index, argument] of list.entries()) {
          this.argument(argument, index === list.length - 1);
        }
      }
    }
  }

  private argument(argument: Argument, last: boolean): void {
    switch (argument.kind) {
      case 'fill':
        if (!last) this.report(messages.fillNotLast(), argument);
        return;
      case 'named':
        this.expression(argument.expression);
        return;
      case 'inferred':
      case 'spread':
        this.use(argument.name);
    }
  }

  // ---- Interfaces and worlds -----------------------------------------------------------------------------------------

  private interfaceItems(items: readonly InterfaceItem[]): void {
    for (const item of items) {
      switch (item.kind) {
        case 'use':
          this.useNames(item.path, item.names);
          break;
        case 'function':
          if (item.type.kind === 'name') this.use(item.type.name);
          else this.functionType(item.type.function);
          break;
        default:
          this.definition(item);
      }
    }
  }

  private worldItems(items: readonly WorldItem[]): void {
    for (const item of items) {
      switch (item.kind) {
        case 'use':
          this.useNames(item.path, item.names);
          break;
        case 'import':
        case 'export':
          if (item.name === undefined && item.type.kind === 'name') this.path(item.type);
          else this.itemType(item.type, true);
          break;
        case 'include':
          this.path(item.path);
          this.distinct(
            item.renames.map(({ name }) => name),
            'name',
            'the names of `with`',
          );
          break;
        default:
          this.definition(item);
      }
    }
  }

  private useNames(path: Path, names: readonly ast.UseName[]): void {
    this.path(path);
    for (const { name, alias } of names) this.scope.define((alias ?? name).text);
  }

  // ---- Types ---------------------------------------------------------------------------------------------------------

  private definition(item: InnerTypeDefinition): void {
    const owner = `${item.kind} \`${item.name.text}\``;
    switch (item.kind) {
      case 'type':
        if (item.type.kind === 'function') this.functionType(item.type.function);
        else this.type(item.type);
        break;
      case 'record':
        for (const { type } of item.items) this.type(type);
        this.entries(item, 'field', owner);
        break;
      case 'variant':
        for (const { type } of item.items) if (type !== undefined) this.type(type);
        this.entries(item, 'case', owner);
        break;
      case 'flags':
        this.entries(item, 'flag', owner);
        break;
      case 'enum':
        this.entries(item, 'case', owner);
        break;
      case 'resource':
        this.define(item.name);
        for (const { function: type } of item.items) this.functionType(type);
        this.distinct(
          item.items.map(({ name }) => name),
          'function',
          owner,
        );
        return;
    }
    this.define(item.name);
  }

  private entries(
    item: ast.Body<{ name: Name }> & { kind: string },
    what: string,
    owner: string,
  ): void {
    if (item.items.length === 0 && !item.damaged && item.close >= 0) {
      const place = { start: item.close, end: item.close + 1 };
      this.report(messages.emptyDefinition(item.kind, what), place);
    }
    this.distinct(
      item.items.map(({ name }) => name),
      what,
      owner,
    );
  }

  private functionType({ params, result }: FunctionItemType['function']): void {
    for (const { type } of params) this.type(type);
    if (result !== undefined) this.type(result);
    this.distinct(
      params.map(({ name }) => name),
      'parameter',
      'the function',
    );
  }

  private type(type: ast.TypeExpr): void {
    switch (type.kind) {
      case 'primitive':
      case 'error':
        return;
      case 'name':
        this.use(type);
        return;
      case 'handle':
        this.use(type.resource);
        return;
      case 'list':
      case 'fixed-length-list':
      case 'option':
        this.type(type.element);
        return;
      case 'stream':
      case 'future':
        if (type.element !== undefined) this.type(type.element);
        return;
      case 'tuple':
        for (const element of type.elements) this.type(element);
        return;
      case 'map':
        this.type(type.key);
        this.type(type.value);
        return;
      case 'result':
        if (type.ok !== undefined) this.type(type.ok);
        if (type.err !== undefined) this.type(type.err);
    }
  }
}
