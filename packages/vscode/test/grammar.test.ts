/** The colours of WAC, which extend those of WIT. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { beforeAll, expect, it } from 'vitest';

const require = createRequire(import.meta.url);
let grammar: IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) => {
      const name = scope.replace('source.', '');
      const path = fileURLToPath(
        new URL(`../../../grammar/${name}.tmLanguage.json`, import.meta.url),
      );
      return Promise.resolve(textmate.parseRawGrammar(readFileSync(path, 'utf8'), path));
    },
  });
  const loaded = await registry.loadGrammar('source.wac');
  if (loaded === null) throw new Error('no grammar');
  grammar = loaded;
});

/** The innermost scope of each piece of a text that is no white space. */
function scopesOf(text: string): [piece: string, scope: string][] {
  const found: [string, string][] = [];
  let stack = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const piece = line.slice(startIndex, endIndex).trim();
      if (piece !== '') found.push([piece, scopes.at(-1) ?? '']);
    }
  }
  return found;
}

const DOCUMENT = `package acme:app targets wasi:http/proxy@0.2.0;
import log: acme:log/log@1.0.0;
// the parts
let parts = new acme:parts@1.2.0-rc.1 { log, "wasi:io/poll": log["acme:log/log"], ... };
let %new = new acme:let { with: parts.shop, ...parts };
export parts.shop as shop;
export parts...;
interface i { record r { let-it: list<u8> } }
`;

it('has the keywords of WAC, and takes no name for one', () => {
  const scopes = scopesOf(DOCUMENT);
  const of = (piece: string): string[] =>
    scopes.filter(([text]) => text === piece).map(([, scope]) => scope);
  expect(of('targets')).toEqual(['keyword.other.targets.wac']);
  expect(of('let')).toEqual(['keyword.declaration.let.wac', 'keyword.declaration.let.wac']);
  expect(of('new')).toEqual(['keyword.operator.new.wac', 'keyword.operator.new.wac']);
  expect(of('%new')).toEqual(['variable.other.definition.wac']);
  expect(of('acme:let')).toEqual(['entity.name.namespace.wac']);
  expect(of('@1.2.0-rc.1')).toEqual(['constant.numeric.version.wac']);
  expect(of('...')).toHaveLength(3);
  expect(new Set(of('...'))).toEqual(new Set(['keyword.operator.spread.wac']));
  expect(
    of('export')
      .concat(of('import'))
      .every((scope) => scope.startsWith('keyword')),
  ).toBe(true);
  expect(of('// the parts').concat(of('the parts')).join()).toContain('comment.line');
  for (const piece of ['let-it', 'log', 'parts']) {
    for (const scope of of(piece)) expect(scope).not.toMatch(/^keyword/);
  }
});

it('has the colours of WIT within', () => {
  const scopes = scopesOf('interface i { f: func(a: list<u8>) -> string; }');
  expect(scopes.find(([text]) => text === 'func')?.[1]).toMatch(/\.wit$/);
  expect(scopes.find(([text]) => text === 'u8')?.[1]).toMatch(/\.wit$/);
});
