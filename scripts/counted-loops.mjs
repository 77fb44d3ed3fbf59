/**
 * For esbuild: loops over arrays are compiled to loops that count. Until V8 optimizes a function, and a command mostly ends before
 * that, each step through an iterator takes a call and an object, and closing the iterator makes the code of the loop twice as long.
 *
 * Only what the types say is an array is counted: iterators of maps and sets go on when something is added, and generators may
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

/** A program of these files, for {@link withCountedLoops}. */
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

/** The text of a file of the program, where loops over arrays count. */
export function withCountedLoops(program, path) {
  const file = program.getSourceFile(path);
  if (file === undefined) return undefined;
  const checker = program.getTypeChecker();
  const edits = [];
  const visit = (node) => {
    if (ts.isForOfStatement(node) && isCountable(node, checker)) edits.push(...editsOf(node, file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  // From the end, so that places stay what they are; at one place, what belongs to the inner loop comes last.
  edits.sort((a, b) => b.start - a.start || b.order - a.order);
  let text = file.text;
  for (const { start, end, put } of edits) text = text.slice(0, start) + put + text.slice(end);
  return text;
}

function isCountable({ awaitModifier, initializer, expression }, checker) {
  if (awaitModifier !== undefined || !ts.isVariableDeclarationList(initializer)) return false;
  return isArray(checker.getTypeAtLocation(expression), checker);
}

function isArray(type, checker) {
  if (type.isUnion()) return type.types.every((one) => isArray(one, checker));
  return checker.isArrayType(type) || checker.isTupleType(type);
}

/** `for (const x of list) body` is `for (let $list = list, $at = 0; $at < $list.length; $at++) { const x = $list[$at]; body }`. */
function editsOf(node, file) {
  const { initializer, expression, statement } = node;
  const start = node.getStart(file);
  const list = `$list${start}`;
  const at = `$at${start}`;
  const declared = file.text.slice(initializer.getStart(file), initializer.end);
  const end = statement.end;
  return [
    { start, end: expression.getStart(file), put: `for (let ${list} = `, order: 0 },
    {
      start: expression.end,
      end: statement.getStart(file),
      put: `, ${at} = 0; ${at} < ${list}.length; ${at}++) { ${declared} = ${list}[${at}]; `,
      order: 1,
    },
    { start: end, end, put: ' }', order: -start },
  ];
}

export const countedLoops = {
  name: 'counted-loops',
  setup({ onLoad }) {
    const filter = new RegExp(
      `[\\\\/]packages[\\\\/](${PACKAGES.join('|')})[\\\\/]src[\\\\/].*\\.ts$`,
    );
    onLoad({ filter }, ({ path }) => {
      const contents = withCountedLoops(workspaceProgram(), path);
      return contents === undefined ? undefined : { contents, loader: 'ts' };
    });
  },
};
