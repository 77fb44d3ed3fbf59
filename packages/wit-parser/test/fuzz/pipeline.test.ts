import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  diagnosticToJson,
  fromJson,
  mergeResolve,
  printWit,
  renderDiagnostics,
  resolveSources,
  toJson,
  WIT_CATALOGUE,
  type Resolve,
} from '../../src/index.js';
import { mutatedFiles } from './inputs.js';
import { seeds } from './seeds.js';

/** How many cases; `npm run fuzz` asks for many more. */
const CASES = Number(process.env['FUZZ_CASES'] ?? 400);
const SEED = process.env['FUZZ_SEED'];
const parameters = { numRuns: CASES, ...(SEED !== undefined && { seed: Number(SEED) }) };
const timeout = 60_000 + CASES * 50;

const codes = new Set(WIT_CATALOGUE.map(({ code }) => code));
const options = { allFeatures: true };

/** What a model says; the order of packages follows from what they take of each other, which `include` hides. */
function contents(resolve: Resolve): string[] {
  return resolve.packages.map((_, id) => printWit(resolve, id, { nested: [] })).toSorted();
}

/** What holds of the result for every text: of diagnostics, of the model, and of what the model is made into. */
function checkPipeline(text: string): void {
  const {
    resolve,
    package: main,
    diagnostics,
    sources,
  } = resolveSources([{ path: 'fuzz.wit', text }], options);
  for (const { code, span } of diagnostics) {
    expect(codes).toContain(code);
    if (span !== undefined) expect(sources.lineColumn(span)).toBeDefined();
  }
  expect(renderDiagnostics(diagnostics, sources)).not.toMatch(/[^\n\P{C}]/u);
  for (const diagnostic of diagnostics) JSON.parse(diagnosticToJson(diagnostic, sources));

  // Also of a model with holes every id leads somewhere, and no type contains itself.
  const json = toJson(resolve);
  expect(toJson(fromJson(json))).toBe(json);
  const printed = contents(resolve);

  if (main === undefined || diagnostics.some(({ severity }) => severity === 'error')) return;
  const again = resolveSources([{ path: 'again.wit', text: printWit(resolve, main) }], options);
  expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(contents(again.resolve)).toEqual(printed);
  const copy = fromJson(json);
  expect(mergeResolve(copy, resolve).diagnostics).toEqual([]);
  expect(contents(copy)).toEqual(printed);
}

describe('from text to model and back', { timeout }, () => {
  it('holds over files that were changed', () => {
    fc.assert(fc.property(mutatedFiles(seeds()), checkPipeline), parameters);
  });
});
