/** Names of packages and paths into them. */
import type { ast } from '@wit-ts/wit-parser';
import { END_OF_FILE, type Token, tokens as T, WitRules } from '@wit-ts/wit-parser/grammar';
import type { Name, PackagePath, PackageRef, Path } from './ast.js';
import { badVersion } from './messages.js';

export abstract class WacPathRules extends WitRules {
  /** The end of the file is pointed at by the last character that means something. */
  protected override placeOf(token: Token): ast.Node {
    const place = super.placeOf(token);
    if (token.tokenTypeIdx !== END_OF_FILE) return place;
    const end = this.tokens.endAt(this.tokens.count - 1);
    return end === 0 ? place : { start: end - 1, end };
  }

  /** `@1.2.3`; a version that is none is reported as a whole. */
  private readonly pathVersion = (): ast.Version => {
    this.take(T.At);
    if (!this.RECORDING_PHASE && !this.atVersionStart()) return this.brokenVersion();
    return this.SUBRULE(this.version);
  };

  private atVersionStart(): boolean {
    return this.at(T.Integer) && this.at(T.Period, 2) && this.at(T.Integer, 3);
  }

  private brokenVersion(): ast.Version {
    const start = this.placeOf(this.peek()).start;
    if (!this.at(T.Integer) && !this.at(T.Identifier)) this.take(T.Integer, 9);
    while (this.at(T.Integer) || this.at(T.Identifier) || this.at(T.Period)) this.skip();
    const end = this.lastEnd();
    this.report(badVersion(this.source.slice(start, end)), { start, end });
    return { start, end, text: '0.0.0' };
  }

  /** Behind the first `:` of a path a keyword is a name like others. */
  protected pathName(occurrence: number): Name {
    const token = this.peek();
    if (!this.RECORDING_PHASE && token.isKeyword && !this.at(T.Underscore)) {
      this.tokens.change(token.index, T.Identifier);
    }
    return this.name(occurrence);
  }

  /** `ns:name@1.2.3` */
  readonly packageRef = this.RULE('packageRef', (): PackageRef => {
    const names = [this.name()];
    this.colon();
    names.push(this.pathName(1));
    this.MANY(() => {
      this.take(T.Colon, 1);
      names.push(this.pathName(2));
    });
    return packageRef(names, this.OPTION(this.pathVersion));
  });

  /** `name` or `ns:package/name@1.2.3` */
  readonly wacPath = this.RULE('wacPath', (): Path => {
    const first = this.name();
    const names = [first];
    const segments: Name[] = [];
    const version = this.OPTION({
      DEF: () => {
        this.take(T.Colon);
        names.push(this.pathName(1));
        this.MANY(() => {
          this.take(T.Colon, 1);
          names.push(this.pathName(2));
        });
        this.take(T.Slash);
        segments.push(this.pathName(3));
        this.MANY1(() => {
          this.take(T.Slash, 1);
          segments.push(this.pathName(4));
        });
        return this.OPTION1(this.pathVersion);
      },
    });
    return segments.length === 0
      ? { kind: 'name', start: first.start, end: first.end, name: first }
      : packagePath(names, segments, version);
  });

  /** What follows the names of a package in the path of a world's item: `/name@1.2.3`. */
  protected pathBehind(names: readonly Name[]): PackagePath {
    this.take(T.Slash);
    const segments = [this.pathName(6)];
    this.MANY2(() => {
      this.take(T.Slash, 1);
      segments.push(this.pathName(7));
    });
    return packagePath(names, segments, this.OPTION2(this.pathVersion));
  }
}

function packageRef(names: readonly Name[], version: ast.Version | undefined): PackageRef {
  const start = names[0]?.start ?? 0;
  const end = names.at(-1)?.end ?? start;
  const name = names.map(({ text }) => text).join(':');
  return { start, end: version?.end ?? end, name, nameSpan: { start, end }, version };
}

function packagePath(
  names: readonly Name[],
  segments: Name[],
  version: ast.Version | undefined,
): PackagePath {
  const ref = packageRef(names, undefined);
  const end = version?.end ?? segments.at(-1)?.end ?? ref.end;
  return { kind: 'path', start: ref.start, end, package: { ...ref, version }, segments };
}
