/** Interfaces, worlds, packages and files: the whole grammar. */

import type {
  Body,
  Extern,
  ExternItem,
  FunctionItem,
  Include,
  InterfaceItem,
  ItemList,
  Name,
  PackageHeader,
  Path,
  Rename,
  TopLevelItem,
  Use,
  UseName,
  WorldItem,
} from '../ast/ast.js';
import * as messages from '../diagnostics/syntax-messages.js';
import * as T from '../lexer/tokens.js';
import { END_OF_FILE, setOf } from './core.js';
import { DefinitionRules } from './definition-rules.js';
import { emptyBody, offsetOf } from './list-rules.js';
import { localPath, packagePath } from './path-rules.js';

/** The reference gives up at this depth too. */
const MAX_PACKAGE_DEPTH = 100;

const TOP_LEVEL_ITEMS = '`interface`, `world`, `package` or `use`';

/**
 * All of WIT. A language that extends it derives its parser from here, adds its rules and calls `performSelfAnalysis` at the
 * end of its constructor.
 */
export abstract class WitRules extends DefinitionRules {
  private interfaceItems: Body<InterfaceItem> = emptyBody();
  private worldItems: Body<WorldItem> = emptyBody();
  private topLevelItems: ItemList<TopLevelItem> = emptyBody();
  private useNames: Body<UseName> = emptyBody();
  private renames: Body<Rename> = emptyBody();
  private packageDepth = 0;
  /** The header that the file turned out to have. */
  protected header: PackageHeader | undefined;

  // ---- Shared by interfaces and worlds -------------------------------------------------------------------------------

  private readonly alias = (): Name => {
    this.eat(T.As);
    return this.name(1);
  };

  readonly useName = this.RULE('useName', (): UseName => {
    const name = this.name();
    const alias = this.OPTION(this.alias);
    return { start: name.start, end: (alias ?? name).end, name, alias };
  });

  private readonly readUseName = (): UseName => this.SUBRULE(this.useName);
  private readonly addUseName = (): void =>
    this.commaEntry(this.useNames, T.RightBrace, this.readUseName);

  readonly use = this.RULE('use', (): Use => {
    const head = this.itemHead(T.Use);
    const path = this.SUBRULE(this.path);
    this.eat(T.Period);
    const open = this.take(T.LeftBrace);
    const list = (this.useNames = emptyBody<UseName>());
    this.commaList(this.addUseName, list, T.RightBrace, open, 'the list of names', true);
    this.semicolon();
    const { items: names, damaged } = list;
    return { kind: 'use', ...head, end: this.lastEnd(), path, names, damaged };
  });

  private readonly sharedAlternatives = [
    { ALT: () => this.SUBRULE(this.typeAlias) },
    { ALT: () => this.SUBRULE(this.record) },
    { ALT: () => this.SUBRULE(this.flags) },
    { ALT: () => this.SUBRULE(this.variant) },
    { ALT: () => this.SUBRULE(this.enum) },
    { ALT: () => this.SUBRULE(this.resource) },
    { ALT: () => this.SUBRULE(this.use) },
  ];

  // ---- Interfaces ----------------------------------------------------------------------------------------------------

  readonly functionItem = this.RULE('functionItem', (): FunctionItem => {
    const head = this.itemHead(T.Identifier);
    const name = this.functionName();
    const type = this.SUBRULE(this.functionType);
    this.semicolon();
    return { kind: 'function', ...head, end: this.lastEnd(), name, function: type };
  });

  private readonly interfaceItemAlternatives: { ALT: () => InterfaceItem }[] = [
    { ALT: () => this.SUBRULE(this.functionItem) },
    ...this.sharedAlternatives,
  ];

  readonly interfaceItem = this.RULE('interfaceItem', (): InterfaceItem => {
    this.startItem();
    return this.OR(this.interfaceItemAlternatives);
  });

  private readonly readInterfaceItem = (): InterfaceItem => this.SUBRULE(this.interfaceItem);
  private readonly addInterfaceItem = (): void =>
    this.itemEntry(this.interfaceItems, this.readInterfaceItem);

  readonly interfaceBody = this.RULE('interfaceBody', (): Body<InterfaceItem> => {
    const open = this.openBrace();
    const body = emptyBody<InterfaceItem>();
    body.open = offsetOf(open);
    this.interfaceItems = body;
    this.itemList(
      this.addInterfaceItem,
      body,
      'in an interface',
      'a function, a type definition, `use` or `}`',
      open,
    );
    return body;
  });

  readonly interface = this.RULE('interface', (): TopLevelItem => {
    const head = this.itemHead(T.Interface);
    const name = this.name();
    const body = this.SUBRULE(this.interfaceBody);
    return { kind: 'interface', ...head, end: this.lastEnd(), name, ...body };
  });

  // ---- Worlds --------------------------------------------------------------------------------------------------------

  readonly rename = this.RULE('rename', (): Rename => {
    const name = this.name();
    this.eat(T.As);
    const alias = this.name(1);
    return { start: name.start, end: alias.end, name, alias };
  });

  private readonly readRename = (): Rename => this.SUBRULE(this.rename);
  private readonly addRename = (): void =>
    this.commaEntry(this.renames, T.RightBrace, this.readRename);

  readonly include = this.RULE('include', (): Include => {
    const head = this.itemHead(T.Include);
    const path = this.SUBRULE(this.path);
    const list = (this.renames = emptyBody<Rename>());
    if (!this.RECORDING_PHASE && !this.at(T.With)) this.semicolon(1, false);
    else this.OR(this.includeEnds);
    return { kind: 'include', ...head, end: this.lastEnd(), path, renames: list.items };
  });

  private readonly includeEnds = [
    { ALT: (): void => this.semicolon() },
    {
      ALT: (): void => {
        this.eat(T.With);
        const open = this.take(T.LeftBrace);
        this.commaList(this.addRename, this.renames, T.RightBrace, open, 'the list of new names');
      },
    },
  ];

  /** What follows `import` or `export`. */
  readonly extern = this.RULE('extern', (): Extern => {
    const name = this.name();
    this.externName = name;
    if (!this.RECORDING_PHASE && !this.at(T.Colon)) this.semicolon(0, false);
    else return this.OR(this.externEnds);
    return externPath(undefined, localPath(name));
  });

  /** The name behind `import` or `export`. */
  private externName: Name = { start: 0, end: 0, text: '' };

  private readonly externEnds = [
    {
      ALT: (): Extern => {
        this.semicolon();
        return externPath(undefined, localPath(this.externName));
      },
    },
    {
      ALT: (): Extern => {
        this.eat(T.Colon);
        return this.OR1(this.externAlternatives);
      },
    },
  ];

  private readonly externAlternatives = [
    { ALT: (): Extern => this.externFunction(this.externName) },
    { ALT: (): Extern => this.externInterface(this.externName) },
    { ALT: (): Extern => this.externPath(this.externName) },
  ];

  private externFunction(name: Name): Extern {
    const type = this.SUBRULE(this.functionType);
    this.semicolon(1);
    return { kind: 'function', start: name.start, end: type.end, name, function: type };
  }

  private externInterface(name: Name): Extern {
    this.eat(T.Interface);
    const body = this.SUBRULE(this.interfaceBody);
    return { kind: 'interface', start: name.start, end: this.lastEnd(), name, ...body };
  }

  /** Behind `name:`; it is a label, or the namespace of a path. */
  private externPath(first: Name): Extern {
    const second = this.name(1);
    const extern = this.OPTION1({
      DEF: () =>
        this.OR2([
          {
            ALT: (): Extern => {
              this.eat(T.Slash);
              const name = this.name(2);
              const version = this.OPTION2(this.atVersion);
              return externPath(undefined, packagePath(first, second, name, version));
            },
          },
          {
            ALT: (): Extern => {
              this.eat(T.Colon, 1);
              const packageName = this.name(3);
              this.eat(T.Slash, 1);
              const name = this.name(4);
              const version = this.OPTION3(() => {
                this.eat(T.At, 1);
                return this.SUBRULE1(this.version);
              });
              return externPath(first, packagePath(second, packageName, name, version));
            },
          },
        ]),
    });
    if (!this.RECORDING_PHASE && extern === undefined && this.at(T.LeftParen)) {
      this.fail(messages.parametersWithoutFunc(this.describe(this.peek()), first.text), {
        fixes: [this.fix('write `func`', second, 'func')],
      });
    }
    this.semicolon(2, false);
    return extern ?? externPath(first, localPath(second));
  }

  private externItem(kind: 'import' | 'export'): ExternItem {
    const head = this.itemHead(kind === 'import' ? T.Import : T.Export);
    const extern = this.SUBRULE(this.extern);
    return { kind, ...head, end: this.lastEnd(), extern };
  }

  readonly import = this.RULE('import', (): ExternItem => this.externItem('import'));
  readonly export = this.RULE('export', (): ExternItem => this.externItem('export'));

  private readonly worldItemAlternatives: { ALT: () => WorldItem }[] = [
    { ALT: () => this.SUBRULE(this.import) },
    { ALT: () => this.SUBRULE(this.export) },
    { ALT: () => this.SUBRULE(this.include) },
    ...this.sharedAlternatives,
  ];

  readonly worldItem = this.RULE('worldItem', (): WorldItem => {
    this.startItem();
    return this.OR(this.worldItemAlternatives);
  });

  private readonly readWorldItem = (): WorldItem => this.SUBRULE(this.worldItem);
  private readonly addWorldItem = (): void => this.itemEntry(this.worldItems, this.readWorldItem);

  readonly world = this.RULE('world', (): TopLevelItem => {
    const head = this.itemHead(T.World);
    const name = this.name();
    const open = this.openBrace();
    const body = emptyBody<WorldItem>();
    body.open = offsetOf(open);
    this.worldItems = body;
    this.itemList(
      this.addWorldItem,
      body,
      'in a world',
      '`import`, `export`, `include`, `use`, a type definition or `}`',
      open,
    );
    return { kind: 'world', ...head, end: this.lastEnd(), name, ...body };
  });

  // ---- Packages and files --------------------------------------------------------------------------------------------

  readonly topLevelUse = this.RULE('topLevelUse', (): TopLevelItem => {
    const head = this.itemHead(T.Use);
    const path: Path = this.SUBRULE(this.path);
    const alias = this.OPTION(this.alias);
    this.semicolon(0, false);
    return { kind: 'top-level-use', ...head, end: this.lastEnd(), path, alias };
  });

  /** `package ns:name;` at the top of a file, or `package ns:name { … }`. */
  readonly package = this.RULE('package', (): TopLevelItem | undefined => {
    const outer = this.topLevelItems;
    const isFirst =
      this.packageDepth === 0 && this.header === undefined && outer.items.length === 0;
    if (this.packageDepth >= MAX_PACKAGE_DEPTH) {
      this.fail(messages.packageTooDeep(MAX_PACKAGE_DEPTH));
    }
    if (this.itemGates.length > 0) this.complain(messages.misplacedAttribute('a package'));
    const { start, docsStart, docsEnd } = this.itemHead(T.Package);
    const name = this.SUBRULE(this.packageName);
    const body = emptyBody<TopLevelItem>();
    this.topLevelItems = body;
    const isHeader =
      (isFirst && this.headerWithoutSemicolon()) ||
      this.OR([
        {
          ALT: (): boolean => {
            if (!isFirst) this.complain(messages.latePackageHeader('`;`'));
            this.eat(T.Semicolon);
            return true;
          },
        },
        {
          ALT: (): boolean => {
            this.packageDepth++;
            this.nestedBody();
            this.packageDepth--;
            return false;
          },
        },
      ]);
    this.topLevelItems = outer;
    const head = { start, end: this.lastEnd(), docsStart, docsEnd, name };
    if (!isHeader) return { kind: 'package', ...head, ...body };
    if (isFirst) this.header = head;
    return undefined;
  });

  /** Whether the next item begins where the `;` of the header should be; the header counts nevertheless. */
  private headerWithoutSemicolon(): boolean {
    if (this.RECORDING_PHASE || this.at(T.Semicolon) || this.at(T.LeftBrace)) return false;
    if (!this.atItemStart()) return false;
    this.semicolon();
    return true;
  }

  private nestedBody(): void {
    const body = this.topLevelItems as Body<TopLevelItem>;
    const open = this.take(T.LeftBrace);
    body.open = offsetOf(open);
    this.itemList(this.addTopLevelItem, body, 'in a package', `${TOP_LEVEL_ITEMS} or \`}\``, open);
  }

  private readonly topLevelAlternatives: { ALT: () => TopLevelItem | undefined }[] = [
    { ALT: () => this.SUBRULE(this.interface) },
    { ALT: () => this.SUBRULE(this.world) },
    { ALT: () => this.SUBRULE(this.topLevelUse) },
    { ALT: () => this.SUBRULE(this.package) },
  ];

  readonly topLevelItem = this.RULE('topLevelItem', (): TopLevelItem | undefined => {
    this.startItem();
    return this.OR(this.topLevelAlternatives);
  });

  private readonly addTopLevelItem = (): void => {
    const list = this.topLevelItems;
    const depth = this.packageDepth;
    const before = list.items.length;
    this.itemEntry(list as ItemList<TopLevelItem | undefined>, this.readTopLevelItem);
    if (list.items.length > before && list.items.at(-1) === undefined) list.items.pop();
    this.topLevelItems = list;
    this.packageDepth = depth;
  };

  private readonly readTopLevelItem = (): TopLevelItem | undefined =>
    this.SUBRULE(this.topLevelItem);

  readonly witFile = this.RULE('witFile', (): ItemList<TopLevelItem> => {
    const list: ItemList<TopLevelItem> = { items: [], damaged: false };
    this.topLevelItems = list;
    this.packageDepth = 0;
    this.header = undefined;
    this.MANY(this.addTopLevelItem);
    if (!this.RECORDING_PHASE) {
      this.goOn(
        () => {
          if (this.nextType() === END_OF_FILE) return false;
          this.recoverTopLevel(list);
          return true;
        },
        () => this.MANY(this.addTopLevelItem),
      );
    }
    return list;
  });

  private recoverTopLevel(list: ItemList<TopLevelItem>): void {
    if (this.at(T.RightBrace)) {
      this.complain(messages.unmatchedCloser('`}`'), {
        fixes: [this.fix('remove the `}`', this.placeOf(this.peek()), '')],
      });
      this.skip();
      return;
    }
    const token = this.peek();
    if (this.at(T.Semicolon) || !ITEM_LIKE.has(token.tokenTypeIdx)) {
      this.recoverItem(list, 'at the top of a file', TOP_LEVEL_ITEMS, undefined);
      return;
    }
    this.recoverItem(list, 'outside of an interface or world', TOP_LEVEL_ITEMS, undefined);
  }
}

const ITEM_LIKE = setOf(
  T.Record,
  T.Resource,
  T.Variant,
  T.Enum,
  T.Flags,
  T.Type,
  T.Import,
  T.Export,
  T.Include,
);

function externPath(label: Name | undefined, path: Path): Extern {
  return { kind: 'path', start: (label ?? path).start, end: path.end, label, path };
}
