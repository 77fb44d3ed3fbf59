/**
 * The pages of `docs/diagnostics` are made from the tables of the packages; `UPDATE_GOLDEN=1 npx vitest run test/docs`
 * writes them anew.
 */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import {
  diagnosticIndex,
  diagnosticPage,
  renderDiagnostics,
  WIT_CATALOGUE,
  type CatalogueEntry,
} from '@wit-ts/wit-parser';
import { COMPONENT_CATALOGUE, WIT_BINARY_CATALOGUE } from '@wit-ts/component';
import { HOST_CATALOGUE } from '@wit-ts/bindgen-ts';
import { GUEST_CATALOGUE } from '@wit-ts/guest-build';
import { DOCUMENT_CATALOGUE, LINK_CATALOGUE } from '@wit-ts/compose';
import { WAC_CATALOGUE } from '@wit-ts/wac';
import { WAVE_CATALOGUE } from '@wit-ts/wave';
import { CLI_CATALOGUE } from '../../packages/cli/src/errors/pages.js';
import { runExample } from '../../packages/wit-parser/test/support/examples.js';
import { expectGolden } from '../../packages/wit-parser/test/support/golden.js';

const DOCS = new URL('../../docs/diagnostics/', import.meta.url);
const CATALOGUE: readonly CatalogueEntry[] = [
  ...WIT_CATALOGUE,
  ...COMPONENT_CATALOGUE,
  ...WIT_BINARY_CATALOGUE,
  ...WAC_CATALOGUE,
  ...LINK_CATALOGUE,
  ...DOCUMENT_CATALOGUE,
  ...HOST_CATALOGUE,
  ...GUEST_CATALOGUE,
  ...WAVE_CATALOGUE,
  ...CLI_CATALOGUE,
];

/** Packages whose codes must all be in a table, by the beginning of their codes. */
const TABLES: Readonly<Record<string, string>> = {
  WIT: 'wit-parser',
  CMP00: 'component',
  CMP03: 'component',
  WAC: 'wac',
  LNK: 'compose',
  HOST: 'bindgen-ts',
  BLD: 'guest-build',
  WAVE: 'wave',
  CLI: 'cli',
};

async function markdown(text: string): Promise<string> {
  const config = await resolveConfig(fileURLToPath(new URL('README.md', DOCS)));
  return format(text, { ...config, parser: 'markdown' });
}

function reportOf(entry: CatalogueEntry): string | undefined {
  if (entry.bad === undefined || !entry.code.startsWith('WIT')) return undefined;
  const { diagnostics, sources } = runExample(entry, entry.bad);
  return renderDiagnostics(diagnostics, sources).replace(/\n\n[^\n]*$/, '');
}

describe('docs/diagnostics', () => {
  it.each(CATALOGUE)('$code has a page', async (entry) => {
    const page = await markdown(diagnosticPage(entry, reportOf(entry)));
    expectGolden(page, new URL(`${entry.code}.md`, DOCS));
  });

  it('has an index', async () => {
    expectGolden(await markdown(diagnosticIndex(CATALOGUE)), new URL('README.md', DOCS));
  });

  it('has no other pages', () => {
    const known = new Set([...CATALOGUE.map(({ code }) => `${code}.md`), 'README.md']);
    const others = readdirSync(fileURLToPath(DOCS)).filter((name) => !known.has(name));
    if (process.env['UPDATE_GOLDEN'] === '1') {
      for (const name of others) rmSync(new URL(name, DOCS));
    } else {
      expect(others).toEqual([]);
    }
  });

  it.each(Object.entries(TABLES))('knows every %s code of packages/%s', (prefix, folder) => {
    const known = new Set(CATALOGUE.map(({ code }) => code));
    const root = fileURLToPath(new URL(`../../packages/${folder}/src`, import.meta.url));
    const used = new Set<string>();
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.includes('pages')) continue;
      const text = readFileSync(`${root}/${name}`, 'utf8');
      for (const [, code = ''] of text.matchAll(/'((?:[A-Z]{3,4})\d{4})'/g)) {
        if (code.startsWith(prefix)) used.add(code);
      }
    }
    expect([...used].filter((code) => !known.has(code))).toEqual([]);
    expect([...known].filter((code) => code.startsWith(prefix) && !used.has(code))).toEqual([]);
  });
});
