import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { renderDiagnostics, SourceSet } from '@wit-ts/wit-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeWac } from '../../src/index.js';
import { loaderOf, type Packages } from './support.js';

const wit = (field: string, world: string): string => `package acme:kv@1.0.0;
interface store {
  record entry { key: string, value: ${field} }
  put: func(e: entry);
}
world w { ${world} }`;

let tools: WasmTools;
let packages: Packages;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
  const made = (field: string, world: string): Uint8Array =>
    tools.componentNew(tools.componentEmbed({ wit: { text: wit(field, world) } }));
  packages = {
    't:store': made('string', 'export store;'),
    't:user': made('list<u8>', 'import store; export run: func();'),
    't:module': '(module)',
    'acme:kv@1.0.0': wit('list<u8>', 'import store; export store; export run: func() -> u32;'),
  };
});

function said(body: string, targets = ''): string {
  const text = `package x:y${targets};\n${body}\n`;
  const sources = new SourceSet();
  sources.add('app.wac', text);
  const { diagnostics } = composeWac(text, 'app.wac', {
    loadDependency: loaderOf(packages, tools),
  });
  return `\n${renderDiagnostics(diagnostics, sources)}\n`;
}

describe('what is wrong with a document', () => {
  it('is told with the declarations of both components', () => {
    expect(said('let s = new t:store {};\nexport new t:user { store: s.store }.run;')).toBe(`
error[LNK0120]: the argument \`acme:kv/store@1.0.0\` does not fit the import of \`t:user\`: record entry › field value: list<u8> ≠ string
 --> app.wac:3:21
  |
3 | export new t:user { store: s.store }.run;
  |                     ^^^^^
note: \`t:user\` imports \`acme:kv/store@1.0.0\` with \`record entry { key: string, value: list<u8> }\`
 --> t:user
note: \`t:store\` exports \`acme:kv/store@1.0.0\` with \`record entry { key: string, value: string }\`
 --> t:store
help: give something of the type that is wanted, or build both against the same version of the WIT

1 error
`);
  });

  it('is told for what the document imports itself', () => {
    expect(said('import i: interface { put: func(); };\nexport new t:user { store: i }.run;'))
      .toContain(`
note: \`t:user\` imports \`acme:kv/store@1.0.0\` with \`record entry { key: string, value: list<u8> }\`
 --> t:user
note: \`app.wac\` imports \`i\` without it: \`interface i { put }\`
 --> app.wac:3:21
`);
  });

  it('is told where it does not fit its target', () => {
    const target = ' targets acme:kv/w@1.0.0';
    const text = said(
      'let s = new t:store {};\nexport s...;\nexport new t:user { ... }.run;',
      target,
    );
    expect(text).toContain(`
error[LNK0126]: the export \`acme:kv/store@1.0.0\` does not fit the world \`acme:kv/w@1.0.0\`: record entry › field value: list<u8> ≠ string
 --> app.wac:3:9
  |
3 | export s...;
  |         ^^^
note: \`acme:kv/w@1.0.0\` exports \`acme:kv/store@1.0.0\` with \`record entry { key: string, value: list<u8> }\`
 --> app.wac:1:21
  |
1 | package x:y targets acme:kv/w@1.0.0;
  |                     ---------------
note: \`app.wac\` exports \`acme:kv/store@1.0.0\` with \`record entry { key: string, value: string }\`
`);
    expect(text).toContain(`
note: \`acme:kv/w@1.0.0\` exports \`run\` with \`run: func() -> u32\`
`);
    expect(text).toContain('2 errors');
  });

  it('names what is no component', () => {
    expect(said('let m = new t:module {};')).toContain('it is a core module, not a component');
  });
});
