/** Compares what a module exports with what a world asks for, before anything is built. */
import { type ExpectedExport, type ExpectedMember, expectedExports } from '@wit-ts/bindgen-ts';
import {
  type Diagnostic,
  type Resolve,
  type SourceSet,
  type Span,
  Suggester,
  type WorldId,
} from '@wit-ts/wit-parser';
import type { Bundle } from './host-tools.js';
import { moduleShape, type Shape } from './module-shape.js';
import { SourceMap } from './source-map.js';
import type { WitPlaces } from './wit-places.js';

export interface ExportCheck {
  /** The path of the user's module. */
  readonly entry: string;
  /** The module with all that it imports. */
  readonly bundle: Bundle;
  readonly places: WitPlaces;
  /** Gets the texts of modules that diagnostics point into. */
  readonly sources: SourceSet;
}

/**
 * Looks at the syntax of the module alone: nothing of it is run.
 *
 * @returns a diagnostic for each export, or member of one, that is missing or of the wrong kind
 */
export async function checkExports(
  resolve: Resolve,
  world: WorldId,
  check: ExportCheck,
): Promise<Diagnostic[]> {
  const shapes = await moduleShape(check.bundle.code);
  const checker = new Checker(check, shapes);
  for (const wanted of expectedExports(resolve, world)) checker.export(wanted);
  return checker.diagnostics;
}

/** Where something stands in the user's sources, and what may be meant. */
interface Place {
  readonly span: Span;
  readonly message: string;
}

class Checker {
  readonly diagnostics: Diagnostic[] = [];
  readonly #check: ExportCheck;
  readonly #shapes: ReadonlyMap<string, Shape>;
  readonly #suggester = new Suggester();
  readonly #map: SourceMap | undefined;
  readonly #lineStarts: readonly number[];

  constructor(check: ExportCheck, shapes: ReadonlyMap<string, Shape>) {
    this.#check = check;
    this.#shapes = shapes;
    this.#map = SourceMap.parse(check.bundle.map);
    const starts = [0];
    for (const { index } of check.bundle.code.matchAll(/\n/g)) starts.push(index + 1);
    this.#lineStarts = starts;
  }

  export(wanted: ExpectedExport): void {
    const { bundle, entry } = this.#check;
    const what = `the ${wanted.kind} ${wanted.label}`;
    if (!bundle.exports.includes(wanted.name)) {
      const near = this.#near(wanted.name, bundle.exports);
      this.#report(wanted, undefined, {
        code: 'BLD0001',
        message: `the world exports ${what}, and ${entry} has no export \`${wanted.name}\``,
        help:
          near === undefined ? hintFor(wanted) : `export it as \`${wanted.name}\`, not \`${near}\``,
        place:
          near === undefined
            ? this.#entry()
            : this.#place(this.#shapes.get(near), `\`${near}\` is exported here`),
      });
      return;
    }
    const shape = this.#shapes.get(wanted.name);
    if (shape === undefined || shape.kind === 'unknown') return;
    if (wanted.kind === 'function') {
      if (shape.kind !== 'function') {
        this.#wrongKind(wanted, undefined, `\`${wanted.name}\``, 'a function', shape);
      }
      return;
    }
    if (shape.kind !== 'object') {
      // The static functions of a class may do as well.
      if (shape.kind !== 'class') {
        this.#wrongKind(
          wanted,
          undefined,
          `\`${wanted.name}\``,
          'an object with the functions of the interface',
          shape,
        );
      }
      return;
    }
    for (const member of wanted.members) {
      this.#member(wanted, member, shape.members.get(member.name), shape);
    }
  }

  #member(
    wanted: ExpectedExport,
    member: ExpectedMember,
    shape: Shape | undefined,
    parent: Extract<Shape, { kind: 'object' }>,
  ): void {
    const path = `${wanted.name}.${member.name}`;
    if (shape === undefined) {
      if (!parent.isComplete) return;
      const near = this.#near(member.name, parent.members.keys());
      this.#report(wanted, member.function, {
        code: 'BLD0001',
        message: `${wanted.label} has the ${kindOf(member)} \`${member.function ?? member.name}\`, and \`${wanted.name}\` has no member \`${member.name}\``,
        help:
          near === undefined
            ? `add \`${member.name}\``
            : `call it \`${member.name}\`, not \`${near}\``,
        place: this.#place(
          near === undefined ? parent : parent.members.get(near),
          near === undefined ? `\`${wanted.name}\` is this object` : `\`${near}\` is here`,
        ),
      });
      return;
    }
    if (shape.kind === 'unknown') return;
    if (member.kind === 'function') {
      if (shape.kind !== 'function') {
        this.#wrongKind(wanted, member.function, `\`${path}\``, 'a function', shape);
      }
      return;
    }
    if (shape.kind === 'function') return;
    if (shape.kind !== 'class') {
      this.#wrongKind(wanted, undefined, `\`${path}\``, 'a class', shape);
      return;
    }
    if (!shape.isComplete) return;
    for (const { name, kind, function: fn } of member.members) {
      const names = kind === 'static' ? shape.statics : shape.methods;
      if (names.has(name)) continue;
      const elsewhere = (kind === 'static' ? shape.methods : shape.statics).has(name);
      const near = elsewhere ? undefined : this.#near(name, names);
      const article = kind === 'static' ? 'static function' : 'method';
      this.#report(wanted, fn, {
        code: 'BLD0001',
        message: `${wanted.label} has \`${fn ?? name}\`, and the class \`${path}\` has no ${article} \`${name}\``,
        help: elsewhere
          ? `\`${name}\` ${kind === 'static' ? 'has to be static' : 'must not be static'}`
          : near === undefined
            ? `add the ${article} \`${name}\``
            : `call it \`${name}\`, not \`${near}\``,
        place: this.#place(shape, 'the class is here'),
      });
    }
  }

  #wrongKind(
    wanted: ExpectedExport,
    fn: string | undefined,
    subject: string,
    expected: string,
    shape: Exclude<Shape, { kind: 'unknown' }>,
  ): void {
    const given =
      shape.kind === 'value'
        ? shape.text
        : shape.kind === 'object'
          ? 'an object'
          : `a ${shape.kind}`;
    this.#report(wanted, fn, {
      code: 'BLD0002',
      message: `${subject} has to be ${expected}, and is ${given}`,
      help:
        expected === 'a class'
          ? 'give the class itself, which extends the generated one'
          : `export ${expected}`,
      place: this.#place(shape, 'it is here'),
    });
  }

  #near(name: string, names: Iterable<string>): string | undefined {
    return this.#suggester.closest(name, names);
  }

  #report(
    wanted: ExpectedExport,
    fn: string | undefined,
    {
      code,
      message,
      help,
      place,
    }: { code: string; message: string; help: string; place: Place | undefined },
  ): void {
    const span = this.#check.places.item(wanted.key, 'exports', fn);
    const first = span ?? place?.span;
    const related = span === undefined || place === undefined ? [] : [place];
    this.diagnostics.push({
      code,
      severity: 'error',
      message,
      help,
      ...(first === undefined ? {} : { span: first }),
      ...(related.length === 0 ? {} : { related }),
    });
  }

  /** The start of the user's module. */
  #entry(): Place | undefined {
    const { entry } = this.#check;
    const source = this.#map?.sources.find((name) => samePath(name, entry));
    const text = source === undefined ? undefined : this.#map?.content(source);
    if (text === undefined) return undefined;
    const file = this.#file(entry, text);
    const end = text.indexOf('\n');
    return {
      span: { file, start: 0, end: end === -1 ? text.length : end },
      message: 'the module is here',
    };
  }

  #place(shape: Shape | undefined, message: string): Place | undefined {
    if (shape === undefined || shape.kind === 'unknown' || this.#map === undefined)
      return this.#entry();
    let low = 0;
    let high = this.#lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= shape.at) low = middle;
      else high = middle;
    }
    const found = this.#map.original(low + 1, shape.at - (this.#lineStarts[low] ?? 0) + 1);
    const text = found === undefined ? undefined : this.#map.content(found.source);
    if (found === undefined || text === undefined) return this.#entry();
    const file = this.#file(found.source, text);
    const start = this.#check.sources.offset(file, found.line, found.column) ?? 0;
    const word = /^[\w$]+|^./.exec(text.slice(start))?.[0] ?? '';
    return { span: { file, start, end: start + word.length }, message };
  }

  #file(name: string, text: string): string {
    const path = samePath(name, this.#check.entry) ? this.#check.entry : name;
    if (this.#check.sources.text(path) === undefined) this.#check.sources.add(path, text);
    return path;
  }
}

function kindOf(member: ExpectedMember): string {
  return member.kind === 'class' ? 'resource' : 'function';
}

function hintFor({ kind, name }: ExpectedExport): string {
  return kind === 'function'
    ? `add \`export function ${name}\``
    : `add \`export const ${name} = { … }\`; wit-ts bindgen guest --stub writes a start`;
}

/** Bundlers name sources relative to where they write. */
function samePath(source: string, entry: string): boolean {
  return plain(source) === plain(entry) || plain(entry).endsWith(`/${plain(source)}`);
}

function plain(path: string): string {
  return path.replace(/^(?:\.\.?\/)+/, '').replaceAll('\\', '/');
}
