/**
 * For esbuild: arrays are gone through and taken apart by index. A command mostly ends before V8 optimizes anything, and until then
 * each step of an iterator takes a call and an object, and closing the iterator makes the code twice as long.
 *
 * Only what the types say is an array is treated so: iterators of maps and sets go on when something is added, and generators may
 * never end.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript-compiler-api';
import { root } from './bundling.mjs';

/** Packages whose sources end up in chunks that have to start fast. */
const PACKAGES = ['cli', 'component', 'compose', 'node-files', 'wit-parser'];

const options = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.webworker.d.ts'],
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  paths: {
    '@wit-ts/wit-parser/grammar': [join(root, 'packages/wit-parser/src/grammar.ts')],
    '@wit-ts/canonical-abi/layout': [join(root, 'packages/canonical-abi/src/layout/index.ts')],
    '@wit-ts/*': [join(root, 'packages/*/src/index.ts')],
  },
};

/** A program of these files, for {@link withPlainArrays}. */
export function programOf(files) {
  return ts.createProgram(files, options);
}

let workspace;

function workspaceProgram() {
  return (workspace ??= programOf(
    PACKAGES.flatMap((name) => {
      const source = join(root, 'packages', name, 'src');
      return readdirSync(source, { recursive: true })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(source, file));
    }),
  ));
}

/** The text of a file of the program, with loops over arrays that count, and patterns of arrays that take by index. */
export function withPlainArrays(program, path) {
  const file = program.getSourceFile(path);
  return file === undefined ? undefined : new Rewriter(file, program.getTypeChecker()).text();
}

class Rewriter {
  #edits = [];

  constructor(file, checker) {
    this.file = file;
    this.checker = checker;
  }

  text() {
    this.#visit(this.file);
    // From the end, so that places stay what they are.
    this.#edits.sort((a, b) => b.start - a.start);
    let { text } = this.file;
    for (const { start, end, put } of this.#edits)
      text = text.slice(0, start) + put + text.slice(end);
    return text;
  }

  #visit(node) {
    if (ts.isForOfStatement(node) && this.#isCountable(node)) {
      this.#count(node);
      this.#visit(node.expression);
      this.#visit(node.statement);
      return;
    }
    if (ts.isArrayBindingPattern(node) && this.#isIndexed(node)) {
      this.#put(node.getStart(this.file), node.end, this.#bindingText(node));
      return;
    }
    ts.forEachChild(node, (child) => this.#visit(child));
  }

  #put(start, end, put) {
    this.#edits.push({ start, end, put });
  }

  #isCountable({ awaitModifier, initializer, expression }) {
    if (awaitModifier !== undefined || !ts.isVariableDeclarationList(initializer)) return false;
    return this.#isArray(this.checker.getTypeAtLocation(expression));
  }

  #isArray(type) {
    if (type.isUnion()) return type.types.every((one) => this.#isArray(one));
    return this.checker.isArrayType(type) || this.checker.isTupleType(type);
  }

  /** `for (const x of list) body` is `for (let $list = list, $at = 0; $at < $list.length; $at++) { const x = $list[$at]; body }`. */
  #count({ initializer, expression, statement }) {
    const { file } = this;
    const start = initializer.parent.getStart(file);
    const [list, at] = [`$list${start}`, `$at${start}`];
    const keyword = initializer.getFirstToken(file).getText(file);
    const binding = this.#bindingText(initializer.declarations[0].name);
    this.#put(start, expression.getStart(file), `for (let ${list} = `);
    this.#put(
      expression.end,
      statement.getStart(file),
      `, ${at} = 0; ${at} < ${list}.length; ${at}++) { ${keyword} ${binding} = ${list}[${at}]; `,
    );
    this.#put(statement.end, statement.end, ' }');
  }

  /** Whether a pattern takes an array apart, and leaves no rest. */
  #isIndexed(pattern) {
    const { elements } = pattern;
    if (elements.some((element) => element.dotDotDotToken !== undefined)) return false;
    return this.#isArray(this.checker.getTypeAtLocation(pattern));
  }

  /** `[a, , b]` is `{ 0: a, 2: b }`. */
  #bindingText(name) {
    const { file } = this;
    if (!ts.isArrayBindingPattern(name) || !this.#isIndexed(name)) return name.getText(file);
    const parts = name.elements.flatMap((element, index) => {
      if (ts.isOmittedExpression(element)) return [];
      const otherwise = element.initializer?.getText(file);
      const text = this.#bindingText(element.name);
      return [`${index}: ${text}${otherwise === undefined ? '' : ` = ${otherwise}`}`];
    });
    return `{ ${parts.join(', ')} }`;
  }
}

export const plainArrays = {
  name: 'plain-arrays',
  setup({ onLoad }) {
    const filter = new RegExp(
      `[\\\\/]packages[\\\\/](${PACKAGES.join('|')})[\\\\/]src[\\\\/].*\\.ts$`,
    );
    onLoad({ filter }, ({ path }) => {
      const contents = withPlainArrays(workspaceProgram(), path);
      return contents === undefined ? undefined : { contents, loader: 'ts' };
    });
  },
};
