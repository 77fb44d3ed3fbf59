import { describe, expect, it } from 'vitest';
import { type Diagnostic, type ResolveResult, resolvePackage, toJson } from '../../src/index.js';
import { expectGolden } from '../support/golden.js';
import { memoryFileSystem } from '../support/memory-fs.js';
import { type ResolverCase, resolverCases } from './cases.js';

function resolveCase({ files, features, allFeatures }: ResolverCase): ResolveResult {
  const paths = [...files].map(([path, text]) => [`case/${path}`, text]);
  const fs = memoryFileSystem(Object.fromEntries(paths));
  return resolvePackage('case', fs, { features, allFeatures });
}

/** The resolved model without blanks, or nothing where it is rejected; then the diagnostics. */
function outcome(result: ResolveResult): string {
  const { diagnostics, sources } = result;
  const place = (span: Diagnostic['span']): string => {
    const at = span && sources.lineColumn(span);
    return span && at ? `${span.file}:${at.line}:${at.byteColumn}` : '(no place)';
  };
  const lines = diagnostics.flatMap((one) => {
    const head = `${one.severity} ${one.code} ${place(one.span)}`;
    // The words of the parser are tested with the parser.
    if (one.code < 'WIT0100') return [head];
    return [
      `${head} ${one.message}`,
      ...(one.help === undefined ? [] : [`  help: ${one.help}`]),
      ...(one.related ?? []).map(({ span, message }) => `  ${place(span)} ${message}`),
      ...(one.fixes ?? []).map(
        ({ title, edits }) => `  fix: ${title} (${edits.map(({ newText }) => newText).join()})`,
      ),
    ];
  });
  const accepted = !diagnostics.some(({ severity }) => severity === 'error');
  if (accepted) lines.unshift(JSON.stringify(JSON.parse(toJson(result.resolve))));
  return `${lines.join('\n')}\n`;
}

const cases = resolverCases();
const areas = [...new Set(cases.map(({ area }) => area))];

describe.each(areas)('%s', (area) => {
  const own = cases.filter((one) => one.area === area);

  it.each(own.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { diagnostics } = resolveCase(one);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.length > 0, JSON.stringify(diagnostics, undefined, 1)).toBe(one.rejected);
  });

  it('says the same as before', () => {
    const texts = own.map((one) => `=== ${one.name}\n${outcome(resolveCase(one))}`);
    expectGolden(texts.join('\n'), new URL(`golden/${area}.txt`, import.meta.url));
  });
});

const fixable = cases.filter((one) =>
  resolveCase(one).diagnostics.some(({ code, fixes }) => code >= 'WIT0100' && fixes !== undefined),
);

it.each(fixable.map((one) => [`${one.area}: ${one.name}`, one] as const))(
  'repairs by its fixes %s',
  (_, one) => {
    const { diagnostics } = resolveCase(one);
    for (const { code, message, fixes = [] } of diagnostics) {
      if (code < 'WIT0100') continue;
      const same = (found: readonly Diagnostic[]): number =>
        found.filter((other) => other.code === code && other.message === message).length;
      for (const { edits } of fixes) {
        const files = new Map(one.files);
        for (const { span, newText } of edits) {
          const path = span.file.slice('case/'.length);
          const text = files.get(path) ?? '';
          files.set(path, text.slice(0, span.start) + newText + text.slice(span.end));
        }
        expect(same(resolveCase({ ...one, files }).diagnostics)).toBeLessThan(same(diagnostics));
      }
    }
  },
);

it('has names that are used once', () => {
  const names = cases.map(({ area, name }) => `${area}: ${name}`);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
