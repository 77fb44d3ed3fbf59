/** Names of packages, versions, paths and attributes. */

import type {
  Gate,
  LocalPath,
  Name,
  Node,
  PackageName,
  Path,
  StringLiteral,
  Version,
} from '../ast/ast.js';
import * as messages from '../diagnostics/syntax-messages.js';
import type { Message } from '../diagnostics/syntax-messages.js';
import { readString } from '../lexer/strings.js';
import type { Token } from '../lexer/token.js';
import * as T from '../lexer/tokens.js';
import type { WitTokenType } from '../lexer/tokens.js';
import { editDistance } from '../resolver/suggest.js';
import { readVersion } from '../semver/version.js';
import { END_OF_FILE, setOf } from './core.js';
import { RecoveringParser } from './recovery.js';

/** The gates of the many items that have none. */
const NO_GATES: Gate[] = [];

const ATTRIBUTES = new Map([
  ['since', '@since(version = 1.2.3)'],
  ['unstable', '@unstable(feature = name)'],
  ['deprecated', '@deprecated(version = 1.2.3)'],
  ['external-id', '@external-id("…")'],
]);

/** What stands between the parentheses of an attribute. */
interface AttributeArgument {
  key: Name | undefined;
  version: Version | undefined;
  name: Name | undefined;
  string: StringLiteral | undefined;
  /** The first token of the argument, for a complaint about it. */
  token: Token;
  /** A mistake in it is reported already. */
  broken: boolean;
}

const PLAIN_VERSION = /^(?:0|[1-9][0-9]{0,14})\.(?:0|[1-9][0-9]{0,14})\.(?:0|[1-9][0-9]{0,14})$/;

export abstract class PathRules extends RecoveringParser {
  private gateList: Gate[] = NO_GATES;

  /** `1.2.3-rc.1+build.5`: cut into tokens of WIT, put together here and checked as a whole. */
  readonly version = this.RULE('version', (): Version => {
    const start = this.takeStart(T.Integer);
    this.eat(T.Period);
    this.eat(T.Integer, 1);
    this.eat(T.Period, 1);
    this.eat(T.Integer, 2);
    this.versionEnd = this.lastEnd();
    this.OPTION(this.preReleasePart);
    this.OPTION1(this.buildPart);
    const end = this.versionEnd;
    const text = this.source.slice(start, end);
    if (this.RECORDING_PHASE || PLAIN_VERSION.test(text)) return { start, end, text };
    return { start, end, text: this.validVersion(text, start, end) };
  });

  /** The end of the part of a version that counts: a `-` or `+` with nothing behind it does not. */
  private versionEnd = 0;

  private readonly preReleasePart = (): void => {
    this.eat(T.Minus);
    this.MANY({ GATE: this.versionGoesOn, DEF: this.versionPiece });
  };

  private readonly buildPart = (): void => {
    this.eat(T.Plus);
    this.MANY1({ GATE: this.versionGoesOn, DEF: this.buildPiece });
  };

  private readonly versionPiece = (): void => {
    this.OR([
      { ALT: () => this.take(T.Identifier) },
      { ALT: () => this.take(T.Integer, 3) },
      { ALT: () => this.take(T.Minus, 1) },
      { ALT: () => this.take(T.Period, 2) },
    ]);
    this.noteVersionEnd();
  };

  private readonly buildPiece = (): void => {
    this.OR1([
      { ALT: () => this.take(T.Identifier, 1) },
      { ALT: () => this.take(T.Integer, 4) },
      { ALT: () => this.take(T.Minus, 2) },
      { ALT: () => this.take(T.Period, 3) },
    ]);
    this.noteVersionEnd();
  };

  /** A `.` belongs to the version only before a piece of it: not in `use a:b/c@1.0.0-rc.{d}`. */
  private readonly versionGoesOn = (): boolean =>
    this.isVersionPiece(this.currIdx + (this.at(T.Period) ? 2 : 1));

  private isVersionPiece(index: number): boolean {
    const type = this.tokens.typeAt(index);
    if (type === T.Integer.tokenTypeIdx || type === T.Minus.tokenTypeIdx) return true;
    return (
      type === T.Identifier.tokenTypeIdx &&
      this.source.charCodeAt(this.tokens.startAt(index)) !== 37
    );
  }

  private noteVersionEnd(): void {
    if (!this.at(T.Period, 0)) {
      this.versionEnd = this.lastEnd();
    }
  }

  protected override explain(expected: readonly WitTokenType[]): Message {
    const [wanted] = expected;
    const isPart = wanted === T.Integer || (wanted === T.Period && this.at(T.Integer, 0));
    const inVersion = this.at(T.At, 0) || this.at(T.Integer, 0) || this.at(T.Period, 0);
    if (expected.length !== 1 || !isPart || !inVersion) return super.explain(expected);
    return messages.unfinishedVersion(wanted?.LABEL ?? '', this.describe(this.peek()));
  }

  /** The version itself, or where it is none, which is reported, one like it. */
  private validVersion(text: string, start: number, end: number): string {
    const read = readVersion(text);
    if (typeof read !== 'string') return text;
    this.report(messages.badVersion(read), { start, end });
    return repairVersion(text);
  }

  /** The version in the name of a package: what follows should not suffer from a mistake in it. */
  private readonly packageVersion = (): Version => {
    const from = this.currIdx + 1;
    try {
      return this.atVersion();
    } catch (error) {
      this.caught(error);
      const start = this.lastEnd();
      while (VERSION_LIKE.has(this.nextType()) && !this.startsLine(this.peek())) this.skip();
      this.keepQuiet();
      const end = this.lastEnd();
      return {
        start,
        end,
        text: repairVersion(this.source.slice(Math.min(this.tokens.endAt(from), end), end)),
      };
    }
  };

  /** `ns:name@1.2.3`. */
  readonly packageName = this.RULE('packageName', (): PackageName => {
    const namespace = this.name();
    this.colon();
    const name = this.name(1);
    const version = this.OPTION(this.packageVersion);
    return { start: namespace.start, end: (version ?? name).end, namespace, name, version };
  });

  protected readonly atVersion = (): Version => {
    this.eat(T.At);
    return this.SUBRULE(this.version);
  };

  /** `name` or `ns:package/name@1.2.3`. */
  readonly path = this.RULE('path', (): Path => {
    const first = this.name();
    return this.OPTION(() => this.restOfPath(first)) ?? localPath(first);
  });

  private restOfPath(namespace: Name): Path {
    this.eat(T.Colon);
    const packageName = this.name(1);
    this.eat(T.Slash);
    const name = this.name(2);
    const version = this.OPTION1(this.atVersion);
    return packagePath(namespace, packageName, name, version);
  }

  // ---- Attributes ----------------------------------------------------------------------------------------------------

  /** The attributes before an item. To be called once in a rule. */
  protected gates(): Gate[] {
    if (!this.RECORDING_PHASE && !this.at(T.At)) return NO_GATES;
    const list: Gate[] = [];
    this.gateList = list;
    this.MANY(this.addGate);
    return list;
  }

  private readonly addGate = (): void => {
    const gate = this.SUBRULE(this.gate);
    if (gate !== undefined) this.gateList.push(gate);
  };

  /**
   * An attribute. The rule takes any name and any argument; what belongs together is checked here, because the names of
   * attributes are no keywords.
   */
  readonly gate = this.RULE('gate', (): Gate | undefined => {
    const start = this.takeStart(T.At);
    const name = this.name();
    const usage = ATTRIBUTES.get(name.text);
    if (usage === undefined && !this.RECORDING_PHASE) this.unknownAttribute(name);
    this.attribute = name.text;
    const argument = this.OPTION(this.parenthesized);
    if (this.RECORDING_PHASE || usage === undefined || argument?.broken) return undefined;
    if (argument === undefined) {
      this.complain(messages.badAttributeArgument(usage, '`(`', this.describe(this.peek())));
      return undefined;
    }
    return this.gateOf(start, name, usage, argument);
  });

  private unknownAttribute(name: Name): void {
    const nearest = [...ATTRIBUTES.keys()].find(
      (known) => editDistance(name.text.slice(0, 32), known, 2) <= 2,
    );
    this.report(
      messages.unknownAttribute(name.text, nearest),
      name,
      nearest === undefined
        ? undefined
        : { fixes: [this.fix(`replace it by \`${nearest}\``, name, nearest)] },
    );
  }

  /** The name of the attribute that is read just now. */
  private attribute = '';

  private readonly parenthesized = (): AttributeArgument => {
    const open = this.take(T.LeftParen);
    try {
      const argument = this.OR1(this.argumentAlternatives);
      this.eat(T.RightParen);
      return argument;
    } catch (error) {
      this.caught(error);
      this.skipParenthesis(open);
      return { ...NO_ARGUMENT, token: open, broken: true };
    }
  };

  private readonly argumentAlternatives = [
    {
      ALT: (): AttributeArgument => {
        const token = this.take(T.StringToken);
        return { ...NO_ARGUMENT, token, string: this.stringLiteral(token) };
      },
    },
    {
      ALT: (): AttributeArgument => {
        const token = this.peek();
        if (this.attribute === 'external-id' && !this.RECORDING_PHASE) {
          const usage = ATTRIBUTES.get(this.attribute) ?? '';
          this.fail(messages.badAttributeArgument(usage, 'a string', this.describe(token)));
        }
        this.eat(T.Identifier, 1);
        const key = this.RECORDING_PHASE ? NO_NAME : this.nameAt(this.currIdx);
        if (!this.RECORDING_PHASE) this.checkKey(key, token);
        this.eat(T.Equals);
        return { ...NO_ARGUMENT, token, key, ...this.OR2(this.valueAlternatives) };
      },
    },
  ];

  private readonly valueAlternatives = [
    {
      ALT: () => {
        if (this.attribute === 'unstable' && !this.RECORDING_PHASE) {
          const usage = ATTRIBUTES.get(this.attribute) ?? '';
          this.fail(messages.badAttributeArgument(usage, 'a name', this.describe(this.peek())));
        }
        return { version: this.SUBRULE(this.version) };
      },
    },
    { ALT: () => ({ name: this.name(2) }) },
  ];

  /** Goes on behind the `)` of an attribute, if it stands on the same line. */
  private skipParenthesis(open: Token): void {
    const line = this.source.indexOf('\n', open.end);
    const limit = line < 0 ? this.source.length : line;
    while (this.nextType() !== END_OF_FILE && this.tokens.startAt(this.currIdx + 1) < limit) {
      this.skip();
      if (this.at(T.RightParen, 0)) return;
    }
  }

  protected stringLiteral(token: Token): StringLiteral {
    const text = this.RECORDING_PHASE
      ? ''
      : (readString(this.source, token.startOffset).text ?? '');
    return { start: token.startOffset, end: token.end, text };
  }

  /** Reports a key that the attribute read just now does not have. */
  private checkKey(key: Name, token: Token): void {
    const usage = ATTRIBUTES.get(this.attribute);
    const wanted = keyOf(this.attribute);
    if (usage === undefined || key.text === wanted) return;
    const message = messages.badAttributeArgument(usage, `\`${wanted}\``, this.describe(token));
    this.report(message, key);
  }

  private gateOf(
    start: number,
    name: Name,
    usage: string,
    { key, version, name: value, string, token }: AttributeArgument,
  ): Gate | undefined {
    const end = this.lastEnd();
    const wrong = (expected: string, found: string, place: Node): undefined => {
      this.report(messages.badAttributeArgument(usage, expected, found), place);
    };
    if (name.text === 'external-id') {
      if (string !== undefined) return { kind: 'external-id', start, end, name, value: string };
      return wrong('a string', this.describe(token), this.placeOf(token));
    }
    if (key === undefined) {
      return wrong(`\`${keyOf(name.text)}\``, this.describe(token), this.placeOf(token));
    }
    if (key.text !== keyOf(name.text)) return undefined;
    if (name.text === 'unstable') {
      return value && { kind: 'unstable', start, end, name, feature: value };
    }
    if (version === undefined) return value && wrong('a version', `\`${value.text}\``, value);
    return { kind: name.text === 'since' ? 'since' : 'deprecated', start, end, name, version };
  }

  /** Steps over attributes where none may stand. */
  protected skipMisplacedGates(what: string): void {
    const first = this.peek();
    this.complain(messages.misplacedAttribute(what));
    while (this.at(T.At)) {
      this.skip();
      if (this.at(T.Identifier)) this.skip();
      if (this.at(T.LeftParen)) this.skipParenthesis(first);
    }
  }
}

/** The word before the `=` of an attribute. */
function keyOf(attribute: string): string {
  return attribute === 'unstable' ? 'feature' : 'version';
}

const VERSION_LIKE = setOf(T.Integer, T.Period, T.Minus, T.Plus, T.Identifier);

/** A valid version with the numbers of one that is not. */
function repairVersion(text: string): string {
  const numbers = text.match(/[0-9]+/g) ?? [];
  const pick = (index: number): string =>
    (numbers[index] ?? '0').slice(0, 15).replace(/^0+(?=[0-9])/, '');
  return `${pick(0)}.${pick(1)}.${pick(2)}`;
}

/** Stands for a name while the grammar is recorded. */
const NO_NAME: Name = { start: 0, end: 0, text: '' };

const NO_ARGUMENT = {
  key: undefined,
  version: undefined,
  name: undefined,
  string: undefined,
  broken: false,
};

export function localPath(name: Name): LocalPath {
  return { kind: 'local', start: name.start, end: name.end, name };
}

export function packagePath(
  namespace: Name,
  packageName: Name,
  name: Name,
  version: Version | undefined,
): Path {
  const end = (version ?? name).end;
  return {
    kind: 'package',
    start: namespace.start,
    end,
    namespace,
    package: packageName,
    name,
    version,
  };
}
