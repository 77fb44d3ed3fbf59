/** Statements and expressions. */
import {
  emptyBody,
  END_OF_FILE,
  type LexResult,
  tokens as T,
  type Token,
} from '@wit-ts/wit-parser/grammar';
import type {
  Access,
  Argument,
  ExportStatement,
  Expression,
  ExternNameRef,
  FunctionItemType,
  ImportStatement,
  InlineInterface,
  ItemType,
  LetStatement,
  NewExpression,
  PackageDirective,
  Path,
  PrimaryExpression,
  Statement,
} from './ast.js';
import { WacItemRules } from './item-rules.js';
import { expressionTooDeep, missingDirective, secondDirective } from './messages.js';
import { Ellipsis, LeftBracket, Let, New, RightBracket, Targets, wacTokens } from './tokens.js';

const MAX_DEPTH = 100;
const STATEMENTS =
  '`import`, `let`, `export`, `interface`, `world`, `type`, `record`, `variant`, `flags` or `enum`';

export interface Statements {
  directive: PackageDirective | undefined;
  items: Statement[];
  damaged: boolean;
}

export class WacRules extends WacItemRules {
  private statements: { items: Statement[]; damaged: boolean } = { items: [], damaged: false };
  private argumentSink = emptyBody<Argument>();
  private expressionDepth = 0;

  constructor() {
    super(wacTokens);
    this.performSelfAnalysis();
  }

  // ---- Expressions ---------------------------------------------------------------------------------------------------

  private string(token: Token): ExternNameRef {
    const { start, end, text } = this.stringLiteral(token);
    return { start, end, text };
  }

  readonly externNameRef = this.RULE('externNameRef', (): ExternNameRef & { quoted: boolean } =>
    this.OR([
      { ALT: () => ({ ...this.name(), quoted: false }) },
      { ALT: () => ({ ...this.string(this.take(T.StringToken)), quoted: true }) },
    ]),
  );

  readonly argument = this.RULE('argument', (): Argument =>
    this.OR<Argument>([
      {
        ALT: () => {
          const { startOffset: start, end } = this.take(Ellipsis);
          const name = this.OPTION(() => this.name());
          return name === undefined
            ? { kind: 'fill', start, end }
            : { kind: 'spread', start, end: name.end, name };
        },
      },
      {
        ALT: () => {
          const { quoted, ...name } = this.SUBRULE(this.externNameRef);
          const expression = this.OPTION1(() => {
            this.take(T.Colon);
            return this.SUBRULE(this.expression);
          });
          if (expression === undefined && quoted && !this.RECORDING_PHASE) this.take(T.Colon, 1);
          return expression === undefined
            ? { kind: 'inferred', ...name, name }
            : { kind: 'named', start: name.start, end: expression.end, name, quoted, expression };
        },
      },
    ]),
  );

  private readonly readArgument = (): Argument => this.SUBRULE(this.argument);
  private readonly addArgument = (): void => {
    const sink = this.argumentSink;
    this.commaEntry(sink, T.RightBrace, this.readArgument);
    this.argumentSink = sink;
  };

  readonly newExpression = this.RULE('newExpression', (): NewExpression => {
    const { startOffset: start } = this.take(New);
    const packageRef = this.SUBRULE(this.packageRef);
    const open = this.take(T.LeftBrace);
    const outer = this.argumentSink;
    const list = (this.argumentSink = emptyBody<Argument>());
    this.commaList(this.addArgument, list, T.RightBrace, open, 'the list of arguments', true);
    this.argumentSink = outer;
    return {
      kind: 'new',
      start,
      end: this.lastEnd(),
      package: packageRef,
      arguments: list.items,
    };
  });

  readonly access = this.RULE('access', (): Access =>
    this.OR<Access>([
      {
        ALT: () => {
          const { startOffset: start } = this.take(T.Period);
          const { text, end } = this.name();
          return { kind: 'name', start, end, text };
        },
      },
      {
        ALT: () => {
          const { startOffset: start } = this.take(LeftBracket);
          const { text } = this.string(this.take(T.StringToken));
          const { end } = this.take(RightBracket);
          return { kind: 'string', start, end, text };
        },
      },
    ]),
  );

  readonly expression: () => Expression = this.RULE('expression', (): Expression => {
    if (this.expressionDepth >= MAX_DEPTH) this.fail(expressionTooDeep(MAX_DEPTH));
    this.expressionDepth++;
    const primary = this.OR<PrimaryExpression>([
      { ALT: () => this.SUBRULE(this.newExpression) },
      {
        ALT: () => {
          const { startOffset: start } = this.take(T.LeftParen);
          const expression = this.SUBRULE1(this.expression);
          const { end } = this.take(T.RightParen);
          return { kind: 'nested', start, end, expression };
        },
      },
      { ALT: () => this.nameRef() },
    ]);
    const accesses: Access[] = [];
    this.MANY(() => {
      accesses.push(this.SUBRULE(this.access));
    });
    this.expressionDepth--;
    return { start: primary.start, end: (accesses.at(-1) ?? primary).end, primary, accesses };
  });

  // ---- Statements ----------------------------------------------------------------------------------------------------

  readonly itemType = this.RULE('itemType', (): ItemType =>
    this.OR<Path | FunctionItemType | InlineInterface>([
      { ALT: () => this.functionItemType() },
      { ALT: () => this.inlineInterface() },
      { ALT: () => this.SUBRULE(this.wacPath) },
    ]),
  );

  readonly importStatement = this.RULE('importStatement', (): ImportStatement => {
    const head = this.head(T.Import);
    const name = this.name();
    const as = this.OPTION(() => {
      this.take(T.As);
      return this.SUBRULE(this.externNameRef);
    });
    this.colon();
    const type = this.SUBRULE(this.itemType);
    this.semicolon();
    return { kind: 'import', ...head, end: this.lastEnd(), name, as, type };
  });

  readonly letStatement = this.RULE('letStatement', (): LetStatement => {
    const { start } = this.head(Let);
    const name = this.name();
    this.take(T.Equals);
    const expression = this.SUBRULE(this.expression);
    this.semicolon();
    return { kind: 'let', start, end: this.lastEnd(), name, expression };
  });

  readonly exportStatement = this.RULE('exportStatement', (): ExportStatement => {
    const head = this.head(T.Export);
    const expression = this.SUBRULE(this.expression);
    const spread = this.OPTION(() => {
      const { startOffset: start, end } = this.take(Ellipsis);
      return { start, end };
    });
    const as = this.OPTION1(() => {
      this.take(T.As);
      return this.SUBRULE(this.externNameRef);
    });
    this.semicolon();
    return { kind: 'export', ...head, end: this.lastEnd(), expression, as, spread };
  });

  private readonly statementAlternatives: { ALT: () => Statement }[] = [
    { ALT: () => this.SUBRULE(this.importStatement) },
    { ALT: () => this.SUBRULE(this.letStatement) },
    { ALT: () => this.SUBRULE(this.exportStatement) },
    { ALT: () => this.SUBRULE(this.wacInterface) },
    { ALT: () => this.SUBRULE(this.wacWorld) },
    { ALT: () => this.SUBRULE(this.wacTypeAlias) },
    { ALT: () => this.SUBRULE(this.record) as Statement },
    { ALT: () => this.SUBRULE(this.variant) as Statement },
    { ALT: () => this.SUBRULE(this.flags) as Statement },
    { ALT: () => this.SUBRULE(this.enum) as Statement },
  ];

  readonly statement = this.RULE('statement', (): Statement => {
    this.startItem();
    this.expressionDepth = 0;
    return this.OR(this.statementAlternatives);
  });

  private readonly readStatement = (): Statement => this.SUBRULE(this.statement);
  private readonly addStatement = (): void => this.itemEntry(this.statements, this.readStatement);

  readonly directive = this.RULE('directive', (): PackageDirective => {
    const { startOffset: start } = this.take(T.Package);
    const packageRef = this.SUBRULE(this.packageRef);
    const targets = this.OPTION(() => {
      this.take(Targets);
      return this.SUBRULE(this.wacPath);
    });
    if (targets?.kind === 'name' && !this.RECORDING_PHASE) this.take(T.Colon, 3);
    this.semicolon();
    return {
      start,
      end: this.lastEnd(),
      package: packageRef,
      targets: targets?.kind === 'path' ? targets : undefined,
    };
  });

  readonly wacDocument = this.RULE('wacDocument', (): Statements => {
    const list: { items: Statement[]; damaged: boolean } = { items: [], damaged: false };
    this.statements = list;
    const directive = this.OPTION(() => this.readDirective());
    if (directive === undefined && !this.RECORDING_PHASE && !list.damaged) {
      this.complain(missingDirective(this.describe(this.peek())));
    }
    this.MANY(this.addStatement);
    if (!this.RECORDING_PHASE) {
      this.goOn(
        () => {
          if (this.nextType() === END_OF_FILE) return false;
          this.recoverStatement(list);
          return true;
        },
        () => this.MANY(this.addStatement),
      );
    }
    return { directive, ...list };
  });

  private readDirective(): PackageDirective | undefined {
    try {
      return this.SUBRULE(this.directive);
    } catch (error) {
      this.caught(error);
      this.statements.damaged = true;
      this.skipItem();
      return undefined;
    }
  }

  private recoverStatement(list: { damaged: boolean }): void {
    if (!this.at(T.Package)) {
      this.recoverItem(list, 'at the top of a document', STATEMENTS, undefined);
      return;
    }
    this.complain(secondDirective());
    this.skip();
    this.skipItem();
  }

  read(file: string, text: string, lexed: LexResult): Statements {
    this.begin(file, text, lexed);
    return this.wacDocument();
  }
}
