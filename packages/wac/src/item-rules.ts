/** Interfaces, worlds and aliases of types: those of WIT with functions by name, and less freedom. */
import type { ast } from '@wit-ts/wit-parser';
import { emptyBody, tokens as T } from '@wit-ts/wit-parser/grammar';
import type {
  FunctionItemType,
  Include,
  InlineInterface,
  InnerTypeDefinition,
  Interface,
  InterfaceItem,
  ItemType,
  Name,
  NameRef,
  TypeAlias,
  Use,
  World,
  WorldExtern,
  WorldItem,
} from './ast.js';
import { WacPathRules } from './path-rules.js';

export abstract class WacItemRules extends WacPathRules {
  private interfaceSink = emptyBody<InterfaceItem>();
  private worldSink = emptyBody<WorldItem>();
  private useSink = emptyBody<ast.UseName>();
  private renameSink = emptyBody<ast.Rename>();

  /** Where an item starts, with its attributes. */
  protected head(type: typeof T.Use): { start: number; gates: ast.Gate[] } {
    const { start, gates } = this.itemHead(type);
    return { start, gates };
  }

  protected functionItemType(): FunctionItemType {
    const type = this.SUBRULE(this.functionType);
    return { kind: 'function', start: type.start, end: type.end, function: type };
  }

  protected nameRef(occurrence = 0): NameRef {
    const name = this.name(occurrence);
    return { kind: 'name', start: name.start, end: name.end, name };
  }

  /** `type name = …;`, also of functions. */
  readonly wacTypeAlias = this.RULE('wacTypeAlias', (): TypeAlias => {
    const head = this.head(T.Type);
    const name = this.name();
    this.take(T.Equals);
    const type = this.OR<ast.TypeExpr | FunctionItemType>([
      { ALT: () => this.functionItemType() },
      { ALT: () => this.SUBRULE(this.type) },
    ]);
    this.semicolon();
    return { kind: 'type', ...head, end: this.lastEnd(), name, type };
  });

  readonly wacUse = this.RULE('wacUse', (): Use => {
    const head = this.head(T.Use);
    const path = this.SUBRULE(this.wacPath);
    this.take(T.Period);
    const open = this.take(T.LeftBrace);
    const list = (this.useSink = emptyBody<ast.UseName>());
    this.commaList(this.addUse, list, T.RightBrace, open, 'the list of names', true);
    this.semicolon();
    return { kind: 'use', ...head, end: this.lastEnd(), path, names: list.items };
  });

  private readonly readUse = (): ast.UseName => this.SUBRULE(this.useName);
  private readonly addUse = (): void => this.commaEntry(this.useSink, T.RightBrace, this.readUse);

  private readonly definitionAlternatives: { ALT: () => InnerTypeDefinition }[] = [
    { ALT: () => this.SUBRULE(this.wacTypeAlias) },
    { ALT: () => this.SUBRULE(this.record) as InnerTypeDefinition },
    { ALT: () => this.SUBRULE(this.flags) as InnerTypeDefinition },
    { ALT: () => this.SUBRULE(this.variant) as InnerTypeDefinition },
    { ALT: () => this.SUBRULE(this.enum) as InnerTypeDefinition },
    { ALT: () => this.SUBRULE(this.resource) as InnerTypeDefinition },
  ];

  // ---- Interfaces ----------------------------------------------------------------------------------------------------

  readonly functionExport = this.RULE('functionExport', (): InterfaceItem => {
    const head = this.head(T.Identifier);
    const name = this.functionName();
    const type = this.OR<FunctionItemType | NameRef>([
      { ALT: () => this.functionItemType() },
      { ALT: () => this.nameRef(1) },
    ]);
    this.semicolon();
    return { kind: 'function', ...head, end: this.lastEnd(), name, type };
  });

  private readonly interfaceAlternatives: { ALT: () => InterfaceItem }[] = [
    { ALT: () => this.SUBRULE(this.functionExport) },
    { ALT: () => this.SUBRULE(this.wacUse) },
    ...this.definitionAlternatives,
  ];

  readonly wacInterfaceItem = this.RULE('wacInterfaceItem', (): InterfaceItem => {
    this.startItem();
    return this.OR(this.interfaceAlternatives);
  });

  private readonly readInterface = (): InterfaceItem => this.SUBRULE(this.wacInterfaceItem);
  private readonly addToInterface = (): void =>
    this.itemEntry(this.interfaceSink, this.readInterface);

  readonly wacInterfaceBody = this.RULE('wacInterfaceBody', (): ast.Body<InterfaceItem> => {
    const open = this.openBrace();
    const body = emptyBody<InterfaceItem>();
    body.open = open.startOffset;
    this.interfaceSink = body;
    this.itemList(
      this.addToInterface,
      body,
      'in an interface',
      'a function, a type definition, `use` or `}`',
      open,
    );
    return body;
  });

  readonly wacInterface = this.RULE('wacInterface', (): Interface => {
    const head = this.head(T.Interface);
    const name = this.name();
    const body = this.SUBRULE(this.wacInterfaceBody);
    return { kind: 'interface', ...head, end: this.lastEnd(), name, ...body };
  });

  protected inlineInterface(): InlineInterface {
    const { startOffset: start } = this.take(T.Interface);
    const body = this.SUBRULE(this.wacInterfaceBody);
    return { kind: 'interface', start, end: this.lastEnd(), ...body };
  }

  // ---- Worlds --------------------------------------------------------------------------------------------------------

  private readonly readWorldRename = (): ast.Rename => this.SUBRULE(this.rename);
  private readonly addWorldRename = (): void =>
    this.commaEntry(this.renameSink, T.RightBrace, this.readWorldRename);

  readonly wacInclude = this.RULE('wacInclude', (): Include => {
    const head = this.head(T.Include);
    const path = this.SUBRULE(this.wacPath);
    const list = (this.renameSink = emptyBody<ast.Rename>());
    this.OPTION(() => {
      this.take(T.With);
      const open = this.take(T.LeftBrace);
      this.commaList(this.addWorldRename, list, T.RightBrace, open, 'the list of new names');
    });
    if (this.RECORDING_PHASE || list.items.length === 0 || this.at(T.Semicolon)) this.semicolon();
    return { kind: 'include', ...head, end: this.lastEnd(), path, renames: list.items };
  });

  private externItemOf(kind: 'import' | 'export'): WorldExtern {
    const head = this.head(kind === 'import' ? T.Import : T.Export);
    const first = this.name();
    const item = this.OR([
      {
        ALT: () => {
          this.semicolon();
          const { start, end } = first;
          return { name: undefined, type: { kind: 'name', start, end, name: first } as ItemType };
        },
      },
      {
        ALT: () => {
          this.take(T.Colon);
          return this.OR1([
            {
              ALT: () => {
                const type: ItemType = this.functionItemType();
                this.semicolon(1);
                return { name: first as Name | undefined, type };
              },
            },
            {
              ALT: () => {
                const type: ItemType = this.inlineInterface();
                this.OPTION(() => this.take(T.Semicolon, 2));
                return { name: first as Name | undefined, type };
              },
            },
            { ALT: () => this.externPathOf(first) },
          ]);
        },
      },
    ]);
    return { kind, ...head, end: this.lastEnd(), ...item };
  }

  /** Behind `name:`; it is the name of the item, or the namespace of a path. */
  private externPathOf(first: Name): { name: Name | undefined; type: ItemType } {
    const names = [this.pathName(1)];
    this.MANY(() => {
      this.take(T.Colon, 1);
      names.push(this.pathName(2));
    });
    const labelled = names.length > 1;
    const path = this.OPTION1(() => this.pathBehind(labelled ? names : [first, ...names]));
    if (!this.RECORDING_PHASE && labelled && path === undefined) this.take(T.Slash, 2);
    this.semicolon(3);
    if (path !== undefined) return { name: labelled ? first : undefined, type: path };
    const [name = first] = names;
    return { name: first, type: { kind: 'name', start: name.start, end: name.end, name } };
  }

  readonly wacWorldImport = this.RULE('wacWorldImport', () => this.externItemOf('import'));
  readonly wacWorldExport = this.RULE('wacWorldExport', () => this.externItemOf('export'));

  private readonly worldAlternatives: { ALT: () => WorldItem }[] = [
    { ALT: () => this.SUBRULE(this.wacWorldImport) },
    { ALT: () => this.SUBRULE(this.wacWorldExport) },
    { ALT: () => this.SUBRULE(this.wacInclude) },
    { ALT: () => this.SUBRULE(this.wacUse) },
    ...this.definitionAlternatives,
  ];

  readonly wacWorldItem = this.RULE('wacWorldItem', (): WorldItem => {
    this.startItem();
    return this.OR(this.worldAlternatives);
  });

  private readonly readWorld = (): WorldItem => this.SUBRULE(this.wacWorldItem);
  private readonly addToWorld = (): void => this.itemEntry(this.worldSink, this.readWorld);

  readonly wacWorld = this.RULE('wacWorld', (): World => {
    const head = this.head(T.World);
    const name = this.name();
    const open = this.openBrace();
    const body = emptyBody<WorldItem>();
    body.open = open.startOffset;
    this.worldSink = body;
    this.itemList(
      this.addToWorld,
      body,
      'in a world',
      '`import`, `export`, `include`, `use`, a type definition or `}`',
      open,
    );
    return { kind: 'world', ...head, end: this.lastEnd(), name, ...body };
  });
}
