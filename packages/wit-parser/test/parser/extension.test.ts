import { describe, expect, it } from 'vitest';
import type { Body, InterfaceItem, Name, TypeExpr } from '../../src/ast/ast.js';
import {
  END_OF_FILE,
  keywordToken,
  Lexer,
  type LexResult,
  punctuationToken,
  tokens as T,
  WitRules,
  witTokens,
} from '../../src/grammar.js';

// A small language on top of WIT: `let name = new pkg:name { ... };` and `alias type`.

const Let = keywordToken('Let', 'let');
const New = keywordToken('New', 'new');
const Spread = punctuationToken('Spread', '...');
const languageTokens = [...witTokens, Let, New, Spread];

type Statement =
  | { kind: 'let'; name: Name; package: Name; fields: Body<InterfaceItem> }
  | { kind: 'type'; type: TypeExpr };

class Composer extends WitRules {
  private statements: Statement[] = [];

  constructor() {
    super(languageTokens);
    this.performSelfAnalysis();
  }

  readonly letStatement = this.RULE('letStatement', (): Statement => {
    this.take(Let);
    const name = this.name();
    this.take(T.Equals);
    this.take(New);
    const { name: packageName } = this.SUBRULE(this.packageName);
    this.OPTION(() => this.take(Spread));
    const fields = this.SUBRULE(this.interfaceBody);
    this.semicolon();
    return { kind: 'let', name, package: packageName, fields };
  });

  readonly typeStatement = this.RULE('typeStatement', (): Statement => {
    this.take(T.Type);
    const type = this.typeOrError();
    this.semicolon();
    return { kind: 'type', type };
  });

  private readonly statementAlternatives = [
    { ALT: () => this.SUBRULE(this.letStatement) },
    { ALT: () => this.SUBRULE(this.typeStatement) },
  ];

  private readonly addStatement = (): void => {
    const sink = { items: this.statements, damaged: false };
    this.itemEntry(sink, () => this.OR(this.statementAlternatives));
  };

  readonly document = this.RULE('document', (): Statement[] => {
    const statements: Statement[] = [];
    this.statements = statements;
    this.MANY(this.addStatement);
    if (!this.RECORDING_PHASE && this.nextType() !== END_OF_FILE) this.skip();
    return statements;
  });

  parse(text: string, lexed: LexResult): Statement[] {
    this.begin('x.lang', text, lexed);
    return this.document();
  }
}

const lexer = new Lexer(languageTokens);
const composer = new Composer();

function read(text: string): Statement[] {
  return composer.parse(text, lexer.scan(text));
}

describe('a language on top of WIT', () => {
  it('has its own tokens and rules beside those of WIT', () => {
    const statements = read(
      'let a = new b:c@1.0.0 ... { f: func(x: list<u8>); record r { y: u8 } };\ntype option<result>;',
    );
    expect(composer.diagnostics).toEqual([]);
    expect(statements).toMatchObject([
      {
        kind: 'let',
        name: { text: 'a' },
        package: { text: 'c' },
        fields: { items: [{ kind: 'function' }, { kind: 'record' }] },
      },
      { kind: 'type', type: { kind: 'option', element: { kind: 'result' } } },
    ]);
  });

  it('recovers as WIT does', () => {
    const statements = read(
      'let a = new b:c { f: func() g: func(; };\ntype list<;\nlet d = b:c {};\ntype u8\ntype u16;',
    );
    expect(composer.diagnostics.map(({ code }) => code)).toEqual([
      'WIT0021',
      'WIT0023',
      'WIT0029',
      'WIT0020',
      'WIT0021',
    ]);
    expect(statements.map(({ kind }) => kind)).toEqual(['let', 'type', 'type', 'type']);
  });

  it('does not make its keywords those of WIT', () => {
    const { tokens } = new Lexer().tokenize('let new');
    expect(tokens.map(({ tokenType }) => tokenType.name)).toEqual(['Identifier', 'Identifier']);
  });
});
