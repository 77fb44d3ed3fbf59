/** The diagnostics of the resolver, `WIT0100` to `WIT0199`: each code has one builder. See `resolve-warnings.ts` for the warnings. */

import type { Stability } from '../model/resolve.js';
import type { Diagnostic, Fix, RelatedPlace, Span } from './diagnostic.js';

/** A step of a chain or cycle. */
export interface Step {
  name: string;
  span?: Span | undefined;
}

interface Extras {
  help?: string | undefined;
  related?: RelatedPlace[] | undefined;
  fixes?: Fix[] | undefined;
}

function error(
  code: string,
  message: string,
  span: Span | undefined,
  extras: Extras = {},
): Diagnostic {
  const diagnostic: Diagnostic = { code, severity: 'error', message };
  if (span !== undefined) diagnostic.span = span;
  if (extras.help !== undefined) diagnostic.help = extras.help;
  if (extras.related !== undefined && extras.related.length > 0)
    diagnostic.related = extras.related;
  if (extras.fixes !== undefined && extras.fixes.length > 0) diagnostic.fixes = extras.fixes;
  return diagnostic;
}

function first(span: Span | undefined, message = 'first defined here'): RelatedPlace[] {
  return span === undefined ? [] : [{ span, message }];
}

/** "did you mean", as help and as a fix that replaces the name. */
function didYouMean(close: string | undefined, span: Span): Extras {
  if (close === undefined) return {};
  return {
    help: `did you mean \`${close}\`?`,
    fixes: [{ title: `replace it by \`${close}\``, edits: [{ span, newText: close }] }],
  };
}

/** `a → b → a`. */
function loop(names: readonly string[]): string {
  return chainOf([...names, names[0] ?? '']);
}

/** `a → b → c`; the middle of a very long one is left out. */
function chainOf(names: readonly string[]): string {
  const shown =
    names.length <= MOST_PLACES
      ? names
      : [
          ...names.slice(0, MOST_PLACES - 4),
          `(${names.length - MOST_PLACES + 1} more)`,
          ...names.slice(-3),
        ];
  return shown.join(' → ');
}

// ---- Files -----------------------------------------------------------------------------------------------------------

export function fileMissing(path: string): Diagnostic {
  return error('WIT0100', `there is no file or folder \`${path}\``, undefined, {
    help: 'give a WIT file, a folder of WIT files, or a WIT package in binary form',
  });
}

export function cannotRead(path: string, why: string): Diagnostic {
  return error('WIT0101', `cannot read \`${path}\`: ${why}`, undefined);
}

export function notUtf8(path: string, byte: number, span: Span): Diagnostic {
  return error('WIT0102', `\`${path}\` is not UTF-8: byte ${byte} does not belong there`, span, {
    help: 'save the file in the encoding UTF-8',
  });
}

export function noDecoder(path: string): Diagnostic {
  const message = `\`${path}\` is WebAssembly, and nothing is at hand that decodes it`;
  return error(
    'WIT0103',
    message,
    { file: path, start: 0, end: 0 },
    {
      help: 'give the option `decodeWit`, or a WIT text',
    },
  );
}

export function notDecodable(path: string, why: string): Diagnostic {
  const message = `\`${path}\` cannot be decoded as a WIT package: ${why}`;
  return error('WIT0104', message, { file: path, start: 0, end: 0 });
}

export function noAssembler(path: string): Diagnostic {
  const message = `\`${path}\` is WebAssembly text, and nothing is at hand that assembles it`;
  return error(
    'WIT0105',
    message,
    { file: path, start: 0, end: 0 },
    {
      help: 'give the option `assemble`, or the binary',
    },
  );
}

export function notAssembled(path: string, why: string): Diagnostic {
  const message = `\`${path}\` cannot be assembled: ${why}`;
  return error('WIT0106', message, { file: path, start: 0, end: 0 });
}

export function notMergeable(path: string, why: string): Diagnostic {
  const message = `the packages in \`${path}\` do not fit those read before: ${why}`;
  return error('WIT0107', message, { file: path, start: 0, end: 0 });
}

// ---- Packages --------------------------------------------------------------------------------------------------------

export function noPackageHeader(span: Span | undefined): Diagnostic {
  return error('WIT0110', 'no file of this package says `package namespace:name;`', span, {
    help: 'begin one of the files with a header such as `package example:app;`',
  });
}

export function differentHeader(name: string, before: string, span: Span, other: Span): Diagnostic {
  const message = `this file says it is of package \`${name}\`, another of the same folder says \`${before}\``;
  return error('WIT0111', message, span, { related: first(other, 'the other header') });
}

export function secondPackageDocs(span: Span, other: Span): Diagnostic {
  const message = 'the package is documented in two files';
  return error('WIT0112', message, span, {
    help: 'keep the comment before `package` in one file only',
    related: first(other, 'the other documentation'),
  });
}

export function nestedTooDeep(span: Span): Diagnostic {
  const message = 'a package cannot stand inside of another one that stands in a file';
  return error('WIT0113', message, span, { help: 'move it to the top level of the file' });
}

export function duplicatePackage(name: string, span: Span, other: Span | undefined): Diagnostic {
  return error('WIT0114', `package \`${name}\` is defined in two places`, span, {
    help: other === undefined ? 'the other one comes from a file of WebAssembly' : undefined,
    related: first(other),
  });
}

export function packageCycle(name: string, span: Span, path: readonly Step[]): Diagnostic {
  const names = path.map((step) => step.name);
  return error('WIT0115', `package \`${name}\` depends on itself: ${loop(names)}`, span, {
    help:
      path.length < 2
        ? 'name interfaces of the same package without the name of the package'
        : 'move what both need to a package of its own',
    related: stepPlaces(path, 'this package is part of the cycle'),
  });
}

export function packageNotFound(
  name: string,
  span: Span,
  versions: readonly string[],
  close: string | undefined,
): Diagnostic {
  const bare = name.replace(/@.*$/, '');
  const extras: Extras =
    versions.length > 0
      ? { help: `there is ${list(versions)}; the version must be the same` }
      : close === undefined
        ? {
            help: `put the package into the folder \`deps\`, such as \`deps/${bare.replace(':', '-')}\``,
          }
        : { help: `did you mean \`${close}\`?` };
  return error('WIT0116', `package \`${name}\` is not there`, span, extras);
}

export function itemNotFound(
  kind: 'interface' | 'world',
  name: string,
  owner: string,
  span: Span,
  close: string | undefined,
  isOther: boolean,
): Diagnostic {
  const other = kind === 'interface' ? 'a world' : 'an interface';
  const code = kind === 'interface' ? 'WIT0117' : 'WIT0118';
  const extras = isOther ? { help: `\`${name}\` is ${other} there` } : didYouMean(close, span);
  return error(code, `package \`${owner}\` has no ${kind} \`${name}\``, span, extras);
}

// ---- Names of a package ----------------------------------------------------------------------------------------------

export function duplicateItem(name: string, span: Span, other: Span): Diagnostic {
  return error('WIT0120', `the package has an interface or world \`${name}\` already`, span, {
    related: first(other),
  });
}

export function duplicateNameInFile(name: string, span: Span, other: Span): Diagnostic {
  return error('WIT0121', `this file has the name \`${name}\` already`, span, {
    help: 'give the `use` another name with `as`',
    related: first(other),
  });
}

export function unknownItem(name: string, span: Span, close: string | undefined): Diagnostic {
  const help =
    'it must be in this package, or be named with its package, as in `wasi:io/streams`; an alias of another file does not count';
  return error('WIT0122', `there is no interface or world \`${name}\``, span, {
    help,
    ...didYouMean(close, span),
  });
}

export function itemCycle(
  name: string,
  span: Span,
  names: readonly string[],
  path: readonly Step[],
): Diagnostic {
  return error('WIT0123', `\`${name}\` depends on itself: ${loop(names)}`, span, {
    help: 'move the types that both need to an interface of their own',
    related: stepPlaces(path, 'is part of the cycle').filter(
      (place) => !sameSpan(place.span, span),
    ),
  });
}

/** @param mention where a path to another package stands first, which decides what it is taken for */
export function worldAsInterface(name: string, span: Span, mention?: Span): Diagnostic {
  if (mention === undefined) {
    return error('WIT0124', `\`${name}\` is a world, but an interface is needed here`, span);
  }
  const message = `\`${name}\` was taken for a world where this package mentions it first, but an interface is needed here`;
  return error('WIT0124', message, span, { related: first(mention, 'the first mention') });
}

/** @param mention as in {@link worldAsInterface} */
export function interfaceAsWorld(name: string, span: Span, mention?: Span): Diagnostic {
  if (mention === undefined) {
    return error('WIT0125', `\`${name}\` is an interface, but a world is needed here`, span, {
      help: `import the interface instead: \`import ${name};\``,
    });
  }
  const message = `\`${name}\` was taken for an interface where this package mentions it first, but a world is needed here`;
  return error('WIT0125', message, span, {
    help: 'include the world by its full path, above other mentions of it',
    related: first(mention, 'the first mention'),
  });
}

export function gatedTopLevelUse(span: Span): Diagnostic {
  return error('WIT0126', 'a `use` outside of interfaces and worlds cannot have attributes', span, {
    help: 'put the attribute on what uses the alias',
  });
}

// ---- use -------------------------------------------------------------------------------------------------------------

export function unknownUsedName(name: string, span: Span, close: string | undefined): Diagnostic {
  const message = `the interface has no type \`${name}\``;
  return error('WIT0130', message, span, didYouMean(close, span));
}

export function functionUsed(name: string, span: Span): Diagnostic {
  const message = `\`${name}\` is a function; \`use\` brings in types only`;
  return error('WIT0131', message, span);
}

export function typeNotInInterface(
  name: string,
  from: string,
  span: Span,
  close: string | undefined,
  isFunction: boolean,
): Diagnostic {
  const extras = isFunction
    ? { help: `\`${name}\` is a function there; \`use\` brings in types only` }
    : didYouMean(close, span);
  return error('WIT0132', `interface \`${from}\` has no type \`${name}\``, span, extras);
}

// ---- Types and functions ---------------------------------------------------------------------------------------------

/** Names of types in other languages and older WIT. */
const OTHER_NAMES = new Map([
  ['float32', 'f32'],
  ['float64', 'f64'],
  ['int', 's32'],
  ['i8', 's8'],
  ['i16', 's16'],
  ['i32', 's32'],
  ['i64', 's64'],
  ['uint', 'u32'],
  ['byte', 'u8'],
  ['boolean', 'bool'],
  ['str', 'string'],
  ['number', 'f64'],
  ['double', 'f64'],
  ['float', 'f32'],
]);

export function unknownType(name: string, span: Span, close: string | undefined): Diagnostic {
  const builtIn = close === undefined ? OTHER_NAMES.get(name) : undefined;
  const help = `define it here, or bring it in: \`use some-interface.{${name}};\``;
  const extras = builtIn === undefined ? didYouMean(close, span) : didYouMean(builtIn, span);
  return error('WIT0140', `there is no type \`${name}\` here`, span, { help, ...extras });
}

export function functionAsType(name: string, span: Span): Diagnostic {
  return error('WIT0141', `\`${name}\` is a function and no type`, span);
}

export function typeCycle(name: string, span: Span, path: readonly Step[]): Diagnostic {
  const names = path.map((step) => step.name);
  return error('WIT0142', `type \`${name}\` contains itself: ${loop(names)}`, span, {
    help: 'types of WIT are never recursive; hold the inner value in a resource or by its index in a list',
    related: stepPlaces(path, 'is part of the cycle'),
  });
}

export function duplicateName(name: string, span: Span, other: Span | undefined): Diagnostic {
  return error('WIT0143', `\`${name}\` is defined already`, span, { related: first(other) });
}

export function duplicateParam(name: string, span: Span, other: Span | undefined): Diagnostic {
  return error('WIT0144', `the function has a parameter \`${name}\` already`, span, {
    help: other === undefined && name === 'self' ? 'a method has `self` of its own' : undefined,
    related: first(other, 'the first one'),
  });
}

export function duplicateMethod(name: string, span: Span, other: Span): Diagnostic {
  const message = `the resource has a function \`${name}\` already`;
  return error('WIT0145', message, span, { related: first(other) });
}

export function secondConstructor(span: Span, other: Span): Diagnostic {
  return error('WIT0146', 'the resource has a constructor already', span, {
    help: 'make it a static function with a name',
    related: first(other),
  });
}

export function handleOfNonResource(name: string, span: Span, other: Span | undefined): Diagnostic {
  return error('WIT0147', `\`${name}\` is no resource, so there are no handles of it`, span, {
    related: first(other, 'defined here'),
  });
}

export function foreignNonResource(name: string, span: Span, other: Span | undefined): Diagnostic {
  return handleOfNonResource(name, span, other);
}

export function constructorResult(span: Span): Diagnostic {
  return error(
    'WIT0148',
    'a constructor can only return `result` of its resource, or nothing',
    span,
    {
      help: 'leave the result out, or write `-> result<the-resource, the-error>`',
    },
  );
}

export function constructorOkType(span: Span): Diagnostic {
  const message = 'the first type of the `result` of a constructor must be the resource itself';
  return error('WIT0149', message, span, { help: 'an alias of the resource does not count' });
}

export function emptyCases(kind: 'variant' | 'enum', name: string, span: Span): Diagnostic {
  return error(
    kind === 'variant' ? 'WIT0150' : 'WIT0151',
    `${kind} \`${name}\` has no case`,
    span,
    {
      help: `no value could be of such a type; add a case`,
    },
  );
}

export function invalidMapKey(span: Span, key: Span): Diagnostic {
  const message = 'the key of a map must be bool, an integer type, char or string';
  return error('WIT0152', message, span, {
    help: 'an alias of such a type does not count',
    related: first(key, 'this is the key'),
  });
}

export function borrowInResult(name: string, span: Span): Diagnostic {
  return error('WIT0153', `the result of function \`${name}\` holds a \`borrow\``, span, {
    help: 'a borrowed handle ends with the call; return the resource itself or take it as a parameter',
  });
}

// ---- Gates -----------------------------------------------------------------------------------------------------------

export function attributeTwice(name: string, span: Span, other: Span): Diagnostic {
  const code = name === 'external-id' ? 'WIT0161' : 'WIT0160';
  const message = `\`@${name}\` stands here twice`;
  return error(code, message, span, { related: first(other, 'the first one') });
}

export function sinceWithUnstable(span: Span, other: Span): Diagnostic {
  const message = 'an item is either `@since` a version or `@unstable`, not both';
  return error('WIT0162', message, span, { related: first(other, 'the other gate') });
}

export function deprecatedAlone(span: Span): Diagnostic {
  return error('WIT0163', '`@deprecated` needs `@since` or `@unstable` beside it', span, {
    help: 'say since when the item exists: `@since(version = 0.1.0)`',
  });
}

export function gateWithoutVersion(name: string, span: Span): Diagnostic {
  const message = `package \`${name}\` has no version, so \`@since\` means nothing in it`;
  return error('WIT0164', message, span, { help: `write \`package ${name}@0.1.0;\`` });
}

export function gateInTheFuture(
  since: string,
  name: string,
  version: string,
  span: Span,
): Diagnostic {
  const message = `the item is there since version ${since}, but package \`${name}\` has only reached ${version}`;
  return error('WIT0165', message, span, { help: 'use `@unstable(feature = …)` until then' });
}

export function gatedReference(
  kind: 'type' | 'interface' | 'world',
  name: string | undefined,
  stability: Stability | undefined,
  span: Span,
): Diagnostic {
  const feature = stability?.kind === 'unstable' ? stability.feature : undefined;
  const inactive =
    feature === undefined
      ? 'its feature is not active'
      : `the feature \`${feature}\` is not active`;
  if (name === undefined) {
    const message = `this needs a type without a name that is left out, because it is used first where ${inactive}`;
    return error('WIT0166', message, span, {
      help: 'types such as `list<u8>` are one type in all of a package; put the gated use behind this one',
    });
  }
  const message = `this refers to ${kind} \`${name}\`, which is left out because ${inactive}`;
  const gate = feature === undefined ? 'the same gate' : `\`@unstable(feature = ${feature})\``;
  return error('WIT0166', message, span, { help: `activate the feature, or put ${gate} here too` });
}

export function ownerGated(kind: 'interface' | 'world', name: string, span: Span): Diagnostic {
  const message = `type \`${name}\` is not gated, but its ${kind} is left out because its feature is not active`;
  return error('WIT0167', message, span, { help: `put the gate of the ${kind} on the type too` });
}

// ---- Worlds ----------------------------------------------------------------------------------------------------------

export function duplicateExtern(
  direction: 'import' | 'export',
  name: string,
  before: 'interface' | 'function' | 'type',
  span: Span,
  other: Span,
): Diagnostic {
  const article = before === 'interface' ? 'an' : 'a';
  const message = `the world has ${article} ${before} \`${name}\` among its ${direction}s already`;
  return error('WIT0170', message, span, { related: first(other) });
}

export function interfaceTwice(
  direction: 'import' | 'export',
  name: string,
  span: Span,
  other: Span,
): Diagnostic {
  return error('WIT0171', `the world ${direction}s interface \`${name}\` already`, span, {
    help: `for a second copy give it a label: \`${direction} some-label: …\``,
    related: first(other, 'the first one'),
  });
}

export function includeShadows(
  direction: 'import' | 'export',
  name: string,
  world: string,
  span: Span,
  renamed: boolean,
): Diagnostic {
  const message = `world \`${world}\` brings in ${direction} \`${name}\`, which is there already`;
  return error('WIT0172', message, span, {
    help: renamed
      ? 'choose another name in the `with`'
      : `give it another name: \`include ${world} with { ${name} as other-name }\``,
  });
}

export function renameNotFound(
  name: string,
  world: string,
  span: Span,
  rename: Span,
  close: string | undefined,
): Diagnostic {
  const message = `world \`${world}\` has no import or export of the plain name \`${name}\``;
  const help =
    close === undefined
      ? 'functions, types and inline interfaces can be renamed; interfaces by path cannot'
      : `did you mean \`${close}\`?`;
  return error('WIT0173', message, span, { help, related: first(rename, 'this name') });
}

export function includeStability(name: string, a: string, b: string, span: Span): Diagnostic {
  const message = `interface \`${name}\` would be both \`${a}\` and \`${b}\` in this world`;
  return error('WIT0174', message, span);
}

export function namesDifferInCase(
  direction: 'import' | 'export',
  name: string,
  before: string,
  world: string,
  span: Span,
  other: Span | undefined,
): Diagnostic {
  const message = `${direction}s \`${name}\` and \`${before}\` of world \`${world}\` differ only in case`;
  return error('WIT0175', message, span, { related: first(other, 'the other one') });
}

export function exportConflict(span: Span, path: readonly Step[]): Diagnostic {
  const start = path[0]?.name ?? '';
  const between = path.at(-2)?.name ?? start;
  const last = path.at(-1)?.name ?? '';
  const chain = chainOf(path.map((step) => step.name));
  const message = `the export \`${start}\` needs \`${last}\` as an import, but the world exports it: ${chain}`;
  return error('WIT0176', message, span, {
    help:
      between === start
        ? `export \`${last}\` without a label too`
        : `export \`${between}\` from the world too, or do not export \`${last}\``,
    related: stepPlaces(path, 'is on the way'),
  });
}

export function includeTooLarge(span: Span): Diagnostic {
  return error('WIT0177', 'the worlds of this package would have too many items in all', span, {
    help: 'worlds that include each other in a long row repeat everything; import interfaces instead',
  });
}

// ---- Helpers ---------------------------------------------------------------------------------------------------------

/** At most this many places are told of a long chain. */
const MOST_PLACES = 12;

function stepPlaces(path: readonly Step[], what: string): RelatedPlace[] {
  return path
    .slice(0, MOST_PLACES)
    .flatMap(({ name, span }) =>
      span === undefined ? [] : [{ span, message: `\`${name}\` ${what}` }],
    );
}

function sameSpan(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST_PLACES).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
