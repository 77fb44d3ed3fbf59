/** Every feature once over the protocol; what exactly the answers say is tested in the language service. */
import type * as lsp from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../src/features/index.js';
import { type Client, start, uri } from './support/client.js';

const TYPES = `package wasi:io@0.2.0;

/// What can be read.
interface streams {
  resource input-stream;
  flags modes { first, second }
}
`;

const MAIN = `package a:b;

use wasi:io/streams@0.2.0 as io;

interface store {
  use io.{input-stream, modes};
  record entry {
    name: string,
    data: list<u8>,
  }
  read: func(source: borrow<input-stream>, mode: modes) -> result<entry>;
}

world app {
  import store;
  export run: func();
}
`;

const CAPABILITIES: lsp.ClientCapabilities = {
  textDocument: {
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    rename: { prepareSupport: true },
    signatureHelp: {
      signatureInformation: { parameterInformation: { labelOffsetSupport: true } },
    },
  },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

const MAIN_PATH = 'wit/main.wit';
const TYPES_PATH = 'wit/deps/io/streams.wit';

async function workspace(
  capabilities: lsp.ClientCapabilities = CAPABILITIES,
  initializationOptions: object = {},
  text: string = MAIN,
): Promise<Client> {
  const files = { [MAIN_PATH]: text, [TYPES_PATH]: TYPES };
  const client = start({ files, capabilities, initializationOptions });
  await client.initialize();
  await client.open(MAIN_PATH, text);
  return client;
}

/** The place of a piece of text; `|` in it is where the cursor stands. */
function at(piece: string, text: string = MAIN): lsp.TextDocumentPositionParams {
  const offset = text.indexOf(piece.replace('|', '')) + Math.max(0, piece.indexOf('|'));
  const lines = text.slice(0, offset).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { textDocument: { uri: uri(MAIN_PATH) }, position };
}

const textDocument = { uri: uri(MAIN_PATH) };
const whole = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

describe('names', () => {
  it('hover', async () => {
    const client = await workspace();
    const hover = await client.request<lsp.Hover>('textDocument/hover', at('record |entry'));
    expect(hover.contents).toMatchObject({ kind: 'markdown', value: /record entry/ });
  });

  it('definition, as links and as places, and of types', async () => {
    const client = await workspace();
    const target = { line: 4, character: 11 };
    expect(
      await client.request('textDocument/definition', at('borrow<|input-stream>')),
    ).toMatchObject([{ targetUri: uri(TYPES_PATH), targetSelectionRange: { start: target } }]);
    expect(
      await client.request('textDocument/typeDefinition', at('|source: borrow')),
    ).toMatchObject([{ uri: uri(TYPES_PATH), range: { start: target } }]);
    const plain = await workspace({});
    expect(
      await plain.request('textDocument/definition', at('borrow<|input-stream>')),
    ).toMatchObject([{ uri: uri(TYPES_PATH), range: { start: target } }]);
  });

  it('implementations, references and highlights', async () => {
    const text = MAIN.replace('import store', 'export store');
    const client = await workspace(CAPABILITIES, {}, text);
    const found = await client.request('textDocument/implementation', at('interface |store', text));
    expect(found).toMatchObject([{ range: { start: { line: 14 } } }]);
    const references = (includeDeclaration: boolean): Promise<lsp.Location[]> =>
      client.request('textDocument/references', {
        ...at('interface |store', text),
        context: { includeDeclaration },
      });
    expect(await references(true)).toHaveLength((await references(false)).length + 1);
    const highlights = await client.request<lsp.DocumentHighlight[]>(
      'textDocument/documentHighlight',
      at('record |entry', text),
    );
    expect(highlights.map(({ kind }) => kind)).toEqual([3, 2]);
  });

  it('renaming, with and without versions of documents, and refusals', async () => {
    const client = await workspace();
    expect(await client.request('textDocument/prepareRename', at('record |entry'))).toMatchObject({
      placeholder: 'entry',
    });
    const params = { ...at('record |entry'), newName: 'item' };
    const edit = await client.request<lsp.WorkspaceEdit>('textDocument/rename', params);
    expect(edit.documentChanges).toMatchObject([{ edits: [{ newText: 'item' }, {}] }]);
    const refused = client.request('textDocument/rename', { ...params, newName: 'Not-A-Name' });
    await expect(refused).rejects.toMatchObject({ code: -32803 });
    const plain = await workspace({});
    const byUri = await plain.request<lsp.WorkspaceEdit>('textDocument/rename', params);
    expect(byUri.changes?.[uri(MAIN_PATH)]).toHaveLength(2);
  });

  it('hierarchy of types', async () => {
    const client = await workspace();
    const [item] = await client.request<lsp.TypeHierarchyItem[]>(
      'textDocument/prepareTypeHierarchy',
      at('record |entry'),
    );
    expect(item).toMatchObject({ name: 'entry' });
    const above = await client.request<{ name: string }[]>('typeHierarchy/supertypes', { item });
    expect(above.map(({ name }) => name)).toEqual(['read']);
    const [read] = above;
    const below = await client.request<{ name: string }[]>('typeHierarchy/subtypes', {
      item: read,
    });
    expect(below.map(({ name }) => name)).toContain('entry');
  });
});

describe('writing', () => {
  it('completion', async () => {
    const client = await workspace();
    const params = { ...at('data: |list'), context: { triggerKind: 1 } };
    const items = await client.request<lsp.CompletionItem[]>('textDocument/completion', params);
    const list = items.find(({ label }) => label.startsWith('list'));
    expect(list).toMatchObject({ textEdit: { newText: expect.stringContaining('list') } });
    const plain = await workspace({});
    const without = await plain.request<lsp.CompletionItem[]>('textDocument/completion', params);
    for (const { insertTextFormat, textEdit } of without) {
      expect(insertTextFormat).toBe(1);
      expect(textEdit?.newText).not.toMatch(/\$/);
    }
  });

  it('signatures', async () => {
    const client = await workspace();
    const help = await client.request<lsp.SignatureHelp>(
      'textDocument/signatureHelp',
      at(', |mode: modes'),
    );
    const [signature] = help.signatures;
    const [first, second] = signature?.parameters ?? [];
    expect(help.activeParameter).toBe(1);
    expect(signature?.label.slice(...(first?.label as [number, number]))).toContain('source');
    expect(second).toBeDefined();
  });

  it('quick fixes, and organising uses', async () => {
    const text = MAIN.replace('record entry', 'recrod entry');
    const client = await workspace(CAPABILITIES, {}, text);
    const { diagnostics } = await client.diagnostics('main.wit');
    const actions = (range: lsp.Range, only?: string[]): Promise<lsp.CodeAction[]> =>
      client.request('textDocument/codeAction', {
        textDocument,
        range,
        context: { diagnostics, ...(only && { only }) },
      });
    const range = diagnostics[0]?.range ?? whole;
    expect(await actions(range)).toMatchObject([
      { kind: 'quickfix', edit: { documentChanges: [{ edits: [{ newText: 'record' }] }] } },
    ]);
    expect(await actions(range, ['refactor'])).toEqual([]);
    const unsorted = MAIN.replace('{input-stream, modes}', '{modes, input-stream}');
    await client.change(MAIN_PATH, 2, [{ text: unsorted }]);
    expect(await actions(whole, ['source'])).toMatchObject([{ kind: 'source.organizeImports' }]);
  });

  it('fixes that make a file are offered only to clients that can make one', async () => {
    const text = 'package a:b;\ninterface i {\n  use other:pkg/types.{t};\n}\n';
    const offered = async (capabilities: lsp.ClientCapabilities): Promise<unknown[]> => {
      const client = await workspace(capabilities, {}, text);
      const { diagnostics } = await client.diagnostics('main.wit');
      const context = { diagnostics };
      const params = { textDocument, range: diagnostics[0]?.range, context };
      const actions = await client.request<lsp.CodeAction[]>('textDocument/codeAction', params);
      return actions.flatMap(({ edit }) => edit?.documentChanges ?? []);
    };
    expect(await offered(CAPABILITIES)).toContainEqual(expect.objectContaining({ kind: 'create' }));
    expect(await offered({})).toEqual([]);
  });
});

describe('documents', () => {
  it('symbols, as a tree, as a list, and of the workspace', async () => {
    const client = await workspace();
    const tree = await client.request<lsp.DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument,
    });
    const names = (list: lsp.DocumentSymbol[]): string[] =>
      list.flatMap(({ name, children = [] }) => [name, ...names(children)]);
    expect(names(tree)).toEqual(expect.arrayContaining(['store', 'entry', 'name', 'app']));
    const plain = await workspace({});
    const flat = await plain.request<lsp.SymbolInformation[]>('textDocument/documentSymbol', {
      textDocument,
    });
    expect(flat.map(({ name }) => name)).toEqual(names(tree));
    expect(flat.find(({ name }) => name === 'entry')).toMatchObject({ containerName: 'store' });
    const found = await client.request<lsp.SymbolInformation[]>('workspace/symbol', {
      query: 'input-stream',
    });
    expect(found.map(({ location }) => location.uri)).toContain(uri(TYPES_PATH));
  });

  it('folding, selections and links', async () => {
    const client = await workspace();
    const folds = await client.request<lsp.FoldingRange[]>('textDocument/foldingRange', {
      textDocument,
    });
    expect(folds).toContainEqual(expect.objectContaining({ startLine: 4, endLine: 11 }));
    const [selection] = await client.request<lsp.SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions: [at('data: list<|u8').position],
    });
    const lengths: number[] = [];
    for (let one = selection; one !== undefined; one = one.parent) {
      lengths.push(one.range.end.line - one.range.start.line);
    }
    expect(lengths.length).toBeGreaterThan(3);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(await client.request('textDocument/documentLink', { textDocument })).toMatchObject([
      { target: uri(TYPES_PATH), range: { start: { line: 2 } } },
      { target: uri(TYPES_PATH), range: { start: { line: 5 } } },
    ]);
  });

  it('inlay hints and lenses', async () => {
    const client = await workspace(CAPABILITIES, { runsCommands: true });
    const flags = { textDocument: { uri: uri(TYPES_PATH) } };
    await client.open(TYPES_PATH, TYPES);
    const hints = await client.request<lsp.InlayHint[]>('textDocument/inlayHint', {
      ...flags,
      range: whole,
    });
    expect(hints.map(({ position }) => position.line)).toEqual([5, 5]);
    const lenses = await client.request<lsp.CodeLens[]>('textDocument/codeLens', { textDocument });
    expect(lenses.map(({ command }) => command?.command).toSorted()).toEqual([
      'wit-ts.generateGuest',
      'wit-ts.generateHost',
      'wit-ts.showReferences',
    ]);
    const guest = lenses.find(({ command }) => command?.command === 'wit-ts.generateGuest');
    expect(guest?.command?.arguments).toEqual([uri(MAIN_PATH), 'a:b', 'app']);
    const plain = await workspace();
    const texts = await plain.request<lsp.CodeLens[]>('textDocument/codeLens', { textDocument });
    expect(texts.map(({ command }) => command)).toEqual([
      { title: 'imported by app', command: '' },
    ]);
  });

  it('semantic tokens in full, in part, and as what changed', async () => {
    const client = await workspace();
    const full = await client.request<lsp.SemanticTokens>('textDocument/semanticTokens/full', {
      textDocument,
    });
    expect(full.data.length % 5).toBe(0);
    const part = await client.request<lsp.SemanticTokens>('textDocument/semanticTokens/range', {
      textDocument,
      range: { start: { line: 4, character: 0 }, end: { line: 11, character: 0 } },
    });
    expect(part.data.length).toBeLessThan(full.data.length);
    await client.change(MAIN_PATH, 2, [{ text: MAIN.replace('record entry', 'record changed') }]);
    const delta = await client.request<lsp.SemanticTokensDelta>(
      'textDocument/semanticTokens/full/delta',
      { textDocument, previousResultId: full.resultId },
    );
    const now = await client.request<lsp.SemanticTokens>('textDocument/semanticTokens/full', {
      textDocument,
    });
    const applied = [...full.data];
    for (const { start: from, deleteCount, data = [] } of delta.edits) {
      applied.splice(from, deleteCount, ...data);
    }
    expect(applied).toEqual(now.data);
    const unknown = await client.request<lsp.SemanticTokens>(
      'textDocument/semanticTokens/full/delta',
      { textDocument, previousResultId: 'unknown' },
    );
    expect(unknown.data).toEqual(now.data);
  });
});

/** The capability that tells of each method. */
const CAPABILITY_OF: Readonly<Record<string, string>> = {
  formatting: 'documentFormatting',
  rangeFormatting: 'documentRangeFormatting',
  onTypeFormatting: 'documentOnTypeFormatting',
  prepareRename: 'rename',
  prepareTypeHierarchy: 'typeHierarchy',
  supertypes: 'typeHierarchy',
  subtypes: 'typeHierarchy',
  symbol: 'workspaceSymbol',
};

it('offers what it answers, and nothing else', async () => {
  const client = start({ capabilities: CAPABILITIES });
  const { capabilities } = await client.initialize();
  const offered = Object.keys(capabilities).filter((name) => name.endsWith('Provider'));
  const answered = Object.keys(FEATURES).map((method) => {
    const [, name = ''] = method.split('/');
    return `${CAPABILITY_OF[name] ?? name}Provider`;
  });
  expect(offered.toSorted()).toEqual([...new Set(answered)].toSorted());
  expect(capabilities.renameProvider).toEqual({ prepareProvider: true });
  const plain = start();
  expect((await plain.initialize()).capabilities.renameProvider).toBe(true);
});
